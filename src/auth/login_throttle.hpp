// How often a password may be guessed: after some failures each further attempt has to wait twice as long as the one
// before, counted by account name and by the address of the client.
#pragma once

#include <cstddef>
#include <cstdint>
#include <list>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/address.hpp"
#include "base/time.hpp"

namespace diemcau::auth {

struct AttemptLimits {
  std::uint32_t free = 0;  // attempts that need not wait
  Duration longest_wait{};
};

// Who fails so long after the last time begins anew.
inline constexpr Duration kAttemptsForgotten = std::chrono::hours{1};
// Before the first attempt that has to wait; doubled for each one after it.
inline constexpr Duration kFirstWait = std::chrono::seconds{1};
// Names or addresses remembered, some 150 bytes each; the one longest quiet is forgotten first.
inline constexpr std::size_t kMaxAttempters = 10'000;

// Attempts under one kind of key.
class Attempts {
 public:
  explicit Attempts(AttemptLimits limits) : limits_(limits) {}

  // How long the next attempt has to wait; zero when it need not.
  [[nodiscard]] Duration wait(const std::string& key, Instant now) const;
  void count(const std::string& key, Instant now);
  // One attempt fewer, or none at all.
  void take_back(const std::string& key);
  void forget(const std::string& key);

  [[nodiscard]] std::size_t size() const { return known_.size(); }

 private:
  struct Attempter {
    std::string key;
    std::uint32_t failed = 0;
    Instant last{};
  };
  using Order = std::list<Attempter>;  // the latest first

  Order order_;
  std::unordered_map<std::string, Order::iterator> known_;
  AttemptLimits limits_;
};

class LoginThrottle {
 public:
  // Counts an attempt as failed until `succeeded` says otherwise, so that attempts at the same time count too. When it
  // has to wait it is not counted; the answer is how long.
  [[nodiscard]] std::optional<Duration> attempt(const std::string& name, const IpAddress& from, Instant now);
  void succeeded(const std::string& name, const IpAddress& from);

 private:
  // A name may be guessed once a minute at worst, so that nobody can lock its owner out for long. Behind one address
  // there may be a whole building that mistypes.
  Attempts by_name_{{.free = 5, .longest_wait = std::chrono::minutes{1}}};
  Attempts by_address_{{.free = 30, .longest_wait = std::chrono::minutes{5}}};
};

// What counts as one client: an IPv4 address, or the /64 that an IPv6 client picks its addresses from.
[[nodiscard]] std::string client_key(const IpAddress& from);

}  // namespace diemcau::auth
