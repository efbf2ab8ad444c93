#include "app/serve.hpp"

#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/interprocess/sync/file_lock.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <memory>

#include "app/account_sweep.hpp"
#include "app/demo_sites.hpp"
#include "app/host_pump.hpp"
#include "app/rehearsal_sites.hpp"
#include "auth/secure_random.hpp"
#include "http/clock.hpp"
#include "http/metrics.hpp"
#include "http/server.hpp"
#include "http/tls.hpp"
#include "net/host_addresses.hpp"
#include "net/media_server.hpp"
#include "server/accounts.hpp"
#include "server/directory.hpp"
#include "server/net_media_port.hpp"
#include "server/paper_room.hpp"
#include "server/reference_conference.hpp"
#include "store/file_ballot_keys.hpp"
#include "store/file_paper_store.hpp"
#include "store/sqlite_account_store.hpp"
#include "store/sqlite_directory_store.hpp"
#include "store/sqlite_store.hpp"

namespace diemcau::app {
namespace {

namespace asio = boost::asio;

// How long clients may take to hear that the server ends.
constexpr std::chrono::milliseconds kGoodbye{1'000};
constexpr std::chrono::milliseconds kGoodbyeStep{10};

using Step = Result<void, std::string>;

void log_failure(std::string_view line) {
  spdlog::error("{}", line);
}

// Every connection is a descriptor: take as many as the system allows.
void raise_descriptor_limit() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) == 0) {
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
  }
}

void log_to_standard_error() {
  spdlog::set_default_logger(spdlog::stderr_color_mt("diemcau"));
  spdlog::set_pattern("%Y-%m-%dT%H:%M:%S.%e%z %l %v");
  spdlog::flush_on(spdlog::level::info);
}

// Everything the server is made of, in the order in which it is built; destroyed the other way round.
class Application {
 public:
  explicit Application(const ServeOptions& options) : options_(options), media_(media_config(options)) {}

  Step start();
  void run();

 private:
  static net::MediaServerConfig media_config(const ServeOptions& options) {
    return {
        .listen = {IpAddress{}, options.media_port}, .public_address = options.public_address, .lanes = options.lanes};
  }

  Step take_data_folder();
  Step open_store();
  Step start_media();
  Step start_host();
  Result<http::TlsContext, std::string> make_tls();
  Step start_accounts();
  Step start_directory();
  Step start_papers();
  Step start_http();
  Step start_sample();
  [[nodiscard]] std::string url() const;
  void say_ready() const;
  void begin_to_end(int signal);
  void wait_for_goodbyes(std::chrono::milliseconds left);

  const ServeOptions& options_;
  http::Metrics metrics_;
  net::MediaServer media_;
  boost::interprocess::file_lock data_folder_;
  std::unique_ptr<store::Store> store_;
  std::unique_ptr<store::BallotKeys> ballot_keys_;
  std::unique_ptr<server::NetMediaPort> port_;
  std::unique_ptr<server::ConferenceHost> host_;
  std::unique_ptr<store::AccountStore> account_store_;
  std::unique_ptr<server::Accounts> accounts_;
  std::unique_ptr<store::DirectoryStore> directory_store_;
  std::unique_ptr<server::Directory> directory_;
  std::unique_ptr<store::PaperStore> paper_store_;
  std::unique_ptr<server::PaperRoom> papers_;
  // Below the host: what a connection still holds when it is destroyed with the context takes leave of the host.
  asio::io_context io_{1};
  asio::signal_set signals_{io_, SIGTERM, SIGINT};
  asio::steady_timer goodbye_{io_};
  std::unique_ptr<HostPump> pump_;
  std::unique_ptr<AccountSweep> account_sweep_;
  std::unique_ptr<http::Server> http_;
  std::string ca_file_;
  std::optional<server::ReferenceTokens> tokens_;
  std::unique_ptr<robots::Fleet> demo_sites_;
  std::unique_ptr<RehearsalSites> rehearsal_sites_;
};

Step Application::start() {
  Step step = take_data_folder();
  for (Step (Application::*next)() :
       {&Application::open_store, &Application::start_media, &Application::start_host, &Application::start_accounts,
        &Application::start_directory, &Application::start_papers, &Application::start_http,
        &Application::start_sample}) {
    if (step) {
      step = (this->*next)();
    }
  }
  return step;
}

// Two servers that write one log stop each other: the second one declares every site gone, and the first one's commands
// are refused from then on. The system frees the lock when the process ends, however it ends.
Step Application::take_data_folder() {
  std::error_code error;
  std::filesystem::create_directories(options_.data, error);
  if (error) {
    return failure("cannot make the data folder " + options_.data.string() + ": " + error.message());
  }
  const auto file = options_.data / "lock";
  if (!std::ofstream{file, std::ios::app}) {
    return failure("cannot write in the data folder " + options_.data.string());
  }
  try {
    data_folder_ = boost::interprocess::file_lock{file.c_str()};
    if (!data_folder_.try_lock()) {
      return failure("another server uses the data folder " + options_.data.string() +
                     ": end it, or give another --data");
    }
  } catch (const boost::interprocess::interprocess_exception& thrown) {
    return failure("cannot lock the data folder " + options_.data.string() + ": " + thrown.what());
  }
  return {};
}

Step Application::open_store() {
  auto opened = store::open_sqlite_store(options_.data / "diemcau.sqlite");
  if (!opened) {
    return failure(opened.error().text);
  }
  store_ = std::move(*opened);
  auto keys = store::open_file_ballot_keys(options_.data / "ballot-keys");
  if (!keys) {
    return failure(keys.error().text);
  }
  ballot_keys_ = std::move(*keys);
  return {};
}

Step Application::start_media() {
  if (const auto started = media_.start(); !started) {
    return failure("media port " + std::to_string(options_.media_port) + ": " + net::describe(started.error()));
  }
  return {};
}

Step Application::start_host() {
  port_ = std::make_unique<server::NetMediaPort>(media_);
  host_ = std::make_unique<server::ConferenceHost>(*store_, *ballot_keys_, *port_, auth::fill_secure_random,
                                                   server::HostLimits{}, log_failure);
  if (const auto started = host_->start(http::read_clocks()); !started) {
    return failure(started.error().detail_en);
  }
  return {};
}

Step Application::start_accounts() {
  auto opened = store::open_sqlite_account_store(options_.data / "diemcau.sqlite");
  if (!opened) {
    return failure(opened.error().text);
  }
  account_store_ = std::move(*opened);
  accounts_ =
      std::make_unique<server::Accounts>(*account_store_, auth::fill_secure_random, auth::PasswordCost{}, log_failure);
  const auto has_administrator = accounts_->has_administrator();
  if (!has_administrator) {
    return failure(has_administrator.error().detail_en);
  }
  if (!*has_administrator) {
    spdlog::warn(
        "nobody can sign in to prepare conferences yet; add an administrator with: diemcau account add NAME "
        "--role administrator --data {}",
        options_.data.string());
  }
  return {};
}

Step Application::start_papers() {
  auto opened = store::open_file_paper_store(options_.data / "papers");
  if (!opened) {
    return failure(opened.error().text);
  }
  paper_store_ = std::move(*opened);
  std::error_code error;
  const auto program = std::filesystem::read_symlink("/proc/self/exe", error);
  if (error) {
    return failure("cannot find this program: " + error.message());
  }
  papers_ = std::make_unique<server::PaperRoom>(
      *paper_store_,
      document::DocumentTools{std::filesystem::absolute(options_.data / "papers" / "work"), program,
                              document::find_soffice()},
      log_failure);
  return {};
}

Step Application::start_directory() {
  auto opened = store::open_sqlite_directory_store(options_.data / "diemcau.sqlite");
  if (!opened) {
    return failure(opened.error().text);
  }
  directory_store_ = std::move(*opened);
  directory_ = std::make_unique<server::Directory>(*directory_store_, log_failure);
  return {};
}

Result<http::TlsContext, std::string> Application::make_tls() {
  if (!options_.tls_auto) {
    return http::tls_from_files(options_.tls_certificate, options_.tls_key);
  }
  std::vector<std::string> more;
  if (options_.public_address) {
    more.push_back(options_.public_address->to_string());
  }
  const auto files =
      http::ensure_local_authority(options_.data / "tls", http::names_of_this_host(more), std::time(nullptr));
  if (!files) {
    return failure(files.error());
  }
  ca_file_ = std::filesystem::absolute(files->ca_certificate).string();
  if (files->made_authority) {
    spdlog::warn("a certificate authority was made: every site's machine must install it once");
  }
  spdlog::info("browsers trust this server once they know its certificate authority: {}", ca_file_);
  return http::tls_from_files(files->certificate, files->key);
}

Step Application::start_http() {
  http::ServerConfig config{.listen = options_.listen};
  if (options_.has_tls()) {
    auto tls = make_tls();
    if (!tls) {
      return failure(tls.error());
    }
    config.tls = std::move(*tls);
  }
  pump_ = std::make_unique<HostPump>(io_, *host_, media_);
  account_sweep_ = std::make_unique<AccountSweep>(io_, *accounts_, *host_);
  http_ = std::make_unique<http::Server>(
      io_, std::move(config),
      http::Services{*host_, *accounts_, *directory_, *papers_, metrics_, [this] { return media_.counters(); },
                     options_.ice_servers,
                     [this](const ConferenceId& id, std::map<SiteId, std::string> tokens) {
                       return rehearsal_sites_->run(id, std::move(tokens));
                     }},
      [this] { pump_->touched(); });
  if (auto started = http_->start(); !started) {
    return started;
  }
  rehearsal_sites_ = std::make_unique<RehearsalSites>(url(), ca_file_);
  return {};
}

Step Application::start_sample() {
  if (!options_.demo && !options_.sample) {
    return {};
  }
  auto tokens = server::ensure_reference_conference(*host_, http::read_clocks());
  if (!tokens) {
    return failure("the sample conference: " + tokens.error().detail_en);
  }
  tokens_ = std::move(*tokens);
  if (options_.demo) {
    demo_sites_ = run_demo_sites({url(), tokens_->sites, ca_file_});
  }
  pump_->touched();
  return {};
}

// An address that works from this host, and from others where the server can be reached by others.
std::string Application::url() const {
  IpAddress ip = options_.listen.ip;
  if (ip.is_unspecified()) {
    const auto own = net::host_addresses(ip, ip.is_v6());
    ip = options_.public_address.value_or(own.empty() ? IpAddress::v4({127, 0, 0, 1}) : own.front());
  }
  return (options_.has_tls() ? "https://" : "http://") + SocketAddress{ip, http_->port()}.to_string();
}

void Application::say_ready() const {
  boost::json::object line;
  line["url"] = url();
  if (tokens_) {
    boost::json::object sites;
    for (const auto& [site, token] : tokens_->sites) {
      sites[site.value()] = token;
    }
    line["conference"] = tokens_->conference.value();
    line["tokens"] = {{"chair", tokens_->chair}, {"director", tokens_->director}, {"secretary", tokens_->secretary},
                      {"hall", tokens_->hall},   {"observer", tokens_->observer}, {"sites", std::move(sites)}};
  }
  std::puts(boost::json::serialize(line).c_str());
  std::fflush(stdout);
}

void Application::begin_to_end(int signal) {
  spdlog::info("ending on signal {}", signal);
  demo_sites_.reset();
  rehearsal_sites_.reset();
  http_->stop();
  host_->shut_down();
  pump_->stop();
  account_sweep_->stop();
  wait_for_goodbyes(kGoodbye);
}

void Application::wait_for_goodbyes(std::chrono::milliseconds left) {
  if (http_->connections() == 0 || left.count() <= 0) {
    io_.stop();
    return;
  }
  goodbye_.expires_after(kGoodbyeStep);
  goodbye_.async_wait([this, left](boost::system::error_code) { wait_for_goodbyes(left - kGoodbyeStep); });
}

void Application::run() {
  signals_.async_wait([this](boost::system::error_code error, int signal) {
    if (!error) {
      begin_to_end(signal);
    }
  });
  say_ready();
  spdlog::info("ready, {} on port {}, media on port {}", options_.has_tls() ? "HTTPS" : "HTTP", http_->port(),
               media_.port());
  io_.run();
  media_.stop();
  spdlog::info("ended");
}

}  // namespace

std::optional<SocketAddress> parse_listen(std::string_view text) {
  constexpr std::string_view kLocalhost = "localhost:";
  if (text.starts_with(kLocalhost)) {
    return SocketAddress::parse("127.0.0.1:" + std::string{text.substr(kLocalhost.size())});
  }
  return SocketAddress::parse(text);
}

std::string objection(const ServeOptions& options) {
  if (options.has_tls() || options.insecure_http || options.listen.ip.is_loopback()) {
    return {};
  }
  return "plain HTTP on " + options.listen.to_string() +
         " would send links and tokens readable over the network, and browsers open no camera there. Use --tls auto or "
         "--tls-cert and --tls-key; behind a proxy that does HTTPS, or for a test, say --insecure-http";
}

int run_server(const ServeOptions& options) {
  log_to_standard_error();
  if (const std::string why = objection(options); !why.empty()) {
    spdlog::error("{}", why);
    return 1;
  }
  raise_descriptor_limit();
  umask(S_IRWXG | S_IRWXO);  // the data folder holds the server's key
  Application application{options};
  if (const auto started = application.start(); !started) {
    spdlog::error("{}", started.error());
    return 1;
  }
  application.run();
  return 0;
}

}  // namespace diemcau::app
