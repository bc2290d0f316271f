#pragma once

#include <algorithm>
#include <array>
#include <boost/unordered/unordered_flat_map.hpp>
#include <span>
#include <utility>
#include <vector>

#include "core/state/attribute_keys.h"
#include "model/time.h"

namespace holdwatch::core {

/// Watches what calls are about: a surge that few calls carry, all of them about one product or one
/// region, is seen in them long before it is seen in the sum of all calls. One test a value of an
/// attribute; the budget of false alarms is shared among the names, and among the values of a name.
///
/// Bounded: at 512 values the rarer half is forgotten. Calls of a surge are not to be told to it.
class AttributeWatch {
 public:
  /// Testing begins anew: what came before is no evidence.
  void start_session();
  /// Open time passes in which `usual` calls come on a usual day, and `tolerated` on one as busy as
  /// this may be.
  void pass(double minutes, double usual, double tolerated);
  /// Calls were about these at `t`. The greatest Shiryaev-Roberts statistic among them, in open
  /// minutes of the whole budget.
  double about(Time t, std::span<const AttributeKey> keys);
  /// Since when calls about what about() found last have been more than usual; 1970 when it is
  /// forgotten.
  Time loudest_since() const;
  /// What about() found last was taken for a surge. Whatever cries often has to cry louder: its
  /// share may have changed for good, or vary with the hour.
  void alarmed();
  /// The day's calls teach the usual shares; `busyness`: its calls over the usual.
  void end_day(double busyness);

  /// Whether calls say anything of themselves at all.
  bool any() const { return !values_.empty(); }

  /// Its state, to and from an archive.
  template <class Archive>
  void save(Archive& archive) const {
    std::vector<std::pair<AttributeKey, Value>> values(values_.begin(), values_.end());
    std::sort(values.begin(), values.end(),
              [](const auto& a, const auto& b) { return a.first < b.first; });
    archive(values, count_, names_, exposure_, usual_, forgotten_, loudest_, session_, tolerated_,
            minutes_);
  }
  template <class Archive>
  void load(Archive& archive) {
    std::vector<std::pair<AttributeKey, Value>> values;
    archive(values, count_, names_, exposure_, usual_, forgotten_, loudest_, session_, tolerated_,
            minutes_);
    values_.clear();
    values_.insert(values.begin(), values.end());
  }

 private:
  static constexpr std::size_t kFactors = 5;

  struct Value {
    double known = 0;         // calls about it, faded
    std::uint32_t today = 0;  // and of this day
    float tolerance = 0;      // of its share, beyond what is usual
    std::uint32_t session = 0;
    std::array<float, kFactors> evidence{};  // of this session
    double tolerated = 0;                    // as they stood at the latest call about it
    double minutes = 0;
    Time since;      // the first call of the present run of them,
    double run = 0;  // and its log likelihood ratio

    template <class Archive>
    void serialize(Archive& archive) {
      archive(known, today, tolerance, session, evidence, tolerated, minutes, since, run);
    }
  };

  Value& value_of(AttributeKey key);
  double share_of_budget(AttributeKey key) const;
  double test(Value& value, Time t) const;
  double tolerated_share(const Value& value) const;
  void forget_rare();

  boost::unordered_flat_map<AttributeKey, Value> values_;
  std::array<std::uint16_t, AttributeKeys::kNames> count_{};  // of values, by name
  int names_ = 0;
  double exposure_ = 0;   // all calls while the values were counted, faded
  double usual_ = 0;      // today, at a usual busyness
  double forgotten_ = 0;  // what is not kept may be known as well as this
  AttributeKey loudest_ = kNoAttribute;
  std::uint32_t session_ = 1;
  double tolerated_ = 0;  // of this session, so far
  double minutes_ = 0;
};

}  // namespace holdwatch::core
