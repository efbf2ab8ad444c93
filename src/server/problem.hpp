// Why the server did not do what was asked: what a door needs to answer with (docs/protocol.md, "Errors").
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "auth/role.hpp"
#include "base/time.hpp"
#include "conference/field_faults.hpp"
#include "conference/refusal.hpp"
#include "server/operator_log.hpp"

namespace diemcau::server {

// What is wrong with one field of what was sent.
struct FieldFault {
  std::string field;
  std::string code;
  std::string text_vi;
  std::string text_en;
};

// An event that changed phase, floor or scene, of which a stale command did not know.
struct ChangedSince {
  std::string type;
  auth::Role by = auth::Role::system;
  WallTime at{};
};

struct Problem {
  // Each kind is one HTTP status for the doors; `code` tells more.
  enum class Kind : std::uint8_t {
    malformed,            // 400
    unauthorized,         // 401
    forbidden,            // 403
    not_found,            // 404
    conflict,             // 409
    precondition_failed,  // 412
    unprocessable,        // 422
    too_many,             // 429
    overloaded,           // 503
    storage,              // 503: nothing was changed
  };
  Kind kind = Kind::malformed;
  std::string code;       // stable: "token_revoked", "site_not_present"
  std::string detail_vi;  // a sentence a person can act on, in the product's two languages
  std::string detail_en;
  std::optional<std::uint32_t> retry_after_s = {};  // where it is known when another attempt may go well
  std::vector<FieldFault> faults = {};              // of single fields, where they are known
  std::vector<ChangedSince> changed_since = {};     // with `stale`: the latest of them
};

[[nodiscard]] Problem problem_of(conference::Refusal refusal);
[[nodiscard]] Problem problem_of(std::span<const conference::FieldFault> faults);  // invalid_field

// The other problems that this folder raises.
[[nodiscard]] Problem token_missing();
[[nodiscard]] Problem token_invalid();
[[nodiscard]] Problem token_revoked();
[[nodiscard]] Problem token_expired();
[[nodiscard]] Problem no_such_session();
[[nodiscard]] Problem etag_mismatch();
[[nodiscard]] Problem malformed_sdp(std::string detail_en);
[[nodiscard]] Problem no_common_codec(std::string detail_en);
[[nodiscard]] Problem malformed_request(std::string detail_en);
[[nodiscard]] Problem too_many_sessions();
[[nodiscard]] Problem too_many_commands();
[[nodiscard]] Problem overloaded();
[[nodiscard]] Problem storage_failed();
// The same, after the operator was told why.
[[nodiscard]] Problem storage_failed(const OperatorLog& log, std::string_view why);

}  // namespace diemcau::server
