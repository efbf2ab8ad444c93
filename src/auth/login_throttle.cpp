#include "auth/login_throttle.hpp"

#include <algorithm>

namespace diemcau::auth {
namespace {

constexpr std::size_t kPrefixBytes = 8;      // of an IPv6 address
constexpr std::uint32_t kMaxDoublings = 20;  // 2^20 s are past any limit

}  // namespace

Duration Attempts::wait(const std::string& key, Instant now) const {
  const auto found = known_.find(key);
  if (found == known_.end() || found->second->failed < limits_.free) {
    return Duration::zero();
  }
  const Attempter& one = *found->second;
  const std::uint32_t doublings = std::min(one.failed - limits_.free, kMaxDoublings);
  const Duration pause = std::min<Duration>(kFirstWait * (std::int64_t{1} << doublings), limits_.longest_wait);
  return std::max(Duration::zero(), one.last + pause - now);
}

void Attempts::count(const std::string& key, Instant now) {
  const auto found = known_.find(key);
  if (found != known_.end()) {
    order_.splice(order_.begin(), order_, found->second);
  } else {
    order_.push_front({key, 0, now});
    known_.emplace(key, order_.begin());
  }
  Attempter& one = order_.front();
  one.failed = now - one.last > kAttemptsForgotten ? 1 : one.failed + 1;
  one.last = now;
  if (known_.size() > kMaxAttempters) {
    known_.erase(order_.back().key);
    order_.pop_back();
  }
}

void Attempts::take_back(const std::string& key) {
  const auto found = known_.find(key);
  if (found != known_.end() && found->second->failed > 0) {
    --found->second->failed;
  }
}

void Attempts::forget(const std::string& key) {
  const auto found = known_.find(key);
  if (found != known_.end()) {
    order_.erase(found->second);
    known_.erase(found);
  }
}

std::optional<Duration> LoginThrottle::attempt(const std::string& name, const IpAddress& from, Instant now) {
  const std::string client = client_key(from);
  const Duration wait = std::max(by_name_.wait(name, now), by_address_.wait(client, now));
  if (wait > Duration::zero()) {
    return wait;
  }
  by_name_.count(name, now);
  by_address_.count(client, now);
  return std::nullopt;
}

void LoginThrottle::succeeded(const std::string& name, const IpAddress& from) {
  by_name_.forget(name);
  by_address_.take_back(client_key(from));  // only this one: who has an account may still be guessing others
}

std::string client_key(const IpAddress& from) {
  const IpAddress address = from.unmapped();
  const auto bytes = address.bytes();
  const auto part = bytes.first(address.is_v6() ? kPrefixBytes : bytes.size());
  return {part.begin(), part.end()};
}

}  // namespace diemcau::auth
