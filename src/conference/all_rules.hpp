// The rules of all topics: what `decide` and `apply` choose from by the type of a command or event.
#pragma once

#include "conference/delegates_rules.hpp"
#include "conference/floor_rules.hpp"
#include "conference/invitations_rules.hpp"
#include "conference/links_rules.hpp"
#include "conference/messages_rules.hpp"
#include "conference/notes_rules.hpp"
#include "conference/phases_rules.hpp"
#include "conference/presence_rules.hpp"
#include "conference/presiding_rules.hpp"
#include "conference/programme_rules.hpp"
#include "conference/roll_rules.hpp"
#include "conference/scene_rules.hpp"
#include "conference/setup_rules.hpp"
#include "conference/undo_rules.hpp"
#include "conference/votes_rules.hpp"
