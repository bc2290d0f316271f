#include "sources/asterisk_ami/attribute_notes.h"

namespace holdwatch::asterisk_ami {

std::span<const Attribute> AttributeNotes::learn(Caller& caller, const AttributeNames& names,
                                                 std::span<const Field> fields) {
  attributes_.clear();
  for (const Field& field : fields) {
    const auto name = names.find(field.key);
    if (name != names.end()) note(caller, name->second, field.value);
  }
  return attributes_.all();
}

std::span<const Attribute> AttributeNotes::gather(Caller& caller, const Caller* part_of,
                                                  const AttributeNames& variables,
                                                  const Message& message) {
  attributes_.clear();
  for (const Field& field : message.fields) {
    const std::size_t sign = field.value.find('=');
    if (field.key != "ChanVariable" || sign == std::string_view::npos) continue;
    const auto name = variables.find(field.value.substr(0, sign));
    if (name != variables.end()) note(caller, name->second, field.value.substr(sign + 1));
  }
  if (part_of != nullptr && part_of != &caller) {
    caller.attributes.insert(part_of->attributes.begin(), part_of->attributes.end());
  }
  attributes_.clear();
  for (const auto& [name, value] : caller.attributes) attributes_.add(name, value);
  return attributes_.all();
}

void AttributeNotes::note(Caller& caller, const std::string& name, std::string_view value) {
  const auto known = caller.attributes.find(name);
  if (value.empty() || (known != caller.attributes.end() && known->second == value)) return;
  if (const auto problem = attributes_.add(name, value)) {
    listener_.rejected(problem->reason, problem->detail);
  } else {
    caller.attributes[name] = value;
  }
}

}  // namespace holdwatch::asterisk_ami
