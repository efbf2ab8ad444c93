// Requests for the floor.
#include <algorithm>
#include <set>

#include "conference/floor_rules.hpp"

namespace diemcau::conference {
namespace {

bool is_the_same(const FloorRequest& one, const RequestFloor& command) {
  return one.site == command.site && one.kind == command.kind &&
         (command.kind == RequestKind::hand || one.topic == command.topic);
}

// In every state that has requests: the present one, and the one that an undo would bring back.
template <class Change>
void change_queues(State& state, Change change) {
  change(state.queue);
  if (state.before_act) {
    change(state.before_act->floor.queue);
  }
}

std::optional<std::uint64_t> first_of(const State& state) {
  return state.queue.empty() ? std::nullopt : std::optional{state.queue.front().number};
}

// Another request being the first changes what `next` means.
template <class Change>
void change_queues(State& state, const EventRecord& record, Change change) {
  const auto first = first_of(state);
  change_queues(state, change);
  if (first_of(state) != first) {
    state.order_seq = record.seq;
  }
}

}  // namespace

const FloorRequest* Floor::request(std::uint64_t number) const {
  const auto found = std::ranges::find(queue, number, &FloorRequest::number);
  return found == queue.end() ? nullptr : &*found;
}

Decision decide_one(const State& state, const RequestFloor& command, const Acting& /*by*/) {
  if (state.site(command.site) == nullptr) {
    return failure(Refusal::no_such_site);
  }
  if (command.kind == RequestKind::hand && state.phase == Phase::planned) {
    return failure(Refusal::conference_not_open);
  }
  if (std::ranges::any_of(state.queue, [&](const FloorRequest& one) { return is_the_same(one, command); })) {
    return nothing();
  }
  const auto of_site = std::ranges::count(state.queue, command.site, &FloorRequest::site);
  if (state.queue.size() >= kMaxRequests || static_cast<std::size_t>(of_site) >= kMaxRequestsPerSite) {
    return failure(Refusal::too_many);
  }
  return events(FloorRequested{state.requests_made + 1, command.site, command.topic, command.kind});
}

Decision decide_one(const State& state, const WithdrawRequest& command, const Acting& by) {
  const FloorRequest* const request = state.request(command.number);
  if (request == nullptr) {
    return failure(Refusal::no_such_request);
  }
  if (by.actor.role == auth::Role::site && by.actor.site != request->site) {
    return failure(Refusal::not_permitted);
  }
  return events(RequestWithdrawn{request->number, request->site});
}

Decision decide_one(const State& state, const ReorderQueue& command, const Acting& /*by*/) {
  const std::set<std::uint64_t> named{command.numbers.begin(), command.numbers.end()};
  if (std::ranges::any_of(named, [&](std::uint64_t number) { return state.request(number) == nullptr; })) {
    return failure(Refusal::no_such_request);
  }
  std::vector<std::uint64_t> order = command.numbers;
  for (const FloorRequest& one : state.queue) {
    if (!named.contains(one.number)) {
      order.push_back(one.number);
    }
  }
  return std::ranges::equal(order, state.queue, {}, {}, &FloorRequest::number)
             ? nothing()
             : events(QueueReordered{std::move(order)});
}

void change(State& state, const FloorRequested& event, const EventRecord& record) {
  state.requests_made = event.number;
  change_queues(state, record, [&](std::vector<FloorRequest>& queue) {
    queue.push_back({event.number, event.site, event.topic, event.kind, record.at});
  });
}

void change(State& state, const RequestWithdrawn& event, const EventRecord& record) {
  change_queues(state, record, [&](std::vector<FloorRequest>& queue) {
    std::erase_if(queue, [&](const FloorRequest& one) { return one.number == event.number; });
  });
}

void change(State& state, const QueueReordered& event, const EventRecord& /*record*/) {
  auto next = state.queue.begin();
  for (const std::uint64_t number : event.numbers) {
    const auto found = std::ranges::find(next, state.queue.end(), number, &FloorRequest::number);
    if (found != state.queue.end()) {
      std::rotate(next, found, found + 1);
      ++next;
    }
  }
}

}  // namespace diemcau::conference
