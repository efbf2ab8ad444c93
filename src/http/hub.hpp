// What the connections of one server share: services, limits, and who is there. Control thread only.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <set>

#include "base/address.hpp"
#include "http/door.hpp"
#include "http/server.hpp"
#include "http/worker.hpp"

namespace diemcau::http {

// A connection as the server sees it.
class LiveConnection {
 public:
  LiveConnection() = default;
  LiveConnection(const LiveConnection&) = delete;
  LiveConnection& operator=(const LiveConnection&) = delete;
  virtual ~LiveConnection() = default;
  // The server ends: leave as soon as what is under way is answered.
  virtual void stop() = 0;
};

struct Hub {
  Services services;
  ServerLimits limits;
  std::function<void()> touched;
  std::unique_ptr<Worker> worker = {};
  std::unique_ptr<Worker> long_worker = {};  // for papers: nobody who signs in waits for one
  bool stopping = false;
  std::size_t files_under_way = 0;  // long bodies that are being read,
  std::size_t file_bytes = 0;       // and what they may have together
  std::set<LiveConnection*> live = {};
  std::map<IpAddress, std::size_t> per_address = {};
};

}  // namespace diemcau::http
