// The a= lines of session descriptions: one reader per attribute. Part of parse_sdp and parse_trickle_fragment.
#pragma once

#include <optional>
#include <string>

#include "wire/sdp.hpp"
#include "wire/sdp_lines.hpp"

namespace diemcau::wire {

// What is wrong with a line; nothing when it is right.
using Complaint = std::optional<std::string>;

// Where attributes of the part being read go.
struct SdpPart {
  SessionDescription& session;
  MediaDescription& media;  // of the whole session: defaults for its sections
  bool direction_given = false;
  bool tias_given = false;
};

// Attributes that are not known say nothing and are no error.
[[nodiscard]] Complaint take_attribute(SdpPart& part, const SdpAttribute& attribute);

[[nodiscard]] Complaint check_ice_ufrag(std::string_view ufrag);
[[nodiscard]] Complaint check_ice_pwd(std::string_view pwd);

}  // namespace diemcau::wire
