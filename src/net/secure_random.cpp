#include "net/secure_random.hpp"

#include <openssl/rand.h>

#include <array>
#include <stdexcept>

namespace diemcau::net {

void fill_secure_random(MutableBytes target) {
  if (RAND_bytes(target.data(), static_cast<int>(target.size())) != 1) {
    throw std::runtime_error("the system's random source failed");
  }
}

std::uint64_t random_seed() {
  std::array<std::uint8_t, sizeof(std::uint64_t)> bytes{};
  fill_secure_random(bytes);
  return ByteReader{bytes}.u64();
}

}  // namespace diemcau::net
