// What the build put into the program (cmake/embed.cmake): the web app's files and the OpenAPI document.
#pragma once

#include <span>
#include <string_view>

namespace diemcau::http {

struct EmbeddedFile {
  std::string_view path;  // "assets/index-C4AeLQta.js"
  std::string_view content_type;
  std::string_view etag;   // quoted; of the bytes
  bool immutable = false;  // its name changes with its bytes
  std::string_view bytes;
  std::string_view gzip;  // empty where compressing does not pay
};

// Sorted by path.
[[nodiscard]] std::span<const EmbeddedFile> embedded_files();
[[nodiscard]] std::string_view openapi_document();

}  // namespace diemcau::http
