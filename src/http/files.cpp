#include "http/files.hpp"

#include <algorithm>
#include <array>

#include "http/embedded.hpp"

namespace diemcau::http {
namespace {

constexpr std::string_view kDocument = "index.html";
// The document's own router knows these (docs/protocol.md, "Links and tokens").
constexpr std::array<std::string_view, 12> kPages{"",      "chair",  "director",         "secretary",
                                                  "site",  "hall",   "observer",         "line-test",
                                                  "login", "office", "office/directory", "office/accounts"};
constexpr std::string_view kConferencePages = "office/conference/";  // and the conference's id

std::string joined(const std::vector<std::string>& segments) {
  std::string path;
  for (const std::string& segment : segments) {
    path.append(path.empty() ? "" : "/").append(segment);
  }
  return path;
}

bool is_page(std::string_view path) {
  if (std::ranges::find(kPages, path) != kPages.end()) {
    return true;
  }
  return path.starts_with(kConferencePages) && path.size() > kConferencePages.size() &&
         path.find('/', kConferencePages.size()) == std::string_view::npos;
}

const EmbeddedFile* find(std::string_view path) {
  if (is_page(path)) {
    path = kDocument;
  }
  const auto files = embedded_files();
  const auto found = std::ranges::lower_bound(files, path, {}, &EmbeddedFile::path);
  return found != files.end() && found->path == path ? &*found : nullptr;
}

// One member of a comma-separated list, weights left aside except "never" (RFC 9110 section 12.5.3).
bool accepts_gzip(std::string_view list) {
  while (!list.empty()) {
    const std::string_view one = list.substr(0, list.find(','));
    list.remove_prefix(std::min(list.size(), one.size() + 1));
    const std::string_view coding = trimmed(one.substr(0, one.find(';')));
    const bool never = one.find("q=0") != std::string_view::npos && one.find("q=0.") == std::string_view::npos;
    if ((equal_ignoring_case(coding, "gzip") || coding == "*") && !never) {
      return true;
    }
  }
  return false;
}

// RFC 9110 section 13.1.2, weak comparison.
bool matches(std::string_view list, std::string_view etag) {
  return list == "*" || (!list.empty() && list.find(etag) != std::string_view::npos);
}

// Where the page may connect to. Safari before 15.4 does not count a WebSocket to the same host as 'self', so the host
// is named when it is one.
std::string connect_sources(std::string_view host) {
  constexpr std::size_t kMaxHost = 255;
  const bool plain = !host.empty() && host.size() <= kMaxHost && std::ranges::all_of(host, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view{".-:[]"}.find(c) != std::string_view::npos;
  });
  const std::string name{host};
  return plain ? "'self' ws://" + name + " wss://" + name : "'self'";
}

void secure_document(Response& response, const Request& request) {
  response
      .with("Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self' data:; "
            "img-src 'self' data: blob:; media-src 'self' blob:; worker-src 'self'; manifest-src 'self'; connect-src " +
                connect_sources(request.field("Host")) +
                "; base-uri 'none'; form-action 'self'; frame-ancestors 'none'")
      .with("Permissions-Policy",
            "camera=(self), microphone=(self), display-capture=(self), speaker-selection=(self), "
            "autoplay=(self), fullscreen=(self), geolocation=(), payment=(), usb=()")
      .with("Cross-Origin-Opener-Policy", "same-origin");
}

}  // namespace

Answer answer_file(const Request& request, const std::vector<std::string>& segments) {
  const EmbeddedFile* const file = find(joined(segments));
  if (file == nullptr) {
    return not_found();
  }
  if (request.method == "OPTIONS") {
    return std::move(empty(204).with("Allow", "GET, HEAD, OPTIONS"));
  }
  if (request.method != "GET" && request.method != "HEAD") {
    return std::move(problem_response(method_not_allowed(), language_of(request)).with("Allow", "GET, HEAD, OPTIONS"));
  }
  Response response = empty(200);
  response
      .with("ETag", "W/" + std::string{file->etag})  // weak: the same for both encodings
      .with("Cache-Control", file->immutable ? "public, max-age=31536000, immutable" : "no-cache")
      .with("Vary", "Accept-Encoding")
      .with("Referrer-Policy", "no-referrer");
  if (file->path == kDocument) {
    secure_document(response, request);
  }
  if (matches(request.field("If-None-Match"), file->etag)) {
    response.status = 304;
    return response;
  }
  const bool gzip = !file->gzip.empty() && accepts_gzip(request.field("Accept-Encoding"));
  response.body = gzip ? file->gzip : file->bytes;
  response.with("Content-Type", std::string{file->content_type});
  if (gzip) {
    response.with("Content-Encoding", "gzip");
  }
  return response;
}

}  // namespace diemcau::http
