// What the control plane tells the operator.
#pragma once

#include <functional>
#include <string_view>

namespace diemcau::server {

// One line for the operator's log: what failed and what to do. No personal data, no secret.
using OperatorLog = std::function<void(std::string_view)>;

}  // namespace diemcau::server
