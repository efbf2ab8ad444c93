#include "wire/sdp_attributes.hpp"

#include <algorithm>
#include <array>

#include "wire/text.hpp"

namespace diemcau::wire {
namespace {

using Value = std::string_view;

constexpr std::size_t kMaxFeedback = 16;  // per payload type; browsers give five
constexpr std::size_t kMaxDigest = 64;    // SHA-512

template <class T>
Complaint add(std::vector<T>& list, T item) {
  if (list.size() >= kMaxSdpItems) {
    return "more than " + std::to_string(kMaxSdpItems) + " of this attribute in one section";
  }
  list.push_back(std::move(item));
  return std::nullopt;
}

// Alphanumeric, '-' and '_' (RFC 8851 section 10).
bool is_rid(Value text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) {
    return (lower(c) >= 'a' && lower(c) <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  });
}

std::optional<std::uint8_t> parse_payload_type(Value text) {
  const auto number = parse_number<std::uint8_t>(text);
  return number && *number <= 127 ? number : std::nullopt;
}

Complaint bad_payload_type(Value text) {
  return "\"" + std::string(text) + "\" is no payload type: expected a number from 0 to 127";
}

std::optional<Direction> direction_from_name(Value name) {
  for (const auto direction : {Direction::sendrecv, Direction::sendonly, Direction::recvonly, Direction::inactive}) {
    if (direction_name(direction) == name) {
      return direction;
    }
  }
  return std::nullopt;
}

SdpPayload* find_payload(MediaDescription& media, std::uint8_t payload_type) {
  const auto found = std::ranges::find(media.payloads, payload_type, &SdpPayload::payload_type);
  return found == media.payloads.end() ? nullptr : &*found;
}

Complaint take_mid(SdpPart& part, Value value) {
  const Value mid = take_word(value);
  if (mid.empty()) {
    return "mid is empty";
  }
  if (std::ranges::count(part.session.media, mid, &MediaDescription::mid) > 0) {
    return "mid \"" + std::string(mid) + "\" is used by two sections";
  }
  part.media.mid = mid;
  return std::nullopt;
}

Complaint take_group(SdpPart& part, Value value) {
  SdpGroup group{std::string(take_word(value)), {}};
  if (group.semantics.empty()) {
    return "group has no semantics, as in \"group:BUNDLE 0 1\"";
  }
  for (Value mid = take_word(value); !mid.empty(); mid = take_word(value)) {
    if (auto complaint = add(group.mids, std::string(mid))) {
      return complaint;
    }
  }
  return add(part.session.groups, std::move(group));
}

Complaint take_rtpmap(SdpPart& part, Value value) {
  const Value number = take_word(value);
  const auto payload_type = parse_payload_type(number);
  if (!payload_type) {
    return bad_payload_type(number);
  }
  Value rest = take_word(value);
  const Value codec = take_until(rest, '/');
  const auto clock = parse_number<std::uint32_t>(take_until(rest, '/'));
  const auto channels = rest.empty() ? std::optional<std::uint8_t>{1} : parse_number<std::uint8_t>(rest);
  if (codec.empty() || !clock || *clock == 0 || !channels || *channels == 0) {
    return "rtpmap does not parse: expected \"96 VP8/90000\" or \"111 opus/48000/2\"";
  }
  if (SdpPayload* payload = find_payload(part.media, *payload_type)) {
    payload->codec = codec;
    payload->clock_rate_hz = *clock;
    payload->channels = *channels;
  }
  return std::nullopt;
}

Complaint take_fmtp(SdpPart& part, Value value) {
  const Value number = take_word(value);
  const auto payload_type = parse_payload_type(number);
  if (!payload_type) {
    return part.media.is_rtp() ? bad_payload_type(number) : std::nullopt;
  }
  if (SdpPayload* payload = find_payload(part.media, *payload_type)) {
    payload->fmtp = trimmed(value);
  }
  return std::nullopt;
}

Complaint add_feedback(SdpPayload& payload, Value feedback) {
  if (payload.has_feedback(feedback)) {
    return std::nullopt;
  }
  if (payload.feedback.size() >= kMaxFeedback) {
    return "more than " + std::to_string(kMaxFeedback) + " rtcp-fb lines for one payload type";
  }
  payload.feedback.emplace_back(feedback);
  return std::nullopt;
}

Complaint take_rtcp_feedback(SdpPart& part, Value value) {
  const Value number = take_word(value);
  const Value feedback = trimmed(value);
  const auto payload_type = parse_payload_type(number);
  if (feedback.empty() || (!payload_type && number != "*")) {
    return "rtcp-fb does not parse: expected \"96 nack pli\" or \"* transport-cc\"";
  }
  for (SdpPayload& payload : part.media.payloads) {
    if (!payload_type || *payload_type == payload.payload_type) {
      if (auto complaint = add_feedback(payload, feedback)) {
        return complaint;
      }
    }
  }
  return std::nullopt;
}

Complaint take_extmap(SdpPart& part, Value value) {
  Value id_text = take_word(value);
  const auto id = parse_number<std::uint16_t>(take_until(id_text, '/'));
  SdpExtension extension;
  extension.direction = direction_from_name(id_text);
  extension.uri = take_word(value);
  // RFC 8285 section 5: 4096 to 4351 stand for numbers the answerer shall choose.
  const bool in_range = id && *id != 0 && (*id <= 255 || (*id >= 4096 && *id <= 4351));
  if (!in_range || extension.uri.empty() || (!id_text.empty() && !extension.direction)) {
    return "extmap does not parse: expected \"4 urn:...\" or \"4/sendonly urn:...\", the number from 1 to 255";
  }
  extension.id = *id;
  return add(part.media.extensions, std::move(extension));
}

Complaint take_rid_payload_types(SdpRid& rid, Value list) {
  while (!list.empty()) {
    const Value number = trimmed(take_until(list, ','));
    const auto payload_type = parse_payload_type(number);
    if (!payload_type) {
      return bad_payload_type(number);
    }
    if (auto complaint = add(rid.payload_types, *payload_type)) {
      return complaint;
    }
  }
  return std::nullopt;
}

Complaint take_rid(SdpPart& part, Value value) {
  SdpRid rid;
  rid.id = take_word(value);
  const Value direction = take_word(value);
  rid.send = direction == "send";
  if (!is_rid(rid.id) || (!rid.send && direction != "recv")) {
    return "rid does not parse: expected a name of letters, digits, '-' and '_', then \"send\" or \"recv\"";
  }
  while (!value.empty()) {
    const Value restriction = trimmed(take_until(value, ';'));
    if (restriction.starts_with("pt=")) {
      if (auto complaint = take_rid_payload_types(rid, restriction.substr(3))) {
        return complaint;
      }
    } else if (!restriction.empty()) {
      rid.restrictions += (rid.restrictions.empty() ? "" : ";") + std::string(restriction);
    }
  }
  return add(part.media.rids, std::move(rid));
}

Complaint take_simulcast_streams(std::vector<SimulcastStream>& streams, Value list) {
  constexpr std::string_view kWrong = "simulcast does not parse: expected \"send a;b;c\", names of rid lines";
  if (!streams.empty() || list.empty()) {
    return std::string(kWrong);
  }
  while (!list.empty()) {
    Value alternatives = take_until(list, ';');
    SimulcastStream stream;
    do {
      Value rid = take_until(alternatives, ',');
      const bool paused = rid.starts_with('~');
      rid.remove_prefix(paused ? 1 : 0);
      if (!is_rid(rid)) {
        return std::string(kWrong);
      }
      stream.push_back({std::string(rid), paused});
    } while (!alternatives.empty());
    if (auto complaint = add(streams, std::move(stream))) {
      return complaint;
    }
  }
  return std::nullopt;
}

Complaint take_simulcast(SdpPart& part, Value value) {
  for (Value direction = take_word(value); !direction.empty(); direction = take_word(value)) {
    if (direction != "send" && direction != "recv") {
      return "simulcast names \"" + std::string(direction) + "\" where \"send\" or \"recv\" was expected";
    }
    auto& streams = direction == "send" ? part.media.simulcast.send : part.media.simulcast.recv;
    if (auto complaint = take_simulcast_streams(streams, take_word(value))) {
      return complaint;
    }
  }
  return std::nullopt;
}

Complaint take_ice_ufrag(SdpPart& part, Value value) {
  part.media.ice_ufrag = value;
  return check_ice_ufrag(value);
}

Complaint take_ice_pwd(SdpPart& part, Value value) {
  part.media.ice_pwd = value;
  return check_ice_pwd(value);
}

Complaint take_ice_options(SdpPart& part, Value value) {
  for (Value option = take_word(value); !option.empty(); option = take_word(value)) {
    if (auto complaint = add(part.media.ice_options, std::string(option))) {
      return complaint;
    }
  }
  return std::nullopt;
}

std::optional<std::uint8_t> parse_hex_byte(Value text) {
  std::uint8_t byte = 0;
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, byte, 16);
  return text.size() == 2 && error == std::errc{} && stop == end ? std::optional{byte} : std::nullopt;
}

Complaint take_fingerprint(SdpPart& part, Value value) {
  SdpFingerprint fingerprint;
  fingerprint.algorithm = to_lower(take_word(value));
  for (Value digest = trimmed(value); !digest.empty();) {
    const auto byte = parse_hex_byte(take_until(digest, ':'));
    if (!byte || fingerprint.digest.size() == kMaxDigest) {
      return "fingerprint does not parse: expected \"sha-256 12:AB:...\", two hexadecimal digits per byte";
    }
    fingerprint.digest.push_back(*byte);
  }
  if (fingerprint.digest.empty() || (fingerprint.algorithm == "sha-256" && fingerprint.digest.size() != 32)) {
    return "fingerprint has the wrong length: sha-256 takes 32 bytes";
  }
  return add(part.media.fingerprints, std::move(fingerprint));
}

Complaint take_setup(SdpPart& part, Value value) {
  constexpr std::array<std::string_view, 4> kRoles{"actpass", "active", "passive", "holdconn"};
  const auto found = std::ranges::find(kRoles, value);
  if (found == kRoles.end()) {
    return "setup \"" + std::string(value) + "\" is none of actpass, active, passive, holdconn";
  }
  part.media.setup = static_cast<SetupRole>(found - kRoles.begin());
  return std::nullopt;
}

// A candidate of a kind unknown here (or a broken one) is as good as none: the others may do (RFC 8839 section 5.1).
Complaint take_candidate(SdpPart& part, Value value) {
  auto candidate = parse_candidate("candidate:" + std::string(value));
  return candidate ? add(part.media.candidates, std::move(*candidate)) : std::nullopt;
}

Complaint take_msid(SdpPart& part, Value value) {
  SdpMsid msid;
  msid.stream = take_word(value);
  msid.track = take_word(value);
  return msid.stream.empty() ? Complaint{"msid is empty"} : add(part.media.msids, std::move(msid));
}

Complaint take_ssrc(SdpPart& part, Value value) {
  const Value number = take_word(value);
  const auto ssrc = parse_number<std::uint32_t>(number);
  if (!ssrc) {
    return "\"" + std::string(number) + "\" is no SSRC: expected a number of 32 bits";
  }
  auto found = std::ranges::find(part.media.ssrcs, *ssrc, &SdpSsrc::ssrc);
  if (found == part.media.ssrcs.end()) {
    if (auto complaint = add(part.media.ssrcs, SdpSsrc{*ssrc, {}, {}})) {
      return complaint;
    }
    found = part.media.ssrcs.end() - 1;
  }
  const SdpAttribute attribute = split_attribute(trimmed(value));
  if (attribute.name == "cname") {
    found->cname = attribute.value;
  } else if (attribute.name == "msid") {
    found->msid = attribute.value;
  }
  return std::nullopt;
}

Complaint take_ssrc_group(SdpPart& part, Value value) {
  SdpSsrcGroup group;
  group.semantics = take_word(value);
  for (Value number = take_word(value); !number.empty(); number = take_word(value)) {
    const auto ssrc = parse_number<std::uint32_t>(number);
    if (!ssrc) {
      return "\"" + std::string(number) + "\" is no SSRC: expected a number of 32 bits";
    }
    if (auto complaint = add(group.ssrcs, *ssrc)) {
      return complaint;
    }
  }
  if (group.semantics.empty() || group.ssrcs.empty()) {
    return "ssrc-group does not parse: expected \"FID 1234 5678\"";
  }
  return add(part.media.ssrc_groups, std::move(group));
}

struct ValueReader {
  std::string_view name;
  Complaint (*take)(SdpPart&, Value);
};
constexpr std::array kValueReaders{
    ValueReader{"mid", take_mid},
    ValueReader{"group", take_group},
    ValueReader{"rtpmap", take_rtpmap},
    ValueReader{"fmtp", take_fmtp},
    ValueReader{"rtcp-fb", take_rtcp_feedback},
    ValueReader{"extmap", take_extmap},
    ValueReader{"rid", take_rid},
    ValueReader{"simulcast", take_simulcast},
    ValueReader{"ice-ufrag", take_ice_ufrag},
    ValueReader{"ice-pwd", take_ice_pwd},
    ValueReader{"ice-options", take_ice_options},
    ValueReader{"fingerprint", take_fingerprint},
    ValueReader{"setup", take_setup},
    ValueReader{"candidate", take_candidate},
    ValueReader{"msid", take_msid},
    ValueReader{"ssrc", take_ssrc},
    ValueReader{"ssrc-group", take_ssrc_group},
};

struct Flag {
  std::string_view name;
  bool MediaDescription::* field;
};
constexpr std::array kFlags{
    Flag{"rtcp-mux", &MediaDescription::rtcp_mux},
    Flag{"rtcp-mux-only", &MediaDescription::rtcp_mux_only},
    Flag{"rtcp-rsize", &MediaDescription::rtcp_rsize},
    Flag{"bundle-only", &MediaDescription::bundle_only},
    Flag{"extmap-allow-mixed", &MediaDescription::extmap_allow_mixed},
    Flag{"end-of-candidates", &MediaDescription::end_of_candidates},
};

}  // namespace

Complaint take_attribute(SdpPart& part, const SdpAttribute& attribute) {
  const auto reader = std::ranges::find(kValueReaders, attribute.name, &ValueReader::name);
  if (reader != kValueReaders.end()) {
    return reader->take(part, trimmed(attribute.value));
  }
  const auto flag = std::ranges::find(kFlags, attribute.name, &Flag::name);
  if (flag != kFlags.end()) {
    part.media.*flag->field = true;
  } else if (attribute.name == "ice-lite") {
    part.session.ice_lite = true;
  } else if (const auto direction = direction_from_name(attribute.name)) {
    part.media.direction = *direction;
    part.direction_given = true;
  }
  return std::nullopt;
}

// RFC 8839 section 5.4
Complaint check_ice_ufrag(Value ufrag) {
  if (ufrag.size() < 4 || ufrag.size() > 256) {
    return "ice-ufrag has " + std::to_string(ufrag.size()) + " characters, 4 to 256 are expected";
  }
  return std::nullopt;
}

Complaint check_ice_pwd(Value pwd) {
  if (pwd.size() < 22 || pwd.size() > 256) {
    return "ice-pwd has " + std::to_string(pwd.size()) + " characters, 22 to 256 are expected";
  }
  return std::nullopt;
}

}  // namespace diemcau::wire
