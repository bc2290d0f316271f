// Every write goes to a real file in memory, and is noted with what it replaced until the file is
// synced. When the power goes, the notes are undone, and then done again in part: whole writes, or
// single sectors of them, as a disk's own cache would have it.
#include "simulation/simulated_disk.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace holdwatch::simulation {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kSector = 512;

std::string make_folder() {
  const bool has_memory_disk = fs::is_directory("/dev/shm");
  const fs::path base = has_memory_disk ? fs::path("/dev/shm") : fs::temp_directory_path();
  std::string name = base / "holdwatch-simulation-XXXXXX";
  if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no folder: " + name);
  return name;
}

std::string content_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

void replace(const std::string& path, const std::string& content) {
  std::ofstream(path, std::ios::binary | std::ios::trunc) << content;
}

void put(std::string& content, std::size_t at, std::string_view bytes) {
  content.resize(std::max(content.size(), at + bytes.size()));
  std::copy(bytes.begin(), bytes.end(), content.begin() + static_cast<std::ptrdiff_t>(at));
}

}  // namespace

SimulatedDisk::SimulatedDisk(std::uint64_t seed) : folder_(make_folder()), random_(seed) {}

SimulatedDisk::~SimulatedDisk() {
  std::error_code ignored;
  fs::remove_all(folder_, ignored);
}

// --- Death ---------------------------------------------------------------------------------------

void SimulatedDisk::die(Death death) {
  if (is_dead_) return;
  is_dead_ = true;
  death_ = death;
  writes_left_ = 0;
}

void SimulatedDisk::die_at_write(std::uint32_t writes, Death death) {
  writes_left_ = writes;
  death_ = death;
}

bool SimulatedDisk::is_the_last() {
  if (writes_left_ == 0 || --writes_left_ > 0) return false;
  is_dead_ = true;
  return true;
}

void SimulatedDisk::revive() {
  if (death_ == Death::powered_off) {
    for (const auto& [path, changes] : unsynced_) lose_unsynced(path, changes);
    for (const auto& entry : fs::directory_iterator(folder_)) {
      if (entry.path().extension() == ".db-shm") fs::remove(entry.path());
    }
    unsynced_.clear();
  }
  is_dead_ = false;
  writes_left_ = 0;
}

void SimulatedDisk::lose_unsynced(const std::string& path, const std::vector<Change>& changes) {
  if (changes.empty() || !fs::exists(path)) return;
  std::string content = content_of(path);
  for (auto change = changes.rbegin(); change != changes.rend(); ++change) {
    content.resize(static_cast<std::size_t>(change->size_before));
    put(content, static_cast<std::size_t>(change->at), change->before);
  }
  const double kept = random_.chance(0.5) ? random_.uniform() : 0;
  for (const Change& change : changes) {
    if (random_.chance(kept)) write_again(content, change);
  }
  replace(path, content);
}

/// Whole, or as many of its sectors as chance has it.
void SimulatedDisk::write_again(std::string& content, const Change& change) {
  const auto at = static_cast<std::size_t>(change.at);
  if (change.is_truncation) return content.resize(std::min(content.size(), at));
  const bool is_whole = random_.chance(0.5);
  for (std::size_t from = 0; from < change.after.size(); from += kSector) {
    if (is_whole || random_.chance(0.5)) {
      put(content, at + from, std::string_view(change.after).substr(from, kSector));
    }
  }
}

void SimulatedDisk::damage(const std::string& name) {
  std::string content = content_of(path(name));
  if (content.empty()) return;
  const std::size_t at = random_.below(content.size());
  const std::size_t size = std::min(content.size() - at, 1 + random_.below(8192));
  for (std::size_t i = at; i < at + size; ++i) content[i] = static_cast<char>(random_.next());
  replace(path(name), content);
}

// --- What SQLite does ----------------------------------------------------------------------------

int SimulatedDisk::open(const char* /*path*/, int& flags) {
  if (is_dead_) return SQLITE_CANTOPEN;
  if (trouble_ == DiskTrouble::read_only) {
    flags = (flags & ~(SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE)) | SQLITE_OPEN_READONLY;
  }
  return SQLITE_OK;
}

int SimulatedDisk::remove(const char* path, int is_synced) {
  if (is_dead_ || trouble_ == DiskTrouble::read_only) return SQLITE_IOERR_DELETE;
  unsynced_.erase(path);
  return DiskLayer::remove(path, is_synced);
}

int SimulatedDisk::read(File& file, void* to, int size, sqlite3_int64 at) {
  return is_dead_ ? SQLITE_IOERR_READ : DiskLayer::read(file, to, size, at);
}

SimulatedDisk::Change SimulatedDisk::change_at(File& file, sqlite3_int64 at, sqlite3_int64 size) {
  Change change;
  change.at = at;
  sqlite3_int64 before = 0;
  file.call().xFileSize(file.real(), &before);
  change.size_before = before;
  const auto there = std::clamp<sqlite3_int64>(before - at, 0, size);
  change.before.resize(static_cast<std::size_t>(there));
  if (there > 0) file.call().xRead(file.real(), change.before.data(), static_cast<int>(there), at);
  return change;
}

int SimulatedDisk::write(File& file, const void* from, int size, sqlite3_int64 at) {
  if (is_dead_) return SQLITE_IOERR_WRITE;
  if (trouble_ == DiskTrouble::read_only) return SQLITE_READONLY;
  Change change = change_at(file, at, size);
  if (trouble_ == DiskTrouble::full && at + size > change.size_before) return SQLITE_FULL;
  const bool is_torn = is_the_last();
  if (is_torn) size = static_cast<int>(random_.below(static_cast<std::size_t>(size)));
  change.after.assign(static_cast<const char*>(from), static_cast<std::size_t>(size));
  change.before.resize(std::min(change.before.size(), change.after.size()));
  unsynced_[file.path].push_back(std::move(change));
  const int result = size == 0 ? SQLITE_OK : DiskLayer::write(file, from, size, at);
  return is_torn ? SQLITE_IOERR_WRITE : result;
}

int SimulatedDisk::truncate(File& file, sqlite3_int64 size) {
  if (is_dead_ || trouble_ == DiskTrouble::read_only) return SQLITE_IOERR_TRUNCATE;
  constexpr sqlite3_int64 kWhole = std::int64_t{1} << 40;
  Change change = change_at(file, size, kWhole);
  change.is_truncation = true;
  unsynced_[file.path].push_back(std::move(change));
  return DiskLayer::truncate(file, size);
}

/// What is in memory needs no other sync than to be told.
int SimulatedDisk::sync(File& file, int /*flags*/) {
  if (is_dead_ || trouble_ == DiskTrouble::no_sync) return SQLITE_IOERR_FSYNC;
  if (is_the_last()) return SQLITE_IOERR_FSYNC;
  unsynced_.erase(file.path);
  return SQLITE_OK;
}

}  // namespace holdwatch::simulation
