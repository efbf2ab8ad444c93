#include "conference/json.hpp"

#include <boost/json/parse.hpp>

#include "conference/codec.hpp"
#include "conference/derived.hpp"

namespace diemcau::conference {
namespace {

namespace json = boost::json;

constexpr std::size_t kMaxDepth = 8;  // the deepest event has three levels inside a record's one

// `read(Decoder&, const json::object&, T&, const codec::Path&)`.
template <class T, class Read>
Result<T, JsonError> read_whole(const json::value& value, codec::Unknown unknown, Read read) {
  if (!value.is_object()) {
    return failure(JsonError{JsonError::Kind::malformed, {}});
  }
  codec::Decoder decoder{unknown};
  T result{};
  read(decoder, value.get_object(), result, codec::Path{});
  if (decoder.error()) {
    return failure(*decoder.error());
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
  return codec::write_variant(event);
}

json::object to_json(const Actor& actor) {
  json::object object;
  codec::write_members(actor, object);
  return object;
}

json::object to_json(const EventRecord& record) {
  json::object object;
  codec::write_members(record, object);
  return object;
}

json::object to_json(const CommandRequest& request) {
  json::object object = codec::write_variant(request.command);
  if (request.expected_seq) {
    object["expected_seq"] = *request.expected_seq;
  }
  return object;
}

json::object to_json(const State& state) {
  json::object object;
  codec::write_members(state, object);
  codec::write_members(derived(state), object);
  return object;
}

// Fields that this version does not know are passed over: later versions may add some to an event.
Result<Event, JsonError> event_from_json(const json::value& value) {
  return read_whole<Event>(value, codec::Unknown::passed_over,
                           [](auto& decoder, const auto& object, Event& into, const codec::Path& at) {
                             decoder.read_object(object, into, at, {});
                           });
}

Result<EventRecord, JsonError> record_from_json(const json::value& value) {
  return read_whole<EventRecord>(value, codec::Unknown::passed_over,
                                 [](auto& decoder, const auto& object, EventRecord& into, const codec::Path& at) {
                                   decoder.read_object(object, into, at, {});
                                   if (into.seq == 0) {
                                     decoder.fail(JsonError::Kind::wrong_value, {&at, "seq"});
                                   }
                                   if (!object.contains("act")) {
                                     into.act = into.seq;  // written before there were acts
                                   } else if (into.act == 0 || into.act > into.seq) {
                                     decoder.fail(JsonError::Kind::wrong_value, {&at, "act"});
                                   }
                                 });
}

Result<CommandRequest, JsonError> command_from_json(const json::value& value) {
  return read_whole<CommandRequest>(value, codec::Unknown::refused,
                                    [](auto& decoder, const auto& object, CommandRequest& into, const codec::Path& at) {
                                      decoder.read_object(object, into.command, at, "expected_seq");
                                      decoder.read_field(object, "expected_seq", into.expected_seq, at);
                                    });
}

Result<EventRecord, JsonError> parse_record(std::string_view text) {
  return parse_with(text, record_from_json);
}
Result<CommandRequest, JsonError> parse_command(std::string_view text) {
  return parse_with(text, command_from_json);
}
Result<Draft, JsonError> parse_draft(std::string_view text) {
  return parse_with(text, [](const json::value& value) {
    return read_whole<Draft>(value, codec::Unknown::refused,
                             [](auto& decoder, const auto& object, Draft& into, const codec::Path& at) {
                               decoder.read_object(object, into, at, {});
                             });
  });
}

}  // namespace diemcau::conference
