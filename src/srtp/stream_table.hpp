// State per SSRC, bounded. Sorted SSRCs in one array and the states in another, so that the search of a packet touches
// a cache line or two.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace diemcau::srtp {

// SSRCs of one kind, RTP or RTCP, in one direction of one session. A receiver of forty slots with retransmission has
// about a hundred. There is no eviction: forgetting a stream would forget what may be replayed into it, and only
// packets that prove the key make a stream.
inline constexpr std::size_t kMaxStreams = 256;

template <class State>
class StreamTable {
 public:
  [[nodiscard]] std::size_t size() const { return ssrcs_.size(); }

  // Null when there is none. Valid until the next add.
  [[nodiscard]] State* find(std::uint32_t ssrc) {
    const auto place = std::lower_bound(ssrcs_.begin(), ssrcs_.end(), ssrc);
    return place != ssrcs_.end() && *place == ssrc ? &states_[static_cast<std::size_t>(place - ssrcs_.begin())]
                                                   : nullptr;
  }

  // Null when the table is full. `ssrc` must not be in it.
  State* add(std::uint32_t ssrc, const State& state) {
    if (size() >= kMaxStreams) {
      return nullptr;
    }
    const auto place = std::lower_bound(ssrcs_.begin(), ssrcs_.end(), ssrc);
    const auto offset = place - ssrcs_.begin();
    ssrcs_.insert(place, ssrc);
    return &*states_.insert(states_.begin() + offset, state);
  }

 private:
  std::vector<std::uint32_t> ssrcs_;
  std::vector<State> states_;
};

}  // namespace diemcau::srtp
