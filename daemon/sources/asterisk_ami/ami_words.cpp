#include "sources/asterisk_ami/ami_words.h"

namespace holdwatch::asterisk_ami {

namespace {

struct Meaning {
  std::string_view name;
  Word word;
};

// The commonest come first: a search that compares lengths before bytes then ends early.
constexpr Meaning kMeanings[] = {
    {"VarSet", Word::var_set},
    {"Newexten", Word::new_exten},
    {"Hangup", Word::hangup},
    {"SoftHangupRequest", Word::soft_hangup_request},
    {"UserEvent", Word::user_event},
    {"HangupRequest", Word::hangup_request},
    {"QueueCallerJoin", Word::join},
    {"QueueCallerLeave", Word::leave},
    {"QueueMemberStatus", Word::member},
    {"QueueCallerAbandon", Word::abandon},
    {"AgentConnect", Word::connect},
    {"AgentComplete", Word::complete},
    {"Hold", Word::hold},
    {"Unhold", Word::unhold},
    {"QueueMemberAdded", Word::member},
    {"QueueMemberRemoved", Word::member_removed},
    {"QueueMemberPause", Word::member},
    {"QueueMemberPaused", Word::member},  // up to 11, as are Join and Leave
    {"Join", Word::join},
    {"Leave", Word::leave},
    {"QueueMember", Word::list_member},
    {"QueueEntry", Word::list_entry},
    {"QueueParams", Word::list_params},
    {"QueueStatusComplete", Word::list_end},
};

}  // namespace

Word word_of(const Message& message) {
  if (message.fields.empty() || message.fields[0].key != "Event") return Word::of_no_concern;
  for (const Meaning& meaning : kMeanings) {
    if (meaning.name != message.fields[0].value) continue;
    // Up to 11 one event told both.
    return meaning.word == Word::hold && message["Status"] == "Off" ? Word::unhold : meaning.word;
  }
  return Word::of_no_concern;
}

bool begins_queue_list(const Message& message) {
  return !message.fields.empty() && message.fields[0].key == "Response" &&
         message["Message"] == "Queue status will follow";
}

std::string_view member_of(const Message& message) {
  for (const std::string_view key :
       {"MemberName", "Name", "Interface", "Location", "Member"}) {  // the later ones up to 11
    if (const std::string_view name = message[key]; !name.empty()) return name;
  }
  return {};
}

}  // namespace holdwatch::asterisk_ami
