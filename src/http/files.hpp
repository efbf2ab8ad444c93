// The web app's pages and files, out of the program itself.
#pragma once

#include <string>
#include <vector>

#include "http/door.hpp"

namespace diemcau::http {

// `segments` of the path, decoded: a page ("/", "/chair") is the app's one document; anything else is a file or
// not_found.
[[nodiscard]] Answer answer_file(const Request& request, const std::vector<std::string>& segments);

}  // namespace diemcau::http
