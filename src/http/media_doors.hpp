// Doors of media sessions: WHIP (RFC 9725) to publish, WHEP to receive, and what can be done to a session.
#pragma once

#include "http/door.hpp"

namespace diemcau::http {

[[nodiscard]] Answer whip(const Call& call);            // POST .../whip?source=camera|screen
[[nodiscard]] Answer whep(const Call& call);            // POST .../whep?view=hall|site|observer
[[nodiscard]] Answer patch_session(const Call& call);   // PATCH .../sessions/{session}
[[nodiscard]] Answer delete_session(const Call& call);  // DELETE .../sessions/{session}
[[nodiscard]] Answer size_slots(const Call& call);      // PUT .../sessions/{session}/sizes

}  // namespace diemcau::http
