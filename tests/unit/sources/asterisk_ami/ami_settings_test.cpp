#include "sources/asterisk_ami/ami_settings.h"

#include <gmock/gmock.h>

#include "sources/asterisk_ami/ami_probe.h"

namespace holdwatch::asterisk_ami {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

AmiSettings read(std::string text, std::vector<std::string>& problems) {
  config::Section section = config::Section::parse(std::move(text), "a.yaml");
  AmiSettings settings = read_settings(section);
  section.finish();
  for (const config::Problem& problem : section.problems()) problems.push_back(to_string(problem));
  return settings;
}

TEST(AmiSettings, AreReadWithTheirDefaults) {
  std::vector<std::string> problems;
  const AmiSettings settings = read("username: holdwatch\nsecret: x\n", problems);
  EXPECT_THAT(problems, IsEmpty());
  EXPECT_EQ(net::join_host_port(settings.stream.peer), "127.0.0.1:5038");
  EXPECT_FALSE(settings.stream.tls);
  EXPECT_EQ(settings.classes, "system,agent,call,user");
  EXPECT_FALSE(settings.mapping.left_queue);
}

TEST(AmiSettings, MapTheDialplansNamesToAttributes) {
  std::vector<std::string> problems;
  const AmiSettings settings = read(
      "username: holdwatch\nsecret: x\ntls: {server_name: pbx.example.com}\n"
      "variables: {sku: SKU}\nuser_events:\n  CallReason: {reason: Reason}\n"
      "left_queue: {event: Left, status: Status}\n",
      problems);
  EXPECT_THAT(problems, IsEmpty());
  EXPECT_EQ(settings.mapping.variables, (AttributeNames{{"SKU", "sku"}}));
  EXPECT_EQ(settings.mapping.user_events.at("CallReason"), (AttributeNames{{"Reason", "reason"}}));
  EXPECT_EQ(settings.mapping.left_queue->status, "Status");
  EXPECT_EQ(settings.stream.tls->server_name, "pbx.example.com");
  EXPECT_THAT(event_filter(settings.mapping), HasSubstr("(QUEUESTATUS|SKU)"));
}

TEST(AmiSettings, WhatCannotBeIsSaidWithItsLine) {
  std::vector<std::string> problems;
  read(
      "address: nowhere\nsecret: x\nsecret_file: y\nclasses: [agent, 'x,y']\n"
      "tls: {certificate_file: a}\nvariables: {sku: 'S(K'}\nleft_queue: {event: Left}\n"
      "username: \"a\\r\\nAction: Command\"\n",
      problems);
  EXPECT_THAT(problems,
              ElementsAre("a.yaml:1: address: found 'nowhere', expected host:port",
                          "a.yaml:3: secret_file: expected either secret_file or secret",
                          "a.yaml:4: classes: found 'x,y', expected a class of events",
                          HasSubstr("a.yaml:5: tls.key_file: certificate_file and key_file"),
                          "a.yaml:6: variables.sku: expected letters, digits and underscores",
                          HasSubstr("a.yaml:7: left_queue.status: found nothing"),
                          "a.yaml:8: username: found several lines, expected one"));
}

// --- What a look at an account tells -------------------------------------------------------------

void note(Heard& heard, std::vector<asterisk_ami::Field> fields, const AmiMapping& mapping = {}) {
  heard.note({fields}, mapping);
}

std::vector<std::string> missing(const std::vector<Finding>& all) {
  std::vector<std::string> texts;
  for (const Finding& finding : all) {
    if (!finding.is_well) texts.push_back(finding.text);
  }
  return texts;
}

TEST(AmiProbe, AnAccountThatHearsEverythingMissesNothing) {
  AmiSettings settings;
  settings.mapping.variables = {{"SKU", "sku"}};
  Heard heard;
  note(heard, {{"Event", "QueueParams"}, {"Queue", "orders"}});
  note(heard, {{"Event", "FullyBooted"}, {"Privilege", "system,all"}});
  note(heard, {{"Event", "QueueCallerJoin"},
               {"Privilege", "agent,all"},
               {"Timestamp", "1.000000"},
               {"Uniqueid", "a"},
               {"ChanVariable", "SKU="}});
  note(heard, {{"Event", "HangupRequest"}, {"Privilege", "call,all"}, {"Uniqueid", "a"}});
  note(heard, {{"Event", "UserEvent"}, {"Privilege", "user,all"}});
  EXPECT_THAT(missing(findings(heard, settings)), IsEmpty());
}

TEST(AmiProbe, WhatAnAccountDoesNotHearIsSaidWithWhatItCosts) {
  AmiSettings settings;
  settings.mapping.variables = {{"SKU", "sku"}};
  Heard heard;
  heard.filter = "Permission denied";
  note(heard, {{"Event", "QueueCallerAbandon"}, {"Privilege", "agent,all"}, {"Uniqueid", "a"}});
  const auto all = findings(heard, settings);
  EXPECT_THAT(missing(all),
              ElementsAre("0 queues with 0 members, 0 callers waiting", "class call: 0 events",
                          "class user: 0 events", "class system: 0 events",
                          HasSubstr("set timestampevents=yes"),
                          HasSubstr("abandoned and timed out are `unknown`"),
                          "no ChanVariable: set channelvars="));
  EXPECT_THAT(all.back().text, HasSubstr("Filter: Permission denied"));
}

TEST(AmiProbe, TheDialplansEventTellsOutcomesWhereItIsMapped) {
  AmiMapping mapping;
  mapping.left_queue = LeftQueueEvent{"Left", "Status"};
  Heard heard;
  note(heard, {{"Event", "UserEvent"}, {"Privilege", "user,all"}, {"UserEvent", "Left"}}, mapping);
  EXPECT_EQ(heard.queue_status, 1u);
}

}  // namespace
}  // namespace holdwatch::asterisk_ami
