#include "sources/asterisk_ami/ami_normalizer.h"

#include "wire/limits.h"

namespace holdwatch::asterisk_ami {

void AmiNormalizer::take(const Message& message, std::optional<Time> arrival) {
  const std::optional<Time> time = clock_.time_of(message, arrival);
  if (begins_queue_list(message)) return list_begins(message);
  const Word word = word_of(message);
  if (word == Word::of_no_concern) return;
  if (!time) {
    return listener_.rejected(Disposition::missing_field,
                              "no Timestamp: this was recorded with timestampevents=no");
  }
  if (!wire::is_plausible(*time)) {
    return listener_.rejected(Disposition::invalid_value, "Timestamp: not in our time");
  }
  calls_.advance_to(*time);
  switch (word) {
    case Word::member:
      return members_.heard(message, *time);
    case Word::member_removed:
      return members_.removed(message, *time);
    case Word::list_params:
    case Word::list_member:
    case Word::list_entry:
    case Word::list_end:
      return list_line(word, message, *time);
    default:
      return calls_.heard(word, message, *time);
  }
}

void AmiNormalizer::list_begins(const Message& message) {
  list_ = ListScope{message["ActionID"] == kAllQueues, {}};
  calls_.list_begins();
  members_.list_begins();
}

void AmiNormalizer::list_line(Word word, const Message& message, Time at) {
  if (word == Word::list_params) {
    list_.queues.emplace(message["Queue"]);
  } else if (word == Word::list_member) {
    members_.heard(message, at);
    if (message["InCall"] == "0") calls_.is_free(message["Queue"], member_of(message), at);
  } else if (word == Word::list_entry) {
    calls_.listed(message, at);
  } else {
    calls_.list_ends(list_, at);
    members_.list_ends(list_, at);
  }
}

}  // namespace holdwatch::asterisk_ami
