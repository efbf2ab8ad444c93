// HTTPS with a certificate authority of our own: a client that knows it trusts the server, and nobody else does.
#include <gtest/gtest.h>

#include <boost/asio/connect.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/host_name_verification.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/beast/core/buffers_to_string.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/websocket.hpp>
#include <boost/beast/websocket/ssl.hpp>

#include "server/client.hpp"
#include "server/program.hpp"

namespace diemcau::testing {
namespace {

namespace asio = boost::asio;
namespace bhttp = boost::beast::http;
using Stream = asio::ssl::stream<asio::ip::tcp::socket>;

class Https : public ::testing::Test {
 protected:
  // Shakes hands as a client for `name` that trusts `ca` alone.
  boost::system::error_code connect(Stream& stream, const std::string& name) const {
    stream.set_verify_mode(asio::ssl::verify_peer);
    stream.set_verify_callback(asio::ssl::host_name_verification(name));
    stream.next_layer().connect({asio::ip::address_v4::loopback(), server_.port()});
    boost::system::error_code error;
    stream.handshake(Stream::client, error);
    return error;
  }

  TemporaryFolder folder_;
  RunningServer server_{folder_.path(), {"--tls", "auto", "--sample", "--listen", "0.0.0.0:0"}};
  std::string ca_ = (folder_.path() / "tls" / "ca.pem").string();
  asio::io_context io_;
};

TEST_F(Https, IsTrustedByThoseWhoKnowTheAuthority) {
  EXPECT_TRUE(server_.ready().at("url").as_string().starts_with("https://"));
  asio::ssl::context context{asio::ssl::context::tls_client};
  context.load_verify_file(ca_);
  for (const char* name : {"localhost", "127.0.0.1", "::1"}) {
    Stream stream{io_, context};
    const auto error = connect(stream, name);
    ASSERT_FALSE(error) << name << ": " << error.message();
    bhttp::request<bhttp::empty_body> request{bhttp::verb::get, "/healthz", 11};
    request.set(bhttp::field::host, name);
    bhttp::write(stream, request);
    boost::beast::flat_buffer buffer;
    bhttp::response<bhttp::string_body> response;
    bhttp::read(stream, buffer, response);
    EXPECT_EQ(response.body(), R"({"status":"ok"})");
  }
  Stream stream{io_, context};
  EXPECT_TRUE(connect(stream, "example.org")) << "not its name";
}

TEST_F(Https, IsTrustedByNobodyElse) {
  asio::ssl::context context{asio::ssl::context::tls_client};
  context.set_default_verify_paths();
  Stream stream{io_, context};
  EXPECT_TRUE(connect(stream, "localhost"));
}

TEST_F(Https, CarriesEvents) {
  asio::ssl::context context{asio::ssl::context::tls_client};
  context.load_verify_file(ca_);
  boost::beast::websocket::stream<Stream> ws{io_, context};
  ASSERT_FALSE(connect(ws.next_layer(), "localhost"));
  ws.handshake("localhost", "/api/v1/conferences/hoi-thao/events?access_token=" + server_.token("chair"));
  boost::beast::flat_buffer buffer;
  ws.read(buffer);
  EXPECT_TRUE(boost::beast::buffers_to_string(buffer.data()).starts_with(R"({"type":"snapshot")"));
}

TEST_F(Https, PlainHttpToItsPortIsNoDisturbance) {
  Client plain{server_.port()};
  plain.send("GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n");
  EXPECT_TRUE(plain.closed_by_server());
  asio::ssl::context context{asio::ssl::context::tls_client};
  context.load_verify_file(ca_);
  Stream stream{io_, context};
  EXPECT_FALSE(connect(stream, "localhost"));
}

}  // namespace
}  // namespace diemcau::testing
