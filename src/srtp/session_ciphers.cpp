#include "srtp/session_ciphers.hpp"

#include <stdexcept>

#include "srtp/key_derivation.hpp"

namespace diemcau::srtp {

SessionCiphers make_session_ciphers(CipherMaker& maker, const MasterKey& master) {
  const auto rtp = derive_session_keys(master, PacketKind::rtp);
  const auto rtcp = derive_session_keys(master, PacketKind::rtcp);
  if (!rtp || !rtcp) {
    throw std::runtime_error{"OpenSSL: cannot derive SRTP keys"};
  }
  return {maker.make(master.profile, PacketKind::rtp, *rtp), maker.make(master.profile, PacketKind::rtcp, *rtcp),
          rtp->salt, rtcp->salt};
}

}  // namespace diemcau::srtp
