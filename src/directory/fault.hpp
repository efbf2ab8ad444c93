// What is wrong with a field of an entry: a stable code, and a sentence that says what to do, in both languages.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "directory/entry.hpp"

namespace diemcau::directory {

struct Fault {
  enum class Code : std::uint8_t {
    required,
    too_long,
    bad_id,
    bad_number,
    bad_phone,
    no_such_unit,
    no_such_site,
    ambiguous,     // several units or sites have this name
    cycle,         // a unit would stand below itself
    too_deep,      // below more than kMaxDepth units
    duplicate_id,  // another row of the table has it
    id_taken,      // another entry has it
    id_fixed,      // an entry keeps the id that it was made with
    unknown_field,
    wrong_type,  // JSON: neither text nor number
  };
  std::string field;  // its name in JSON
  Code code = Code::required;
  std::string vi;
  std::string en;
};
BOOST_DESCRIBE_ENUM(Fault::Code, required, too_long, bad_id, bad_number, bad_phone, no_such_unit, no_such_site,
                    ambiguous, cycle, too_deep, duplicate_id, id_taken, id_fixed, unknown_field, wrong_type)

// About a field of fields_of; `value` is what stands there.
[[nodiscard]] Fault fault_of(const Field& field, Fault::Code code, std::string_view value);
// About a field that is none.
[[nodiscard]] Fault unknown_field(std::string_view name);

}  // namespace diemcau::directory
