#include "sfu/layer_choice.hpp"

#include <algorithm>

namespace diemcau::sfu {
namespace {

constexpr unsigned kAssumedLargest = 720;  // lines

}  // namespace

std::optional<LayerIndex> choose_layer(std::span<const LayerState> layers, WantedSize wanted) {
  const bool all_known = std::all_of(layers.begin(), layers.end(),
                                     [](const LayerState& layer) { return !layer.active || layer.height_px != 0; });
  const auto height_of = [&](std::size_t index) -> unsigned {
    return all_known ? layers[index].height_px : kAssumedLargest >> (layers.size() - 1 - index);
  };
  std::optional<std::size_t> largest;
  std::optional<std::size_t> fitting;
  for (std::size_t i = 0; i < layers.size(); ++i) {
    if (!layers[i].active) {
      continue;
    }
    if (!largest || height_of(i) > height_of(*largest)) {
      largest = i;
    }
    if (height_of(i) >= wanted.height_px && (!fitting || height_of(i) < height_of(*fitting))) {
      fitting = i;
    }
  }
  const std::optional<std::size_t> chosen = fitting ? fitting : largest;
  return chosen ? std::optional{static_cast<LayerIndex>(*chosen)} : std::nullopt;
}

}  // namespace diemcau::sfu
