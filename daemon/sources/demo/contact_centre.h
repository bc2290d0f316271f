#pragma once

#include <array>
#include <span>
#include <string>
#include <vector>

#include "sources/demo/centre_plan.h"
#include "sources/demo/simulation.h"
#include "sources/recorded.h"

namespace holdwatch::demo {

/// A simulated contact centre as a stream of inputs, in the order of time and without end. The same
/// options always give the same inputs.
class ContactCentre {
 public:
  explicit ContactCentre(const CentreOptions& options) : ContactCentre(make_plan(options)) {}
  explicit ContactCentre(Plan plan);
  ContactCentre(const ContactCentre&) = delete;
  ContactCentre& operator=(const ContactCentre&) = delete;

  /// The time of the input that next() gives next, never less than that of the last.
  Time next_time() const { return simulation_.front().time; }
  /// The next input; its views are valid until the next call.
  const Input& next();

  const Plan& plan() const { return plan_; }

 private:
  CallEvent to_event(const Happening& happening);
  void add_attributes(EventType type, const Call& call);

  Plan plan_;
  Simulation simulation_;
  std::vector<std::string> skus_;

  // What the views of the input handed out point to.
  std::string call_;
  std::string caller_;
  std::string agent_;
  std::array<Attribute, 3> attributes_;
  std::size_t attribute_count_ = 0;
  Input input_;
};

}  // namespace holdwatch::demo
