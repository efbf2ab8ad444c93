// Random commands of every kind, by random people, at random times, held against a small model of what must be true.
// Whatever topic a command is of: its members are filled by their types, so a new one takes part by itself.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <map>
#include <string>
#include <type_traits>

#include "base/random.hpp"
#include "conference/codec.hpp"
#include "conference/derived.hpp"
#include "conference/frames.hpp"
#include "conference/json.hpp"
#include "conference/stage.hpp"
#include "conference/test_changes.hpp"
#include "conference/test_conference.hpp"

namespace diemcau::conference {
namespace {

using std::chrono::milliseconds;
using testing::kBinhPhuoc;
using testing::kCanTho;
using testing::kHaNoi;
using testing::kSystem;

constexpr int kConferences = 280;
constexpr int kCommandsEach = 400;
constexpr std::size_t kMaxSnapshotBytes = 256 * 1'024;

// ---- Commands ----

// Makes values of any described type; ids and numbers mostly such as the conference knows.
class Maker {
 public:
  Maker(Random& random, const State& state) : random_(random), state_(state) {}

  template <class T>
  T make() {
    if constexpr (std::same_as<T, bool>) {
      return random_.below(2) == 0;
    } else if constexpr (std::integral<T>) {
      return static_cast<T>(number());
    } else if constexpr (std::same_as<T, std::string>) {
      return text();
    } else if constexpr (std::same_as<T, WallTime>) {
      return testing::kOpening + std::chrono::minutes{random_.below(20)};
    } else if constexpr (std::same_as<T, SiteId>) {
      return pick<SiteId>({kHaNoi, kBinhPhuoc, kCanTho, kBinhPhuoc, kCanTho, SiteId{"atlantis"}});
    } else if constexpr (std::same_as<T, LinkId>) {
      return LinkId{"l-" + std::to_string(random_.below(6))};
    } else if constexpr (std::same_as<T, ItemId>) {
      return pick<ItemId>({testing::kOpeningItem, testing::kDiscussionItem, ItemId{"tham-luan-1"}, ItemId{"x"}});
    } else if constexpr (std::same_as<T, VoterId>) {
      return VoterId{random_.below(3) == 0 ? make<DelegateId>().value() : make<SiteId>().value()};
    } else if constexpr (std::same_as<T, Tally>) {
      return tally();
    } else if constexpr (codec::kIsStrong<T>) {
      return T{pick<std::string>({"a", "b", "c"})};
    } else if constexpr (DescribedEnum<T>) {
      return any_of<T>();
    } else if constexpr (codec::kIsOptional<T>) {
      return random_.below(2) == 0 ? T{} : T{make<typename T::value_type>()};
    } else if constexpr (codec::kIsVector<T>) {
      T all;
      for (std::uint64_t i = random_.below(3); i > 0; --i) {
        all.push_back(make<typename T::value_type>());
      }
      return all;
    } else {
      T value{};
      boost::mp11::mp_for_each<MembersOf<T>>([&](auto member) {
        auto& field = value.*member.pointer;
        field = make<std::remove_cvref_t<decltype(field)>>();
      });
      return value;
    }
  }

  Command command() {
    constexpr std::size_t kKinds = std::variant_size_v<Command>;
    return boost::mp11::mp_with_index<kKinds>(
        random_.below(kKinds), [&](auto index) { return Command{make<std::variant_alternative_t<index, Command>>()}; });
  }

 private:
  template <class T>
  T pick(std::initializer_list<T> values) {
    return *(values.begin() + random_.below(values.size()));
  }
  template <class Enum>
  Enum any_of() {
    std::vector<Enum> all;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<Enum>>([&](auto one) { all.push_back(one.value); });
    return all[random_.below(all.size())];
  }
  std::string text() { return pick<std::string>({"", "a", "word", "Nâng cao chất lượng", "Đội ngũ"}); }
  std::uint64_t number() {
    if (random_.below(3) == 0 && state_.desk.undo) {
      return state_.desk.undo->act;
    }
    if (random_.below(2) == 0 && !state_.queue.empty()) {
      return state_.queue[random_.below(state_.queue.size())].number;
    }
    if (const Motion* const motion = state_.open_motion(); motion != nullptr && random_.below(2) == 0) {
      return motion->number;
    }
    return random_.below(6);
  }

  // Mostly one that counts what was cast.
  Tally tally() {
    const Motion* const motion = state_.open_motion();
    const std::uint64_t cast = motion == nullptr || random_.below(4) == 0 ? random_.below(3) : motion->cast;
    const std::uint64_t yes = random_.below(cast + 1);
    return {.yes = yes, .no = cast - yes, .abstain = 0};
  }

  Random& random_;
  const State& state_;
};

// Mostly somebody who may do it.
Actor random_actor(Random& random, const State& state, const Command& command) {
  Actor actor;
  for (int i = 0; i < 12; ++i) {
    actor = {};
    actor.role = auth::kAllRoles[random.below(auth::kAllRoles.size())];
    if (actor.role == auth::Role::site) {
      actor.site = target_of(command).value_or(kBinhPhuoc);
    }
    actor.link = LinkId{"l-" + std::to_string(random.below(3))};
    if (actor.role == auth::Role::chair && state.presiding && random.below(4) != 0) {
      actor.link = *state.presiding;
    }
    if (auth::may(actor.role, actor.site, act_of(command), target_of(command))) {
      return actor;
    }
  }
  return actor;
}

// Ends and departures are rarer than the rest, or nothing would ever go on.
bool is_too_often(Random& random, const Command& command) {
  const bool ends = std::holds_alternative<Conclude>(command);
  const bool hinders = std::holds_alternative<LeaveSite>(command) || std::holds_alternative<Pause>(command) ||
                       std::holds_alternative<RevokeLink>(command) || std::holds_alternative<RemoveItem>(command);
  return (ends && random.below(30) != 0) || (hinders && random.below(3) != 0);
}

// ---- The model ----

struct Parts {
  Phases phases;
  Floor floor;
  TakenScene scene;

  friend bool operator==(const Parts&, const Parts&) = default;
};

// The clock apart, which the model counts by itself.
Parts parts_of(const State& state) {
  Parts parts{state, state, state};
  if (parts.floor.turn) {
    parts.floor.turn->used_ms = 0;
    parts.floor.turn->running_since.reset();
  }
  return parts;
}

struct Model {
  std::map<std::uint64_t, std::uint64_t> on_air_ms;  // by turn
  Parts before;                                      // the last act that can be undone, with what sites did since
};

bool is_on_air(const State& state) {
  return state.phase == Phase::in_session && state.turn && state.site(state.turn->site)->present;
}

void check_heard(const State& state) {
  const Stage now = stage(state);
  for (const SiteId& id : now.heard) {
    const SiteState* const site = state.site(id);
    ASSERT_NE(site, nullptr);
    EXPECT_TRUE(site->present && !site->muted && state.phase != Phase::concluded);
    const bool leads = id == state.main_site || (state.turn && state.turn->site == id);
    EXPECT_TRUE(id == state.main_site || state.phase != Phase::paused);
    EXPECT_TRUE(leads || state.mode == Mode::thao_luan) << id;
  }
  EXPECT_TRUE(std::ranges::find(now.gallery, now.main) == now.gallery.end());
}

void check_votes(const State& state) {
  EXPECT_LE(std::ranges::count(state.motions, MotionPhase::open, &Motion::phase), 1);
  const Motion* const open = state.open_motion();
  EXPECT_EQ(state.box.size(), open == nullptr ? 0 : open->cast);
  EXPECT_EQ(state.desk.ballots.size(), state.box.size());
  for (const Motion& motion : state.motions) {
    EXPECT_LE(motion.cast, motion.eligible);
    EXPECT_TRUE(motion.ballots.empty() || (motion.method != VoteMethod::secret && &motion != open));
    EXPECT_EQ(motion.outcome.has_value(), &motion != open);
  }
}

// What holds in every state.
void check_state(const State& state, const Model& model, WallTime now) {
  check_heard(state);
  check_votes(state);
  if (state.turn) {
    EXPECT_TRUE(state.phase == Phase::in_session || state.phase == Phase::paused);
    EXPECT_LE(state.turn->number, state.turns_given);
    EXPECT_EQ(state.turn->running_since.has_value(), is_on_air(state));
    const auto counted = model.on_air_ms.find(state.turn->number);
    EXPECT_EQ(state.turn->used_until(now), counted == model.on_air_ms.end() ? 0 : counted->second);
  }
  for (const SiteState& site : state.sites) {
    EXPECT_TRUE(site.present || (!site.camera && !site.screen)) << site.id;
  }
  EXPECT_EQ(state.desk.undo.has_value(), state.before_act.has_value());
  EXPECT_LE(state.queue.size(), kMaxRequests);
  if (state.presiding) {
    EXPECT_FALSE(state.link(*state.presiding)->revoked);
  }
}

// What holds of each event, in the state that it meets.
void check_event(const State& state, const Event& event) {
  if (const auto* const started = std::get_if<TurnStarted>(&event)) {
    EXPECT_FALSE(state.turn) << "two sites would have the floor";
    EXPECT_EQ(started->turn, state.turns_given + 1);
  } else if (const auto* const ended = std::get_if<TurnEnded>(&event)) {
    ASSERT_TRUE(state.turn);
    EXPECT_EQ(ended->turn, state.turn->number);
  }
}

// An elector casts once, by the site where he or she sits; what is counted is what was cast.
void check_vote_event(const State& state, const Event& event) {
  if (const auto* const ballot = std::get_if<BallotCast>(&event)) {
    ASSERT_TRUE(state.voters.contains(ballot->voter));
    EXPECT_FALSE(state.box.contains(ballot->voter));
    EXPECT_EQ(state.voters.at(ballot->voter).site, ballot->site);
    EXPECT_EQ(ballot->sealed.has_value(), state.open_motion()->method == VoteMethod::secret);
    EXPECT_NE(ballot->sealed.has_value(), ballot->choice.has_value());
  } else if (const auto* const closed = std::get_if<VoteClosed>(&event)) {
    std::uint64_t cast = 0;
    for (const auto& [voter, boxed] : state.box) {
      cast += state.voters.at(voter).weight;
    }
    EXPECT_EQ(closed->tally.all(), cast);
  }
}

// The roll, and with it the quorum, changes by nothing else.
bool may_change_the_roll(const Event& event) {
  return std::holds_alternative<RollCalled>(event) || std::holds_alternative<PresenceConfirmed>(event) ||
         std::holds_alternative<SiteInvited>(event) || std::holds_alternative<SiteWithdrawn>(event) ||
         std::holds_alternative<ConferenceEdited>(event);
}

// Keeps what an undo is to bring back.
void follow(Model& model, const State& before, const State& after, const std::vector<Event>& events) {
  for (const Event& event : events) {
    if (const auto* const asked = std::get_if<FloorRequested>(&event)) {
      model.before.floor.queue.push_back(after.queue.back());
      EXPECT_EQ(after.queue.back().number, asked->number);
    } else if (const auto* const withdrawn = std::get_if<RequestWithdrawn>(&event)) {
      std::erase_if(model.before.floor.queue, [&](const auto& one) { return one.number == withdrawn->number; });
    }
  }
  if (after.desk.undo && (!before.desk.undo || before.desk.undo->act != after.desk.undo->act)) {
    model.before = parts_of(before);
  }
}

class Game {
 public:
  explicit Game(std::uint64_t seed) : random_(seed) {
    const std::array modes{Mode::hoi_nghi, Mode::thao_luan, Mode::dao_tao};
    play_ = testing::full_session(modes[seed % modes.size()]);
    for (int i = 0; i < 3; ++i) {
      play_.must(IssueLink{LinkId{"l-" + std::to_string(i)}, auth::Role::chair, std::nullopt}, kSystem);
    }
  }

  void step() {
    pass_time();
    const Command command = next_command();
    if (is_too_often(random_, command)) {
      return;
    }
    const Actor actor = random_actor(random_, play_.state, command);
    SCOPED_TRACE(std::string{type_of(command)} + " after event " + std::to_string(play_.state.seq));
    const State before = play_.state;
    const auto decided = decide(before, command, actor, play_.now);
    ++tried_;
    if (!decided) {
      return;
    }
    ++done_[std::string{type_of(command)}];
    check_events(before, *decided);
    const auto done = play_.run(command, actor);
    ASSERT_TRUE(done);
    EXPECT_EQ(*done, *decided) << "decide is a function";
    EXPECT_EQ(play_.state.seq, before.seq + done->size());
    follow(model_, before, play_.state, *done);
    if (std::holds_alternative<Undo>(command)) {
      EXPECT_EQ(parts_of(play_.state), model_.before);
      EXPECT_EQ(play_.state.turns_given, before.turns_given);
    }
    check_state(play_.state, model_, play_.now);
    EXPECT_TRUE(std::ranges::any_of(*done, may_change_the_roll) || derived(before).roll == derived(play_.state).roll);
    if (!done->empty()) {
      check_changes(before, play_.state);
    }
  }

  void end() {
    EXPECT_LE(snapshot_frame(play_.state, testing::kChair).size(), kMaxSnapshotBytes);
    State replayed = empty_state(play_.state.id);
    std::uint64_t act = 0;
    for (const EventRecord& record : play_.log) {
      EXPECT_TRUE(record.act == act || record.act == record.seq) << "an act's events follow each other";
      act = record.act;
      const auto read = record_from_json(to_json(record));  // by way of what the log really holds
      ASSERT_TRUE(read) << describe(read.error());
      EXPECT_EQ(*read, record);
      replayed = apply(std::move(replayed), *read);
    }
    EXPECT_EQ(replayed, play_.state);
  }

  [[nodiscard]] int tried() const { return tried_; }
  [[nodiscard]] const std::map<std::string, int>& done() const { return done_; }

 private:
  void pass_time() {
    const milliseconds time{random_.below(4) == 0 ? random_.below(10'000) : random_.below(400)};
    if (is_on_air(play_.state)) {
      model_.on_air_ms[play_.state.turn->number] += static_cast<std::uint64_t>(time.count());
    }
    play_.wait(time);
  }

  Command next_command() {
    if (play_.state.desk.undo && random_.below(12) == 0) {
      return Undo{play_.state.desk.undo->act};
    }
    if (random_.below(12) == 0) {
      return JoinSite{Maker{random_, play_.state}.make<SiteId>()};
    }
    return Maker{random_, play_.state}.command();
  }

  void check_events(const State& before, const std::vector<Event>& events) const {
    State state = before;
    for (const Event& event : events) {
      check_event(state, event);
      check_vote_event(state, event);
      state = apply(std::move(state), {state.seq + 1, play_.now, kSystem, event, before.seq + 1});
    }
  }

  static void check_changes(const State& before, const State& after) {
    EXPECT_EQ(testing::applied(to_json(before), changes(before, after)), to_json(after));
    const auto desk = [](const State& state) { return codec::write(state.desk).as_object(); };
    EXPECT_EQ(testing::applied(desk(before), desk_changes(before, after)), desk(after));
  }

  Random random_;
  testing::Play play_;
  Model model_;
  int tried_ = 0;
  std::map<std::string, int> done_;
};

TEST(Property, RandomConferencesKeepTheRules) {
  const char* const given = std::getenv("DIEMCAU_SEED");
  const std::uint64_t first = given != nullptr ? std::strtoull(given, nullptr, 10) : 20'211'028;
  std::printf("first seed %llu (DIEMCAU_SEED sets it)\n", static_cast<unsigned long long>(first));
  int tried = 0;
  std::map<std::string, int> done;
  for (std::uint64_t seed = first; seed < first + kConferences; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Game game{seed};
    for (int i = 0; i < kCommandsEach && !::testing::Test::HasFailure(); ++i) {
      game.step();
    }
    game.end();
    if (::testing::Test::HasFailure()) {
      return;
    }
    tried += game.tried();
    for (const auto& [type, count] : game.done()) {
      done[type] += count;
    }
  }
  std::printf("%d commands\n", tried);
  EXPECT_GE(tried, 100'000);
  EXPECT_GE(done.size(), 30U) << "most kinds must have been done at times";
  for (const char* const type :
       {"undo", "next", "give_floor", "conclude", "fall_back", "reorder_queue", "extend_turn", "confirm_presence",
        "cast_ballot", "cast_sealed", "close_vote", "close_counted", "void_vote"}) {
    EXPECT_GT(done[type], 0) << type;
  }
}

}  // namespace
}  // namespace diemcau::conference
