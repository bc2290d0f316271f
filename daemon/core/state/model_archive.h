#pragma once

#include "core/state/archive.h"
#include "model/alert.h"
#include "model/call_forecast.h"
#include "model/snapshot.h"
#include "model/surge_account.h"
#include "model/verdict.h"

/// The words of the domain as bytes: those that the core's state is made of.
namespace holdwatch {

template <class Archive>
void serialize(Archive& archive, Cause& c) {
  archive(c.incident, c.department, c.category, c.probability, c.excess_calls, c.reason);
}

template <class Archive>
void serialize(Archive& archive, SuspectedIncident& s) {
  archive(s.department, s.category, s.scope, s.lift);
}

template <class Archive>
void serialize(Archive& archive, AlertChange& c) {
  archive(c.time, c.kind, c.status, c.id, c.queue, c.scope, c.severity, c.opened, c.onset, c.driver,
          c.excess_calls, c.waiting, c.longest_wait_seconds, c.expected_wait_seconds, c.pattern,
          c.phase, c.step, c.acknowledged_by, c.verdict, c.verdict_incident, c.causes,
          c.still_to_come, c.suspected, c.story, c.data, c.request);
}

template <class Archive>
void serialize(Archive& archive, Verdict& v) {
  archive(v.time, v.alert, v.incident, v.verdict);
}

template <class Archive>
void serialize(Archive& archive, Load& l) {
  archive(l.calls, l.caller_minutes, l.abandonments);
}

template <class Archive>
void serialize(Archive& archive, LoadShare& s) {
  archive(s.incident, s.department, s.category, s.probability, s.load);
}

template <class Archive>
void serialize(Archive& archive, SurgeAccount& a) {
  archive(a.time, a.alert, a.queue, a.driver, a.from, a.to, a.total, a.shares, a.blind_minutes,
          a.verdict, a.verdict_incident);
}

template <class Archive>
void serialize(Archive& archive, CallForecast& f) {
  archive(f.made, f.alert, f.queue, f.incident, f.department, f.category, f.probability, f.calls,
          f.sets_in, f.scored, f.came);
}

template <class Archive>
void serialize(Archive& archive, IncidentSnapshot& i) {
  archive(i.id, i.category, i.department, i.started, i.reported, i.scope, i.affected, i.summary,
          i.closed);
}

template <class Archive>
void serialize(Archive& archive, WaitHistogram& h) {
  archive(h.counts, h.sum_seconds);
}

}  // namespace holdwatch
