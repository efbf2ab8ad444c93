// Now and then: forgets sessions that have expired, and ends what still listens in the name of an account that is
// signed in nowhere any more (it expired, or the command line removed it).
#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

#include "server/accounts.hpp"
#include "server/conference_host.hpp"

namespace diemcau::app {

class AccountSweep {
 public:
  // Begins at once. Borrows all three.
  AccountSweep(boost::asio::io_context& io, server::Accounts& accounts, server::ConferenceHost& host);
  AccountSweep(const AccountSweep&) = delete;
  AccountSweep& operator=(const AccountSweep&) = delete;

  void stop();

 private:
  void sweep();

  server::Accounts& accounts_;
  server::ConferenceHost& host_;
  boost::asio::steady_timer timer_;
};

}  // namespace diemcau::app
