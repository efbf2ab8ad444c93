// Bad input is a value: `Result<T, E>` holds either what was asked for or a small reason why not.
#pragma once

#include <tl/expected.hpp>

namespace diemcau {

template <class T, class E>
using Result = tl::expected<T, E>;

template <class E>
[[nodiscard]] constexpr auto failure(E reason) {
  return tl::unexpected<E>(std::move(reason));
}

}  // namespace diemcau
