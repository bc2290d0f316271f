#pragma once

#include <array>
#include <boost/unordered/unordered_flat_map.hpp>

#include "core/state/attribute_keys.h"

namespace holdwatch::core {

/// How often each value of each attribute name was seen, as weights. Bounded: at `values_per_name`
/// the rarer half of a name's values is forgotten, though not its total.
class ShareTable {
 public:
  explicit ShareTable(std::size_t values_per_name) : values_per_name_(values_per_name) {}

  void add(AttributeKey key, double weight);
  /// A call has been added with all its attributes.
  void add_call(double weight) { calls_ += weight; }
  double weight(AttributeKey key) const;
  double total(std::size_t name) const;
  double calls() const { return calls_; }
  /// How many values of a name are known.
  std::size_t values(std::size_t name) const;

  template <class Archive>
  void serialize(Archive& archive) {
    archive(names_, calls_);
  }

 private:
  struct OneName {
    double total = 0;
    boost::unordered_flat_map<AttributeKey, double> weights;

    template <class Archive>
    void serialize(Archive& archive) {
      archive(total, weights);
    }
  };

  static void forget_rare(OneName& name);

  std::size_t values_per_name_;
  std::vector<OneName> names_;  // by index of the name
  double calls_ = 0;
};

/// The usual share of an attribute value in a queue: the queue's own counts, steadied by those of
/// all queues together.
double usual_share(const ShareTable& queue, const ShareTable& all, AttributeKey key,
                   double one_call);

/// The usual share of calls that carry an attribute name in a queue; likewise steadied.
double usual_coverage(const ShareTable& queue, const ShareTable& all, std::size_t name,
                      double one_call);

}  // namespace holdwatch::core
