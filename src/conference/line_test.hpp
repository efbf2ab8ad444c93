// The line test: what a site measured, what the server makes of it, who signed it; and the site's consent.
//
// Nobody's microphone is opened without consent. The site gives it at its line test (`give_consent`), and everybody
// sees who has. Giving the floor to a site that has not is allowed, since the people there may say yes at any moment;
// its page then asks before it sends sound.
#pragma once

#include <cstddef>
#include <cstdint>
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

// What a line is good for: a site with a `weak` one can listen and be heard, with its picture small.
enum class Verdict : std::uint8_t { passed, weak, failed };
BOOST_DESCRIBE_ENUM(Verdict, passed, weak, failed)

// The same of a site, which may not have been tested.
enum class Line : std::uint8_t { untested, passed, weak, failed };
BOOST_DESCRIBE_ENUM(Line, untested, passed, weak, failed)

// Why a test did not pass, in this order.
enum class LineFault : std::uint8_t { up, down, loss, rtt, jitter, camera, microphone, speaker };
BOOST_DESCRIBE_ENUM(LineFault, up, down, loss, rtt, jitter, camera, microphone, speaker)

// ---- Thresholds ----

struct Threshold {
  std::uint32_t passes;  // this good or better
  std::uint32_t fails;   // worse than this
};
// A camera in 720p at 30 pictures a second is sent at some 1.5 Mbit/s (libwebrtc's limits for VP8), sound at 40 kbit/s;
// one small layer of 180p and the sound still go through 300 kbit/s.
inline constexpr Threshold kUpKbps{1'500, 300};
// The stage in 720p with some tiles; below, not even a small stage comes through beside the sound.
inline constexpr Threshold kDownKbps{2'500, 500};
// Percent. Opus conceals some 2 % unheard and is hard to follow above 10 % even with its redundancy (RFC 6716 section
// 2.1.7 expects FEC to be used from some percent on).
inline constexpr Threshold kLossPercent{2, 10};
// There and back. One way, ITU-T G.114 (2003): up to 150 ms is essentially transparent, above 400 ms unacceptable.
inline constexpr Threshold kRttMs{300, 800};
// Receivers' jitter buffers take 30 ms as usual (ITU-T Y.1541, classes 0 and 1: 50 ms) and grow to some hundred.
inline constexpr Threshold kJitterMs{50, 150};

// ---- Bounds of what a page may claim ----
inline constexpr std::uint32_t kMaxKbps = 10'000'000;
inline constexpr std::uint32_t kMaxMeasuredMs = 60'000;
// Tests of one site that the desk has at hand; the log keeps all.
inline constexpr std::size_t kLineTestsPerSite = 2;

// What a site's page measured.
struct LineMeasures {
  std::uint32_t up_kbps = 0;
  std::uint32_t down_kbps = 0;
  std::uint32_t loss_percent = 0;
  std::uint32_t rtt_ms = 0;
  std::uint32_t jitter_ms = 0;
  std::string path = {};  // how media went: "udp", "tcp", "relay"
  bool camera = false;    // the device works, as somebody there saw or heard
  bool microphone = false;
  bool speaker = false;
  std::string note = {};

  static constexpr std::string_view kMayBeAbsent[] = {"note"};

  friend bool operator==(const LineMeasures&, const LineMeasures&) = default;
};
BOOST_DESCRIBE_STRUCT(LineMeasures, (),
                      (up_kbps, down_kbps, loss_percent, rtt_ms, jitter_ms, path, camera, microphone, speaker, note))

// What was judged of the measures, and why.
struct Judgement {
  Verdict verdict = Verdict::passed;
  std::vector<LineFault> faults = {};

  friend bool operator==(const Judgement&, const Judgement&) = default;
};
BOOST_DESCRIBE_STRUCT(Judgement, (), (verdict, faults))

// By the thresholds above: the worst of all counts. Without a microphone or a speaker a site cannot take part, without
// a camera it can be heard.
[[nodiscard]] Judgement judge(const LineMeasures& measures);

// ---- Events ----

// Tests are numbered from 1 within a conference.
struct LineTestRecorded : LineMeasures, Judgement {
  std::uint64_t number = 0;
  SiteId site = {};

  static constexpr Audience kAudience = Audience::desk_and_site;
  static constexpr std::string_view kMayBeAbsent[] = {"note"};

  friend bool operator==(const LineTestRecorded&, const LineTestRecorded&) = default;
};
BOOST_DESCRIBE_STRUCT(LineTestRecorded, (LineMeasures, Judgement), (number, site))
struct LineTestSigned {
  std::uint64_t number = 0;
  SiteId site;
  std::string name;  // who takes responsibility for it

  static constexpr Audience kAudience = Audience::desk_and_site;

  friend bool operator==(const LineTestSigned&, const LineTestSigned&) = default;
};
BOOST_DESCRIBE_STRUCT(LineTestSigned, (), (number, site, name))
struct ConsentGiven {
  SiteId site;
  bool given = false;

  friend bool operator==(const ConsentGiven&, const ConsentGiven&) = default;
};
BOOST_DESCRIBE_STRUCT(ConsentGiven, (), (site, given))
struct RetestCalled {
  SiteId site;

  static constexpr Audience kAudience = Audience::desk_and_site;

  friend bool operator==(const RetestCalled&, const RetestCalled&) = default;
};
BOOST_DESCRIBE_STRUCT(RetestCalled, (), (site))

// ---- Commands ----

struct RecordLineTest : LineMeasures {
  SiteId site;

  static constexpr auth::Act kAct = auth::Act::record_line_test;
  static constexpr std::string_view kMayBeAbsent[] = {"note"};

  friend bool operator==(const RecordLineTest&, const RecordLineTest&) = default;
};
BOOST_DESCRIBE_STRUCT(RecordLineTest, (LineMeasures), (site))
// The last test of the site.
struct SignLineTest {
  SiteId site;
  std::string name;

  static constexpr auth::Act kAct = auth::Act::sign_line_test;

  friend bool operator==(const SignLineTest&, const SignLineTest&) = default;
};
BOOST_DESCRIBE_STRUCT(SignLineTest, (), (site, name))
struct GiveConsent {
  SiteId site;
  bool given = false;

  static constexpr auth::Act kAct = auth::Act::give_consent;

  friend bool operator==(const GiveConsent&, const GiveConsent&) = default;
};
BOOST_DESCRIBE_STRUCT(GiveConsent, (), (site, given))
struct CallRetest {
  SiteId site;

  static constexpr auth::Act kAct = auth::Act::call_retest;

  friend bool operator==(const CallRetest&, const CallRetest&) = default;
};
BOOST_DESCRIBE_STRUCT(CallRetest, (), (site))

// ---- State ----

struct LineTest : LineMeasures, Judgement {
  std::uint64_t number = 0;
  SiteId site = {};
  WallTime at{};
  std::string by = {};         // the name on the link that sent it, or its role
  std::string signed_by = {};  // empty until somebody has signed it

  friend bool operator==(const LineTest&, const LineTest&) = default;
};
BOOST_DESCRIBE_STRUCT(LineTest, (LineMeasures, Judgement), (number, site, at, by, signed_by))

struct DeskLineTests {
  std::vector<LineTest> line_tests;   // the last kLineTestsPerSite of each site, the oldest first
  std::uint64_t line_tests_made = 0;  // the server's own

  friend bool operator==(const DeskLineTests&, const DeskLineTests&) = default;
};
BOOST_DESCRIBE_STRUCT(DeskLineTests, (), (line_tests))

struct OwnLineTest {
  std::optional<LineTest> line_test;  // the last
  bool retest = false;                // the desk asks for another

  friend bool operator==(const OwnLineTest&, const OwnLineTest&) = default;
};
BOOST_DESCRIBE_STRUCT(OwnLineTest, (), (line_test, retest))

}  // namespace diemcau::conference
