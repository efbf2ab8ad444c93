#include "conference/decide.hpp"

#include "conference/all_rules.hpp"
#include "conference/field_faults.hpp"

namespace diemcau::conference {

Result<std::vector<Event>, Refusal> decide(const State& state, const Command& command, const Actor& actor,
                                           WallTime now) {
  if (!auth::may(actor.role, actor.site, act_of(command), target_of(command))) {
    return failure(Refusal::not_permitted);
  }
  if (state.seq == 0 && !std::holds_alternative<Create>(command)) {
    return failure(Refusal::no_such_conference);
  }
  if (is_deputy(state, actor) && !is_for_any_chair(command)) {
    return failure(Refusal::not_presiding);
  }
  if (state.phase == Phase::concluded && !may_follow_conclusion(command)) {
    return failure(Refusal::conference_concluded);
  }
  if (!field_faults(command, now).empty()) {
    return failure(Refusal::invalid_field);
  }
  return std::visit([&](const auto& one) { return decide_one(state, one, Acting{actor, now}); }, command);
}

bool is_stale(const State& state, const CommandRequest& request) {
  return request.expected_seq && order_matters(request.command) &&
         (*request.expected_seq < state.order_seq || *request.expected_seq > state.seq);
}

}  // namespace diemcau::conference
