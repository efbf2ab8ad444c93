// Doors of papers: handed in, read.
#pragma once

#include <optional>

#include "http/door.hpp"

namespace diemcau::http {

[[nodiscard]] Answer submit_paper(const Call& call);
[[nodiscard]] Answer paper(const Call& call);

// Whether the caller may hand in a paper at all: asked before its bytes are read.
[[nodiscard]] std::optional<Refused> refuse_paper(const Call& call);

}  // namespace diemcau::http
