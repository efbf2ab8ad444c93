#include "server/visitor.hpp"

#include <gtest/gtest.h>

#include <boost/json/serialize.hpp>

#include "server/program.hpp"

namespace diemcau::testing {
namespace {

const std::pair<std::string, std::string> kJson{"Content-Type", "application/json"};

}  // namespace

void add_account(const std::filesystem::path& data, const std::string& name, const std::string& role) {
  Program program{{"account", "add", name, "--role", role, "--data", data.string()}, kPassword + "\n"};
  EXPECT_EQ(program.wait().exit_code, 0);
}

std::string credentials(const std::string& name, const std::string& password) {
  return boost::json::serialize(boost::json::object{{"name", name}, {"password", password}});
}

Reply Visitor::login(const std::string& name, const std::string& password) {
  Reply reply = request(port, "POST", "/api/v1/login", {kJson}, credentials(name, password));
  keep(reply);
  return reply;
}

void Visitor::keep(const Reply& reply) {
  const std::string set = reply.field("Set-Cookie");
  if (reply.status == 200 && !set.empty()) {
    cookie = set.substr(0, set.find(';'));
    csrf = std::string{reply.json().at("csrf").as_string()};
  }
}

Fields Visitor::fields() const {
  return {{"Cookie", cookie}, {"X-CSRF-Token", csrf}, kJson};
}

Reply Visitor::get(const std::string& path) const {
  return request(port, "GET", path, {{"Cookie", cookie}});
}

Reply Visitor::send(const std::string& method, const std::string& path, const std::string& body) const {
  return request(port, method, path, fields(), body);
}

std::string Visitor::origin() const {
  return "http://127.0.0.1:" + std::to_string(port);
}

}  // namespace diemcau::testing
