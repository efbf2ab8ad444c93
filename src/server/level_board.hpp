// How loud the tracks of one conference are, put together from what each lane tells of its own.
#pragma once

#include <cstdint>
#include <map>

#include "base/media_ids.hpp"
#include "base/time.hpp"
#include "engine/messages.hpp"

namespace diemcau::server {

// A level that was not told again for so long is over: five times the lanes' interval. Nobody speaks on that lane, or
// the track is no longer heard.
inline constexpr Duration kLevelAge = std::chrono::seconds{1};

class LevelBoard {
 public:
  // −dBov: 0 loudest to 127 silent.
  struct Told {
    std::uint8_t minus_dbov = 127;
    Instant at;
  };

  void handle(const engine::Levels& levels, Instant now) {
    std::erase_if(told_, [now](const auto& one) { return now - one.second.at >= kLevelAge; });
    for (const engine::Levels::Level& level : levels.levels) {
      told_.insert_or_assign(level.track, Told{level.minus_dbov, now});
    }
  }
  void forget(TrackId track) { told_.erase(track); }

  // As of the last handle().
  [[nodiscard]] const std::map<TrackId, Told>& told() const { return told_; }

 private:
  std::map<TrackId, Told> told_;  // at most the tracks that were heard within kLevelAge
};

}  // namespace diemcau::server
