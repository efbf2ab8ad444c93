#include "app/account_sweep.hpp"

#include "http/clock.hpp"

namespace diemcau::app {
namespace {

// How long an account that is gone may still listen.
constexpr std::chrono::seconds kEvery{20};

}  // namespace

AccountSweep::AccountSweep(boost::asio::io_context& io, server::Accounts& accounts, server::ConferenceHost& host)
    : accounts_(accounts), host_(host), timer_(io) {
  sweep();
}

void AccountSweep::sweep() {
  for (const AccountName& gone : accounts_.sweep(host_.watching_accounts(), http::read_clocks())) {
    host_.end_account(gone);
  }
  timer_.expires_after(kEvery);
  timer_.async_wait([this](boost::system::error_code error) {
    if (!error) {
      sweep();
    }
  });
}

void AccountSweep::stop() {
  timer_.cancel();
}

}  // namespace diemcau::app
