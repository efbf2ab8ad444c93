#include <fcntl.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <boost/asio/ip/address.hpp>
#include <cstdio>
#include <ctime>
#include <memory>
#include <optional>

#include "http/tls.hpp"

namespace diemcau::http {
namespace {

namespace fs = std::filesystem;

constexpr std::int64_t kDay = 24L * 3600;
constexpr std::int64_t kAuthorityLives = 3650 * kDay;
// Browsers refuse server certificates that live longer.
constexpr std::int64_t kCertificateLives = 397 * kDay;
// Clocks of the clients may be behind ours.
constexpr std::int64_t kBackdated = kDay;

template <auto Free>
struct Deleter {
  template <class T>
  void operator()(T* object) const {
    Free(object);
  }
};
using Key = std::unique_ptr<EVP_PKEY, Deleter<EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Deleter<X509_free>>;
using File = std::unique_ptr<std::FILE, Deleter<std::fclose>>;

std::string openssl_error(const std::string& what) {
  const unsigned long code = ERR_get_error();
  return what + (code == 0 ? std::string{} : std::string{": "} + ERR_reason_error_string(code));
}

// A new file, whole or not at all, readable by its owner alone (keys) or by all.
template <class Write>
bool write_file(const fs::path& path, mode_t mode, Write write) {
  const fs::path part = path.string() + ".part";
  const int descriptor = open(part.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode);
  if (descriptor < 0) {
    return false;
  }
  File file{fdopen(descriptor, "w")};
  const bool written = fchmod(descriptor, mode) == 0 && file && write(file.get()) == 1 &&
                       std::fflush(file.get()) == 0 && fsync(descriptor) == 0;
  file.reset();
  return written && std::rename(part.c_str(), path.c_str()) == 0;
}

bool write_key(const fs::path& path, EVP_PKEY* key) {
  return write_file(path, S_IRUSR | S_IWUSR, [&](std::FILE* file) {
    return PEM_write_PrivateKey(file, key, nullptr, nullptr, 0, nullptr, nullptr);
  });
}
bool write_certificate(const fs::path& path, X509* certificate) {
  return write_file(path, S_IRUSR | S_IWUSR | S_IRGRP | S_IROTH,
                    [&](std::FILE* file) { return PEM_write_X509(file, certificate); });
}

Key read_key(const fs::path& path) {
  const File file{std::fopen(path.c_str(), "re")};
  return Key{file ? PEM_read_PrivateKey(file.get(), nullptr, nullptr, nullptr) : nullptr};
}
Certificate read_certificate(const fs::path& path) {
  const File file{std::fopen(path.c_str(), "re")};
  return Certificate{file ? PEM_read_X509(file.get(), nullptr, nullptr, nullptr) : nullptr};
}

bool is_address(const std::string& name) {
  boost::system::error_code error;
  boost::asio::ip::make_address(name, error);
  return !error;
}

// RFC 5280 section 4.2.1.6.
std::string alternative_names(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) {
    text += (text.empty() ? "" : ",") + std::string{is_address(name) ? "IP:" : "DNS:"} + name;
  }
  return text;
}

bool add_extension(X509* certificate, X509* issuer, int kind, const std::string& value) {
  X509V3_CTX context{};
  X509V3_set_ctx_nodb(&context);
  X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
  X509_EXTENSION* const extension = X509V3_EXT_conf_nid(nullptr, &context, kind, value.c_str());
  const bool added = extension != nullptr && X509_add_ext(certificate, extension, -1) == 1;
  X509_EXTENSION_free(extension);
  return added;
}

// Version 3, with a serial number nobody can guess (RFC 5280 section 4.1.2.2: positive, at most 20 octets).
Certificate blank(EVP_PKEY* key, const std::string& common_name, std::int64_t now, std::int64_t lives) {
  Certificate certificate{X509_new()};
  std::array<unsigned char, 16> serial{};
  if (!certificate || RAND_bytes(serial.data(), static_cast<int>(serial.size())) != 1) {
    return nullptr;
  }
  serial[0] &= 0x7fU;
  BIGNUM* const number = BN_bin2bn(serial.data(), static_cast<int>(serial.size()), nullptr);
  BN_to_ASN1_INTEGER(number, X509_get_serialNumber(certificate.get()));
  BN_free(number);
  X509_set_version(certificate.get(), X509_VERSION_3);
  ASN1_TIME_set(X509_getm_notBefore(certificate.get()), now - kBackdated);
  ASN1_TIME_set(X509_getm_notAfter(certificate.get()), now + lives);
  X509_set_pubkey(certificate.get(), key);
  X509_NAME* const subject = X509_get_subject_name(certificate.get());
  X509_NAME_add_entry_by_txt(subject, "O", MBSTRING_UTF8, reinterpret_cast<const unsigned char*>("diemcau"), -1, -1, 0);
  X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_UTF8, reinterpret_cast<const unsigned char*>(common_name.c_str()),
                             -1, -1, 0);
  return certificate;
}

struct Authority {
  Key key;
  Certificate certificate;
};

std::optional<Authority> make_authority(std::int64_t now) {
  Authority made{Key{EVP_EC_gen("P-256")}, nullptr};
  if (!made.key) {
    return std::nullopt;
  }
  made.certificate = blank(made.key.get(), "diemcau local authority", now, kAuthorityLives);
  X509* const certificate = made.certificate.get();
  const bool complete = certificate != nullptr &&
                        X509_set_issuer_name(certificate, X509_get_subject_name(certificate)) == 1 &&
                        add_extension(certificate, certificate, NID_basic_constraints, "critical,CA:TRUE,pathlen:0") &&
                        add_extension(certificate, certificate, NID_key_usage, "critical,keyCertSign,cRLSign") &&
                        add_extension(certificate, certificate, NID_subject_key_identifier, "hash") &&
                        X509_sign(certificate, made.key.get(), EVP_sha256()) != 0;
  return complete ? std::optional{std::move(made)} : std::nullopt;
}

Certificate make_certificate(const Authority& authority, EVP_PKEY* key, const std::vector<std::string>& names,
                             std::int64_t now) {
  Certificate made = blank(key, "diemcau server", now, kCertificateLives);
  X509* const issuer = authority.certificate.get();
  const bool complete = made && X509_set_issuer_name(made.get(), X509_get_subject_name(issuer)) == 1 &&
                        add_extension(made.get(), issuer, NID_basic_constraints, "critical,CA:FALSE") &&
                        add_extension(made.get(), issuer, NID_key_usage, "critical,digitalSignature") &&
                        add_extension(made.get(), issuer, NID_ext_key_usage, "serverAuth") &&
                        add_extension(made.get(), issuer, NID_subject_key_identifier, "hash") &&
                        add_extension(made.get(), issuer, NID_authority_key_identifier, "keyid") &&
                        add_extension(made.get(), issuer, NID_subject_alt_name, alternative_names(names)) &&
                        X509_sign(made.get(), authority.key.get(), EVP_sha256()) != 0;
  return complete ? std::move(made) : nullptr;
}

bool lives_past(const X509* certificate, std::int64_t when) {
  std::time_t time = when;
  return X509_cmp_time(X509_get0_notAfter(certificate), &time) > 0;
}

// Signed by this authority, for all these names, and for a while yet.
bool still_good(X509* certificate, const Authority& authority, const std::vector<std::string>& names,
                std::int64_t now) {
  if (X509_verify(certificate, X509_get0_pubkey(authority.certificate.get())) != 1 ||
      !lives_past(certificate, now + std::chrono::seconds{kRenewBefore}.count())) {
    return false;
  }
  return std::ranges::all_of(names, [&](const std::string& name) {
    return is_address(name) ? X509_check_ip_asc(certificate, name.c_str(), 0) == 1
                            : X509_check_host(certificate, name.c_str(), name.size(), 0, nullptr) == 1;
  });
}

Result<Authority, std::string> ensure_authority(const fs::path& folder, LocalAuthority& files, std::int64_t now) {
  const fs::path key_file = folder / "ca-key.pem";
  std::error_code error;
  if (fs::exists(key_file, error) || fs::exists(files.ca_certificate, error)) {
    Authority authority{read_key(key_file), read_certificate(files.ca_certificate)};
    if (!authority.key || !authority.certificate ||
        X509_check_private_key(authority.certificate.get(), authority.key.get()) != 1) {
      return failure(
          "the certificate authority in " + folder.string() +
          " is damaged: restore ca.pem and ca-key.pem from a copy, or remove both for a new one, which every "
          "site must then install");
    }
    if (lives_past(authority.certificate.get(), now + kCertificateLives)) {
      return authority;
    }
  }
  auto made = make_authority(now);
  if (!made) {
    return failure(openssl_error("cannot make a certificate authority"));
  }
  if (!write_key(key_file, made->key.get()) || !write_certificate(files.ca_certificate, made->certificate.get())) {
    return failure("cannot write the certificate authority into " + folder.string());
  }
  files.made_authority = true;
  return std::move(*made);
}

}  // namespace

Result<LocalAuthority, std::string> ensure_local_authority(const fs::path& folder,
                                                           const std::vector<std::string>& names,
                                                           std::int64_t now_unix_seconds) {
  LocalAuthority files{folder / "ca.pem", folder / "server.pem", folder / "server-key.pem"};
  std::error_code error;
  fs::create_directories(folder, error);
  fs::permissions(folder, fs::perms::owner_all, error);
  const auto authority = ensure_authority(folder, files, now_unix_seconds);
  if (!authority) {
    return failure(authority.error());
  }
  Key key = read_key(files.key);
  const Certificate present = read_certificate(files.certificate);
  if (key && present && X509_check_private_key(present.get(), key.get()) == 1 &&
      still_good(present.get(), *authority, names, now_unix_seconds)) {
    return files;
  }
  key.reset(EVP_EC_gen("P-256"));
  const Certificate made = key ? make_certificate(*authority, key.get(), names, now_unix_seconds) : nullptr;
  if (!made) {
    return failure(openssl_error("cannot make a server certificate"));
  }
  if (!write_key(files.key, key.get()) || !write_certificate(files.certificate, made.get())) {
    return failure("cannot write the server certificate into " + folder.string());
  }
  files.made_certificate = true;
  return files;
}

}  // namespace diemcau::http
