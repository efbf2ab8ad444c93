// ns per sealed and per opened packet: maker, profile, size. The fan-out case seals one packet for many receivers in
// turn, each with keys of its own, as a lane does.
#include <benchmark/benchmark.h>

#include <string>
#include <vector>

#include "base/random.hpp"
#include "srtp/receiver.hpp"
#include "srtp/sender.hpp"
#include "srtp/testing.hpp"

namespace {

using namespace diemcau;
using namespace diemcau::srtp;
using srtp::testing::Buffer;

constexpr std::size_t kHeaderSize = 20;  // bytes, with a small extension

// Sequence number and SSRC are the caller's, everything else is constant.
Buffer header_of(std::uint16_t sequence) {
  Buffer header(kHeaderSize);
  ByteWriter writer{header};
  writer.u16(0x9060);
  writer.u16(sequence);
  writer.u32(1);
  writer.u32(0xCAFE);
  writer.u32(0xBEDE0001);
  writer.u32(0x10203040);
  return header;
}

void seal(benchmark::State& state, CipherMaker& maker, Profile profile) {
  const auto receivers = static_cast<std::size_t>(state.range(0));
  const auto packet_size = static_cast<std::size_t>(state.range(1));
  Random random{1};
  std::vector<std::unique_ptr<Sender>> senders;
  for (std::size_t i = 0; i < receivers; ++i) {
    senders.push_back(std::make_unique<Sender>(maker, srtp::testing::random_master(random, profile)));
  }
  const Buffer payload = srtp::testing::random_bytes(random, packet_size - kHeaderSize - tag_size(profile));
  Buffer target(packet_size);
  std::uint16_t sequence = 0;
  std::size_t next = 0;
  for (auto _ : state) {
    const Buffer header = header_of(sequence);
    benchmark::DoNotOptimize(senders[next]->seal_rtp(header, payload, target));
    if (++next == receivers) {
      next = 0;
      ++sequence;
    }
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(packet_size) * state.iterations());
}

// Opens a ring of packets sealed ahead, with a receiver made anew whenever the ring ends.
void open(benchmark::State& state, CipherMaker& maker, Profile profile) {
  constexpr std::uint16_t kPackets = 4096;
  const auto packet_size = static_cast<std::size_t>(state.range(0));
  Random random{1};
  const MasterKey master = srtp::testing::random_master(random, profile);
  Sender sender{maker, master};
  const Buffer payload(packet_size - kHeaderSize - tag_size(profile));
  std::vector<Buffer> packets(kPackets, Buffer(packet_size));
  for (std::uint16_t i = 0; i < kPackets; ++i) {
    if (!sender.seal_rtp(header_of(i), payload, packets[i])) {
      state.SkipWithError("cannot seal");
    }
  }
  auto receiver = std::make_unique<Receiver>(maker, master);
  std::size_t next = 0;
  Buffer packet(packet_size);
  for (auto _ : state) {
    packet = packets[next];
    if (!receiver->open_rtp(packet)) {
      state.SkipWithError("cannot open");
    }
    if (++next == kPackets) {
      next = 0;
      receiver = std::make_unique<Receiver>(maker, master);
    }
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(packet_size) * state.iterations());
}

}  // namespace

int main(int argc, char** argv) {
  const auto makers = srtp::testing::all_makers();
  for (const auto& maker : makers) {
    for (const Profile profile : kProfiles) {
      const std::string suffix = std::string{maker->name()} + "/" + std::string{name(profile)};
      benchmark::RegisterBenchmark(("seal/" + suffix).c_str(), seal, std::ref(*maker), profile)
          ->ArgNames({"receivers", "bytes"})
          ->Args({1, 1200})
          ->Args({600, 1200})
          ->Args({600, 120});
      benchmark::RegisterBenchmark(("open/" + suffix).c_str(), open, std::ref(*maker), profile)
          ->ArgName("bytes")
          ->Arg(1200);
    }
  }
  benchmark::Initialize(&argc, argv);
  benchmark::RunSpecifiedBenchmarks();
  benchmark::Shutdown();
}
