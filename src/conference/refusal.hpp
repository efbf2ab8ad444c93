// Why a command was refused: the stable code for machines is the enumerator's name (to_text), and a sentence for
// people.
#pragma once

#include <cstdint>
#include <string_view>

#include "base/describe.hpp"

namespace diemcau::conference {

enum class Refusal : std::uint8_t {
  not_permitted,
  no_such_conference,
  already_created,
  invalid_field,
  conference_not_open,
  already_open,
  conference_concluded,
  no_such_site,
  site_not_present,
  already_has_floor,
  no_turn,
  turn_too_long,
  no_such_link,
  link_exists,
  last_chair_link,
  no_such_item,
  no_such_delegate,
  site_in_use,
  site_has_joined,
  not_presiding,
  conference_paused,
  no_such_request,
  no_next,
  no_preview,
  site_shown_twice,
  cannot_undo,
  undo_too_late,
  no_chair_link,
  no_such_paper,
  paper_not_approved,
  not_presenting,
  no_such_page,
  no_paper_shown,
  no_line_test,
  no_rehearsal,
  too_many,
  vote_open,
  vote_closed,
  no_such_motion,
  no_electors,
  not_elector,
  already_voted,
  ballot_key_lost,
  no_such_note,
  note_corrected,
  no_such_question,
  question_settled,
  stale,
};
BOOST_DESCRIBE_ENUM(Refusal, not_permitted, no_such_conference, already_created, invalid_field, conference_not_open,
                    already_open, conference_concluded, no_such_site, site_not_present, already_has_floor, no_turn,
                    turn_too_long, no_such_link, link_exists, last_chair_link, no_such_item, no_such_delegate,
                    site_in_use, site_has_joined, not_presiding, conference_paused, no_such_request, no_next,
                    no_preview, site_shown_twice, cannot_undo, undo_too_late, no_chair_link, no_such_paper,
                    paper_not_approved, not_presenting, no_such_page, no_paper_shown, no_line_test, no_rehearsal,
                    too_many, vote_open, vote_closed, no_such_motion, no_electors, not_elector, already_voted,
                    ballot_key_lost, no_such_note, note_corrected, no_such_question, question_settled, stale)

// One sentence that says what happened and what to do, in the product's two languages.
struct Text {
  std::string_view vi;
  std::string_view en;
};

[[nodiscard]] Text text_of(Refusal refusal);

}  // namespace diemcau::conference
