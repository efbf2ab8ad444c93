#include "ice/credentials.hpp"

#include <array>

namespace diemcau::ice {

Credentials make_credentials(const FillRandom& fill, std::string_view ufrag_prefix) {
  std::array<std::uint8_t, kUfragRandomChars + kPwdChars> bytes{};
  fill(bytes);
  Credentials made{std::string{ufrag_prefix}, {}};
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    std::string& text = i < kUfragRandomChars ? made.ufrag : made.pwd;
    text += kIceChars.at(bytes.at(i) % kIceChars.size());
  }
  return made;
}

}  // namespace diemcau::ice
