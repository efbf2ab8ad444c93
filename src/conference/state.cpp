#include "conference/state.hpp"

#include "conference/all_rules.hpp"

namespace diemcau::conference {

State empty_state(ConferenceId id) {
  State state;
  state.id = std::move(id);
  return state;
}

State apply(State state, const EventRecord& record) {
  state.seq = record.seq;
  std::visit(
      [&]<class T>(const T& event) {
        if constexpr (requires { T::kUndoneAs; }) {
          keep_for_undo(state, record, T::kUndoneAs, requires { T::kFollows; });
        }
        change(state, event, record);
        if constexpr (requires { T::kOrdered; }) {
          state.order_seq = record.seq;
          if constexpr (!requires { T::kUndoneAs; }) {
            forget_undo(state);
          }
        }
      },
      record.event);
  return state;
}

}  // namespace diemcau::conference
