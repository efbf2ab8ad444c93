#include "engine/codec_choice.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <string_view>

namespace diemcau::engine {

namespace {

using wire::Codec;
using wire::SdpPayload;

// RFC 6184 section 8.1: profile_idc and profile-iop. Constrained baseline is profile 66 with constraint_set1 set
// (42xx, second nibble pair & 0x40).
bool is_constrained_baseline(const SdpPayload& payload) {
  const auto id = payload.parameter("profile-level-id");
  if (!id || id->size() != 6) {
    return !id;  // absent: baseline, level 1
  }
  unsigned value = 0;
  const auto [end, error] = std::from_chars(id->data(), id->data() + id->size(), value, 16);
  return error == std::errc{} && end == id->data() + id->size() && value >> 16U == 0x42 && (value & 0x4000U) != 0;
}

bool usable(const SdpPayload& payload, MediaKind kind) {
  const auto codec = payload.known_codec();
  if (!codec) {
    return false;
  }
  switch (*codec) {
    case Codec::opus:
      return kind == MediaKind::audio && payload.clock_rate_hz == 48'000;
    case Codec::red:  // around video it would hide ULPFEC, which we do not do
      return kind == MediaKind::audio && payload.clock_rate_hz == 48'000;
    case Codec::vp8:
      return kind == MediaKind::video;
    case Codec::h264:
      return kind == MediaKind::video && payload.parameter("packetization-mode") == "1";
    case Codec::vp9:  // RFC 9628 section 6: 0 when absent
      return kind == MediaKind::video && payload.parameter("profile-id").value_or("0") == "0";
    case Codec::rtx:
      return false;  // comes with its codec
  }
  return false;
}

// Of one codec's payload types the one to use; null when none will do.
const SdpPayload* best_of(const wire::MediaDescription& offered, MediaKind kind, Codec codec) {
  const SdpPayload* best = nullptr;
  for (const SdpPayload& payload : offered.payloads) {
    if (payload.known_codec() != codec || !usable(payload, kind)) {
      continue;
    }
    if (codec == Codec::h264 && is_constrained_baseline(payload)) {
      return &payload;
    }
    best = best == nullptr ? &payload : best;
  }
  return best;
}

// RFC 2198 section 5: fmtp of RED lists the payload types inside, "111/111".
bool red_carries(const SdpPayload& red, const SdpPayload& opus) {
  const std::string number = std::to_string(opus.payload_type);
  return red.fmtp.empty() || red.fmtp == number || red.fmtp.starts_with(number + "/");
}

bool chosen(const SdpPayload& payload, const wire::MediaDescription& offered, MediaKind kind) {
  const auto codec = payload.known_codec();
  if (!codec || best_of(offered, kind, *codec) != &payload) {
    return false;
  }
  if (*codec != Codec::red) {
    return true;
  }
  const SdpPayload* const opus = best_of(offered, kind, Codec::opus);
  return opus != nullptr && red_carries(payload, *opus);
}

std::string format_parameters(const SdpPayload& payload, Codec codec) {
  if (codec != Codec::opus) {
    return payload.fmtp;
  }
  // RFC 7587 section 6.1. In-band FEC always: it costs nothing while nothing is lost. The rest as the peer has it.
  std::string text = "minptime=10;useinbandfec=1";
  for (const std::string_view kept : {"usedtx", "stereo", "sprop-stereo"}) {
    if (payload.parameter(kept) == "1") {
      text.append(";").append(kept).append("=1");
    }
  }
  return text;
}

std::vector<std::string> common_feedback(const SdpPayload& payload, Sender sender) {
  std::vector<std::string> types{"nack", "nack pli", "ccm fir"};
  if (sender == Sender::peer) {
    types.emplace_back("transport-cc");
  }
  std::erase_if(types, [&payload](const std::string& type) { return !payload.has_feedback(type); });
  return types;
}

// RFC 4588 section 8.6: the retransmission format names its original by "apt".
const SdpPayload* retransmission_of(const wire::MediaDescription& offered, const SdpPayload& original) {
  const std::string number = std::to_string(original.payload_type);
  const auto found = std::ranges::find_if(offered.payloads, [&number](const SdpPayload& payload) {
    return payload.known_codec() == Codec::rtx && payload.parameter("apt") == number;
  });
  return found == offered.payloads.end() ? nullptr : &*found;
}

SdpPayload answered(const SdpPayload& payload, std::string fmtp, std::vector<std::string> feedback) {
  SdpPayload answer = payload;
  answer.fmtp = std::move(fmtp);
  answer.feedback = std::move(feedback);
  return answer;
}

}  // namespace

CodecChoice choose_codecs(const wire::MediaDescription& offered, MediaKind kind, Sender sender) {
  CodecChoice choice;
  for (const SdpPayload& payload : offered.payloads) {
    if (!chosen(payload, offered, kind)) {
      continue;
    }
    const Codec codec = *payload.known_codec();
    choice.answer.push_back(answered(payload, format_parameters(payload, codec), common_feedback(payload, sender)));
    choice.nack = choice.nack || choice.answer.back().has_feedback("nack");
    choice.transport_feedback = choice.transport_feedback || choice.answer.back().has_feedback("transport-cc");
    sfu::CodecParameters parameters{codec, payload.payload_type, std::nullopt, payload.clock_rate_hz};
    if (const SdpPayload* const rtx = retransmission_of(offered, payload)) {
      choice.answer.push_back(answered(*rtx, "apt=" + std::to_string(payload.payload_type), {}));
      parameters.rtx_payload_type = rtx->payload_type;
    }
    choice.codecs.push_back(parameters);
  }
  const auto says = [&choice](std::string_view type) {
    return std::ranges::any_of(choice.answer, [&](const SdpPayload& payload) { return payload.has_feedback(type); });
  };
  choice.key_frame_feedback =
      says("ccm fir") && !says("nack pli") ? sfu::KeyFrameFeedback::fir : sfu::KeyFrameFeedback::pli;
  // RED alone is nothing: it needs the Opus inside.
  const auto is_red = [](const sfu::CodecParameters& c) { return c.codec == Codec::red; };
  return std::ranges::all_of(choice.codecs, is_red) ? CodecChoice{} : choice;
}

}  // namespace diemcau::engine
