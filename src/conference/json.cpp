#include "conference/json.hpp"

#include <boost/json/parse.hpp>
#include <limits>

#include "base/overloaded.hpp"
#include "conference/decide.hpp"
#include "conference/field_reader.hpp"
#include "conference/stage.hpp"

namespace diemcau::conference {
namespace {

namespace json = boost::json;

constexpr std::uint64_t kMaxNumber = std::numeric_limits<std::int64_t>::max();  // what JSON libraries agree on
constexpr std::size_t kMaxDepth = 8;  // the deepest event has three levels inside a record's one

// ---- Writing ----

template <class Id>
json::array ids_of(const std::vector<Id>& ids) {
  json::array all;
  for (const Id& id : ids) {
    all.emplace_back(id.value());
  }
  return all;
}

json::object to_json(const Item& item) {
  json::object object{{"title", item.title}, {"kind", item.kind}};
  if (item.site) {
    object["site"] = item.site->value();
  }
  object["minutes"] = item.minutes;
  return object;
}

json::array to_json(const std::vector<Item>& programme) {
  json::array all;
  for (const Item& item : programme) {
    all.emplace_back(to_json(item));
  }
  return all;
}

json::object fields_of(const ConferenceCreated& event) {
  json::array sites;
  for (const directory::Site& site : event.sites) {
    sites.emplace_back(json::object{{"id", site.id.value()}, {"name", site.name}});
  }
  return {{"type", "conference_created"}, {"title", event.title},
          {"topic", event.topic},         {"kind", event.kind},
          {"mode", to_text(event.mode)},  {"main_site", event.main_site.value()},
          {"sites", std::move(sites)},    {"programme", to_json(event.programme)}};
}
json::object fields_of(const LinkIssued& event) {
  json::object object{{"type", "link_issued"}, {"link", event.link.value()}, {"role", to_text(event.role)}};
  if (event.site) {
    object["site"] = event.site->value();
  }
  return object;
}
json::object fields_of(const LinkRevoked& event) {
  return {{"type", "link_revoked"}, {"link", event.link.value()}};
}
json::object fields_of(const Opened& /*event*/) {
  return {{"type", "opened"}};
}
json::object fields_of(const SiteJoined& event) {
  return {{"type", "site_joined"}, {"site", event.site.value()}};
}
json::object fields_of(const SiteLeft& event) {
  return {{"type", "site_left"}, {"site", event.site.value()}, {"reason", to_text(event.reason)}};
}
json::object fields_of(const SourceStarted& event) {
  return {{"type", "source_started"}, {"site", event.site.value()}, {"source", to_text(event.source)}};
}
json::object fields_of(const SourceStopped& event) {
  return {{"type", "source_stopped"}, {"site", event.site.value()}, {"source", to_text(event.source)}};
}
json::object fields_of(const TurnStarted& event) {
  return {{"type", "turn_started"}, {"turn", event.turn}, {"site", event.site.value()}};
}
json::object fields_of(const TurnEnded& event) {
  return {
      {"type", "turn_ended"}, {"turn", event.turn}, {"site", event.site.value()}, {"reason", to_text(event.reason)}};
}
json::object fields_of(const SceneTaken& event) {
  return {{"type", "scene_taken"}, {"main", event.main.value()}};
}
json::object fields_of(const SiteMuted& event) {
  return {{"type", "site_muted"}, {"site", event.site.value()}, {"muted", event.muted}};
}
json::object fields_of(const Concluded& /*event*/) {
  return {{"type", "concluded"}};
}

json::array sites_of(const State& state) {
  json::array all;
  for (const SiteState& site : state.sites) {
    all.emplace_back(json::object{{"id", site.id.value()},
                                  {"name", site.name},
                                  {"present", site.present},
                                  {"camera", site.camera},
                                  {"screen", site.screen},
                                  {"muted", site.muted}});
  }
  return all;
}

json::value turn_of(const State& state) {
  if (!state.turn) {
    return nullptr;
  }
  return json::object{
      {"number", state.turn->number}, {"site", state.turn->site.value()}, {"since", to_rfc3339(state.turn->since)}};
}

// ---- Reading ----

Item read_item(FieldReader& reader) {
  return {.title = reader.text("title"),
          .kind = reader.text("kind"),
          .site = reader.optional_id<SiteId>("site"),
          .minutes = static_cast<std::uint32_t>(reader.number("minutes", kMaxItemMinutes))};
}

directory::Site read_site(FieldReader& reader) {
  return {.id = reader.id<SiteId>("id"), .name = reader.text("name")};
}

Event read_created(FieldReader& reader) {
  return ConferenceCreated{.title = reader.text("title"),
                           .topic = reader.text("topic"),
                           .kind = reader.text("kind"),
                           .mode = reader.word("mode", mode_from_text),
                           .main_site = reader.id<SiteId>("main_site"),
                           .sites = reader.objects("sites", read_site),
                           .programme = reader.objects("programme", read_item)};
}
Event read_link_issued(FieldReader& reader) {
  return LinkIssued{reader.id<LinkId>("link"), reader.word("role", auth::role_from_text),
                    reader.optional_id<SiteId>("site")};
}
Event read_link_revoked(FieldReader& reader) {
  return LinkRevoked{reader.id<LinkId>("link")};
}
Event read_opened(FieldReader& /*reader*/) {
  return Opened{};
}
Event read_site_joined(FieldReader& reader) {
  return SiteJoined{reader.id<SiteId>("site")};
}
Event read_site_left(FieldReader& reader) {
  return SiteLeft{reader.id<SiteId>("site"), reader.word("reason", leave_reason_from_text)};
}
Event read_source_started(FieldReader& reader) {
  return SourceStarted{reader.id<SiteId>("site"), reader.word("source", source_from_text)};
}
Event read_source_stopped(FieldReader& reader) {
  return SourceStopped{reader.id<SiteId>("site"), reader.word("source", source_from_text)};
}
Event read_turn_started(FieldReader& reader) {
  return TurnStarted{reader.number("turn", kMaxNumber), reader.id<SiteId>("site")};
}
Event read_turn_ended(FieldReader& reader) {
  return TurnEnded{reader.number("turn", kMaxNumber), reader.id<SiteId>("site"),
                   reader.word("reason", turn_end_reason_from_text)};
}
Event read_scene_taken(FieldReader& reader) {
  return SceneTaken{reader.id<SiteId>("main")};
}
Event read_site_muted(FieldReader& reader) {
  return SiteMuted{reader.id<SiteId>("site"), reader.boolean("muted")};
}
Event read_concluded(FieldReader& /*reader*/) {
  return Concluded{};
}

struct EventKind {
  std::string_view type;
  Event (*read)(FieldReader&);
};
constexpr EventKind kEventKinds[] = {
    {"conference_created", read_created},    {"link_issued", read_link_issued},
    {"link_revoked", read_link_revoked},     {"opened", read_opened},
    {"site_joined", read_site_joined},       {"site_left", read_site_left},
    {"source_started", read_source_started}, {"source_stopped", read_source_stopped},
    {"turn_started", read_turn_started},     {"turn_ended", read_turn_ended},
    {"scene_taken", read_scene_taken},       {"site_muted", read_site_muted},
    {"concluded", read_concluded},
};
static_assert(std::size(kEventKinds) == std::variant_size_v<Event>);

// Fields that this version does not know are passed over: later versions may add some to an event.
Event read_event(FieldReader& reader) {
  const std::string type = reader.text("type");
  for (const EventKind& kind : kEventKinds) {
    if (kind.type == type) {
      return kind.read(reader);
    }
  }
  reader.fail(JsonError::Kind::unknown_type, reader.path_of("type"));
  return Opened{};
}

Actor read_actor(FieldReader& reader) {
  const auth::Role role = reader.word("role", auth::role_from_text);
  return {role, reader.optional_id<LinkId>("link").value_or(LinkId{}), reader.optional_id<SiteId>("site")};
}

WallTime read_time(FieldReader& reader, std::string_view name) {
  return reader.word(name, wall_time_from_rfc3339);
}

// The commands that come from outside; the others are the server's own and have no form on the wire.
Command read_command(FieldReader& reader) {
  const std::string type = reader.text("type");
  if (type == "open") {
    reader.only({"type", "expected_seq"});
    return Open{};
  }
  if (type == "give_floor") {
    reader.only({"type", "expected_seq", "site"});
    return GiveFloor{reader.id<SiteId>("site")};
  }
  if (type == "take_back_floor") {
    reader.only({"type", "expected_seq"});
    return TakeBackFloor{};
  }
  if (type == "take_scene") {
    reader.only({"type", "expected_seq", "main"});
    return TakeScene{reader.id<SiteId>("main")};
  }
  if (type == "mute_site") {
    reader.only({"type", "expected_seq", "site", "muted"});
    return MuteSite{reader.id<SiteId>("site"), reader.boolean("muted")};
  }
  if (type == "revoke_link") {
    reader.only({"type", "expected_seq", "link"});
    return RevokeLink{reader.id<LinkId>("link")};
  }
  if (type == "conclude") {
    reader.only({"type", "expected_seq"});
    return Conclude{};
  }
  reader.fail(JsonError::Kind::unknown_type, reader.path_of("type"));
  return Open{};
}

EventRecord read_record(FieldReader& reader) {
  return {.seq = reader.number("seq", kMaxNumber),
          .at = read_time(reader, "at"),
          .by = reader.object("by", read_actor),
          .event = reader.object("event", read_event)};
}

CommandRequest read_request(FieldReader& reader) {
  CommandRequest request{.command = read_command(reader), .expected_seq = std::nullopt};
  if (reader.has("expected_seq")) {
    request.expected_seq = reader.number("expected_seq", kMaxNumber);
  }
  return request;
}

template <class T>
Result<T, JsonError> read_object(const json::value& value, T (*read)(FieldReader&)) {
  if (!value.is_object()) {
    return failure(JsonError{JsonError::Kind::malformed, {}});
  }
  FieldReader reader{value.get_object()};
  T result = read(reader);
  if (reader.error()) {
    return failure(*reader.error());
  }
  return result;
}

std::optional<json::value> parse_text(std::string_view text) {
  json::parse_options options;
  options.max_depth = kMaxDepth;
  boost::system::error_code error;
  json::value value = json::parse(text, error, {}, options);
  return error ? std::nullopt : std::optional{std::move(value)};
}

template <class FromJson>
auto parse_with(std::string_view text, FromJson from_json) -> decltype(from_json(json::value{})) {
  const auto value = parse_text(text);
  if (!value) {
    return failure(JsonError{JsonError::Kind::malformed, {}});
  }
  return from_json(*value);
}

}  // namespace

std::string describe(const JsonError& error) {
  switch (error.kind) {
    case JsonError::Kind::malformed:
      return "The body is not one JSON object.";
    case JsonError::Kind::unknown_type:
      return "The field \"" + error.field + "\" names nothing that this server knows.";
    case JsonError::Kind::missing_field:
      return "The field \"" + error.field + "\" is missing.";
    case JsonError::Kind::wrong_type:
      return "The field \"" + error.field + "\" has another JSON type than it should.";
    case JsonError::Kind::wrong_value:
      return "The field \"" + error.field + "\" has a value that is not allowed there.";
    case JsonError::Kind::unknown_field:
      return "There is no field \"" + error.field + "\" here.";
  }
  return {};
}

json::object to_json(const Event& event) {
  return std::visit([](const auto& one) { return fields_of(one); }, event);
}

json::object to_json(const Actor& actor) {
  json::object object{{"role", to_text(actor.role)}};
  if (!actor.link.value().empty()) {
    object["link"] = actor.link.value();
  }
  if (actor.site) {
    object["site"] = actor.site->value();
  }
  return object;
}

json::object to_json(const EventRecord& record) {
  return {
      {"seq", record.seq}, {"at", to_rfc3339(record.at)}, {"by", to_json(record.by)}, {"event", to_json(record.event)}};
}

json::object to_json(const CommandRequest& request) {
  json::object object{{"type", type_of(request.command)}};
  std::visit(Overloaded{
                 [&](const GiveFloor& give) { object["site"] = give.site.value(); },
                 [&](const TakeScene& take) { object["main"] = take.main.value(); },
                 [&](const MuteSite& mute) {
                   object["site"] = mute.site.value();
                   object["muted"] = mute.muted;
                 },
                 [&](const RevokeLink& revoke) { object["link"] = revoke.link.value(); },
                 [](const auto&) {},
             },
             request.command);
  if (request.expected_seq) {
    object["expected_seq"] = *request.expected_seq;
  }
  return object;
}

json::object to_json(const State& state) {
  const Stage now = stage(state);
  json::object scene{{"main", now.main.value()}, {"content", nullptr}, {"gallery", ids_of(now.gallery)}};
  if (now.content) {
    scene["content"] = now.content->value();
  }
  return {{"id", state.id.value()},
          {"title", state.title},
          {"topic", state.topic},
          {"kind", state.kind},
          {"mode", to_text(state.mode)},
          {"phase", to_text(state.phase)},
          {"main_site", state.main_site.value()},
          {"sites", sites_of(state)},
          {"programme", to_json(state.programme)},
          {"turn", turn_of(state)},
          {"scene", std::move(scene)},
          {"heard", ids_of(now.heard)}};
}

Result<Event, JsonError> event_from_json(const json::value& value) {
  return read_object(value, read_event);
}

Result<EventRecord, JsonError> record_from_json(const json::value& value) {
  return read_object(value, read_record);
}
Result<CommandRequest, JsonError> command_from_json(const json::value& value) {
  return read_object(value, read_request);
}

Result<EventRecord, JsonError> parse_record(std::string_view text) {
  return parse_with(text, record_from_json);
}
Result<CommandRequest, JsonError> parse_command(std::string_view text) {
  return parse_with(text, command_from_json);
}

}  // namespace diemcau::conference
