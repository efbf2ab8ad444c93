// Tokens as they come from outside. The fuzzer cannot forge a MAC, so the same bytes are also signed as claims: what is
// accepted must come back the same when signed again.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "auth/base64url.hpp"
#include "auth/token.hpp"

using namespace diemcau;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auth::ServerKey key{1, 2, 3};
  const std::string_view text = as_text({data, size});
  if (const auto claims = auth::verify(text, key)) {
    if (auth::verify(auth::sign(*claims, key), key) != *claims) {
      std::abort();
    }
  }
  const auto decoded = auth::from_base64url(text);
  if (decoded && auth::to_base64url(*decoded) != text) {
    std::abort();
  }
  if (auth::read_claims(text)) {
    const auth::Claims claims = *auth::read_claims(text);
    if (auth::verify(auth::sign(claims, key), key) != claims) {
      std::abort();
    }
  }
  return 0;
}
