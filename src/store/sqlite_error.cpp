#include "store/sqlite_error.hpp"

#include <sqlite3.h>

namespace diemcau::store {
namespace {

struct Advice {
  StoreError::Code code;
  std::string_view text;
};

Advice advice_for(int result) {
  using enum StoreError::Code;
  switch (result & 0xFF) {  // the low byte is the primary code
    case SQLITE_FULL:
      return {disk_full, "the disk is full; free some space, nothing was lost"};
    case SQLITE_READONLY:
    case SQLITE_PERM:
      return {read_only, "the database cannot be written; give this user write access to the file and its folder"};
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return {corrupt, "the database is damaged; stop the server, keep the file, restore the last copy"};
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return {busy, "another process holds the database; end it and try again"};
    case SQLITE_CANTOPEN:
      return {cannot_open, "the database cannot be opened; check that the folder exists and that this user may use it"};
    default:
      return {other, "the database failed; check the disk"};
  }
}

}  // namespace

std::string_view to_text(StoreError::Code code) {
  using enum StoreError::Code;
  switch (code) {
    case cannot_open:
      return "cannot_open";
    case disk_full:
      return "disk_full";
    case read_only:
      return "read_only";
    case corrupt:
      return "corrupt";
    case busy:
      return "busy";
    case gap:
      return "gap";
    case newer_schema:
      return "newer_schema";
    case other:
      return "other";
  }
  return "";
}

StoreError error_of(int result, std::string_view message, std::string_view file) {
  const Advice advice = advice_for(result);
  std::string text{file};
  text.append(": ").append(advice.text).append(" (").append(message).append(")");
  return {advice.code, std::move(text)};
}

}  // namespace diemcau::store
