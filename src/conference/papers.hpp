// Papers: documents that sites hand in, that the organiser or the secretary lets pass, and that are shown page by page.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "auth/permission.hpp"
#include "base/conference_ids.hpp"
#include "base/describe.hpp"
#include "base/time.hpp"
#include "conference/audience.hpp"

namespace diemcau::conference {

inline constexpr std::size_t kMaxPapers = 500;          // of one conference, returned ones included
inline constexpr std::uint32_t kMaxPaperPages = 2'000;  // of one paper
inline constexpr std::size_t kPaperNameLength = 64;     // of its content's name: SHA-256 in hexadecimal digits

enum class PaperStatus : std::uint8_t { submitted, approved, returned };
BOOST_DESCRIBE_ENUM(PaperStatus, submitted, approved, returned)

// ---- Events ----

// Papers are numbered within a conference: paper-1, paper-2 ...
struct PaperSubmitted {
  PaperId paper = {};
  std::string title = {};
  std::optional<SiteId> site = {};  // whose it is; the organiser's own without it
  std::optional<ItemId> item = {};
  std::uint32_t pages = 0;
  std::string content = {};  // SHA-256 of the PDF, in hexadecimal: where the store keeps it

  static constexpr Audience kAudience = Audience::desk_and_site;

  friend bool operator==(const PaperSubmitted&, const PaperSubmitted&) = default;
};
BOOST_DESCRIBE_STRUCT(PaperSubmitted, (), (paper, title, site, item, pages, content))
struct PaperApproved {
  PaperId paper;

  friend bool operator==(const PaperApproved&, const PaperApproved&) = default;
};
BOOST_DESCRIBE_STRUCT(PaperApproved, (), (paper))
struct PaperReturned {
  PaperId paper;
  std::optional<SiteId> site;  // whose it is
  std::string reason;

  static constexpr Audience kAudience = Audience::desk_and_site;

  friend bool operator==(const PaperReturned&, const PaperReturned&) = default;
};
BOOST_DESCRIBE_STRUCT(PaperReturned, (), (paper, site, reason))
struct PaperShown {
  PaperId paper;
  std::uint32_t page = 1;

  friend bool operator==(const PaperShown&, const PaperShown&) = default;
};
BOOST_DESCRIBE_STRUCT(PaperShown, (), (paper, page))
struct PageTurned {
  std::uint32_t page = 1;

  friend bool operator==(const PageTurned&, const PageTurned&) = default;
};
BOOST_DESCRIBE_STRUCT(PageTurned, (), (page))
struct PaperHidden {
  friend bool operator==(const PaperHidden&, const PaperHidden&) = default;
};
BOOST_DESCRIBE_STRUCT(PaperHidden, (), ())

// ---- Commands ----

// Said by the server once the document was checked and is on disk, for whoever handed it in.
struct SubmitPaper {
  std::string title = {};
  std::optional<SiteId> site = {};
  std::optional<ItemId> item = {};
  std::uint32_t pages = 0;
  std::string content = {};

  static constexpr auth::Act kAct = auth::Act::submit_paper;
  static constexpr bool kInternal = true;

  friend bool operator==(const SubmitPaper&, const SubmitPaper&) = default;
};
BOOST_DESCRIBE_STRUCT(SubmitPaper, (), (title, site, item, pages, content))
struct ApprovePaper {
  PaperId paper;

  static constexpr auth::Act kAct = auth::Act::review_paper;

  friend bool operator==(const ApprovePaper&, const ApprovePaper&) = default;
};
BOOST_DESCRIBE_STRUCT(ApprovePaper, (), (paper))
struct ReturnPaper {
  PaperId paper;
  std::string reason;

  static constexpr auth::Act kAct = auth::Act::review_paper;

  friend bool operator==(const ReturnPaper&, const ReturnPaper&) = default;
};
BOOST_DESCRIBE_STRUCT(ReturnPaper, (), (paper, reason))
// A site shows and turns its own paper while it has the floor.
struct ShowPaper {
  PaperId paper;
  std::uint32_t page = 1;

  static constexpr auth::Act kAct = auth::Act::show_paper;

  friend bool operator==(const ShowPaper&, const ShowPaper&) = default;
};
BOOST_DESCRIBE_STRUCT(ShowPaper, (), (paper, page))
struct TurnPage {
  std::uint32_t page = 1;

  static constexpr auth::Act kAct = auth::Act::show_paper;

  friend bool operator==(const TurnPage&, const TurnPage&) = default;
};
BOOST_DESCRIBE_STRUCT(TurnPage, (), (page))
struct HidePaper {
  static constexpr auth::Act kAct = auth::Act::show_paper;

  friend bool operator==(const HidePaper&, const HidePaper&) = default;
};
BOOST_DESCRIBE_STRUCT(HidePaper, (), ())

// ---- State ----

// One that was approved, as everybody knows it.
struct Paper {
  PaperId id = {};
  std::string title = {};
  std::optional<SiteId> site = {};
  std::optional<ItemId> item = {};
  std::uint32_t pages = 0;

  static constexpr bool kEmptyAsNull = true;

  friend bool operator==(const Paper&, const Paper&) = default;
};
BOOST_DESCRIBE_STRUCT(Paper, (), (id, title, site, item, pages))

// As the desk and the site that handed it in know it.
struct SubmittedPaper : Paper {
  PaperStatus status = PaperStatus::submitted;
  std::string reason = {};  // why it was returned
  WallTime at{};            // when it was handed in

  static constexpr bool kEmptyAsNull = true;

  friend bool operator==(const SubmittedPaper&, const SubmittedPaper&) = default;
};
BOOST_DESCRIBE_STRUCT(SubmittedPaper, (Paper), (status, reason, at))

struct Showing {
  PaperId paper;
  std::uint32_t page = 1;
  std::uint32_t pages = 0;
  std::optional<SiteId> site;  // whose paper it is

  static constexpr bool kEmptyAsNull = true;

  friend bool operator==(const Showing&, const Showing&) = default;
};
BOOST_DESCRIBE_STRUCT(Showing, (), (paper, page, pages, site))

struct Papers {
  std::vector<Paper> papers;
  std::optional<Showing> showing;
  std::map<PaperId, std::string> paper_contents;  // the server's own

  friend bool operator==(const Papers&, const Papers&) = default;
};
BOOST_DESCRIBE_STRUCT(Papers, (), (papers, showing))

struct DeskPapers {
  std::vector<SubmittedPaper> papers;

  friend bool operator==(const DeskPapers&, const DeskPapers&) = default;
};
BOOST_DESCRIBE_STRUCT(DeskPapers, (), (papers))

struct OwnPapers {
  std::vector<SubmittedPaper> papers;

  friend bool operator==(const OwnPapers&, const OwnPapers&) = default;
};
BOOST_DESCRIBE_STRUCT(OwnPapers, (), (papers))

}  // namespace diemcau::conference
