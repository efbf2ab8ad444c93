// Where an outgoing packet came from: outgoing sequence numbers back to a source and its own numbers.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <utility>

namespace diemcau::rtp {

// Within a segment the outgoing number is the source's plus a constant; every switch begins a segment. Old segments are
// forgotten. Numbers are unwrapped.
template <class Source>
class SequenceMap {
 public:
  // Segments kept: switches within the second or so that a receiver may still ask about.
  static constexpr std::size_t kMaxSegments = 32;

  struct Origin {
    Source source;
    std::int64_t sequence = 0;
  };

  // From `first_out` on, which is beyond everything before, outgoing numbers stand for `source`'s from `first_source`.
  void begin_segment(Source source, std::int64_t first_out, std::int64_t first_source) {
    if (segments_.size() == kMaxSegments) {
      segments_.pop_front();
    }
    segments_.push_back(Segment{std::move(source), first_out, first_source});
  }

  // Nothing for numbers from before the oldest segment. Whether the number was sent at all the caller knows.
  [[nodiscard]] std::optional<Origin> find(std::int64_t out) const {
    for (auto segment = segments_.rbegin(); segment != segments_.rend(); ++segment) {
      if (out >= segment->first_out) {
        return Origin{segment->source, segment->first_source + (out - segment->first_out)};
      }
    }
    return std::nullopt;
  }

  [[nodiscard]] std::size_t segments() const { return segments_.size(); }

 private:
  struct Segment {
    Source source;
    std::int64_t first_out;
    std::int64_t first_source;
  };
  std::deque<Segment> segments_;
};

}  // namespace diemcau::rtp
