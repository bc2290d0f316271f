#include "core/state/agents.h"

#include <gtest/gtest.h>

namespace holdwatch::core {
namespace {

struct Changed {
  std::vector<QueueId> queues;
  void operator()(QueueId queue) { queues.push_back(queue); }
};

std::uint32_t in(const Agents& agents, QueueId queue, AgentState state) {
  return agents.counts(queue)[static_cast<std::size_t>(state)];
}

TEST(AgentsTest, NobodyIsKnownAtFirst) {
  const Agents agents(10);
  EXPECT_FALSE(agents.known(0));
  EXPECT_EQ(agents.serving(0), 0u);
}

TEST(AgentsTest, ANumberHoldsUntilNamedAgentsAreKnown) {
  Agents agents(10);
  agents.set_number(0, 7);
  EXPECT_EQ(agents.serving(0), 7u);
  agents.set("ann", 0, AgentState::available, Changed{});
  EXPECT_EQ(agents.serving(0), 1u);
}

TEST(AgentsTest, WhoIsAvailableOrBusyServesAndWhoIsPausedDoesNot) {
  Agents agents(10);
  agents.set("ann", 0, AgentState::available, Changed{});
  agents.set("bob", 0, AgentState::busy, Changed{});
  agents.set("eve", 0, AgentState::paused, Changed{});
  EXPECT_EQ(agents.serving(0), 2u);
  EXPECT_EQ(in(agents, 0, AgentState::paused), 1u);
}

TEST(AgentsTest, AStateWithoutAQueueHoldsInAllQueuesOfTheAgent) {
  Agents agents(10);
  agents.set("ann", 0, AgentState::available, Changed{});
  agents.set("ann", 3, AgentState::available, Changed{});
  Changed changed;
  agents.set_everywhere("ann", AgentState::offline, changed);
  EXPECT_EQ(agents.serving(0), 0u);
  EXPECT_EQ(agents.serving(3), 0u);
  EXPECT_EQ(in(agents, 3, AgentState::offline), 1u);
}

TEST(AgentsTest, AnAgentWhoSeemsToServeEveryQueueThereIsFillsNoMemory) {
  Agents agents(1);
  const auto set = [&](QueueId queue) {
    return agents.set("ann", queue, AgentState::available, Changed{});
  };
  for (QueueId queue = 0; queue < 5; ++queue) EXPECT_EQ(set(queue), Disposition::accepted);
  EXPECT_EQ(set(5), Disposition::too_many);
  EXPECT_EQ(set(4), Disposition::accepted);
  EXPECT_FALSE(agents.known(5));
}

TEST(AgentsTest, BeyondTheLimitNewAgentsAreRefused) {
  Agents agents(1);
  EXPECT_EQ(agents.set("ann", 0, AgentState::available, Changed{}), Disposition::accepted);
  EXPECT_EQ(agents.set("bob", 0, AgentState::available, Changed{}), Disposition::too_many);
  EXPECT_EQ(agents.serving(0), 1u);
}

}  // namespace
}  // namespace holdwatch::core
