#include "journal/schema.h"

#include <gmock/gmock.h>

#include "journal/refused.h"
#include "support/temp_dir.h"

namespace holdwatch::journal {
namespace {

constexpr Migration kFirst = "CREATE TABLE calls (id INTEGER); INSERT INTO calls VALUES (7)";
constexpr Migration kSecond = "ALTER TABLE calls ADD COLUMN queue TEXT NOT NULL DEFAULT 'orders'";
constexpr Migration kBroken = "CREATE TABLE more (x); CREATE nonsense";

class SchemaTest : public testing::Test {
 protected:
  void migrate(std::initializer_list<Migration> steps) {
    journal::migrate(database_, std::span(steps.begin(), steps.size()));
  }
  std::string value(const char* query) { return database_.execAndGet(query).getString(); }

  TempDir dir_;
  SQLite::Database database_{dir_.path("a.db"), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE};
};

TEST_F(SchemaTest, AnEmptyFileGetsTheNewestSchema) {
  migrate({kFirst, kSecond});
  EXPECT_EQ(value("SELECT queue FROM calls"), "orders");
  EXPECT_EQ(value("PRAGMA user_version"), "2");
}

TEST_F(SchemaTest, AnOlderSchemaMigratesForwardsAndKeepsWhatItHas) {
  migrate({kFirst});
  database_.exec("UPDATE calls SET id = 8");
  migrate({kFirst, kSecond});
  EXPECT_EQ(value("SELECT id || queue FROM calls"), "8orders");
}

TEST_F(SchemaTest, TheSameSchemaIsLeftAsItIs) {
  migrate({kFirst});
  migrate({kFirst});
  EXPECT_EQ(value("SELECT count(*) FROM calls"), "1");
}

TEST_F(SchemaTest, AMigrationThatFailsChangesNothing) {
  migrate({kFirst});
  EXPECT_THROW(migrate({kFirst, kSecond, kBroken}), std::exception);
  EXPECT_EQ(value("PRAGMA user_version"), "1");
  EXPECT_EQ(value("SELECT count(*) FROM pragma_table_info('calls')"), "1");
}

TEST_F(SchemaTest, ANewerSchemaIsRefusedWithWhatToDo) {
  migrate({kFirst, kSecond});
  try {
    migrate({kFirst});
    FAIL();
  } catch (const Refused& refused) {
    EXPECT_THAT(refused.what(), testing::HasSubstr("schema 2, this one knows up to 1"));
  }
}

TEST_F(SchemaTest, ADatabaseWithoutOurMarkIsRefused) {
  database_.exec("CREATE TABLE theirs (x)");
  EXPECT_THROW(migrate({kFirst}), Refused);
}

}  // namespace
}  // namespace holdwatch::journal
