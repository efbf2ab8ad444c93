// Many simulated sites on one thread.
#pragma once

#include <memory>
#include <vector>

#include "robots/robot.hpp"

namespace diemcau::robots {

// Starts a thread of its own at construction; ends it, and every connection with it, at destruction.
class Fleet {
 public:
  explicit Fleet(std::vector<RobotOptions> robots);
  ~Fleet();
  Fleet(const Fleet&) = delete;
  Fleet& operator=(const Fleet&) = delete;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace diemcau::robots
