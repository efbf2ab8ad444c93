// Listening to a conference: what a subscriber gets, and how it ends.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/strong.hpp"

namespace diemcau::server {

// One JSON text for the event WebSocket, written once and shared by all who get it.
using Frame = std::shared_ptr<const std::string>;

enum class SubscriptionEnd : std::uint8_t { link_revoked, link_expired, signed_out, shutting_down };

// What a subscriber does with what comes. Called on the control thread from inside another call of the host: may not
// call the host back except for unsubscribe.
struct SubscriptionHandlers {
  std::function<void(Frame)> frame;
  std::function<void(SubscriptionEnd)> ended;  // the subscription is gone already
};

using SubscriptionId = Strong<struct SubscriptionIdTag, std::uint64_t>;

struct Subscription {
  SubscriptionId id;
  std::vector<Frame> backlog;  // to be sent first: a snapshot, or every event after `since`
};

}  // namespace diemcau::server
