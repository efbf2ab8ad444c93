// What the secretary writes down while the conference goes on: drafts of its minutes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "auth/permission.hpp"
#include "base/conference_ids.hpp"
#include "base/describe.hpp"
#include "base/time.hpp"
#include "conference/audience.hpp"

namespace diemcau::conference {

inline constexpr std::uint64_t kMaxNotes = 10'000;  // of one conference: one every five seconds of a long day
inline constexpr std::size_t kNotesKept = 200;      // in the state, the last ones; the log has all

// ---- Events ----

// Notes are numbered from 1 within a conference. A correction is a note of its own: the one it corrects stays.
struct NoteTaken {
  std::uint64_t number = 0;
  std::optional<ItemId> item;  // of the programme
  std::string text;
  std::optional<std::uint64_t> corrects;

  static constexpr Audience kAudience = Audience::desk;

  friend bool operator==(const NoteTaken&, const NoteTaken&) = default;
};
BOOST_DESCRIBE_STRUCT(NoteTaken, (), (number, item, text, corrects))

// ---- Commands ----

struct TakeNote {
  std::string text;
  std::optional<ItemId> item;

  static constexpr auth::Act kAct = auth::Act::take_note;

  friend bool operator==(const TakeNote&, const TakeNote&) = default;
};
BOOST_DESCRIBE_STRUCT(TakeNote, (), (text, item))
struct CorrectNote {
  std::uint64_t number = 0;
  std::string text;

  static constexpr auth::Act kAct = auth::Act::take_note;

  friend bool operator==(const CorrectNote&, const CorrectNote&) = default;
};
BOOST_DESCRIBE_STRUCT(CorrectNote, (), (number, text))

// ---- State ----

struct Note {
  std::uint64_t number = 0;
  std::optional<ItemId> item;
  std::string text;
  WallTime at{};
  std::string by;  // the role
  std::optional<std::uint64_t> corrects;

  static constexpr bool kEmptyAsNull = true;

  friend bool operator==(const Note&, const Note&) = default;
};
BOOST_DESCRIBE_STRUCT(Note, (), (number, item, text, at, by, corrects))
struct DeskNotes {
  std::vector<Note> notes;

  friend bool operator==(const DeskNotes&, const DeskNotes&) = default;
};
BOOST_DESCRIBE_STRUCT(DeskNotes, (), (notes))

}  // namespace diemcau::conference
