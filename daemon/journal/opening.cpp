#include "journal/opening.h"

#include <SQLiteCpp/Exception.h>
#include <spdlog/spdlog.h>

#include <optional>
#include <utility>

#include "journal/reader.h"
#include "journal/refused.h"
#include "journal/rows.h"
#include "journal/schema.h"
#include "journal/set_aside.h"

namespace holdwatch::journal {

namespace {

Opened open_and_read(const std::string& path) {
  Opened opened;
  opened.store = std::make_unique<Store>(path);
  opened.state = opened.store->read();
  return opened;
}

/// A full disk has no room for the memory that connections share: alone it isn't needed.
SQLite::Database open_alone(const std::string& path) {
  SQLite::Database database(path, SQLite::OPEN_READWRITE);
  database.exec("PRAGMA locking_mode = EXCLUSIVE");
  return database;
}

/// What can be read though nothing can be written; nullopt when nothing can be read either.
std::optional<StoredState> read_without_writing(const std::string& path) {
  for (const auto& open : {open_alone, open_to_read}) {
    try {
      SQLite::Database database = open(path);
      if (read_schema(database) > 0) return read_state(database);
    } catch (const std::exception&) {
      // The next one may do.
    }
  }
  return std::nullopt;
}

}  // namespace

Opened open_at_start(const std::string& path, Time now) {
  try {
    return open_and_read(path);
  } catch (const Refused&) {
    throw;
  } catch (const std::exception& error) {
    const std::string problem = error.what();
    if (is_damage(error)) {
      spdlog::error("journal is damaged, a fresh one is begun path={:?} problem={:?} kept_as={:?}",
                    path, problem, set_aside(path, now));
      return open_at_start(path, now);
    }
    auto state = read_without_writing(path);
    spdlog::error("journal can't be opened to write path={:?} problem={:?} read={}", path, problem,
                  state.has_value());
    return {nullptr, std::move(state)};
  }
}

}  // namespace holdwatch::journal
