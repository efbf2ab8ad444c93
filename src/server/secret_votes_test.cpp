// A secret ballot on real disks: nobody finds its choice, nobody casts it twice, no crash loses it.
#include <gtest/gtest.h>

#include <boost/algorithm/hex.hpp>
#include <boost/json/serialize.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <regex>

#include "auth/base64url.hpp"
#include "conference/json.hpp"
#include "server/testing.hpp"
#include "store/file_ballot_keys.hpp"
#include "store/sqlite_store.hpp"

namespace diemcau::server {
namespace {

namespace fs = std::filesystem;
using conference::Choice;
using testing::kBinhPhuoc;
using testing::kCanTho;
using testing::kHaNoi;

const SiteId kSites[] = {kHaNoi, kBinhPhuoc, kCanTho};

std::string bytes_of(const fs::path& file) {
  std::ifstream in{file, std::ios::binary};
  return {std::istreambuf_iterator<char>{in}, {}};
}
std::map<std::string, std::string> files_under(const fs::path& folder) {
  std::map<std::string, std::string> all;
  for (const auto& entry : fs::recursive_directory_iterator{folder}) {
    if (entry.is_regular_file()) {
      all.emplace(fs::relative(entry.path(), folder), bytes_of(entry.path()));
    }
  }
  return all;
}
VoterId voter_at(const SiteId& site) {
  return VoterId{site.value()};
}

// A server on a data folder of its own, with three sites confirmed in the roll.
class SecretVotesTest : public ::testing::Test {
 protected:
  SecretVotesTest() {
    std::string pattern = (fs::temp_directory_path() / "diemcau votes XXXXXX").string();
    root_ = ::mkdtemp(pattern.data());
    data = root_ / "data";
    begin();
  }
  ~SecretVotesTest() override { fs::remove_all(root_); }

  void begin() {
    fs::create_directories(data);
    start();
    const auth::Claims organiser = host->admit_account(AccountName{"tran-an"}, tokens.conference).value();
    must(conference::CallRoll{}, organiser);
    for (const SiteId& site : kSites) {
      must(conference::ConfirmPresence{.site = site, .by_phone = true}, organiser);
    }
  }
  // Another one, of which nothing has happened yet, with the same dice.
  void begin_anew(const std::string& name) {
    host.reset();
    data = root_ / name;
    random = Random{1};
    begin();
  }
  void start() {
    store = store::open_sqlite_store(data / "diemcau.sqlite").value();
    keys = store::open_file_ballot_keys(data / "ballot-keys").value();
    host = std::make_unique<ConferenceHost>(
        *store, *keys, media,
        [this](MutableBytes bytes) {
          for (std::uint8_t& byte : bytes) {
            byte = static_cast<std::uint8_t>(random.u32());
          }
        },
        HostLimits{}, [this](std::string_view line) { log.emplace_back(line); });
    ASSERT_TRUE(host->start(now));
    tokens = ensure_reference_conference(*host, now).value();
  }
  // As after kill -9: what was on disk at this moment is all there is.
  void crash() {
    const fs::path image = root_ / ("image" + std::to_string(++images_));
    fs::copy(data, image, fs::copy_options::recursive);
    host.reset();
    data = image;
    start();
  }

  [[nodiscard]] auth::Claims claims(const std::string& token) const { return host->authenticate(token, now).value(); }
  [[nodiscard]] auth::Claims site(const SiteId& id) const { return claims(tokens.sites.at(id)); }
  [[nodiscard]] auth::Claims chair() const { return claims(tokens.chair); }
  [[nodiscard]] const conference::State& state() const { return *host->state(tokens.conference); }
  [[nodiscard]] fs::path key_file(std::uint64_t motion = 1) const {
    return data / "ballot-keys" / (tokens.conference.value() + "." + std::to_string(motion));
  }

  Result<Executed, Problem> run(const conference::Command& command, const auth::Claims& by) {
    auto done = host->execute(by, {command, std::nullopt}, now);
    if (done) {
      for (const conference::EventRecord& record : done->records) {
        answers.push_back(boost::json::serialize(conference::to_json(record)));
      }
    }
    return done;
  }
  void must(const conference::Command& command, const auth::Claims& by) {
    const auto done = run(command, by);
    ASSERT_TRUE(done) << type_of(command) << ": " << done.error().code;
  }
  void open_vote() {
    must(conference::OpenVote{"Bầu", "", conference::VoteMethod::secret, conference::Electors::site,
                              conference::VoteRule::majority, 50},
         chair());
  }
  Result<Executed, Problem> cast(const SiteId& id, Choice choice, std::uint64_t motion = 1) {
    return run(conference::CastBallot{motion, voter_at(id), choice}, site(id));
  }

  [[nodiscard]] std::vector<std::string> whole_log() const {
    std::vector<std::string> texts;
    const auto entries = store->load(tokens.conference.value(), 1);
    for (const store::Entry& entry : *entries) {
      texts.push_back(entry.text);
    }
    return texts;
  }
  // Everything that anybody gets from any door of the host.
  [[nodiscard]] std::string everything_told() {
    std::string all;
    std::vector<auth::Claims> people{chair(), claims(tokens.director), claims(tokens.hall), claims(tokens.observer),
                                     host->admit_account(AccountName{"tran-an"}, tokens.conference).value()};
    for (const SiteId& id : kSites) {
      people.push_back(site(id));
    }
    testing::Listener listener;
    for (const auth::Claims& who : people) {
      all += **host->snapshot(who, now);
      for (const std::optional<std::uint64_t> since :
           {std::optional<std::uint64_t>{}, std::optional<std::uint64_t>{0}}) {
        const auto subscription = host->subscribe(who, since, listener.handlers(), now);
        for (const Frame& frame : subscription->backlog) {
          all += *frame;
        }
        host->unsubscribe(subscription->id);
      }
    }
    for (const std::string& answer : answers) {
      all += answer;
    }
    return all;
  }

  fs::path data;
  Random random{1};
  Now now{Instant{} + std::chrono::hours{1}, WallTime{std::chrono::milliseconds{1'635'382'800'000}}};
  testing::FakeMedia media;
  std::unique_ptr<store::Store> store;
  std::unique_ptr<store::BallotKeys> keys;
  std::unique_ptr<ConferenceHost> host;
  ReferenceTokens tokens;
  std::vector<std::string> log;
  std::vector<std::string> answers;

 private:
  fs::path root_;
  int images_ = 0;
};

const std::regex kSealed{R"re("sealed":"([A-Za-z0-9_-]+)")re"};

std::vector<std::string> sealed_in(const std::vector<std::string>& log) {
  std::vector<std::string> all;
  for (const std::string& text : log) {
    std::smatch found;
    if (std::regex_search(text, found, kSealed)) {
      all.push_back(found[1]);
    }
  }
  return all;
}

TEST_F(SecretVotesTest, AreCountedAndNobodyFindsAChoice) {
  open_vote();
  const std::string key = bytes_of(key_file());
  ASSERT_EQ(key.size(), 32U);
  ASSERT_TRUE(cast(kHaNoi, Choice::yes));
  ASSERT_TRUE(cast(kBinhPhuoc, Choice::no));
  ASSERT_TRUE(cast(kCanTho, Choice::yes));
  const std::string during = everything_told();
  must(conference::CloseVote{1}, chair());
  EXPECT_EQ(state().motions.at(0).tally, (conference::Tally{2, 1, 0}));
  EXPECT_EQ(state().motions.at(0).outcome, conference::Outcome::passed);

  const std::vector<std::string> sealed = sealed_in(whole_log());
  ASSERT_EQ(sealed.size(), 3U);
  for (const std::string& told : {during, everything_told()}) {
    EXPECT_EQ(told.find(R"("choice":")"), std::string::npos);
    EXPECT_EQ(told.find("sealed"), std::string::npos);
    for (const std::string& text : sealed) {
      EXPECT_EQ(told.find(text), std::string::npos);
    }
  }
  std::string hex;
  boost::algorithm::hex_lower(key, std::back_inserter(hex));
  for (const auto& [name, bytes] : files_under(data)) {  // free pages and the write-ahead log too
    EXPECT_EQ(bytes.find(R"("choice")"), std::string::npos) << name;
    for (const std::string& form : {key, hex, auth::to_base64url(as_bytes(key))}) {
      EXPECT_EQ(bytes.find(form), std::string::npos) << name << " has the key";
    }
  }
  EXPECT_FALSE(fs::exists(key_file()));
}

// If anything in the log told who voted what, it would be told apart here.
TEST_F(SecretVotesTest, SwappedChoicesMakeTheSameLogButForTheSealedBytes) {
  const auto hold = [&](Choice of_ha_noi, Choice of_binh_phuoc, std::uint64_t dice) {
    random = Random{dice};
    open_vote();
    EXPECT_TRUE(cast(kHaNoi, of_ha_noi));
    EXPECT_TRUE(cast(kBinhPhuoc, of_binh_phuoc));
    must(conference::CloseVote{1}, chair());
    return whole_log();
  };
  const auto one = hold(Choice::yes, Choice::no, 2);
  begin_anew("other");
  const auto other = hold(Choice::no, Choice::yes, 3);
  ASSERT_EQ(one.size(), other.size());
  for (std::size_t i = 0; i < one.size(); ++i) {
    EXPECT_EQ(one[i].size(), other[i].size());
    EXPECT_EQ(std::regex_replace(one[i], kSealed, ""), std::regex_replace(other[i], kSealed, ""));
  }
  const auto sealed = sealed_in(one);
  ASSERT_EQ(sealed.size(), 2U);
  EXPECT_NE(sealed, sealed_in(other));
}

TEST_F(SecretVotesTest, NobodyVotesTwiceAlsoAfterACrash) {
  open_vote();
  ASSERT_TRUE(cast(kBinhPhuoc, Choice::no));
  EXPECT_EQ(cast(kBinhPhuoc, Choice::yes).error().code, "already_voted");
  crash();
  EXPECT_EQ(cast(kBinhPhuoc, Choice::yes).error().code, "already_voted");
  EXPECT_EQ(run(conference::CastBallot{1, voter_at(kCanTho), Choice::yes}, site(kBinhPhuoc)).error().code,
            "not_elector");
  ASSERT_TRUE(cast(kCanTho, Choice::no));
  crash();
  must(conference::CloseVote{1}, chair());
  EXPECT_EQ(state().motions.at(0).tally, (conference::Tally{0, 2, 0})) << "no ballot was lost";
  EXPECT_TRUE(log.empty());
}

TEST_F(SecretVotesTest, AKeyThatOutlivedItsVoteIsErasedAtTheStart) {
  open_vote();
  const std::string key = bytes_of(key_file());
  must(conference::CloseVote{1}, chair());
  std::ofstream{key_file(), std::ios::binary} << key;   // died between the log's end of the vote and the key's
  std::ofstream{key_file(7), std::ios::binary} << key;  // died before the vote was in the log
  crash();
  EXPECT_FALSE(fs::exists(key_file()));
  EXPECT_FALSE(fs::exists(key_file(7)));
  EXPECT_EQ(state().motions.at(0).outcome, conference::Outcome::no_quorum);
}

TEST_F(SecretVotesTest, AVoteWhoseKeyIsLostIsVoidAndMayBeHeldAgain) {
  const struct {
    const char* name;
    std::function<Result<Executed, Problem>()> act;
  } cases[] = {{"casting", [&] { return cast(kCanTho, Choice::yes, state().motions.size()); }},
               {"closing", [&] { return run(conference::CloseVote{state().motions.size()}, chair()); }}};
  for (const auto& one : cases) {
    open_vote();
    const std::uint64_t motion = state().motions.size();
    ASSERT_TRUE(cast(kBinhPhuoc, Choice::no, motion)) << one.name;
    fs::remove(key_file(motion));
    const auto done = one.act();
    ASSERT_FALSE(done) << one.name;
    EXPECT_EQ(done.error().code, "ballot_key_lost") << one.name;
    EXPECT_EQ(state().motions.back().outcome, conference::Outcome::voided) << one.name;
    EXPECT_EQ(one.act().error().code, "vote_closed") << one.name;
  }
  EXPECT_EQ(log.size(), 2U);
}

TEST_F(SecretVotesTest, AWrongKeyCountsNothing) {
  open_vote();
  ASSERT_TRUE(cast(kBinhPhuoc, Choice::no));
  std::ofstream{key_file(), std::ios::binary} << std::string(32, 'x');
  EXPECT_EQ(run(conference::CloseVote{1}, chair()).error().code, "ballot_key_lost");
  EXPECT_EQ(state().motions.at(0).outcome, conference::Outcome::voided);
}

TEST_F(SecretVotesTest, AKeyLostWhileTheServerWasDownIsNoticedAtTheStart) {
  open_vote();
  fs::remove(key_file());
  crash();
  EXPECT_EQ(state().motions.at(0).outcome, conference::Outcome::voided);
  EXPECT_EQ(log.size(), 1U);
  open_vote();
  EXPECT_TRUE(cast(kBinhPhuoc, Choice::yes, 2));
}

TEST_F(SecretVotesTest, WhoMayNotVoteDoesNotVoidAVote) {
  open_vote();
  fs::remove(key_file());
  EXPECT_EQ(run(conference::CloseVote{1}, site(kBinhPhuoc)).error().code, "not_permitted");
  EXPECT_EQ(state().motions.at(0).phase, conference::MotionPhase::open);
}

TEST_F(SecretVotesTest, AFolderThatCannotBeWrittenOpensNoSecretVote) {
  fs::remove_all(data / "ballot-keys");
  const auto done = run(conference::OpenVote{"Bầu", "", conference::VoteMethod::secret, conference::Electors::site,
                                             conference::VoteRule::majority, 50},
                        chair());
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().kind, Problem::Kind::storage);
  EXPECT_TRUE(state().motions.empty());
}

}  // namespace
}  // namespace diemcau::server
