#include "conference/derived.hpp"

#include <utility>

#include "conference/stage.hpp"

namespace diemcau::conference {

Derived derived(const State& state) {
  Stage now = stage(state);
  return {.scene = {.main = std::move(now.main), .content = std::move(now.content), .gallery = std::move(now.gallery)},
          .heard = std::move(now.heard)};
}

}  // namespace diemcau::conference
