#include "sfu/track.hpp"

#include <algorithm>

namespace diemcau::sfu {

Track::Track(TrackId track, MediaKind track_kind)
    : id(track), kind(track_kind), layers{Layer{track_kind}, Layer{track_kind}, Layer{track_kind}} {}

bool Track::accept(const MediaPacketRef& packet, Instant now) {
  Layer& layer = layers[packet->layer];
  bool changed = !layer.active;
  layer.seen = true;
  layer.active = true;
  layer.last_packet = now;
  layer.newest_sequence = std::max(layer.newest_sequence, packet->sequence);
  layer.history.insert(packet->sequence, packet, now);
  layer_count = std::max(layer_count, static_cast<std::uint8_t>(packet->layer + 1));
  if (kind == MediaKind::audio) {
    loudness.handle_packet(packet->audio_level, now);
  } else if (packet->starts_key_frame) {
    layer.request.handle_key_frame();
    changed |= packet->height_px != 0 && packet->height_px != layer.height_px;
    layer.height_px = packet->height_px != 0 ? packet->height_px : layer.height_px;
  }
  return changed;
}

void Track::take(const ForeignTrack& told, Instant now) {
  kind = told.kind;
  owner = told.owner;
  layer_count = told.layer_count;
  for (std::size_t i = 0; i < kMaxLayers; ++i) {
    Layer& layer = layers[i];
    if (told.layers[i].active && !layer.active) {
      layer.seen = true;
      layer.last_packet = now;
    }
    layer.active = told.layers[i].active;
    layer.height_px = told.layers[i].height_px;
  }
}

bool Track::expire_layers(Instant now) {
  bool changed = false;
  for (Layer& layer : layers) {
    if (kind == MediaKind::video && layer.active && now - layer.last_packet >= kLayerSilence) {
      layer.active = false;
      changed = true;
    }
  }
  return changed;
}

bool Track::stopped(Instant now) const {
  return std::all_of(layers.begin(), layers.end(), [&](const Layer& layer) {
    return !layer.active && (!layer.seen || now - layer.last_packet >= kTrackSilence);
  });
}

void Track::end(LayerIndex layer) {
  layers[layer].seen = false;
  layers[layer].active = false;
}

void Track::forget_layers() {
  for (Layer& layer : layers) {
    layer.seen = false;
    layer.active = false;
    layer.request.handle_key_frame();
    layer.history.clear();
  }
}

Instant Track::history_until() const {
  Instant until{};
  for (const Layer& layer : layers) {
    until = layer.seen ? std::max(until, layer.last_packet + kHistoryAge) : until;
  }
  return until;
}

std::array<LayerState, kMaxLayers> Track::layer_states() const {
  std::array<LayerState, kMaxLayers> states;
  for (std::size_t i = 0; i < kMaxLayers; ++i) {
    states[i] = LayerState{layers[i].active, layers[i].height_px};
  }
  return states;
}

std::optional<LayerIndex> Track::choose(WantedSize wanted) const {
  const std::array<LayerState, kMaxLayers> states = layer_states();
  return choose_layer(std::span{states}.first(layer_count), wanted);
}

Instant Track::deadline() const {
  Instant request = kNever;
  Instant quiet = kNever;  // when the first active layer falls silent
  std::optional<Instant> last_of_all;
  for (const Layer& layer : layers) {
    request = std::min(request, layer.request.deadline());
    if (layer.active) {
      quiet = std::min(quiet, layer.last_packet + kLayerSilence);
    }
    if (layer.seen) {
      last_of_all = std::max(last_of_all.value_or(layer.last_packet), layer.last_packet);
    }
  }
  if (kind != MediaKind::video || !started) {
    return request;
  }
  if (quiet == kNever && last_of_all) {
    quiet = *last_of_all + kTrackSilence;
  }
  return std::min(request, quiet);
}

}  // namespace diemcau::sfu
