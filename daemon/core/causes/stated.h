#pragma once

namespace holdwatch::core {

/// Extra calls by what they state of a scope, each attribute counted by itself.
struct Stated {
  double in_scope = 0;
  double elsewhere = 0;        ///< something that is not in the scope
  double nothing = 0;          ///< the attribute is missing
  double usually_nothing = 0;  ///< as many of so many calls usually lack it

  template <class Archive>
  void serialize(Archive& archive) {
    archive(in_scope, elsewhere, nothing, usually_nothing);
  }
};

}  // namespace holdwatch::core
