#include "conference/line_test_rules.hpp"

#include <algorithm>

namespace diemcau::conference {
namespace {

std::optional<Refusal> hindrance(const State& state, const SiteId& site) {
  return state.site(site) == nullptr ? std::optional{Refusal::no_such_site} : std::nullopt;
}

Line line_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::passed:
      return Line::passed;
    case Verdict::weak:
      return Line::weak;
    case Verdict::failed:
      return Line::failed;
  }
  return Line::untested;
}

const LineTest* last_test(const State& state, const SiteId& site) {
  const auto own = state.own.find(site);
  return own == state.own.end() || !own->second.line_test ? nullptr : &*own->second.line_test;
}

std::string name_of(const State& state, const Actor& actor) {
  const Link* const link = state.link(actor.link);
  return link != nullptr && link->name ? *link->name : std::string{auth::to_text(actor.role)};
}

// Takes the worse verdict of those that were found.
class Judge {
 public:
  void at_least(LineFault fault, std::uint32_t measured, Threshold threshold) {
    mark(fault, measured < threshold.fails, measured < threshold.passes);
  }
  void at_most(LineFault fault, std::uint32_t measured, Threshold threshold) {
    mark(fault, measured > threshold.fails, measured > threshold.passes);
  }
  void mark(LineFault fault, bool fails, bool is_weak) {
    if (fails || is_weak) {
      judgement_.faults.push_back(fault);
      judgement_.verdict = fails ? Verdict::failed : std::max(judgement_.verdict, Verdict::weak);
    }
  }
  [[nodiscard]] Judgement judgement() && { return std::move(judgement_); }

 private:
  Judgement judgement_;
};

}  // namespace

Judgement judge(const LineMeasures& measures) {
  Judge judge;
  judge.at_least(LineFault::up, measures.up_kbps, kUpKbps);
  judge.at_least(LineFault::down, measures.down_kbps, kDownKbps);
  judge.at_most(LineFault::loss, measures.loss_percent, kLossPercent);
  judge.at_most(LineFault::rtt, measures.rtt_ms, kRttMs);
  judge.at_most(LineFault::jitter, measures.jitter_ms, kJitterMs);
  judge.mark(LineFault::camera, false, !measures.camera);
  judge.mark(LineFault::microphone, !measures.microphone, false);
  judge.mark(LineFault::speaker, !measures.speaker, false);
  return std::move(judge).judgement();
}

Decision decide_one(const State& state, const RecordLineTest& command, const Acting& /*by*/) {
  if (const auto refusal = hindrance(state, command.site)) {
    return failure(*refusal);
  }
  const LineMeasures& measures = command;
  return events(LineTestRecorded{measures, judge(measures), state.desk.line_tests_made + 1, command.site});
}

Decision decide_one(const State& state, const SignLineTest& command, const Acting& /*by*/) {
  if (const auto refusal = hindrance(state, command.site)) {
    return failure(*refusal);
  }
  const LineTest* const last = last_test(state, command.site);
  if (last == nullptr) {
    return failure(Refusal::no_line_test);
  }
  return last->signed_by == command.name ? nothing() : events(LineTestSigned{last->number, command.site, command.name});
}

Decision decide_one(const State& state, const GiveConsent& command, const Acting& /*by*/) {
  if (const auto refusal = hindrance(state, command.site)) {
    return failure(*refusal);
  }
  return state.site(command.site)->consent == command.given ? nothing()
                                                            : events(ConsentGiven{command.site, command.given});
}

Decision decide_one(const State& state, const CallRetest& command, const Acting& /*by*/) {
  if (const auto refusal = hindrance(state, command.site)) {
    return failure(*refusal);
  }
  const auto own = state.own.find(command.site);
  return own != state.own.end() && own->second.retest ? nothing() : events(RetestCalled{command.site});
}

void change(State& state, const LineTestRecorded& event, const EventRecord& record) {
  SiteState* const site = state.site(event.site);
  if (site == nullptr) {
    return;
  }
  LineTest test{static_cast<const LineMeasures&>(event),
                static_cast<const Judgement&>(event),
                event.number,
                event.site,
                record.at,
                name_of(state, record.by),
                {}};
  site->line = line_of(event.verdict);
  state.own[event.site].retest = false;
  state.own[event.site].line_test = test;
  state.desk.line_tests_made = std::max(state.desk.line_tests_made, event.number);
  std::vector<LineTest>& all = state.desk.line_tests;
  all.push_back(std::move(test));
  const auto of_site = [&](const LineTest& one) { return one.site == event.site; };
  if (static_cast<std::size_t>(std::ranges::count_if(all, of_site)) > kLineTestsPerSite) {
    all.erase(std::ranges::find_if(all, of_site));
  }
}

void change(State& state, const LineTestSigned& event, const EventRecord& /*record*/) {
  const auto test = std::ranges::find(state.desk.line_tests, event.number, &LineTest::number);
  if (test != state.desk.line_tests.end()) {
    test->signed_by = event.name;
  }
  const auto own = state.own.find(event.site);
  if (own != state.own.end() && own->second.line_test && own->second.line_test->number == event.number) {
    own->second.line_test->signed_by = event.name;
  }
}

void change(State& state, const ConsentGiven& event, const EventRecord& /*record*/) {
  if (SiteState* const site = state.site(event.site)) {
    site->consent = event.given;
  }
}

void change(State& state, const RetestCalled& event, const EventRecord& /*record*/) {
  if (state.site(event.site) != nullptr) {
    state.own[event.site].retest = true;
  }
}

}  // namespace diemcau::conference
