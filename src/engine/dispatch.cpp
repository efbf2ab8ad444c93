#include "engine/dispatch.hpp"

#include <limits>

#include "engine/lane_messages.hpp"

namespace diemcau::engine {

namespace {

SessionId session_of(const OpenPublisher& open) {
  return open.transport.session;
}
SessionId session_of(const OpenReceiver& open) {
  return open.transport.session;
}
SessionId session_of(const RestartIce& restart) {
  return restart.session;
}
SessionId session_of(const AssignSlot& assign) {
  return assign.receiver;
}
SessionId session_of(const SizeSlot& size) {
  return size.receiver;
}
SessionId session_of(const CloseSession& close) {
  return close.session;
}

struct LanesFor {
  std::size_t lanes;

  std::uint64_t operator()(const SetMix&) const {
    return lanes >= kMaxLanes ? std::numeric_limits<std::uint64_t>::max() : (std::uint64_t{1} << lanes) - 1;
  }
  template <class OfOneSession>
  std::uint64_t operator()(const OfOneSession& command) const {
    return lane_bit(lane_of(session_of(command), lanes));
  }
};

}  // namespace

std::uint64_t lanes_for(const Command& command, std::size_t lanes) {
  return std::visit(LanesFor{lanes}, command);
}

}  // namespace diemcau::engine
