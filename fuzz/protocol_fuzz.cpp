// Commands and log records as JSON: what is read must be written and read back the same.
#include <boost/json/serialize.hpp>
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "base/bytes.hpp"
#include "conference/json.hpp"

using namespace diemcau;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = as_text({data, size});
  if (const auto request = conference::parse_command(text)) {
    if (conference::parse_command(boost::json::serialize(conference::to_json(*request))) != *request) {
      std::abort();
    }
  } else {
    (void)conference::describe(request.error());
  }
  if (const auto record = conference::parse_record(text)) {
    if (conference::parse_record(boost::json::serialize(conference::to_json(*record))) != *record) {
      std::abort();
    }
  }
  return 0;
}
