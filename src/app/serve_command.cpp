#include "app/serve_command.hpp"

#include <CLI/CLI.hpp>
#include <memory>

#include "app/serve.hpp"
#include "engine/lane_address.hpp"

namespace diemcau::app {
namespace {

std::string check_address(const std::string& text) {
  const auto ip = IpAddress::parse(text);
  return ip && !ip->is_unspecified() ? std::string{} : text + " is no IP address that clients could reach";
}

std::string check_listen(const std::string& text) {
  return parse_listen(text) ? std::string{}
                            : text + " is not ADDRESS:PORT (as 127.0.0.1:8080, [::1]:8080 or localhost:8080)";
}

// Goes into a Link field between < and >. A TURN server wants a user name and a password (RFC 8656 section 5), which
// would have to be made for each client; until they are, its address alone would only fail at the client.
std::string check_ice_server(const std::string& text) {
  if (text.starts_with("turn:") || text.starts_with("turns:")) {
    return text +
           " cannot be used: TURN needs credentials, which this server does not hand out yet; name a stun: address";
  }
  const bool clean = text.find_first_of("<>\" \t\r\n,;") == std::string::npos;
  return text.starts_with("stun:") && clean ? std::string{} : text + " is no stun: address";
}

}  // namespace

void add_serve_command(CLI::App& program, int& exit_code) {
  CLI::App* const serve = program.add_subcommand("serve", "Run the server until SIGTERM or SIGINT");
  const auto options = std::make_shared<ServeOptions>();
  const auto listen = std::make_shared<std::string>("127.0.0.1:8080");
  const auto public_address = std::make_shared<std::string>();
  serve->add_option("--data", options->data, "Folder for the log, keys and certificates")->capture_default_str();
  serve->add_option("--listen", *listen, "ADDRESS:PORT of HTTP; port 0: any free one")
      ->check(check_listen)
      ->capture_default_str();
  serve->add_option("--media-port", options->media_port, "UDP port of pictures and sound; 0: any free one")
      ->capture_default_str();
  serve
      ->add_option("--public-address", *public_address,
                   "How the outside reaches this host, where its own addresses do not")
      ->check(check_address);
  serve->add_option("--lanes", options->lanes, "Threads for media; by default one per processor")
      ->check(CLI::Range(std::size_t{1}, engine::kMaxLanes));
  serve
      ->add_option("--ice-server", options->ice_servers,
                   "stun: address to name to WHIP and WHEP clients; may be repeated")
      ->check(check_ice_server);
  CLI::Option* const mode = serve
                                ->add_option_function<std::string>(
                                    "--tls", [options](const std::string&) { options->tls_auto = true; },
                                    "auto: HTTPS with a certificate made in the data folder")
                                ->check(CLI::IsMember({"auto"}));
  CLI::Option* const certificate =
      serve->add_option("--tls-cert", options->tls_certificate, "HTTPS with this certificate (PEM, with its chain)")
          ->check(CLI::ExistingFile)
          ->excludes(mode);
  CLI::Option* const key =
      serve->add_option("--tls-key", options->tls_key, "Its key (PEM)")->check(CLI::ExistingFile)->needs(certificate);
  certificate->needs(key);
  serve->add_flag("--insecure-http", options->insecure_http, "Allow plain HTTP on addresses that others can reach");
  serve->add_flag("--sample", options->sample, "Make the sample conference and say its links");
  serve->add_flag("--demo", options->demo, "As --sample, and run its simulated sites");
  serve->callback([options, listen, public_address, &exit_code] {
    options->listen = *parse_listen(*listen);
    options->public_address = IpAddress::parse(*public_address);
    exit_code = run_server(*options);
  });
}

}  // namespace diemcau::app
