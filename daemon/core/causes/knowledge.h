#pragma once

#include <deque>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/causes/belief.h"
#include "core/causes/category_knowledge.h"
#include "core/causes/lesson.h"
#include "core/causes/temperature.h"
#include "model/cause_model.h"

namespace holdwatch::core {

/// What is known of causes in general, learned from verdicts and from nothing else. A later verdict
/// on the same alert and incident takes the place of the earlier one.
class Knowledge {
 public:
  /// Gives the catalogue's entry of a category by name, or null.
  using Catalogue = std::function<const Category*(std::string_view)>;

  explicit Knowledge(Catalogue catalogue) : catalogue_(std::move(catalogue)) {}

  void learn(Lesson lesson);

  const CategoryKnowledge& category(const std::string& name) const;
  /// Unreported causes per open hour of a queue.
  double unreported_per_open_hour() const { return now_.unreported.per_open_hour(); }
  /// What has been learned of evidence in general.
  Belief belief() const;

  /// `queue_name` gives the name of a queue that verdicts have spoken of.
  CauseModel model(const std::function<std::string(QueueId)>& queue_name) const;

  /// What was learned last is learned again.
  template <class Archive>
  void save(Archive& archive) const {
    std::vector<std::string> used;
    for (const auto& [name, category] : now_.categories) used.push_back(name);
    save(archive, settled_);
    archive(recent_, used);
  }
  template <class Archive>
  void load(Archive& archive) {
    std::vector<std::string> used;
    load(archive, settled_);
    archive(recent_, used);
    now_ = settled_;
    for (const Lesson& lesson : recent_) learn(now_, lesson);
    for (const std::string& name : used) category(now_, name);
  }

 private:
  struct Learned {
    std::map<std::string, CategoryKnowledge, std::less<>> categories;
    UnreportedKnowledge unreported;
    TemperatureFit temperature;
    Stated stated;
    double confirmed_reports = 0;
    double misreported = 0;  // of them, that named a wrong value
    std::set<std::string> confirmed_incidents;
    std::uint32_t confirmed = 0;
    std::uint32_t rejected = 0;
    std::uint32_t false_alarms = 0;

    /// All but the categories, which are made of the catalogue first.
    template <class Archive>
    void serialize(Archive& archive) {
      archive(unreported, temperature, stated, confirmed_reports, misreported, confirmed_incidents,
              confirmed, rejected, false_alarms);
    }
  };

  template <class Archive>
  static void save(Archive& archive, const Learned& learned) {
    archive(learned, static_cast<std::uint64_t>(learned.categories.size()));
    for (const auto& [name, category] : learned.categories) archive(name, category);
  }
  template <class Archive>
  void load(Archive& archive, Learned& learned) const {
    std::uint64_t categories = 0;
    archive(learned, categories);
    for (std::string name; categories > 0; --categories) {
      archive(name);
      archive(category(learned, name));
    }
  }

  void learn(Learned& learned, const Lesson& lesson) const;
  void confirm(Learned& learned, const Lesson& lesson) const;
  CategoryKnowledge& category(Learned& learned, const std::string& name) const;

  Catalogue catalogue_;
  mutable Learned now_;  // a category is entered at its first use
  Learned settled_;      // by lessons too old to be taken back
  std::deque<Lesson> recent_;
};

}  // namespace holdwatch::core
