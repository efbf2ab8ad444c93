// Tables of commands that are refused. For this folder's tests.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "conference/test_conference.hpp"

namespace diemcau::conference::testing {

struct RefusedCommand {
  std::string name;
  std::function<Play()> before;
  Command command;
  Actor actor;
  Refusal refusal;
};

// Each is refused for its reason, and nothing has changed.
inline void check_refusals(const std::vector<RefusedCommand>& cases) {
  for (const RefusedCommand& one : cases) {
    Play play = one.before();
    const State before = play.state;
    const auto done = play.run(one.command, one.actor);
    ASSERT_FALSE(done) << one.name;
    EXPECT_EQ(to_text(done.error()), to_text(one.refusal)) << one.name;
    EXPECT_EQ(play.state, before) << one.name;
  }
}

// Created and its links issued; nobody has come yet.
inline Play planned() {
  Play play;
  play.must(creation(), kSystem);
  play.must(IssueLink{kChair.link, auth::Role::chair, std::nullopt}, kSystem);
  play.must(IssueLink{kSite.link, auth::Role::site, kBinhPhuoc}, kSystem);
  return play;
}
inline Play concluded() {
  Play play = in_session();
  play.must(Conclude{}, kChair);
  return play;
}

}  // namespace diemcau::conference::testing
