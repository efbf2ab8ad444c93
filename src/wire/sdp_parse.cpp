#include <algorithm>

#include "wire/sdp.hpp"
#include "wire/sdp_attributes.hpp"
#include "wire/sdp_lines.hpp"
#include "wire/text.hpp"

namespace diemcau::wire {
namespace {

SectionKind kind_from_name(std::string_view name) {
  if (name == "audio") {
    return SectionKind::audio;
  }
  if (name == "video") {
    return SectionKind::video;
  }
  return name == "application" ? SectionKind::application : SectionKind::other;
}

Complaint take_formats(MediaDescription& media, std::string_view text) {
  for (std::string_view format = take_word(text); !format.empty(); format = take_word(text)) {
    if (media.payloads.size() + media.formats.size() >= kMaxSdpItems) {
      return "more than " + std::to_string(kMaxSdpItems) + " formats in one section";
    }
    if (!media.is_rtp()) {
      media.formats.emplace_back(format);
      continue;
    }
    const auto payload_type = parse_number<std::uint8_t>(format);
    if (!payload_type || *payload_type > 127) {
      return "\"" + std::string(format) + "\" is no payload type: expected a number from 0 to 127";
    }
    if (media.payload(*payload_type) == nullptr) {
      media.payloads.push_back({*payload_type, {}, 0, 1, {}, {}});
    }
  }
  const bool none = media.payloads.empty() && media.formats.empty();
  return none ? Complaint{"the m= line lists no format"} : std::nullopt;
}

// m=<media> <port>[/<number of ports>] <proto> <fmt> ...
Complaint take_media_line(MediaDescription& media, std::string_view text) {
  const std::string_view kind = take_word(text);
  std::string_view ports = take_word(text);
  const auto port = parse_number<std::uint16_t>(take_until(ports, '/'));
  media.protocol = take_word(text);
  if (kind.empty() || !port || media.protocol.empty()) {
    return "the m= line does not parse: expected \"m=audio 9 UDP/TLS/RTP/SAVPF 111\"";
  }
  media.kind = kind_from_name(kind);
  if (media.kind == SectionKind::other) {
    media.other_kind = kind;
  }
  media.port = *port;
  return take_formats(media, text);
}

// o=<username> <sess-id> <sess-version> ...
Complaint take_origin(SessionDescription& session, std::string_view text) {
  (void)take_word(text);
  const auto id = parse_number<std::uint64_t>(take_word(text));
  const auto version = parse_number<std::uint64_t>(take_word(text));
  if (!id || !version) {
    return "the o= line does not parse: expected \"o=- 4611731400430051336 2 IN IP4 127.0.0.1\"";
  }
  session.session_id = *id;
  session.session_version = *version;
  return std::nullopt;
}

// b=TIAS:<bit/s> (RFC 3890) says it better than b=AS:<kbit/s>. Others are skipped.
Complaint take_bandwidth(SdpPart& part, std::string_view text) {
  const auto [type, value] = split_attribute(text);
  if (type != "TIAS" && type != "AS") {
    return std::nullopt;
  }
  const auto number = parse_number<std::uint32_t>(value);
  if (!number) {
    return "the b= line does not parse: expected a number after \"" + std::string(type) + ":\"";
  }
  if (type == "TIAS") {
    part.media.bandwidth_bps = *number;
    part.tias_given = true;
  } else if (!part.tias_given) {
    part.media.bandwidth_bps = std::uint64_t{*number} * 1000;
  }
  return std::nullopt;
}

// Reads line by line; a section is open from its m= line to the next.
class Parser {
 public:
  explicit Parser(std::string_view text) : lines_(text) {}

  Result<SessionDescription, SdpError> run() {
    bool first = true;
    while (const auto line = lines_.next()) {
      const Complaint complaint = std::exchange(first, false) ? take_version(*line) : take_line(*line);
      if (complaint) {
        return failure(SdpError{line->number, *complaint});
      }
    }
    if (lines_.error()) {
      return failure(*lines_.error());
    }
    if (!origin_seen_) {
      return failure(SdpError{0, "there is no o= line"});
    }
    close_section();
    session_.extmap_allow_mixed = defaults_.extmap_allow_mixed;
    return std::move(session_);
  }

 private:
  static Complaint take_version(const SdpLine& line) {
    return line.type == 'v' && line.value == "0" ? std::nullopt
                                                 : Complaint{"a session description begins with \"v=0\""};
  }

  Complaint take_line(const SdpLine& line) {
    switch (line.type) {
      case 'o':
        origin_seen_ = true;
        return take_origin(session_, line.value);
      case 's':
        session_.session_name = line.value.empty() ? "-" : line.value;
        return std::nullopt;
      case 'm':
        return open_section(line.value);
      case 'a':
        return take_attribute(part(), split_attribute(line.value));
      case 'b':
        return take_bandwidth(part(), line.value);
      default:
        return std::nullopt;  // c=, t=, i= and so on tell WebRTC nothing
    }
  }

  SdpPart& part() { return section_part_ ? *section_part_ : defaults_part_; }

  Complaint open_section(std::string_view text) {
    close_section();
    if (session_.media.size() == kMaxSdpSections) {
      return "more than " + std::to_string(kMaxSdpSections) + " m= sections";
    }
    section_ = {};
    section_part_.emplace(SdpPart{session_, section_});
    return take_media_line(section_, text);
  }

  // Fills in what was said for the whole session.
  void close_section() {
    if (!section_part_) {
      return;
    }
    if (!section_part_->direction_given) {
      section_.direction = defaults_.direction;
    }
    if (section_.ice_ufrag.empty() && section_.ice_pwd.empty()) {
      section_.ice_ufrag = defaults_.ice_ufrag;
      section_.ice_pwd = defaults_.ice_pwd;
    }
    inherit(section_.ice_options, defaults_.ice_options);
    inherit(section_.fingerprints, defaults_.fingerprints);
    inherit(section_.extensions, defaults_.extensions);
    section_.setup = section_.setup ? section_.setup : defaults_.setup;
    section_.extmap_allow_mixed = section_.extmap_allow_mixed || defaults_.extmap_allow_mixed;
    section_.end_of_candidates = section_.end_of_candidates || defaults_.end_of_candidates;
    section_part_.reset();
    session_.media.push_back(std::move(section_));
  }

  template <class T>
  static void inherit(std::vector<T>& own, const std::vector<T>& session_wide) {
    if (own.empty()) {
      own = session_wide;
    }
  }

  SdpLines lines_;
  SessionDescription session_;
  MediaDescription defaults_;
  MediaDescription section_;
  SdpPart defaults_part_{session_, defaults_};
  std::optional<SdpPart> section_part_;
  bool origin_seen_ = false;
};

}  // namespace

Result<SessionDescription, SdpError> parse_sdp(std::string_view text) {
  return Parser(text).run();
}

}  // namespace diemcau::wire
