// A browser as far as accounts matter: signs in, keeps the cookie and the X-CSRF-Token.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "server/client.hpp"

namespace diemcau::testing {

inline const std::string kPassword = "một câu dài dễ nhớ";

// `diemcau account add NAME --role ROLE`, with kPassword.
void add_account(const std::filesystem::path& data, const std::string& name, const std::string& role);

// The body of a POST to /api/v1/login.
std::string credentials(const std::string& name, const std::string& password);

struct Visitor {
  std::uint16_t port = 0;
  std::string cookie = {};
  std::string csrf = {};

  Reply login(const std::string& name, const std::string& password = kPassword);
  // What an answer to signing in gave.
  void keep(const Reply& reply);
  [[nodiscard]] Fields fields() const;
  [[nodiscard]] Reply get(const std::string& path) const;
  [[nodiscard]] Reply send(const std::string& method, const std::string& path, const std::string& body = {}) const;
  [[nodiscard]] std::string origin() const;
};

}  // namespace diemcau::testing
