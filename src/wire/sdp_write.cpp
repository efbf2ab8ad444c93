#include "wire/sdp.hpp"

namespace diemcau::wire {
namespace {

void line(std::string& out, std::string_view text) {
  out += text;
  out += "\r\n";
}

void attribute(std::string& out, std::string_view name, std::string_view value = {}) {
  out += "a=";
  out += name;
  if (!value.empty()) {
    out += ':';
    out += value;
  }
  out += "\r\n";
}

void flag(std::string& out, bool set, std::string_view name) {
  if (set) {
    attribute(out, name);
  }
}

void text(std::string& out, std::string_view name, std::string_view value) {
  if (!value.empty()) {
    attribute(out, name, value);
  }
}

template <class List>
std::string words_of(const List& list) {
  std::string words;
  for (const auto& item : list) {
    words += words.empty() ? "" : " ";
    if constexpr (std::is_convertible_v<decltype(item), std::string_view>) {
      words += item;
    } else {
      words += std::to_string(item);
    }
  }
  return words;
}

std::string_view kind_name(const MediaDescription& media) {
  switch (media.kind) {
    case SectionKind::audio:
      return "audio";
    case SectionKind::video:
      return "video";
    case SectionKind::application:
      return "application";
    case SectionKind::other:
      return media.other_kind;
  }
  return {};
}

std::string_view setup_name(SetupRole role) {
  constexpr std::array<std::string_view, 4> kNames{"actpass", "active", "passive", "holdconn"};
  return kNames[static_cast<std::size_t>(role)];
}

void write_media_line(std::string& out, const MediaDescription& media) {
  std::string formats = words_of(media.formats);
  for (const SdpPayload& payload : media.payloads) {
    formats += (formats.empty() ? "" : " ") + std::to_string(payload.payload_type);
  }
  if (formats.empty()) {
    formats = "0";  // refused sections still need one (RFC 8829 section 5.3.1)
  }
  line(out,
       "m=" + std::string(kind_name(media)) + " " + std::to_string(media.port) + " " + media.protocol + " " + formats);
  line(out, "c=IN IP4 0.0.0.0");
  if (media.bandwidth_bps) {
    line(out, "b=AS:" + std::to_string((*media.bandwidth_bps + 999) / 1000));
    line(out, "b=TIAS:" + std::to_string(*media.bandwidth_bps));
  }
}

void write_payload(std::string& out, const SdpPayload& payload) {
  const std::string number = std::to_string(payload.payload_type) + " ";
  if (!payload.codec.empty()) {
    const std::string channels = payload.channels == 1 ? "" : "/" + std::to_string(payload.channels);
    attribute(out, "rtpmap", number + payload.codec + "/" + std::to_string(payload.clock_rate_hz) + channels);
  }
  for (const std::string& feedback : payload.feedback) {
    attribute(out, "rtcp-fb", number + feedback);
  }
  if (!payload.fmtp.empty()) {
    attribute(out, "fmtp", number + payload.fmtp);
  }
}

void write_fingerprint(std::string& out, const SdpFingerprint& fingerprint) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string value = fingerprint.algorithm + " ";
  for (std::size_t i = 0; i < fingerprint.digest.size(); ++i) {
    value += i == 0 ? "" : ":";
    value += kDigits[fingerprint.digest[i] >> 4U];
    value += kDigits[fingerprint.digest[i] & 0x0fU];
  }
  attribute(out, "fingerprint", value);
}

void write_transport(std::string& out, const MediaDescription& media) {
  for (const SdpCandidate& candidate : media.candidates) {
    line(out, "a=" + write_candidate(candidate));
  }
  flag(out, media.end_of_candidates, "end-of-candidates");
  text(out, "ice-ufrag", media.ice_ufrag);
  text(out, "ice-pwd", media.ice_pwd);
  text(out, "ice-options", words_of(media.ice_options));
  for (const SdpFingerprint& fingerprint : media.fingerprints) {
    write_fingerprint(out, fingerprint);
  }
  if (media.setup) {
    attribute(out, "setup", setup_name(*media.setup));
  }
  text(out, "mid", media.mid);
  flag(out, media.bundle_only, "bundle-only");
}

void write_extension(std::string& out, const SdpExtension& extension) {
  std::string id = std::to_string(extension.id);
  if (extension.direction) {
    id += "/" + std::string(direction_name(*extension.direction));
  }
  attribute(out, "extmap", id + " " + extension.uri);
}

void write_rid(std::string& out, const SdpRid& rid) {
  std::string restrictions;
  for (const std::uint8_t payload_type : rid.payload_types) {
    restrictions += (restrictions.empty() ? "pt=" : ",") + std::to_string(payload_type);
  }
  if (!rid.restrictions.empty()) {
    restrictions += (restrictions.empty() ? "" : ";") + rid.restrictions;
  }
  attribute(out, "rid", rid.id + (rid.send ? " send" : " recv") + (restrictions.empty() ? "" : " ") + restrictions);
}

std::string simulcast_list(std::string_view direction, const std::vector<SimulcastStream>& streams) {
  std::string list;
  for (const SimulcastStream& stream : streams) {
    list += list.empty() ? "" : ";";
    for (std::size_t i = 0; i < stream.size(); ++i) {
      list += i == 0 ? "" : ",";
      list += (stream[i].paused ? "~" : "") + stream[i].rid;
    }
  }
  return list.empty() ? list : std::string(direction) + " " + list;
}

void write_simulcast(std::string& out, const SdpSimulcast& simulcast) {
  const std::string send = simulcast_list("send", simulcast.send);
  const std::string recv = simulcast_list("recv", simulcast.recv);
  text(out, "simulcast", send + (send.empty() || recv.empty() ? "" : " ") + recv);
}

void write_sources(std::string& out, const MediaDescription& media) {
  for (const SdpSsrcGroup& group : media.ssrc_groups) {
    attribute(out, "ssrc-group", group.semantics + " " + words_of(group.ssrcs));
  }
  for (const SdpSsrc& source : media.ssrcs) {
    const std::string number = std::to_string(source.ssrc);
    if (!source.cname.empty()) {
      attribute(out, "ssrc", number + " cname:" + source.cname);
    }
    if (!source.msid.empty()) {
      attribute(out, "ssrc", number + " msid:" + source.msid);
    }
    if (source.cname.empty() && source.msid.empty()) {
      attribute(out, "ssrc", number);
    }
  }
}

void write_media(std::string& out, const MediaDescription& media) {
  write_media_line(out, media);
  write_transport(out, media);
  flag(out, media.extmap_allow_mixed, "extmap-allow-mixed");
  for (const SdpExtension& extension : media.extensions) {
    write_extension(out, extension);
  }
  attribute(out, direction_name(media.direction));
  for (const SdpMsid& msid : media.msids) {
    attribute(out, "msid", msid.stream + (msid.track.empty() ? "" : " ") + msid.track);
  }
  flag(out, media.rtcp_mux, "rtcp-mux");
  flag(out, media.rtcp_mux_only, "rtcp-mux-only");
  flag(out, media.rtcp_rsize, "rtcp-rsize");
  for (const SdpPayload& payload : media.payloads) {
    write_payload(out, payload);
  }
  write_sources(out, media);
  for (const SdpRid& rid : media.rids) {
    write_rid(out, rid);
  }
  write_simulcast(out, media.simulcast);
}

}  // namespace

std::string write_sdp(const SessionDescription& description) {
  std::string out;
  line(out, "v=0");
  line(out, "o=- " + std::to_string(description.session_id) + " " + std::to_string(description.session_version) +
                " IN IP4 127.0.0.1");
  line(out, "s=" + description.session_name);
  line(out, "t=0 0");
  for (const SdpGroup& group : description.groups) {
    attribute(out, "group", group.semantics + (group.mids.empty() ? "" : " ") + words_of(group.mids));
  }
  flag(out, description.ice_lite, "ice-lite");
  flag(out, description.extmap_allow_mixed, "extmap-allow-mixed");
  for (const MediaDescription& media : description.media) {
    write_media(out, media);
  }
  return out;
}

}  // namespace diemcau::wire
