// What two ICE agents know of each other from SDP.
#pragma once

#include <string>

namespace diemcau::ice {

// RFC 8839 section 5.4: letters, digits, '+' and '/'. They admit packets, so they come from a cryptographic source.
struct Credentials {
  std::string ufrag;  // 4 to 256 characters
  std::string pwd;    // 22 to 256 characters

  friend bool operator==(const Credentials&, const Credentials&) = default;
};

}  // namespace diemcau::ice
