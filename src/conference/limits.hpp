// Bounds that several topics share; those of one topic stand with it.
#pragma once

#include <cstddef>
#include <cstdint>

namespace diemcau::conference {

// Bounds of one conference: what a page can show and a snapshot frame may weigh.
inline constexpr std::size_t kMaxSites = 1'000;
inline constexpr std::size_t kMaxProgrammeItems = 500;
inline constexpr std::size_t kMaxDelegates = 5'000;
inline constexpr std::size_t kMaxLinks = 10'000;
inline constexpr std::size_t kMaxTextBytes = 2'000;      // title, topic, an item's title, a site's name
inline constexpr std::size_t kMaxShortBytes = 300;       // names, posts and telephone numbers of people, a site's unit
inline constexpr std::size_t kMaxWordLength = 64;        // kinds
inline constexpr std::uint32_t kMaxItemMinutes = 1'440;  // a day
inline constexpr std::uint32_t kMaxPeople = 100'000;     // at one site: the largest stadium
inline constexpr std::uint32_t kMaxWeight = 1'000'000;   // of one vote; as many as a company has shares, in thousands

}  // namespace diemcau::conference
