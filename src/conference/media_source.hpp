// What a publisher sends.
#pragma once

#include <cstdint>
#include <optional>

#include "base/describe.hpp"
#include "conference/events.hpp"

namespace diemcau::conference {

// The sources of the conference, and beside them what is none: a site's test of its line, which comes back to itself
// alone, and the desk's talkback, which only the cued site hears.
enum class MediaSource : std::uint8_t { camera, screen, test, talkback };
BOOST_DESCRIBE_ENUM(MediaSource, camera, screen, test, talkback)

inline constexpr std::size_t kMediaSources = 4;

[[nodiscard]] constexpr MediaSource media_source(Source source) {
  return source == Source::camera ? MediaSource::camera : MediaSource::screen;
}

// A site is present by it.
[[nodiscard]] constexpr bool is_of_conference(MediaSource source) {
  return source == MediaSource::camera || source == MediaSource::screen;
}

}  // namespace diemcau::conference
