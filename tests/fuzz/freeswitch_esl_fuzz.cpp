#include <string>
#include <vector>

#include "fuzz/round_trip.h"
#include "sources/freeswitch_esl/callcenter_normalizer.h"
#include "sources/freeswitch_esl/esl_event.h"
#include "sources/freeswitch_esl/esl_parser.h"

namespace {

using namespace holdwatch;
using namespace holdwatch::freeswitch_esl;

// What comes of a stream in pieces of `size` bytes. An answer to a command is taken for a listing
// of members, of agents and of tiers.
class Conversation {
 public:
  explicit Conversation(fuzz::RoundTrip& receiver) : receiver_(receiver) {}

  std::vector<std::string> hear(std::string_view stream, std::size_t size) {
    while (!stream.empty()) {
      parser_.add(stream.substr(0, size));
      stream.remove_prefix(std::min(size, stream.size()));
      for (auto found = parser_.next(); found != EslParser::Found::nothing;
           found = parser_.next()) {
        take(found);
      }
    }
    return std::move(heard_);
  }

 private:
  void take(EslParser::Found found) {
    if (found != EslParser::Found::message) return heard_.push_back(parser_.problem());
    const Message& message = parser_.message();
    heard_.emplace_back(message.body);
    if (!EslEventDecoder::is_event(message.content_type)) return list(message.body);
    if (const auto event = decoder_.decode(message)) normalizer_.take(*event, receiver_);
  }

  void list(std::string_view answer) {
    const auto table = CallcenterTable::parse(answer);
    if (!table) return;
    const Time now{std::chrono::seconds{1795290729}};
    normalizer_.members().listed("orders", *table, now, receiver_);
    normalizer_.agents().listed(*table, now, receiver_);
    normalizer_.agents().tiers_listed(*table, now, receiver_);
  }

  fuzz::RoundTrip& receiver_;
  EslParser parser_;
  EslEventDecoder decoder_;
  CallcenterNormalizer normalizer_{Naming{}};
  std::vector<std::string> heard_;
};

}  // namespace

// The first byte is the size of the pieces in which the rest arrives: it must not matter.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0 || data[0] == 0) return 0;
  static fuzz::RoundTrip receiver;
  const auto stream = fuzz::as_text(data + 1, size - 1);
  fuzz::check(Conversation(receiver).hear(stream, data[0]) ==
              Conversation(receiver).hear(stream, stream.size()));
  return 0;
}
