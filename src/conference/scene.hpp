// What everybody sees, as the chair or the director took it: the scene, the strap, the slate; and who is to stand by.
//
// - Giving the floor takes the scene to the speaker, with a strap of its name and its speaker or topic, and ends the
//   slate and the speaker's own cue; a kind that shows no speaker becomes `speaker`. When the floor is taken back the
//   scene is the main site's, without a strap.
// - Whoever is in the scene and lost is shown as lost. After a grace time (HostLimits) the scene falls back to the main
//   site, and goes on from there only where somebody takes it. The turn is kept.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "auth/permission.hpp"
#include "base/conference_ids.hpp"
#include "base/describe.hpp"
#include "base/time.hpp"
#include "conference/audience.hpp"

namespace diemcau::conference {

inline constexpr std::size_t kMaxStrapBytes = 400;  // of each line: more is not read in a hall
inline constexpr std::size_t kMaxSlateBytes = 1'000;

// speaker: main alone. speaker_content: main and what is shown. hall_speaker: main, and second beside it. grid: main
// among the gallery. rotation: the gallery by turns.
enum class SceneKind : std::uint8_t { speaker, speaker_content, hall_speaker, grid, rotation };
BOOST_DESCRIBE_ENUM(SceneKind, speaker, speaker_content, hall_speaker, grid, rotation)

// ---- Events ----

struct SceneTaken {
  SiteId main;
  SceneKind kind = SceneKind::speaker;
  std::optional<SiteId> second = {};

  static constexpr bool kOrdered = true;
  static constexpr std::string_view kUndoneAs = "take_scene";
  static constexpr bool kFollows = true;
  static constexpr std::string_view kMayBeAbsent[] = {"kind"};  // in logs of before there were kinds

  friend bool operator==(const SceneTaken&, const SceneTaken&) = default;
};
BOOST_DESCRIBE_STRUCT(SceneTaken, (), (kind, main, second))
// The site was lost for too long; the scene is the main site's.
struct SceneFellBack {
  SiteId site;

  static constexpr bool kOrdered = true;

  friend bool operator==(const SceneFellBack&, const SceneFellBack&) = default;
};
BOOST_DESCRIBE_STRUCT(SceneFellBack, (), (site))
struct StrapShown {
  std::string title;
  std::string subtitle;  // may be empty

  static constexpr bool kOrdered = true;
  static constexpr std::string_view kUndoneAs = "show_strap";
  static constexpr bool kFollows = true;

  friend bool operator==(const StrapShown&, const StrapShown&) = default;
};
BOOST_DESCRIBE_STRUCT(StrapShown, (), (title, subtitle))
struct StrapHidden {
  static constexpr bool kOrdered = true;
  static constexpr std::string_view kUndoneAs = "hide_strap";
  static constexpr bool kFollows = true;

  friend bool operator==(const StrapHidden&, const StrapHidden&) = default;
};
BOOST_DESCRIBE_STRUCT(StrapHidden, (), ())
struct SlateShown {
  std::string text;

  static constexpr bool kOrdered = true;
  static constexpr std::string_view kUndoneAs = "show_slate";
  static constexpr bool kFollows = true;

  friend bool operator==(const SlateShown&, const SlateShown&) = default;
};
BOOST_DESCRIBE_STRUCT(SlateShown, (), (text))
struct SlateHidden {
  static constexpr bool kOrdered = true;
  static constexpr std::string_view kUndoneAs = "hide_slate";
  static constexpr bool kFollows = true;

  friend bool operator==(const SlateHidden&, const SlateHidden&) = default;
};
BOOST_DESCRIBE_STRUCT(SlateHidden, (), ())
struct Cued {
  std::optional<SiteId> site = {};  // none: nobody stands by any more

  static constexpr bool kOrdered = true;
  static constexpr std::string_view kUndoneAs = "cue";

  friend bool operator==(const Cued&, const Cued&) = default;
};
BOOST_DESCRIBE_STRUCT(Cued, (), (site))
struct PreviewChanged {
  SceneKind kind = SceneKind::speaker;
  SiteId main;
  std::optional<SiteId> second = {};

  static constexpr Audience kAudience = Audience::desk;

  friend bool operator==(const PreviewChanged&, const PreviewChanged&) = default;
};
BOOST_DESCRIBE_STRUCT(PreviewChanged, (), (kind, main, second))

// ---- Commands ----

struct TakeScene {
  SiteId main;
  std::optional<SceneKind> kind = {};  // without: the one there is, or `speaker` where that shows none
  std::optional<SiteId> second = {};   // without, and for hall_speaker: the main site

  static constexpr auth::Act kAct = auth::Act::take_scene;
  static constexpr bool kOrderMatters = true;

  friend bool operator==(const TakeScene&, const TakeScene&) = default;
};
BOOST_DESCRIBE_STRUCT(TakeScene, (), (kind, main, second))
struct SetPreview {
  SceneKind kind = SceneKind::speaker;
  SiteId main;
  std::optional<SiteId> second = {};

  static constexpr auth::Act kAct = auth::Act::set_preview;

  friend bool operator==(const SetPreview&, const SetPreview&) = default;
};
BOOST_DESCRIBE_STRUCT(SetPreview, (), (kind, main, second))
// What is in preview goes on air; it stays in preview.
struct Take {
  static constexpr auth::Act kAct = auth::Act::set_preview;
  static constexpr bool kOrderMatters = true;

  friend bool operator==(const Take&, const Take&) = default;
};
BOOST_DESCRIBE_STRUCT(Take, (), ())
// A site in the scene is lost for good: a deadline of the server's.
struct FallBack {
  SiteId site;

  static constexpr auth::Act kAct = auth::Act::state_media_fact;
  static constexpr bool kAfterConclusion = true;
  static constexpr bool kInternal = true;

  friend bool operator==(const FallBack&, const FallBack&) = default;
};
BOOST_DESCRIBE_STRUCT(FallBack, (), (site))
struct Cue {
  std::optional<SiteId> site = {};

  static constexpr auth::Act kAct = auth::Act::cue;

  friend bool operator==(const Cue&, const Cue&) = default;
};
BOOST_DESCRIBE_STRUCT(Cue, (), (site))
struct ShowStrap {
  std::string title;
  std::string subtitle;

  static constexpr auth::Act kAct = auth::Act::show_strap;
  static constexpr std::string_view kMayBeAbsent[] = {"subtitle"};

  friend bool operator==(const ShowStrap&, const ShowStrap&) = default;
};
BOOST_DESCRIBE_STRUCT(ShowStrap, (), (title, subtitle))
struct HideStrap {
  static constexpr auth::Act kAct = auth::Act::show_strap;

  friend bool operator==(const HideStrap&, const HideStrap&) = default;
};
BOOST_DESCRIBE_STRUCT(HideStrap, (), ())
struct ShowSlate {
  std::string text;

  static constexpr auth::Act kAct = auth::Act::show_strap;

  friend bool operator==(const ShowSlate&, const ShowSlate&) = default;
};
BOOST_DESCRIBE_STRUCT(ShowSlate, (), (text))
struct HideSlate {
  static constexpr auth::Act kAct = auth::Act::show_strap;

  friend bool operator==(const HideSlate&, const HideSlate&) = default;
};
BOOST_DESCRIBE_STRUCT(HideSlate, (), ())

// ---- State ----

struct Strap {
  std::string title;
  std::string subtitle;

  friend bool operator==(const Strap&, const Strap&) = default;
};
BOOST_DESCRIBE_STRUCT(Strap, (), (title, subtitle))
struct Slate {
  std::string text;

  friend bool operator==(const Slate&, const Slate&) = default;
};
BOOST_DESCRIBE_STRUCT(Slate, (), (text))
struct StandingBy {
  SiteId site;
  WallTime since{};

  friend bool operator==(const StandingBy&, const StandingBy&) = default;
};
BOOST_DESCRIBE_STRUCT(StandingBy, (), (site, since))
struct Preview {
  SceneKind kind = SceneKind::speaker;
  SiteId main;
  std::optional<SiteId> second = {};

  static constexpr bool kEmptyAsNull = true;

  friend bool operator==(const Preview&, const Preview&) = default;
};
BOOST_DESCRIBE_STRUCT(Preview, (), (kind, main, second))

// What was taken; what is seen follows from it and from who is there (stage.hpp).
struct TakenScene {
  SiteId scene_main;
  SceneKind scene_kind = SceneKind::speaker;
  std::optional<SiteId> scene_second = {};
  std::optional<Strap> strap = {};
  std::optional<Slate> slate = {};
  std::optional<StandingBy> cue = {};

  friend bool operator==(const TakenScene&, const TakenScene&) = default;
};
BOOST_DESCRIBE_STRUCT(TakenScene, (), (strap, slate, cue))

// The desk's.
struct SceneDesk {
  std::optional<Preview> preview;

  static constexpr bool kEmptyAsNull = true;

  friend bool operator==(const SceneDesk&, const SceneDesk&) = default;
};
BOOST_DESCRIBE_STRUCT(SceneDesk, (), (preview))

}  // namespace diemcau::conference
