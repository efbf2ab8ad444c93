#include "conference/frames.hpp"

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include "base/overloaded.hpp"
#include "conference/json.hpp"

namespace diemcau::conference {
namespace {

namespace json = boost::json;

json::object levels_of(const Speaking& speaking) {
  json::object levels;
  for (const auto& [site, minus_dbov] : speaking.minus_dbov) {
    levels[site.value()] = minus_dbov;
  }
  return levels;
}

json::object fields_of(const Signal& signal) {
  return std::visit(
      Overloaded{
          [](const SlotChanged& one) -> json::object {
            return {{"type", "slot_changed"},
                    {"session", one.session},
                    {"slot", one.slot},
                    {"site", one.site.value()},
                    {"source", to_text(one.source)}};
          },
          [](const SlotSourceGone& one) -> json::object {
            return {
                {"type", "slot_source_gone"}, {"session", one.session}, {"slot", one.slot}, {"site", one.site.value()}};
          },
          [](const Speaking& one) -> json::object { return {{"type", "speaking"}, {"levels", levels_of(one)}}; },
          [](const PublisherReplaced& one) -> json::object {
            return {{"type", "publisher_replaced"}, {"session", one.session}, {"source", to_text(one.source)}};
          },
          [](const SessionClosed& one) -> json::object {
            return {{"type", "session_closed"}, {"session", one.session}, {"reason", one.reason}};
          },
      },
      signal);
}

}  // namespace

std::string snapshot_frame(const State& state, const Actor& you) {
  return snapshot_frame(state.seq, you, json::serialize(to_json(state)));
}

std::string snapshot_frame(std::uint64_t seq, const Actor& you, std::string_view state_json) {
  json::object self{{"role", to_text(you.role)}};
  if (you.site) {
    self["site"] = you.site->value();
  }
  return R"({"type":"snapshot","seq":)" + std::to_string(seq) + R"(,"you":)" + json::serialize(self) + R"(,"state":)" +
         std::string{state_json} + "}";
}

std::string event_frame(const EventRecord& record) {
  json::object frame{{"type", "event"}};
  for (auto& field : to_json(record)) {
    frame.emplace(field.key(), std::move(field.value()));
  }
  return json::serialize(frame);
}

std::string signal_frame(const Signal& signal) {
  return json::serialize(json::object{{"type", "signal"}, {"signal", fields_of(signal)}});
}

}  // namespace diemcau::conference
