// How a receiver's slots are called (docs/protocol.md, "Media").
#pragma once

#include <charconv>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace diemcau::engine {

inline constexpr std::string_view kMainSlot = "main";
inline constexpr std::string_view kContentSlot = "content";
inline constexpr std::string_view kSecondSlot = "second";
inline constexpr std::string_view kPreviewSlot = "preview";
inline constexpr std::string_view kTalkbackSlot = "talkback";

namespace detail {
inline constexpr std::string_view kGallerySlot = "gallery-";
inline constexpr std::string_view kAudioSlot = "audio-";
}  // namespace detail

// `nth` counts from 0; the names from 1.
[[nodiscard]] inline std::string gallery_slot(std::size_t nth) {
  return std::string{detail::kGallerySlot}.append(std::to_string(nth + 1));
}
[[nodiscard]] inline std::string audio_slot(std::size_t nth) {
  return std::string{detail::kAudioSlot}.append(std::to_string(nth + 1));
}
[[nodiscard]] inline bool is_audio_slot(std::string_view name) {
  return name.starts_with(detail::kAudioSlot) || name == kTalkbackSlot;
}
// Which tile, from 0; nothing when it is none.
[[nodiscard]] inline std::optional<std::size_t> tile_of_slot(std::string_view name) {
  if (!name.starts_with(detail::kGallerySlot)) {
    return std::nullopt;
  }
  const std::string_view digits = name.substr(detail::kGallerySlot.size());
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  const bool whole = error == std::errc{} && end == digits.data() + digits.size();
  return whole && number >= 1 ? std::optional{number - 1} : std::nullopt;
}

// Players keep lips and sound together within one media stream.
[[nodiscard]] inline std::string stream_of_slot(std::string_view name) {
  return name == kMainSlot || name == audio_slot(0) ? "stage" : std::string{name};
}

}  // namespace diemcau::engine
