// Who speaks first in a DTLS handshake.
#pragma once

#include <cstdint>

namespace diemcau::dtls {

enum class Role : std::uint8_t { client, server };

}  // namespace diemcau::dtls
