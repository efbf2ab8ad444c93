// Bytes nobody can guess, from OpenSSL: for keys, session names and ICE passwords.
#pragma once

#include <cstddef>
#include <functional>
#include <string>

#include "base/bytes.hpp"

namespace diemcau::auth {

// Fills the span completely. A parameter of whoever needs secrets, so that tests can print their seed.
using FillRandom = std::function<void(MutableBytes)>;

// The real one. Ends the process when the system has no randomness: nothing safe can be done then.
void fill_secure_random(MutableBytes target);

// `length` characters of a-z and 2-7, five random bits each; a slug. 26 characters carry 130 bits.
[[nodiscard]] std::string random_text(const FillRandom& fill, std::size_t length);

}  // namespace diemcau::auth
