#pragma once

#include <SQLiteCpp/Database.h>

#include <span>

/// The tables of a journal, and how a file of an older Holdwatch becomes one of today.
namespace holdwatch::journal {

/// What the SQLite header says of a journal: "HwJr".
inline constexpr int kApplicationId = 0x48774a72;

/// The statements that make schema n out of schema n - 1; the first of a list makes schema 1 out of
/// an empty file.
using Migration = const char*;

std::span<const Migration> migrations();

/// Brings the file to the newest schema, in one transaction. Throws Refused for a newer schema than
/// that, or for a database of somebody else.
void migrate(SQLite::Database& database, std::span<const Migration> steps = migrations());

/// The same look without changing anything: the file's schema. Throws Refused.
int read_schema(SQLite::Database& database, std::span<const Migration> steps = migrations());

}  // namespace holdwatch::journal
