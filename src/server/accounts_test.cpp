#include "server/accounts.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "auth/session.hpp"
#include "base/random.hpp"
#include "server/testing_accounts.hpp"

namespace diemcau::server {
namespace {

using auth::AccountRole;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr auth::PasswordCost kCheap{.memory_kib = 8, .passes = 1};
const std::string kPassword = "một câu dài dễ nhớ";
const IpAddress kHere = *IpAddress::parse("192.0.2.1");

class AccountsTest : public ::testing::Test {
 protected:
  AccountsTest() {
    add("tran-an", AccountRole::administrator);
    add("le-binh", AccountRole::organiser);
  }

  void add(std::string_view name, AccountRole role) { ASSERT_EQ(try_to_add(name, role), ""); }
  // The problem's code; empty when it went well.
  std::string try_to_add(std::string_view name, AccountRole role, const std::string& password = kPassword) {
    return finished(accounts.begin_add(name, role, password),
                    [&](const AccountDraft& draft) { return accounts.finish_add(draft, now); });
  }
  std::string try_to_edit(std::string_view name, std::optional<AccountRole> role,
                          const std::optional<std::string>& password) {
    return finished(accounts.begin_edit(name, role, password),
                    [&](const AccountDraft& draft) { return accounts.finish_edit(draft); });
  }
  template <class Finish>
  std::string finished(Result<AccountDraft, Problem> draft, Finish finish) {
    if (!draft) {
      return draft.error().code;
    }
    draft->work.run();
    const auto done = finish(*draft);
    return done ? std::string{} : done.error().code;
  }
  Result<SignedIn, Problem> login(std::string_view name, const std::string& password = kPassword) {
    auto attempt = accounts.begin_login(name, password, kHere, now);
    if (!attempt) {
      return failure(attempt.error());
    }
    attempt->work.run();
    return accounts.finish_login(*attempt, now);
  }
  Result<SignedIn, Problem> change(const Caller& caller, const std::string& present, const std::string& fresh) {
    auto attempt = accounts.begin_change(caller, present, fresh, kHere, now);
    if (!attempt) {
      return failure(attempt.error());
    }
    attempt->work.run();
    return accounts.finish_change(*attempt, now);
  }
  std::string to_text(std::string_view token) {
    const auto who = accounts.caller(token, now);
    return who ? std::string{} : who.error().code;
  }
  void pass(std::chrono::milliseconds time) {
    now.instant += time;
    now.wall += time;
  }

  Now now{Instant{} + hours{1}, WallTime{std::chrono::milliseconds{1'635'382'800'000}}};
  Random random{1};
  testing::MemoryAccountStore store;
  std::vector<std::string> log;
  Accounts accounts{store,
                    [this](MutableBytes bytes) {
                      std::ranges::generate(bytes, [&] { return static_cast<std::uint8_t>(random.u32()); });
                    },
                    kCheap, [this](std::string_view line) { log.emplace_back(line); }};
};

TEST_F(AccountsTest, WhoSignsInIsKnownByTheCookie) {
  const auto signed_in = login(" Tran-An ");
  ASSERT_TRUE(signed_in) << signed_in.error().code;
  const auto who = accounts.caller(signed_in->token, now);
  ASSERT_TRUE(who);
  EXPECT_EQ(who->name, AccountName{"tran-an"});
  EXPECT_EQ(who->role, AccountRole::administrator);
  EXPECT_EQ(store.known.at("tran-an").signed_in_at, now.wall);
}

TEST_F(AccountsTest, TheStoreHoldsNeitherPasswordNorToken) {
  const auto signed_in = login("tran-an");
  ASSERT_TRUE(signed_in);
  EXPECT_TRUE(store.known.at("tran-an").password_hash.starts_with("$argon2id$"));
  EXPECT_FALSE(store.sessions.contains(signed_in->token));
  EXPECT_TRUE(store.sessions.contains(*auth::session_key(signed_in->token)));
}

TEST_F(AccountsTest, WrongNameAndWrongPasswordAreTheSame) {
  const auto wrong = login("tran-an", "một câu khác hẳn");
  const auto unknown = login("nobody");
  const auto nameless = login("không phải tên");
  for (const auto* one : {&wrong, &unknown, &nameless}) {
    ASSERT_FALSE(*one);
    EXPECT_EQ(one->error().code, "login_refused");
    EXPECT_EQ(one->error().detail_en, wrong.error().detail_en);
  }
}

TEST_F(AccountsTest, TheSameWorkIsDoneForNamesThatAreNobodys) {
  const auto cost = [](const std::string& hash) { return hash.substr(0, hash.find('$', hash.find(",p="))); };
  const std::string real = accounts.begin_login("tran-an", kPassword, kHere, now)->work.against;
  for (const char* name : {"nobody", "không phải tên", ""}) {
    const auto attempt = accounts.begin_login(name, kPassword, kHere, now);
    ASSERT_TRUE(attempt);
    EXPECT_EQ(cost(attempt->work.against), cost(real));
    EXPECT_EQ(attempt->work.against.size(), real.size());
  }
}

TEST_F(AccountsTest, GuessingHasToWait) {
  for (int i = 0; i < 5; ++i) {
    EXPECT_EQ(login("tran-an", "wrong wrong wrong").error().code, "login_refused");
  }
  const auto sixth = login("tran-an");
  ASSERT_FALSE(sixth) << "even the right password";
  EXPECT_EQ(sixth.error().code, "too_many");
  EXPECT_EQ(sixth.error().retry_after_s, 1U);
  EXPECT_TRUE(login("le-binh"));
  pass(seconds{1});
  EXPECT_TRUE(login("tran-an"));
  EXPECT_TRUE(login("tran-an")) << "success begins anew";
  const std::vector<std::pair<std::string, std::uint64_t>> expected{
      {"logins", 3}, {"logins_refused", 5}, {"logins_throttled", 1}};
  EXPECT_EQ(accounts.counters(), expected);
}

TEST_F(AccountsTest, SessionsEndTwelveHoursAfterTheirLastUse) {
  const std::string token = login("tran-an")->token;
  for (int i = 0; i < 3; ++i) {
    pass(hours{11});
    EXPECT_EQ(to_text(token), "") << i;
  }
  pass(hours{12});
  EXPECT_EQ(to_text(token), "not_signed_in");
}

TEST_F(AccountsTest, SessionsEndAfterSevenDaysWhateverIsDone) {
  const std::string token = login("tran-an")->token;
  for (int i = 0; i < 7 * 24 - 1; ++i) {
    pass(hours{1});
    ASSERT_EQ(to_text(token), "") << i;
  }
  pass(hours{1});
  EXPECT_EQ(to_text(token), "not_signed_in");
}

TEST_F(AccountsTest, AUseIsWrittenDownOnceInFiveMinutes) {
  const std::string token = login("tran-an")->token;
  for (int i = 0; i < 4; ++i) {
    EXPECT_EQ(to_text(token), "");
  }
  EXPECT_EQ(store.touched, 0);
  pass(minutes{5});
  EXPECT_EQ(to_text(token), "");
  EXPECT_EQ(to_text(token), "");
  EXPECT_EQ(store.touched, 1);
}

TEST_F(AccountsTest, ALoggedOutSessionCannotBeReplayed) {
  const auto one = login("tran-an");
  const auto other = login("tran-an");
  ASSERT_TRUE(accounts.log_out(one->caller));
  EXPECT_EQ(to_text(one->token), "not_signed_in");
  EXPECT_EQ(to_text(other->token), "") << "another browser's stays";
  for (const std::string& bad : {std::string{}, std::string(43, 'A'), std::string(10'000, 'x'), one->caller.session}) {
    EXPECT_EQ(to_text(bad), "not_signed_in");
  }
}

TEST_F(AccountsTest, ANewPasswordEndsAllSessionsButOpensOne) {
  const auto one = login("le-binh");
  const auto other = login("le-binh");
  EXPECT_EQ(change(one->caller, "wrong wrong wrong", "a wholly new sentence").error().code, "wrong_password");
  EXPECT_EQ(change(one->caller, kPassword, "short").error().code, "invalid_password");
  EXPECT_EQ(to_text(one->token), "");
  const auto changed = change(one->caller, kPassword, "a wholly new sentence");
  ASSERT_TRUE(changed) << changed.error().code;
  EXPECT_EQ(to_text(one->token), "not_signed_in");
  EXPECT_EQ(to_text(other->token), "not_signed_in");
  EXPECT_EQ(to_text(changed->token), "");
  EXPECT_FALSE(login("le-binh"));
  EXPECT_TRUE(login("le-binh", "a wholly new sentence"));
}

TEST_F(AccountsTest, APasswordThatChangedWhileItWasCheckedDoesNotSignIn) {
  auto attempt = accounts.begin_login("le-binh", kPassword, kHere, now);
  attempt->work.run();
  ASSERT_EQ(try_to_edit("le-binh", std::nullopt, "a wholly new sentence"), "");
  EXPECT_EQ(accounts.finish_login(*attempt, now).error().code, "login_refused");
}

TEST_F(AccountsTest, AddingTellsWhatIsWrong) {
  EXPECT_EQ(try_to_add("tran an", AccountRole::organiser), "invalid_account_name");
  EXPECT_EQ(try_to_add("new", AccountRole::organiser, "short"), "invalid_password");
  EXPECT_EQ(try_to_add("le-binh", AccountRole::administrator), "account_exists");
  EXPECT_EQ(store.known.at("le-binh").role, "organiser");
  for (std::size_t i = store.known.size(); i < kMaxAccounts; ++i) {
    store.known["name-" + std::to_string(i)] = {"name-" + std::to_string(i), "organiser", "", now.wall, std::nullopt};
  }
  EXPECT_EQ(try_to_add("new", AccountRole::organiser), "too_many");
}

TEST_F(AccountsTest, ARoleAppliesAtOnceAndAResetPasswordEndsSessions) {
  const std::string token = login("le-binh")->token;
  EXPECT_EQ(try_to_edit("le-binh", AccountRole::administrator, std::nullopt), "");
  EXPECT_EQ(accounts.caller(token, now)->role, AccountRole::administrator);
  EXPECT_EQ(try_to_edit("le-binh", std::nullopt, "a wholly new sentence"), "");
  EXPECT_EQ(to_text(token), "not_signed_in");
  EXPECT_EQ(try_to_edit("nobody", AccountRole::organiser, std::nullopt), "no_such_account");
}

TEST_F(AccountsTest, TheLastAdministratorStays) {
  EXPECT_TRUE(accounts.has_administrator().value());
  EXPECT_EQ(accounts.remove("tran-an").error().code, "last_administrator");
  EXPECT_EQ(try_to_edit("tran-an", AccountRole::organiser, std::nullopt), "last_administrator");
  EXPECT_EQ(try_to_edit("tran-an", AccountRole::administrator, std::nullopt), "");
  EXPECT_EQ(try_to_edit("le-binh", AccountRole::organiser, std::nullopt), "");
  add("chi", AccountRole::administrator);
  EXPECT_EQ(accounts.remove("tran-an"), AccountName{"tran-an"});
  EXPECT_EQ(accounts.remove("tran-an").error().code, "no_such_account");
  EXPECT_EQ(accounts.list()->size(), 2U);
}

TEST_F(AccountsTest, SweepingForgetsTheExpiredAndSaysWhoIsGone) {
  const AccountName an{"tran-an"};
  const AccountName binh{"le-binh"};
  (void)login("tran-an");
  pass(hours{6});
  (void)login("le-binh");
  EXPECT_EQ(accounts.sweep({an, binh}, now), std::vector<AccountName>{});
  pass(hours{6});
  EXPECT_EQ(accounts.sweep({an, binh}, now), std::vector{an});
  EXPECT_EQ(store.sessions.size(), 1U);
  ASSERT_TRUE(accounts.remove("le-binh"));
  EXPECT_EQ(accounts.sweep({binh}, now), std::vector{binh});
}

TEST_F(AccountsTest, AStoreThatFailsChangesNothingAndIsReported) {
  const std::string token = login("tran-an")->token;
  store.broken = true;
  EXPECT_EQ(login("tran-an").error().code, "overloaded");
  EXPECT_EQ(to_text(token), "overloaded");
  EXPECT_EQ(accounts.list().error().code, "overloaded");
  EXPECT_EQ(log.size(), 3U);
  store.broken = false;
  EXPECT_EQ(to_text(token), "");
}

}  // namespace
}  // namespace diemcau::server
