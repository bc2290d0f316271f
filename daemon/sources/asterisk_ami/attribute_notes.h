#pragma once

#include <span>
#include <string>
#include <string_view>

#include "sources/asterisk_ami/ami_listener.h"
#include "sources/asterisk_ami/ami_mapping.h"
#include "sources/asterisk_ami/ami_message.h"
#include "sources/asterisk_ami/caller_table.h"
#include "wire/attribute_list.h"

namespace holdwatch::asterisk_ami {

/// What is learned of callers from the names that the configuration maps. The views that are given
/// are valid until the next call.
class AttributeNotes {
 public:
  explicit AttributeNotes(AmiListener& listener) : listener_(listener) {}

  /// Notes what the fields say of the caller; gives what is new.
  std::span<const Attribute> learn(Caller& caller, const AttributeNames& names,
                                   std::span<const Field> fields);

  /// Everything known of a caller who joins: what the channel's variables say now, and what was
  /// learned of it, or of the call that it is part of (null: none).
  std::span<const Attribute> gather(Caller& caller, const Caller* part_of,
                                    const AttributeNames& variables, const Message& message);

 private:
  void note(Caller& caller, const std::string& name, std::string_view value);

  AmiListener& listener_;
  wire::AttributeList attributes_;
};

}  // namespace holdwatch::asterisk_ami
