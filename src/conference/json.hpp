// Events, commands and state as JSON (docs/protocol.md). Reading is strict: a wrong or missing field is named.
#pragma once

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "conference/commands.hpp"
#include "conference/draft.hpp"
#include "conference/events.hpp"
#include "conference/state.hpp"

namespace diemcau::conference {

struct JsonError {
  enum class Kind : std::uint8_t {
    malformed,     // not JSON, or not one object
    unknown_type,  // an event or command of no known name
    missing_field,
    wrong_type,   // another JSON type than the field has
    wrong_value,  // right type, but not one of the allowed values
    unknown_field,
  };
  Kind kind = Kind::malformed;
  std::string field;  // a path, as "sites[2].name"; empty when malformed

  friend bool operator==(const JsonError&, const JsonError&) = default;
};
// One English sentence naming the field.
[[nodiscard]] std::string describe(const JsonError& error);

[[nodiscard]] boost::json::object to_json(const Event& event);
[[nodiscard]] boost::json::object to_json(const Actor& actor);
// {"seq", "act", "at", "by", "event"}: what the log holds, and an event frame without its "type".
[[nodiscard]] boost::json::object to_json(const EventRecord& record);
[[nodiscard]] boost::json::object to_json(const CommandRequest& request);
// The document's "State", derived parts (derived.hpp) included: what everybody may know.
[[nodiscard]] boost::json::object to_json(const State& state);

[[nodiscard]] Result<Event, JsonError> event_from_json(const boost::json::value& value);
[[nodiscard]] Result<EventRecord, JsonError> record_from_json(const boost::json::value& value);
[[nodiscard]] Result<CommandRequest, JsonError> command_from_json(const boost::json::value& value);

// Text in: one JSON object, UTF-8, bounded depth.
[[nodiscard]] Result<EventRecord, JsonError> parse_record(std::string_view text);
[[nodiscard]] Result<CommandRequest, JsonError> parse_command(std::string_view text);
[[nodiscard]] Result<Draft, JsonError> parse_draft(std::string_view text);

// RFC 3339, UTC, milliseconds: "2021-10-28T01:00:00.000Z".
[[nodiscard]] std::string to_rfc3339(WallTime time);
[[nodiscard]] std::optional<WallTime> wall_time_from_rfc3339(std::string_view text);

}  // namespace diemcau::conference
