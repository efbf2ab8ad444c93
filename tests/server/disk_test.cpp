// A disk that is full: what cannot be kept does not happen, is said to whoever wanted it, and happens once there is
// room.
#include <gtest/gtest.h>

#include <fstream>

#include "server/client.hpp"
#include "server/program.hpp"

namespace diemcau::testing {
namespace {

const std::string kConference = "/api/v1/conferences/hoi-thao";

// A disk of 4 MiB that nobody but the server sees: a mount namespace of its own.
std::vector<std::string> on_a_small_disk(const std::filesystem::path& folder) {
  return {"unshare", "-rm", "sh", "-c", "mount -t tmpfs -o size=4m tmpfs \"$0\" && exec \"$@\"", folder.string()};
}

class Disk : public ::testing::Test {
 protected:
  [[nodiscard]] Reply command(const std::string& role, const std::string& body) {
    return request(server_.port(), "POST", kConference + "/commands", bearer(server_.token(role), "application/json"),
                   body);
  }
  void fill() {
    std::ofstream filler{filler_, std::ios::binary};
    const std::string block(4'096, 'x');
    while (filler.write(block.data(), static_cast<std::streamsize>(block.size())).flush()) {
    }
  }
  void make_room() { std::filesystem::remove(filler_); }
  // Whoever asks for so much needs new pages of the database.
  [[nodiscard]] static std::string long_note() {
    return R"({"type":"take_note","text":")" + std::string(1'000, 'a') + R"("})";
  }

  TemporaryFolder folder_;
  RunningServer server_{folder_.path(), {"--sample"}, on_a_small_disk(folder_.path())};
  std::filesystem::path filler_ =
      "/proc/" + std::to_string(server_.program().pid()) + "/root" + (folder_.path() / "filler").string();
};

TEST_F(Disk, WhatCannotBeWrittenDoesNotHappenAndTheConferenceGoesOn) {
  EventClient events{server_.port(), kConference + "/events?access_token=" + server_.token("chair")};
  ASSERT_TRUE(events.next_of("snapshot"));
  fill();
  std::size_t kept = 0;
  Reply last = command("secretary", long_note());
  for (; last.status == 200 && kept < 90; ++kept) {
    last = command("secretary", long_note());
  }
  ASSERT_EQ(last.status, 503) << "after " << kept << " notes";
  EXPECT_EQ(last.code(), "overloaded");
  EXPECT_NE(last.body.find("đĩa"), std::string::npos) << last.body;
  for (std::size_t i = 0; i < kept; ++i) {
    ASSERT_TRUE(events.next_of("event")) << "note " << i << " was promised";
  }

  const Reply state = request(server_.port(), "GET", kConference, bearer(server_.token("hall")));
  EXPECT_EQ(state.status, 200) << "whoever comes late still sees it";
  EXPECT_EQ(request(server_.port(), "GET", "/healthz").status, 200);

  make_room();
  const Reply again = command("secretary", R"({"type":"take_note","text":"có chỗ"})");
  EXPECT_EQ(again.status, 200) << again.body;
  const auto told = events.next_of("event");
  ASSERT_TRUE(told) << "the socket is still there";
  EXPECT_EQ(told->at("seq"), again.json().at("seq")) << "nothing between: what was refused did not happen";
}

}  // namespace
}  // namespace diemcau::testing
