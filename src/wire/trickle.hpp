// Trickle ICE fragments (RFC 8840 section 9, application/trickle-ice-sdpfrag), as WHIP and WHEP exchange them
// (RFC 9725 section 4.3).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "wire/sdp_candidate.hpp"
#include "wire/sdp_error.hpp"

namespace diemcau::wire {

struct TrickleSection {
  std::string media_line;  // what follows "m=", kept as it was; written as given
  std::string mid;
  std::vector<SdpCandidate> candidates;
  bool end_of_candidates = false;

  friend bool operator==(const TrickleSection&, const TrickleSection&) = default;
};

struct TrickleFragment {
  std::string ice_ufrag;  // of the session, or of the first section that tells; empty: not told
  std::string ice_pwd;
  bool end_of_candidates = false;  // said for the whole session
  std::vector<TrickleSection> sections;

  friend bool operator==(const TrickleFragment&, const TrickleFragment&) = default;
};

[[nodiscard]] Result<TrickleFragment, SdpError> parse_trickle_fragment(std::string_view text);
[[nodiscard]] std::string write_trickle_fragment(const TrickleFragment& fragment);

}  // namespace diemcau::wire
