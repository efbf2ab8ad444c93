#include "wire/sdp.hpp"

#include <algorithm>

#include "wire/text.hpp"

namespace diemcau::wire {

std::string_view direction_name(Direction direction) {
  constexpr std::array<std::string_view, 4> kNames{"sendrecv", "sendonly", "recvonly", "inactive"};
  return kNames[static_cast<std::size_t>(direction)];
}

Direction reversed(Direction direction) {
  switch (direction) {
    case Direction::sendonly:
      return Direction::recvonly;
    case Direction::recvonly:
      return Direction::sendonly;
    case Direction::sendrecv:
    case Direction::inactive:
      return direction;
  }
  return direction;
}

bool sends(Direction direction) {
  return direction == Direction::sendrecv || direction == Direction::sendonly;
}

bool receives(Direction direction) {
  return direction == Direction::sendrecv || direction == Direction::recvonly;
}

std::optional<std::string_view> SdpPayload::parameter(std::string_view name) const {
  for (std::string_view rest = fmtp; !rest.empty();) {
    std::string_view value = take_until(rest, ';');
    const std::string_view key = trimmed(take_until(value, '='));
    if (equal_without_case(key, name)) {
      return trimmed(value);
    }
  }
  return std::nullopt;
}

bool SdpPayload::has_feedback(std::string_view type) const {
  return std::ranges::find(feedback, type) != feedback.end();
}

bool MediaDescription::is_rtp() const {
  return protocol.find("RTP/") != std::string::npos;
}

const SdpPayload* MediaDescription::payload(std::uint8_t payload_type) const {
  const auto found = std::ranges::find(payloads, payload_type, &SdpPayload::payload_type);
  return found == payloads.end() ? nullptr : &*found;
}

std::optional<std::array<std::uint8_t, 32>> MediaDescription::sha256_fingerprint() const {
  std::array<std::uint8_t, 32> digest{};
  for (const SdpFingerprint& fingerprint : fingerprints) {
    if (fingerprint.algorithm == "sha-256" && fingerprint.digest.size() == digest.size()) {
      std::ranges::copy(fingerprint.digest, digest.begin());
      return digest;
    }
  }
  return std::nullopt;
}

const SdpGroup* SessionDescription::bundle() const {
  const auto found = std::ranges::find(groups, "BUNDLE", &SdpGroup::semantics);
  return found == groups.end() ? nullptr : &*found;
}

}  // namespace diemcau::wire
