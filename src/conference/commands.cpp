#include "conference/commands.hpp"

#include "base/overloaded.hpp"

namespace diemcau::conference {

std::string_view type_of(const Command& command) {
  return std::visit([]<class T>(const T&) { return type_name<T>(); }, command);
}

auth::Act act_of(const Command& command) {
  using auth::Act;
  return std::visit(Overloaded{
                        [](const Create&) { return Act::create; },
                        [](const IssueLink&) { return Act::issue_link; },
                        [](const RevokeLink&) { return Act::revoke_link; },
                        [](const Open&) { return Act::open; },
                        [](const GiveFloor&) { return Act::give_floor; },
                        [](const TakeBackFloor&) { return Act::take_back_floor; },
                        [](const TakeScene&) { return Act::take_scene; },
                        [](const MuteSite&) { return Act::mute_site; },
                        [](const Conclude&) { return Act::conclude; },
                        [](const JoinSite&) { return Act::state_media_fact; },
                        [](const LeaveSite&) { return Act::state_media_fact; },
                        [](const StartSource&) { return Act::state_media_fact; },
                        [](const StopSource&) { return Act::state_media_fact; },
                    },
                    command);
}

std::optional<SiteId> target_of(const Command& command) {
  return std::visit(Overloaded{
                        [](const GiveFloor& give) { return std::optional{give.site}; },
                        [](const TakeScene& take) { return std::optional{take.main}; },
                        [](const MuteSite& mute) { return std::optional{mute.site}; },
                        [](const JoinSite& join) { return std::optional{join.site}; },
                        [](const LeaveSite& leave) { return std::optional{leave.site}; },
                        [](const StartSource& start) { return std::optional{start.site}; },
                        [](const StopSource& stop) { return std::optional{stop.site}; },
                        [](const auto&) { return std::optional<SiteId>{}; },
                    },
                    command);
}

}  // namespace diemcau::conference
