#include "conference/papers_rules.hpp"

#include <algorithm>

namespace diemcau::conference {
namespace {

// A site shows what is its own, while it has the floor; the desk what it likes.
bool may_show(const State& state, const std::optional<SiteId>& whose, const Actor& actor) {
  return !actor.site || (whose == actor.site && state.turn && state.turn->site == *actor.site);
}

// Changes the paper for the desk and for its site.
template <class Change>
void change_both(State& state, const PaperId& id, Change change) {
  const auto found = std::ranges::find(state.desk.papers, id, &SubmittedPaper::id);
  if (found == state.desk.papers.end()) {
    return;
  }
  change(*found);
  if (!found->site) {
    return;
  }
  std::vector<SubmittedPaper>& own = state.own[*found->site].papers;
  const auto same = std::ranges::find(own, id, &SubmittedPaper::id);
  if (same == own.end()) {
    own.push_back(*found);
  } else {
    *same = *found;
  }
}

void unpublish(State& state, const PaperId& id) {
  std::erase_if(state.papers, [&](const Paper& one) { return one.id == id; });
  for (Item& item : state.programme) {
    if (item.paper == id) {
      item.paper.reset();
    }
  }
}

}  // namespace

const SubmittedPaper* submitted_paper(const State& state, const PaperId& wanted) {
  const auto found = std::ranges::find(state.desk.papers, wanted, &SubmittedPaper::id);
  return found == state.desk.papers.end() ? nullptr : &*found;
}

bool may_read(const SubmittedPaper& paper, const Actor& actor) {
  return paper.status == PaperStatus::approved || auth::is_desk(actor.role) || (actor.site && paper.site == actor.site);
}

Decision decide_one(const State& state, const SubmitPaper& command, const Acting& by) {
  const std::optional<SiteId>& site = command.site ? command.site : by.actor.site;
  if (site && state.site(*site) == nullptr) {
    return failure(Refusal::no_such_site);
  }
  if (command.item && state.programme_item(*command.item) == nullptr) {
    return failure(Refusal::no_such_item);
  }
  if (state.desk.papers.size() >= kMaxPapers) {
    return failure(Refusal::too_many);
  }
  return events(PaperSubmitted{.paper = PaperId{"paper-" + std::to_string(state.desk.papers.size() + 1)},
                               .title = command.title,
                               .site = site,
                               .item = command.item,
                               .pages = command.pages,
                               .content = command.content});
}

Decision decide_one(const State& state, const ApprovePaper& command, const Acting& /*by*/) {
  const SubmittedPaper* const paper = submitted_paper(state, command.paper);
  if (paper == nullptr) {
    return failure(Refusal::no_such_paper);
  }
  return paper->status == PaperStatus::approved ? nothing() : events(PaperApproved{command.paper});
}

Decision decide_one(const State& state, const ReturnPaper& command, const Acting& /*by*/) {
  const SubmittedPaper* const paper = submitted_paper(state, command.paper);
  if (paper == nullptr) {
    return failure(Refusal::no_such_paper);
  }
  if (paper->status == PaperStatus::returned && paper->reason == command.reason) {
    return nothing();
  }
  std::vector<Event> all;
  if (state.showing && state.showing->paper == command.paper) {
    all.emplace_back(PaperHidden{});
  }
  all.emplace_back(PaperReturned{command.paper, paper->site, command.reason});
  return all;
}

Decision decide_one(const State& state, const ShowPaper& command, const Acting& by) {
  const auto paper = std::ranges::find(state.papers, command.paper, &Paper::id);
  if (paper == state.papers.end()) {
    const bool is_known = submitted_paper(state, command.paper) != nullptr;
    return failure(is_known ? Refusal::paper_not_approved : Refusal::no_such_paper);
  }
  if (!may_show(state, paper->site, by.actor)) {
    return failure(Refusal::not_presenting);
  }
  if (command.page < 1 || command.page > paper->pages) {
    return failure(Refusal::no_such_page);
  }
  const bool is_shown = state.showing && state.showing->paper == paper->id && state.showing->page == command.page;
  return is_shown ? nothing() : events(PaperShown{command.paper, command.page});
}

Decision decide_one(const State& state, const TurnPage& command, const Acting& by) {
  if (!state.showing) {
    return failure(Refusal::no_paper_shown);
  }
  if (!may_show(state, state.showing->site, by.actor)) {
    return failure(Refusal::not_presenting);
  }
  if (command.page < 1 || command.page > state.showing->pages) {
    return failure(Refusal::no_such_page);
  }
  return state.showing->page == command.page ? nothing() : events(PageTurned{command.page});
}

Decision decide_one(const State& state, const HidePaper& /*command*/, const Acting& by) {
  if (!state.showing) {
    return nothing();
  }
  return may_show(state, state.showing->site, by.actor) ? events(PaperHidden{})
                                                        : Decision{failure(Refusal::not_presenting)};
}

void change(State& state, const PaperSubmitted& event, const EventRecord& record) {
  state.desk.papers.push_back(
      {{.id = event.paper, .title = event.title, .site = event.site, .item = event.item, .pages = event.pages},
       PaperStatus::submitted,
       {},
       record.at});
  state.paper_contents[event.paper] = event.content;
  change_both(state, event.paper, [](SubmittedPaper&) {});
}

void change(State& state, const PaperApproved& event, const EventRecord& /*record*/) {
  change_both(state, event.paper, [&](SubmittedPaper& paper) {
    paper.status = PaperStatus::approved;
    paper.reason.clear();
    unpublish(state, paper.id);
    state.papers.push_back(paper);
    Item* const item = paper.item ? state.programme_item(*paper.item) : nullptr;
    if (item != nullptr) {
      item->paper = paper.id;
    }
  });
}

void change(State& state, const PaperReturned& event, const EventRecord& /*record*/) {
  change_both(state, event.paper, [&](SubmittedPaper& paper) {
    paper.status = PaperStatus::returned;
    paper.reason = event.reason;
  });
  unpublish(state, event.paper);
}

void change(State& state, const PaperShown& event, const EventRecord& /*record*/) {
  const auto paper = std::ranges::find(state.papers, event.paper, &Paper::id);
  if (paper != state.papers.end()) {
    state.showing = Showing{paper->id, event.page, paper->pages, paper->site};
  }
}

void change(State& state, const PageTurned& event, const EventRecord& /*record*/) {
  if (state.showing) {
    state.showing->page = event.page;
  }
}

void change(State& state, const PaperHidden& /*event*/, const EventRecord& /*record*/) {
  state.showing.reset();
}

}  // namespace diemcau::conference
