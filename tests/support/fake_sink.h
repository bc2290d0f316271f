#pragma once

#include <memory>
#include <string>
#include <vector>

#include "sinks/sink.h"

namespace holdwatch {

/// What a FakeSink was handed; outlives it.
struct Handed {
  std::vector<AlertChange> alerts;
  std::vector<std::shared_ptr<const Snapshot>> snapshots;
  std::vector<std::shared_ptr<const Health>> healths;
  std::vector<std::string> owed = {};  ///< what it answers to that question
  bool closed = false;
};

class FakeSink : public Sink {
 public:
  explicit FakeSink(Handed& handed) : handed_(handed) {}

  void alert(const AlertChange& change) override { handed_.alerts.push_back(change); }
  void snapshot(const std::shared_ptr<const Snapshot>& snapshot) override {
    handed_.snapshots.push_back(snapshot);
  }
  void health(const std::shared_ptr<const Health>& health) override {
    handed_.healths.push_back(health);
  }
  std::vector<std::string> owed() override { return handed_.owed; }
  void close() override { handed_.closed = true; }

 private:
  Handed& handed_;
};

}  // namespace holdwatch
