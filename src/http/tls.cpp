#include "http/tls.hpp"

#include <openssl/ssl.h>
#include <unistd.h>

#include <algorithm>
#include <array>

#include "net/host_addresses.hpp"

namespace diemcau::http {
namespace {

namespace ssl = boost::asio::ssl;

constexpr std::array<unsigned char, 9> kHttp11{8, 'h', 't', 't', 'p', '/', '1', '.', '1'};  // RFC 7301

int choose_protocol(SSL*, const unsigned char** out, unsigned char* out_length, const unsigned char* offered,
                    unsigned int offered_length, void*) {
  unsigned char* chosen = nullptr;
  if (SSL_select_next_proto(&chosen, out_length, kHttp11.data(), kHttp11.size(), offered, offered_length) !=
      OPENSSL_NPN_NEGOTIATED) {
    return SSL_TLSEXT_ERR_NOACK;
  }
  *out = chosen;
  return SSL_TLSEXT_ERR_OK;
}

// Letters, digits, '-' and '.': what may stand in a certificate as it is.
bool is_host_name(std::string_view name) {
  return !name.empty() &&
         std::ranges::all_of(name, [](unsigned char c) { return std::isalnum(c) || c == '-' || c == '.'; });
}

}  // namespace

Result<TlsContext, std::string> tls_from_files(const std::filesystem::path& certificate,
                                               const std::filesystem::path& key) {
  // TLS 1.2 with forward secrecy, and 1.3; sessions are short, so no renegotiation and no tickets to leak.
  auto context = std::make_shared<ssl::context>(ssl::context::tls_server);
  context->set_options(ssl::context::default_workarounds | ssl::context::no_sslv2 | ssl::context::no_sslv3 |
                       ssl::context::no_tlsv1 | ssl::context::no_tlsv1_1 | ssl::context::no_compression |
                       SSL_OP_NO_RENEGOTIATION | SSL_OP_CIPHER_SERVER_PREFERENCE);
  SSL_CTX_set_cipher_list(context->native_handle(), "ECDHE+AESGCM:ECDHE+CHACHA20");
  SSL_CTX_set_alpn_select_cb(context->native_handle(), choose_protocol, nullptr);
  // An idle TLS connection then keeps no 32 KiB of record buffers.
  SSL_CTX_set_mode(context->native_handle(), SSL_MODE_RELEASE_BUFFERS);
  boost::system::error_code error;
  context->use_certificate_chain_file(certificate.string(), error);
  if (error) {
    return failure("cannot use the certificate in " + certificate.string() + ": " + error.message());
  }
  context->use_private_key_file(key.string(), ssl::context::pem, error);
  if (error) {
    return failure("cannot use the key in " + key.string() + ": " + error.message());
  }
  if (SSL_CTX_check_private_key(context->native_handle()) != 1) {
    return failure("the key in " + key.string() + " does not belong to the certificate in " + certificate.string());
  }
  return context;
}

std::vector<std::string> names_of_this_host(const std::vector<std::string>& more) {
  std::vector<std::string> names{"localhost", "127.0.0.1", "::1"};
  std::array<char, 256> host{};
  if (gethostname(host.data(), host.size() - 1) == 0 && is_host_name(host.data())) {
    names.emplace_back(host.data());
  }
  for (const IpAddress& address : net::host_addresses(IpAddress{}, true)) {
    names.push_back(address.to_string());
  }
  std::ranges::copy(more, std::back_inserter(names));
  std::ranges::sort(names);
  const auto [first, last] = std::ranges::unique(names);
  names.erase(first, last);
  return names;
}

}  // namespace diemcau::http
