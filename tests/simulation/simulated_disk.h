#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "sources/demo/random.h"
#include "support/disk_layer.h"

namespace holdwatch::simulation {

/// What is wrong with the disk while it is there.
enum class DiskTrouble : std::uint8_t {
  none,
  full,       ///< no file can grow
  read_only,  ///< nothing can be written
  no_sync,    ///< what is written can't be confirmed
};

/// How a process on it ends.
enum class Death : std::uint8_t {
  killed,      ///< what was written stays
  powered_off  ///< of what wasn't synced, any part of any write may be missing
};

/// A folder in memory as a disk that knows what of it was synced. A process dies at a chosen write
/// or at once; from then on its files are dead, and it must let go of them before anybody lives on.
class SimulatedDisk final : public DiskLayer {
 public:
  explicit SimulatedDisk(std::uint64_t seed);
  ~SimulatedDisk() override;

  std::string path(const std::string& name) const { return folder_ + "/" + name; }
  const std::string& folder() const { return folder_; }

  void trouble(DiskTrouble trouble) { trouble_ = trouble; }
  DiskTrouble trouble() const { return trouble_; }

  void die(Death death);
  /// In the middle of the write that is the `writes`-th from now.
  void die_at_write(std::uint32_t writes, Death death);
  bool is_dead() const { return is_dead_; }
  /// The disk as the next process finds it.
  void revive();

  /// Changes some bytes of the file, as a disk that rots.
  void damage(const std::string& name);

 private:
  struct Change {
    std::int64_t at = 0;
    std::int64_t size_before = 0;  ///< of the file
    std::string before;            ///< what was there from `at` on
    std::string after;
    bool is_truncation = false;
  };

  int open(const char* path, int& flags) override;
  int remove(const char* path, int is_synced) override;
  int read(File& file, void* to, int size, sqlite3_int64 at) override;
  int write(File& file, const void* from, int size, sqlite3_int64 at) override;
  int truncate(File& file, sqlite3_int64 size) override;
  int sync(File& file, int flags) override;

  Change change_at(File& file, sqlite3_int64 at, sqlite3_int64 size);
  bool is_the_last();
  void lose_unsynced(const std::string& path, const std::vector<Change>& changes);
  void write_again(std::string& content, const Change& change);

  std::string folder_;
  demo::Random random_;
  DiskTrouble trouble_ = DiskTrouble::none;
  bool is_dead_ = false;
  Death death_ = Death::killed;
  std::uint32_t writes_left_ = 0;  ///< 0: nobody is to die
  std::map<std::string, std::vector<Change>> unsynced_;
};

}  // namespace holdwatch::simulation
