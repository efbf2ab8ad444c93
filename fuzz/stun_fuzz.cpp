// What is read from a message, written again, reads the same; views stay within the packet.
#include "check.hpp"
#include "wire/stun.hpp"
#include "wire/stun_integrity.hpp"

namespace {

using namespace diemcau;
using namespace diemcau::wire;

void write_again(const StunMessage& message) {
  static std::array<std::uint8_t, 65'600> target{};
  StunWriter writer(target, message.message_class, message.method, message.transaction);
  if (message.username) writer.username(*message.username);
  if (message.software) writer.software(*message.software);
  if (message.priority) writer.priority(*message.priority);
  if (message.use_candidate) writer.use_candidate();
  if (message.ice_controlling) writer.ice_controlling(*message.ice_controlling);
  if (message.ice_controlled) writer.ice_controlled(*message.ice_controlled);
  if (message.xor_mapped_address) writer.xor_mapped_address(*message.xor_mapped_address);
  if (message.error_code) writer.error_code(message.error_code->code, message.error_code->reason);
  const Bytes written = finish_with_integrity(writer, "key");
  FUZZ_CHECK(!written.empty());
  const auto again = parse_stun(written);
  FUZZ_CHECK(again);
  FUZZ_CHECK(again->message_class == message.message_class && again->method == message.method);
  FUZZ_CHECK(again->transaction == message.transaction);
  FUZZ_CHECK(again->username == message.username && again->software == message.software);
  FUZZ_CHECK(again->priority == message.priority && again->use_candidate == message.use_candidate);
  FUZZ_CHECK(again->ice_controlling == message.ice_controlling && again->ice_controlled == message.ice_controlled);
  FUZZ_CHECK(again->xor_mapped_address == message.xor_mapped_address);
  FUZZ_CHECK(again->error_code.has_value() == message.error_code.has_value());
  FUZZ_CHECK(again->has_fingerprint && (written.size() > 2048 || verify_integrity(*again, "key")));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const Bytes packet{data, size};
  const auto message = parse_stun(packet);
  if (!message) {
    return 0;
  }
  FUZZ_CHECK(looks_like_stun(packet));
  FUZZ_CHECK(message->unknown_required().size() <= kStunMaxUnknown);
  (void)verify_integrity(*message, "key");
  write_again(*message);
  return 0;
}
