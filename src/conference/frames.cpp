#include "conference/frames.hpp"

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include "base/overloaded.hpp"
#include "conference/codec.hpp"
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

constexpr std::string_view kWithheld = R"({"type":"withheld"})";

// A further field of an object's text; nothing when there is nothing to say.
std::string field_of(std::string_view name, const json::object& value) {
  return value.empty() ? std::string{} : ",\"" + std::string{name} + "\":" + json::serialize(value);
}

std::string own_json(const State& state, const Actor& you) {
  if (!you.site) {
    return "null";
  }
  const auto found = state.own.find(*you.site);
  return json::serialize(codec::write(found == state.own.end() ? OwnState{} : found->second));
}

}  // namespace

std::string public_json(const State& state) {
  return json::serialize(to_json(state));
}

std::string desk_json(const State& state) {
  return json::serialize(codec::write(state.desk));
}

std::string snapshot_frame(const State& state, const Actor& you) {
  return snapshot_frame(state, you, public_json(state), desk_json(state));
}

std::string snapshot_frame(const State& state, const Actor& you, std::string_view public_json,
                           std::string_view desk_json) {
  json::object self{{"role", to_text(you.role)}};
  if (you.site) {
    self["site"] = you.site->value();
  }
  std::string text = R"({"type":"snapshot","seq":)" + std::to_string(state.seq) + R"(,"you":)" + json::serialize(self);
  text += R"(,"state":)";
  text += public_json;
  text += R"(,"desk":)";
  text += auth::is_desk(you.role) ? desk_json : "null";
  text += R"(,"own":)";
  text += own_json(state, you);
  return text += '}';
}

EventTexts event_texts(const EventRecord& record, const Addressed& to, const Changes& changed) {
  json::object head{{"type", "event"}};
  codec::write_members(record, head);
  const std::string event = json::serialize(to_json(told(record.event)));
  head.erase("event");
  std::string start = json::serialize(head);
  start.back() = ',';  // its closing brace: the frame goes on
  start += "\"event\":";
  const std::string rest = R"(,"changed":)" + json::serialize(changed.everybody);
  const std::string whole = start + event + rest;
  const bool for_all = to.audience == Audience::all;

  EventTexts texts{
      .everybody = for_all ? whole + "}" : start + std::string{kWithheld} + rest + "}", .desk = {}, .sites = {}};
  if (!for_all || !changed.desk.empty()) {
    texts.desk = whole + field_of("desk_changed", changed.desk) + "}";
  }
  if (to.audience == Audience::desk_and_site && to.site) {
    texts.sites[*to.site] = whole + "}";
  }
  for (const auto& [site, own] : changed.own) {
    const bool may_see = for_all || texts.sites.contains(site);
    texts.sites[site] = (may_see ? whole : start + std::string{kWithheld} + rest) + field_of("own_changed", own) + "}";
  }
  return texts;
}

std::string signal_frame(const Signal& signal) {
  return json::serialize(json::object{{"type", "signal"}, {"signal", fields_of(signal)}});
}

}  // namespace diemcau::conference
