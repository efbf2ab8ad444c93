#include "wire/trickle.hpp"

#include <algorithm>

#include "wire/sdp.hpp"
#include "wire/sdp_attributes.hpp"
#include "wire/sdp_lines.hpp"
#include "wire/text.hpp"

namespace diemcau::wire {
namespace {

Complaint open_section(TrickleFragment& fragment, std::string_view media_line) {
  if (fragment.sections.size() == kMaxSdpSections) {
    return "more than " + std::to_string(kMaxSdpSections) + " m= sections";
  }
  fragment.sections.push_back({std::string(media_line), {}, {}, false});
  return std::nullopt;
}

Complaint take_candidate(TrickleFragment& fragment, std::string_view text) {
  if (fragment.sections.empty()) {
    return "a candidate stands before the m= line it belongs to";
  }
  auto& candidates = fragment.sections.back().candidates;
  if (candidates.size() == kMaxSdpItems) {
    return "more than " + std::to_string(kMaxSdpItems) + " candidates in one section";
  }
  if (auto candidate = parse_candidate(text)) {  // others may do, see take_candidate of sdp_attributes.cpp
    candidates.push_back(std::move(*candidate));
  }
  return std::nullopt;
}

Complaint take_fragment_attribute(TrickleFragment& fragment, std::string_view text) {
  const auto [name, value] = split_attribute(text);
  TrickleSection* section = fragment.sections.empty() ? nullptr : &fragment.sections.back();
  if (name == "candidate") {
    return take_candidate(fragment, text);
  }
  if (name == "end-of-candidates") {
    (section == nullptr ? fragment.end_of_candidates : section->end_of_candidates) = true;
  } else if (name == "mid" && section != nullptr) {
    section->mid = value;
  } else if (name == "ice-ufrag" && fragment.ice_ufrag.empty()) {
    fragment.ice_ufrag = value;
    return check_ice_ufrag(value);
  } else if (name == "ice-pwd" && fragment.ice_pwd.empty()) {
    fragment.ice_pwd = value;
    return check_ice_pwd(value);
  }
  return std::nullopt;
}

void line(std::string& out, std::string_view name, std::string_view value) {
  if (!value.empty()) {
    out += name;
    out += value;
    out += "\r\n";
  }
}

}  // namespace

Result<TrickleFragment, SdpError> parse_trickle_fragment(std::string_view text) {
  SdpLines lines(text);
  TrickleFragment fragment;
  while (const auto next = lines.next()) {
    Complaint complaint;
    if (next->type == 'm') {
      complaint = open_section(fragment, next->value);
    } else if (next->type == 'a') {
      complaint = take_fragment_attribute(fragment, next->value);
    }
    if (complaint) {
      return failure(SdpError{next->number, *complaint});
    }
  }
  if (lines.error()) {
    return failure(*lines.error());
  }
  return fragment;
}

std::string write_trickle_fragment(const TrickleFragment& fragment) {
  std::string out;
  line(out, "a=ice-ufrag:", fragment.ice_ufrag);
  line(out, "a=ice-pwd:", fragment.ice_pwd);
  line(out, "a=", fragment.end_of_candidates ? "end-of-candidates" : "");
  for (const TrickleSection& section : fragment.sections) {
    out += "m=" + section.media_line + "\r\n";
    line(out, "a=mid:", section.mid);
    for (const SdpCandidate& candidate : section.candidates) {
      line(out, "a=", write_candidate(candidate));
    }
    line(out, "a=", section.end_of_candidates ? "end-of-candidates" : "");
  }
  return out;
}

}  // namespace diemcau::wire
