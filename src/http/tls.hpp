// Certificates for HTTPS: from files, or made here for a place without a certificate authority of its own.
#pragma once

#include <boost/asio/ssl/context.hpp>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "base/result.hpp"

namespace diemcau::http {

using TlsContext = std::shared_ptr<boost::asio::ssl::context>;

// PEM files: the certificate with its chain, and its key. The error is a sentence for the person who starts the server.
[[nodiscard]] Result<TlsContext, std::string> tls_from_files(const std::filesystem::path& certificate,
                                                             const std::filesystem::path& key);

// Files of a local certificate authority and of the server certificate that it signed.
struct LocalAuthority {
  std::filesystem::path ca_certificate;  // to be installed in browsers: the one file that may be given away
  std::filesystem::path certificate;
  std::filesystem::path key;
  bool made_authority = false;
  bool made_certificate = false;
};

// Makes what is missing in `folder` (readable by its owner alone): an authority for ten years, and a server certificate
// for `names` (DNS names and addresses, as text), which is made anew when it ends within kRenewBefore or does not name
// all of them. `now_unix_seconds` is the time of today.
[[nodiscard]] Result<LocalAuthority, std::string> ensure_local_authority(const std::filesystem::path& folder,
                                                                         const std::vector<std::string>& names,
                                                                         std::int64_t now_unix_seconds);

inline constexpr std::chrono::hours kRenewBefore{24 * 30};

// What this host is called and reached by: localhost, its host name, its addresses, and those given.
[[nodiscard]] std::vector<std::string> names_of_this_host(const std::vector<std::string>& more);

}  // namespace diemcau::http
