#pragma once

#include <functional>
#include <list>
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "core/causes/cause_desk.h"
#include "core/causes/cause_finder.h"
#include "core/queue.h"
#include "model/alert.h"
#include "model/settings.h"
#include "model/snapshot.h"
#include "model/surge_account.h"

namespace holdwatch::core {

/// The course of each surge's alert: firing when detection opens it, updated by the update rule,
/// resolved when detection ends it; one alert a surge. Demand surges are put to the cause finder
/// at every look (each minute of the first half hour, then every five) and, for 24 h after their
/// end, at every report that comes late; they are told as soon as it has answered.
class SurgeLifecycle {
 public:
  struct Outlets {
    std::function<void(const AlertChange&)> tell;
    std::function<void(const SurgeAccount&)> enter;
    std::function<Standing(const Queue&)> standing;  ///< who waits and serves now
  };

  /// `settings` and `causes` must outlive this.
  SurgeLifecycle(const Settings& settings, CauseFinder& causes, Outlets outlets)
      : settings_(settings), causes_(causes), outlets_(std::move(outlets)), desk_(causes) {}

  /// Follows what detection says of the queue now. `live`: not history, which is not told.
  void settle(Queue& queue, Time now, bool live);
  /// When settle() has something to look at without any event.
  Time next_due(const Queue& queue) const {
    return queue.surge ? queue.surge->next_look : Time::max();
  }
  /// When the next step towards an answer is due, whatever queue it concerns.
  Time next_step() const { return desk_.next_step(); }
  void step(Time now) { desk_.step(now); }

  /// An incident was reported: the surges resolved in the last 24 h are put to it as well.
  void reported(Time now);
  /// The settings say something else, which may be of consequence for those surges.
  void reconfigured(Time now);
  /// A person's verdict on a surge, open or resolved in the last 24 h: it teaches, and goes before
  /// what the calls say.
  void verdict(const Verdict& verdict, Queue& queue, Time now);

  /// Everyone that a demand surge was put to; empty when the alert is none, or none that is kept.
  std::vector<SuspectEvidence> considered(const AlertChange& alert, const Queue& queue,
                                          Time now) const;

  /// Calls of closed surges by (queue, department, category).
  std::vector<AttributedSnapshot> attributed() const;

  /// Whether an answer is under way: until it is there, the state can't be saved.
  bool is_asking() const { return desk_.next_step() != Time::max(); }
  template <class Archive>
  void save(Archive& archive) const {
    archive(desk_, attributed_, static_cast<std::uint64_t>(closed_.size()));
    for (const Closed& closed : closed_) archive(closed.queue->id, closed);
  }
  /// `queue_of` gives a queue by its id.
  template <class Archive, class QueueOf>
  void load(Archive& archive, QueueOf&& queue_of) {
    std::uint64_t closed = 0;
    archive(desk_, attributed_, closed);
    for (; closed > 0; --closed) {
      QueueId id = 0;
      archive(id);
      archive(closed_.emplace_back(Closed{.queue = &queue_of(id)}));
      reconnect(closed_.back());
    }
  }

 private:
  struct Closed {
    Queue* queue;
    AlertChange told{};
    bool is_resolved = false;  ///< and that was told
    SurgeFacts facts{};
    UsualBurden usual_burden{};
    SurgeAccount account{};
    SurgeEvidence evidence{};
    Attribution attribution{};

    template <class Archive>
    void serialize(Archive& archive) {
      bool has_causes = facts.attribution != nullptr;
      archive(told, is_resolved, facts, has_causes, usual_burden, account, evidence, attribution);
      facts.attribution = has_causes ? &attribution : nullptr;
    }
  };
  struct Total {
    double calls = 0;
    double wait_seconds = 0;

    template <class Archive>
    void serialize(Archive& archive) {
      archive(calls, wait_seconds);
    }
  };

  void open(Queue& queue, const Surge& surge, Time now, bool live);
  void look(Queue& queue, const Surge& surge, Time now, bool live);
  void close(Queue& queue, Time now);
  bool is_ending(const Queue& queue) const;
  void answered(Queue& queue, Attribution attribution, Time now);
  void ask(Closed& closed, Time now);
  void answered(Closed& closed, Attribution attribution, Time now);
  void account_for(Closed& closed, Time now);
  void forget(Time now);
  void reconnect(Closed& closed) const;
  void teach(const Verdict& verdict, const Queue& queue, const Attribution& of, Time onset,
             Time end);
  SurgeEvidence evidence(const Queue& queue, const Surge& surge, Time now) const;
  AlertChange figures(const Queue& queue, const Surge& surge, const Standing& standing,
                      Time now) const;
  void put_in_words(AlertChange& change, const SurgeFacts& facts) const;
  void fill_in_settings(SurgeFacts& facts, const Queue& queue) const;
  SurgeFacts facts(const Queue& queue, const Surge& surge, const Standing& standing,
                   Time now) const;
  std::string request(const std::string& queue, const SurgeFacts& facts) const;
  void bank(Queue& queue, const SurgeAccount& account);

  const Settings& settings_;
  CauseFinder& causes_;
  Outlets outlets_;
  CauseDesk desk_;
  std::list<Closed> closed_;  ///< oldest first
  std::map<std::tuple<std::string, std::string, std::string>, Total> attributed_;
};

}  // namespace holdwatch::core
