#include "wire/sdp_candidate.hpp"

#include <array>

#include "wire/text.hpp"

namespace diemcau::wire {
namespace {

constexpr std::string_view kPrefix = "candidate:";
constexpr std::size_t kMaxFoundation = 32;
constexpr std::array<std::string_view, 4> kTypes{"host", "srflx", "prflx", "relay"};

std::optional<CandidateType> type_from_name(std::string_view name) {
  for (std::size_t i = 0; i < kTypes.size(); ++i) {
    if (kTypes[i] == name) {
      return static_cast<CandidateType>(i);
    }
  }
  return std::nullopt;
}

// Pairs of name and value after the type.
void parse_extensions(SdpCandidate& candidate, std::string_view text) {
  std::optional<IpAddress> related_ip;
  for (std::string_view name = take_word(text); !name.empty(); name = take_word(text)) {
    const std::string_view value = take_word(text);
    if (name == "raddr") {
      related_ip = IpAddress::parse(value);
    } else if (name == "rport" && related_ip) {
      if (const auto port = parse_number<std::uint16_t>(value)) {
        candidate.related = SocketAddress{*related_ip, *port};
      }
    } else if (name == "tcptype") {
      candidate.tcp_type = value;
    } else if (name == "ufrag") {
      candidate.ufrag = value;
    }
  }
}

}  // namespace

std::string_view candidate_type_name(CandidateType type) {
  return kTypes[static_cast<std::size_t>(type)];
}

std::optional<SocketAddress> SdpCandidate::socket_address() const {
  const auto ip = IpAddress::parse(address);
  return ip ? std::optional{SocketAddress{*ip, port}} : std::nullopt;
}

std::optional<SdpCandidate> parse_candidate(std::string_view value) {
  if (!value.starts_with(kPrefix)) {
    return std::nullopt;
  }
  value.remove_prefix(kPrefix.size());
  SdpCandidate candidate;
  candidate.foundation = take_word(value);
  const auto component = parse_number<std::uint16_t>(take_word(value));
  candidate.transport = to_lower(take_word(value));
  const auto priority = parse_number<std::uint32_t>(take_word(value));
  candidate.address = take_word(value);
  const auto port = parse_number<std::uint16_t>(take_word(value));
  const bool typed = take_word(value) == "typ";
  const auto type = type_from_name(take_word(value));
  if (candidate.foundation.empty() || candidate.foundation.size() > kMaxFoundation || !component || *component < 1 ||
      *component > 256 || !priority || !port || !typed || !type) {
    return std::nullopt;
  }
  candidate.component = *component;
  candidate.priority = *priority;
  candidate.port = *port;
  candidate.type = *type;
  parse_extensions(candidate, value);
  return candidate;
}

std::string write_candidate(const SdpCandidate& candidate) {
  std::string text(kPrefix);
  text += candidate.foundation + " " + std::to_string(candidate.component) + " " + candidate.transport + " " +
          std::to_string(candidate.priority) + " " + candidate.address + " " + std::to_string(candidate.port) +
          " typ " + std::string(candidate_type_name(candidate.type));
  if (candidate.related) {
    text += " raddr " + candidate.related->ip.to_string() + " rport " + std::to_string(candidate.related->port);
  }
  if (!candidate.tcp_type.empty()) {
    text += " tcptype " + candidate.tcp_type;
  }
  if (!candidate.ufrag.empty()) {
    text += " ufrag " + candidate.ufrag;
  }
  return text;
}

}  // namespace diemcau::wire
