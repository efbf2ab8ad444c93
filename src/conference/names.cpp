// The words that enumerations and commands have on the wire.
#include <algorithm>
#include <array>

#include "conference/commands.hpp"
#include "conference/events.hpp"
#include "conference/state.hpp"

namespace diemcau::conference {
namespace {

template <class Enum, std::size_t N>
std::optional<Enum> from_text(const std::array<Enum, N>& all, std::string_view text) {
  const auto found = std::find_if(all.begin(), all.end(), [text](Enum value) { return to_text(value) == text; });
  return found == all.end() ? std::nullopt : std::optional{*found};
}

}  // namespace

std::string_view to_text(Mode mode) {
  switch (mode) {
    case Mode::hoi_nghi:
      return "hoi_nghi";
    case Mode::thao_luan:
      return "thao_luan";
  }
  return "";
}

std::string_view to_text(Source source) {
  switch (source) {
    case Source::camera:
      return "camera";
    case Source::screen:
      return "screen";
  }
  return "";
}

std::string_view to_text(LeaveReason reason) {
  switch (reason) {
    case LeaveReason::closed:
      return "closed";
    case LeaveReason::connection_lost:
      return "connection_lost";
    case LeaveReason::link_revoked:
      return "link_revoked";
    case LeaveReason::server_restarted:
      return "server_restarted";
  }
  return "";
}

std::string_view to_text(TurnEndReason reason) {
  switch (reason) {
    case TurnEndReason::taken_back:
      return "taken_back";
    case TurnEndReason::next_turn:
      return "next_turn";
    case TurnEndReason::concluded:
      return "concluded";
  }
  return "";
}

std::string_view to_text(Phase phase) {
  switch (phase) {
    case Phase::planned:
      return "planned";
    case Phase::in_session:
      return "in_session";
    case Phase::concluded:
      return "concluded";
  }
  return "";
}

std::optional<Mode> mode_from_text(std::string_view text) {
  return from_text(std::array{Mode::hoi_nghi, Mode::thao_luan}, text);
}
std::optional<Source> source_from_text(std::string_view text) {
  return from_text(std::array{Source::camera, Source::screen}, text);
}
std::optional<LeaveReason> leave_reason_from_text(std::string_view text) {
  return from_text(std::array{LeaveReason::closed, LeaveReason::connection_lost, LeaveReason::link_revoked,
                              LeaveReason::server_restarted},
                   text);
}
std::optional<TurnEndReason> turn_end_reason_from_text(std::string_view text) {
  return from_text(std::array{TurnEndReason::taken_back, TurnEndReason::next_turn, TurnEndReason::concluded}, text);
}

}  // namespace diemcau::conference
