#include "journal/opening.h"

#include <SQLiteCpp/Exception.h>
#include <spdlog/spdlog.h>

#include "journal/refused.h"
#include "journal/set_aside.h"

namespace holdwatch::journal {

namespace {

Opened open_and_read(const std::string& path) {
  Opened opened;
  opened.store = std::make_unique<Store>(path);
  opened.state = opened.store->read();
  return opened;
}

}  // namespace

Opened open_at_start(const std::string& path, Time now) {
  try {
    try {
      return open_and_read(path);
    } catch (const std::exception& error) {
      if (!is_damage(error)) throw;
      spdlog::error("journal is damaged, a fresh one is begun path={:?} problem={:?} kept_as={:?}",
                    path, error.what(), set_aside(path, now));
      return open_and_read(path);
    }
  } catch (const Refused&) {
    throw;
  } catch (const std::exception& error) {
    spdlog::error("journal can't be opened, nothing of before is known path={:?} problem={:?}",
                  path, error.what());
    return {};
  }
}

}  // namespace holdwatch::journal
