// A request as it comes from outside: Beast's parser within our limits, then our router and every door, on a conference
// whose store and media plane live in memory. "Bearer chair" stands for the chair's token and so on, "Cookie: session"
// for an administrator's session and "X-CSRF-Token: csrf" for what belongs to it, since a fuzzer cannot sign.
#include <boost/json/parse.hpp>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <variant>

#include "auth/session.hpp"
#include "base/bytes.hpp"
#include "base/random.hpp"
#include "check.hpp"
#include "http/metrics.hpp"
#include "http/parsing.hpp"
#include "http/router.hpp"
#include "server/testing.hpp"
#include "server/testing_accounts.hpp"
#include "store/paper_store.hpp"
#include "store/sqlite_directory_store.hpp"

using namespace diemcau;

namespace {

// A conference takes what a run does to it along into the next; now and then there is a fresh one.
constexpr int kRunsPerWorld = 500;
constexpr auth::PasswordCost kCheap{.memory_kib = 8, .passes = 1};

// No document gets as far: the workshop has no program that could count its pages.
class NoPapers final : public store::PaperStore {
 public:
  Result<std::string, store::StoreError> put(std::string_view /*paper*/) override { return failure(nothing()); }
  Result<store::PaperBytes, store::StoreError> get(std::string_view /*name*/) override { return failure(nothing()); }

 private:
  static store::StoreError nothing() { return {store::StoreError::Code::corrupt, "no papers are kept here"}; }
};

struct World {
  World() {
    FUZZ_CHECK(host.start(now).has_value());
    tokens = server::ensure_reference_conference(host, now).value();
    auto draft = accounts.begin_add("an", auth::AccountRole::administrator, "a long sentence").value();
    draft.work.run();
    FUZZ_CHECK(accounts.finish_add(draft, now).has_value());
    auto login = accounts.begin_login("an", "a long sentence", IpAddress{}, now).value();
    login.work.run();
    session = accounts.finish_login(login, now).value().token;
    csrf = auth::csrf_of(session);
  }

  void fill(MutableBytes bytes) {
    for (std::uint8_t& byte : bytes) byte = static_cast<std::uint8_t>(random.u32());
  }

  [[nodiscard]] std::string token_of(std::string_view name) const {
    if (name == "chair") return tokens.chair;
    if (name == "director") return tokens.director;
    if (name == "hall") return tokens.hall;
    if (name == "site") return tokens.sites.at(SiteId{"binh-phuoc"});
    return std::string{name};
  }

  Random random{1};
  server::Now now{Instant{} + std::chrono::hours{1}, WallTime{std::chrono::milliseconds{1'635'382'800'000}}};
  server::testing::MemoryStore store;
  server::testing::MemoryBallotKeys ballot_keys;
  server::testing::FakeMedia media;
  server::ConferenceHost host{store, ballot_keys, media, [this](MutableBytes bytes) { fill(bytes); }};
  server::testing::MemoryAccountStore account_store;
  server::Accounts accounts{account_store, [this](MutableBytes bytes) { fill(bytes); }, kCheap};
  server::ReferenceTokens tokens;
  std::string session;
  std::string csrf;
  http::Metrics metrics;
  std::unique_ptr<store::DirectoryStore> directory_store = *store::open_sqlite_directory_store(":memory:");
  server::Directory directory{*directory_store};
  NoPapers paper_store;
  server::PaperRoom papers{paper_store, document::DocumentTools{}};
  http::Services services{host,    accounts, directory, papers,
                          metrics, {},       {},        [](const ConferenceId&, const auto&) {
                            return true; }};
};

void check(const http::Response& response) {
  FUZZ_CHECK(response.status >= 200 && response.status < 600 && response.status != 500);
  for (const auto& [name, value] : response.fields) {
    FUZZ_CHECK(!name.empty() && value.find_first_of("\r\n") == std::string::npos);
    if (name == "Content-Type" && value == "application/problem+json") {
      const auto problem = boost::json::parse(std::get<std::string>(response.body));
      FUZZ_CHECK(problem.at("status").to_number<unsigned>() == response.status);
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static std::unique_ptr<World> world;
  static int runs = 0;
  if (!world || ++runs % kRunsPerWorld == 0) {
    world = std::make_unique<World>();
  }
  http::Parser parser;
  http::set_limits(parser);
  parser.eager(true);
  boost::system::error_code error;
  parser.put(boost::asio::buffer(data, size), error);
  if (error || !parser.is_done()) {
    (void)http::refusal_of(error, http::kMaxBodyBytes);
    return 0;
  }
  const http::Message message = parser.release();
  (void)http::host_is_proper(message);
  http::Request request = http::request_of(message);
  std::deque<std::string> texts;  // the fields are views: each needs its own text
  for (auto& [name, value] : request.fields) {
    if (http::equal_ignoring_case(name, "Authorization") && value.starts_with("Bearer ")) {
      value = texts.emplace_back("Bearer " + world->token_of(value.substr(7)));
    } else if (http::equal_ignoring_case(name, "Cookie") && value == "session") {
      value = texts.emplace_back("diemcau_session=" + world->session);
    } else if (http::equal_ignoring_case(name, "X-CSRF-Token") && value == "csrf") {
      value = world->csrf;
    }
  }
  const http::Routed routed = http::route(request, world->services, world->now);
  if (const auto* response = std::get_if<http::Response>(&routed.answer)) {
    check(*response);
  } else if (const auto* later = std::get_if<http::Later>(&routed.answer)) {
    later->work();
    check(http::respond(request, later->then(world->now)));
  }
  return 0;
}
