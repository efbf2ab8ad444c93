// SRTP and SRTCP packets that anybody may send to a session. The key is fixed, so the fuzzer may learn to forge; most
// inputs must fail, none may crash, and what opens must not open twice.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <vector>

#include "srtp/receiver.hpp"
#include "srtp/sender.hpp"

namespace {

using namespace diemcau;
using namespace diemcau::srtp;

MasterKey fixed_key(Profile profile) {
  const std::vector<std::uint8_t> key(key_size(profile), 1);
  const std::vector<std::uint8_t> salt(salt_size(profile), 2);
  return *make_master_key(profile, key, salt);
}

void require(bool holds) {
  if (!holds) {
    std::abort();
  }
}

// Twice from an exact copy, because opening changes the packet.
void open_twice(Receiver& receiver, Bytes packet, bool rtp) {
  const auto open = [&] {
    std::vector<std::uint8_t> copy(packet.begin(), packet.end());
    const auto size = rtp ? receiver.open_rtp(copy) : receiver.open_rtcp(copy);
    require(!size || *size < packet.size());
    return size.has_value();
  };
  const bool first = open();
  require(!(first && open()));
}

// What we seal from arbitrary bytes must open to the same bytes.
void seal_and_open(Sender& sender, Receiver& receiver, Bytes bytes) {
  std::vector<std::uint8_t> sealed(bytes.size() + kMaxRtcpOverhead);
  if (const auto size = sender.seal_rtcp(bytes, sealed)) {
    const auto opened = receiver.open_rtcp(MutableBytes{sealed}.first(*size));
    if (!opened && opened.error() == SrtpError::too_many_streams) {
      return;
    }
    require(opened &&
            std::equal(bytes.begin(), bytes.end(), sealed.begin(), sealed.begin() + static_cast<long>(*opened)));
  }
}

}  // namespace

// First byte: profile, maker, RTP or RTCP. The rest: packets of a byte of length each.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto kMakers = [] {
    std::vector<std::unique_ptr<CipherMaker>> makers;
    makers.push_back(make_openssl_maker());
    if (auto maker = make_ipsec_mb_maker()) {
      makers.push_back(std::move(maker));
    }
    return makers;
  }();
  if (size == 0) {
    return 0;
  }
  const Profile profile = kProfiles[data[0] % kProfiles.size()];
  CipherMaker& maker = *kMakers[data[0] / 4 % kMakers.size()];
  const bool rtp = (data[0] & 0x80U) != 0;
  Receiver receiver{maker, fixed_key(profile)};
  Sender sender{maker, fixed_key(profile)};
  ByteReader reader{Bytes{data + 1, size - 1}};
  while (reader.remaining() > 0) {
    const Bytes packet = reader.bytes(std::min<std::size_t>(reader.u8(), reader.remaining()));
    open_twice(receiver, packet, rtp);
    seal_and_open(sender, receiver, packet);
  }
  return 0;
}
