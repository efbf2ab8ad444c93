#include "robots/opus_codec.hpp"

#include <stdexcept>

#include "robots/voice.hpp"

namespace diemcau::robots {
namespace {

constexpr std::size_t kMaxPacketBytes = 1275;       // RFC 6716 section 3.2.1
constexpr std::size_t kMaxFrameSamples = 48 * 120;  // 120 ms
constexpr int kExpectedLossPercent = 5;             // makes the encoder write in-band FEC

}  // namespace

OpusSpeaker::OpusSpeaker(std::int32_t bits_per_second) : encoder_(nullptr, &opus_encoder_destroy) {
  int error = 0;
  encoder_.reset(opus_encoder_create(kSampleRateHz, 1, OPUS_APPLICATION_VOIP, &error));
  if (error != OPUS_OK) {
    throw std::runtime_error("libopus has no encoder");
  }
  opus_encoder_ctl(encoder_.get(), OPUS_SET_BITRATE(bits_per_second));
  opus_encoder_ctl(encoder_.get(), OPUS_SET_INBAND_FEC(1));
  opus_encoder_ctl(encoder_.get(), OPUS_SET_PACKET_LOSS_PERC(kExpectedLossPercent));
  opus_encoder_ctl(encoder_.get(), OPUS_SET_COMPLEXITY(2));
}

std::vector<std::uint8_t> OpusSpeaker::encode(std::span<const std::int16_t, kOpusFrameSamples> samples) {
  std::vector<std::uint8_t> packet(kMaxPacketBytes);
  const opus_int32 size = opus_encode(encoder_.get(), samples.data(), static_cast<int>(samples.size()), packet.data(),
                                      static_cast<opus_int32>(packet.size()));
  packet.resize(size > 0 ? static_cast<std::size_t>(size) : 0);
  return packet;
}

OpusListener::OpusListener() : decoder_(nullptr, &opus_decoder_destroy) {
  int error = 0;
  decoder_.reset(opus_decoder_create(kSampleRateHz, 1, &error));
  if (error != OPUS_OK) {
    throw std::runtime_error("libopus has no decoder");
  }
}

std::vector<std::int16_t> OpusListener::decode(Bytes packet) {
  std::vector<std::int16_t> samples(kMaxFrameSamples);
  const int count = opus_decode(decoder_.get(), packet.data(), static_cast<opus_int32>(packet.size()), samples.data(),
                                static_cast<int>(samples.size()), 0);
  samples.resize(count > 0 ? static_cast<std::size_t>(count) : 0);
  return samples;
}

}  // namespace diemcau::robots
