#include "conference/field_faults.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <string_view>
#include <utility>
#include <variant>

#include "base/conference_ids.hpp"
#include "base/text.hpp"
#include "conference/limits.hpp"

namespace diemcau::conference {
namespace {

constexpr std::uint32_t kHundred = 100;

// Collects the faults of one command.
class Fields {
 public:
  explicit Fields(WallTime now) : now_(now) {}

  [[nodiscard]] WallTime now() const { return now_; }
  void text(std::string_view field, std::string_view value, std::size_t most = kMaxTextBytes) {
    require(value.find_first_not_of(" \t\r\n") != std::string_view::npos, field, FaultKind::missing);
    may_be_text(field, value, most);
  }
  void may_be_text(std::string_view field, std::string_view value, std::size_t most = kMaxTextBytes) {
    require(value.size() <= most, field, FaultKind::too_long);
    require(is_readable(value), field, FaultKind::unreadable);
  }
  // a-z, 0-9 and _
  void word(std::string_view field, std::string_view value) {
    constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyz0123456789_";
    text(field, value, kMaxWordLength);
    require(value.find_first_not_of(kLetters) == std::string_view::npos, field, FaultKind::malformed);
  }
  void slug(std::string_view field, std::string_view value) { require(is_slug(value), field, FaultKind::malformed); }
  void range(std::string_view field, std::uint64_t value, std::uint64_t least, std::uint64_t most) {
    require(value >= least && value <= most, field, FaultKind::out_of_range);
  }
  void require(bool holds, std::string_view field, FaultKind kind) {
    if (!holds && faults_.size() < kMaxFieldFaults) {
      faults_.push_back({prefix_ + std::string{field}, kind});
    }
  }

  // While it lives, fields are those of a part: "item." or "sites[3].".
  class Part {
   public:
    Part(Fields& fields, const std::string& name) : fields_(fields), before_(fields.prefix_) {
      fields_.prefix_ += name + ".";
    }
    ~Part() { fields_.prefix_ = before_; }
    Part(const Part&) = delete;
    Part& operator=(const Part&) = delete;

   private:
    Fields& fields_;
    std::string before_;
  };

  [[nodiscard]] std::vector<FieldFault> take() && { return std::move(faults_); }

 private:
  WallTime now_;
  std::string prefix_;
  std::vector<FieldFault> faults_;
};

// `look` at each element as a part of its own.
template <class T, class Look>
void each(Fields& fields, const std::string& list, const std::vector<T>& elements, std::size_t most, Look look) {
  fields.require(elements.size() <= most, list, FaultKind::too_long);
  for (std::size_t i = 0; i < std::min(elements.size(), most); ++i) {
    const Fields::Part part{fields, list + "[" + std::to_string(i) + "]"};
    look(elements[i]);
  }
}

// ---- What stands in several commands --------------------------------------------------------------------------------

void look(Fields& fields, const InvitedSite& site) {
  fields.slug("id", site.id.value());
  fields.require(site.id.value() != kToDesk && site.id.value() != kToAll, "id", FaultKind::malformed);
  fields.text("name", site.name);
  fields.may_be_text("unit", site.unit, kMaxShortBytes);
  fields.may_be_text("head", site.head, kMaxShortBytes);
  fields.may_be_text("operator", site.operator_, kMaxShortBytes);
  fields.may_be_text("phone", site.phone, kMaxShortBytes);
}

void look(Fields& fields, const Item& item) {
  fields.word("kind", item.kind);
  fields.text("title", item.title);
  if (item.speaker) {
    fields.text("speaker", *item.speaker);
  }
  fields.range("minutes", item.minutes, 0, kMaxItemMinutes);
}

void look(Fields& fields, const InvitedDelegate& delegate) {
  fields.slug("id", delegate.id.value());
  fields.text("name", delegate.name, kMaxShortBytes);
  fields.may_be_text("post", delegate.post, kMaxShortBytes);
  fields.range("weight", delegate.weight, 1, kMaxWeight);
}

void look_at_link(Fields& fields, const LinkId& link, auth::Role role, const std::optional<SiteId>& site) {
  fields.slug("link", link.value());
  fields.require(auth::is_of_links(role), "role", FaultKind::out_of_range);
  const bool is_site = role == auth::Role::site;
  fields.require(!is_site || site, "site", FaultKind::missing);
  fields.require(is_site || !site, "site", FaultKind::misplaced);
}

// ---- Setting up -----------------------------------------------------------------------------------------------------

void look(Fields& fields, const Create& create) {
  fields.text("title", create.title);
  fields.may_be_text("topic", create.topic);
  fields.word("kind", create.kind);
  fields.require(!create.sites.empty(), "sites", FaultKind::missing);
  std::set<SiteId> sites;
  each(fields, "sites", create.sites, kMaxSites, [&](const InvitedSite& site) {
    look(fields, site);
    fields.require(sites.insert(site.id).second, "id", FaultKind::repeated);
  });
  const auto is_site = [&](const std::optional<SiteId>& site) { return !site || sites.contains(*site); };
  fields.require(is_site(create.main_site), "main_site", FaultKind::unknown);
  std::set<ItemId> items;
  each(fields, "programme", create.programme, kMaxProgrammeItems, [&](const Item& item) {
    look(fields, item);
    fields.require(item.id.value().empty() || items.insert(item.id).second, "id", FaultKind::repeated);
    fields.require(is_site(item.site), "site", FaultKind::unknown);
    fields.require(!item.paper, "paper", FaultKind::misplaced);
  });
  std::set<DelegateId> delegates;
  each(fields, "delegates", create.delegates, kMaxDelegates, [&](const InvitedDelegate& delegate) {
    look(fields, delegate);
    fields.require(delegates.insert(delegate.id).second, "id", FaultKind::repeated);
    fields.require(is_site(delegate.site), "site", FaultKind::unknown);
  });
  std::set<LinkId> links;
  each(fields, "links", create.links, kMaxLinks, [&](const LinkIssued& link) {
    look_at_link(fields, link.link, link.role, link.site);
    fields.require(links.insert(link.link).second, "link", FaultKind::repeated);
    fields.require(is_site(link.site), "site", FaultKind::unknown);
  });
}

void look(Fields& fields, const EditConference& edit) {
  if (edit.title) {
    fields.text("title", *edit.title);
  }
  fields.may_be_text("topic", edit.topic.value_or(""));
  if (edit.kind) {
    fields.word("kind", *edit.kind);
  }
  fields.range("quorum_percent", edit.quorum_percent.value_or(0), 0, kHundred);
}

void look(Fields& fields, const PutItem& put) {
  const Fields::Part part{fields, "item"};
  look(fields, put.item);
}

void look(Fields& fields, const PutSite& put) {
  const Fields::Part part{fields, "site"};
  look(fields, put.site);
}

void look(Fields& fields, const PutDelegate& put) {
  const Fields::Part part{fields, "delegate"};
  look(fields, put.delegate);
}

void look(Fields& fields, const AnswerInvitation& answer) {
  fields.range("attending", answer.attending.value_or(0), 0, kMaxPeople);
}

void look(Fields& fields, const IssueLink& issue) {
  look_at_link(fields, issue.link, issue.role, issue.site);
  fields.may_be_text("name", issue.name.value_or(""), kMaxShortBytes);
  fields.require(!issue.expires_at || *issue.expires_at > fields.now(), "expires_at", FaultKind::out_of_range);
}

// ---- Papers and the line test ---------------------------------------------------------------------------------------

void look(Fields& fields, const SubmitPaper& submit) {
  const bool is_hash = submit.content.size() == kPaperNameLength &&
                       submit.content.find_first_not_of("0123456789abcdef") == std::string::npos;
  fields.text("title", submit.title);
  fields.range("pages", submit.pages, 1, kMaxPaperPages);
  fields.require(is_hash, "content", FaultKind::malformed);
}

void look(Fields& fields, const ReturnPaper& giving_back) {
  fields.text("reason", giving_back.reason);  // whoever wrote it must know what to mend
}

void look(Fields& fields, const RecordLineTest& record) {
  fields.range("up_kbps", record.up_kbps, 0, kMaxKbps);
  fields.range("down_kbps", record.down_kbps, 0, kMaxKbps);
  fields.range("loss_percent", record.loss_percent, 0, kHundred);
  fields.range("rtt_ms", record.rtt_ms, 0, kMaxMeasuredMs);
  fields.range("jitter_ms", record.jitter_ms, 0, kMaxMeasuredMs);
  fields.may_be_text("path", record.path, kMaxShortBytes);
  fields.may_be_text("note", record.note, kMaxShortBytes);
}

void look(Fields& fields, const SignLineTest& sign) {
  fields.text("name", sign.name, kMaxShortBytes);
}

// ---- On the day -----------------------------------------------------------------------------------------------------

void look(Fields& fields, const RequestFloor& request) {
  fields.may_be_text("topic", request.topic, kMaxTopicBytes);
}

void look(Fields& fields, const ReorderQueue& reorder) {
  const std::set<std::uint64_t> named{reorder.numbers.begin(), reorder.numbers.end()};
  fields.require(reorder.numbers.size() <= kMaxRequests, "numbers", FaultKind::too_long);
  fields.require(named.size() == reorder.numbers.size(), "numbers", FaultKind::repeated);
}

void look(Fields& fields, const GiveFloor& give) {
  fields.may_be_text("topic", give.topic.value_or(""), kMaxTopicBytes);
  fields.range("minutes", give.minutes.value_or(1), 1, kMaxTurnMinutes);
}

void look(Fields& fields, const ExtendTurn& extend) {
  fields.range("minutes", extend.minutes, 1, kMaxTurnMinutes);
}

void look(Fields& fields, const ShowStrap& show) {
  fields.text("title", show.title, kMaxStrapBytes);
  fields.may_be_text("subtitle", show.subtitle, kMaxStrapBytes);
}

void look(Fields& fields, const ShowSlate& show) {
  fields.text("text", show.text, kMaxSlateBytes);
}

// ---- The assembly ---------------------------------------------------------------------------------------------------

void look(Fields& fields, const ConfirmPresence& confirm) {
  const bool is_absent = confirm.roll == Attendance::absent;
  fields.require(confirm.roll != Attendance::not_called, "roll", FaultKind::missing);
  fields.range("headcount", confirm.headcount.value_or(0), 0, kMaxPeople);
  fields.require(!is_absent || !confirm.headcount, "headcount", FaultKind::misplaced);
  fields.may_be_text("absence", confirm.absence);
  fields.require(is_absent || confirm.absence.empty(), "absence", FaultKind::misplaced);
}

void look(Fields& fields, const OpenVote& open) {
  fields.text("title", open.title);
  fields.may_be_text("text", open.text);
  fields.range("quorum_percent", open.quorum_percent, 0, kHundred);
}

void look(Fields& fields, const TakeNote& take) {
  fields.text("text", take.text);
}

void look(Fields& fields, const CorrectNote& correct) {
  fields.text("text", correct.text);
}

void look(Fields& fields, const SendMessage& send) {
  fields.text("text", send.text, kMaxMessageBytes);
}

void look(Fields& fields, const AskQuestion& ask) {
  fields.text("text", ask.text, kMaxMessageBytes);
}

void look(Fields& fields, const AnswerQuestion& answer) {
  fields.text("answer", answer.answer);
}

}  // namespace

std::vector<FieldFault> field_faults(const Command& command, WallTime now) {
  Fields fields{now};
  std::visit(
      [&](const auto& one) {
        if constexpr (requires { look(fields, one); }) {
          look(fields, one);
        }
      },
      command);
  return std::move(fields).take();
}

Text text_of(FaultKind kind) {
  switch (kind) {
    case FaultKind::missing:
      return {"Chưa điền.", "Not filled in."};
    case FaultKind::too_long:
      return {"Quá dài. Hãy rút ngắn.", "Too long. Shorten it."};
    case FaultKind::unreadable:
      return {"Có ký tự không đọc được. Hãy gõ lại.", "It has characters that cannot be read. Type it again."};
    case FaultKind::malformed:
      return {"Chỉ dùng chữ thường không dấu, chữ số và dấu nối.", "Only a-z, 0-9 and the hyphen, please."};
    case FaultKind::out_of_range:
      return {"Ngoài giới hạn cho phép.", "Outside of what is allowed."};
    case FaultKind::repeated:
      return {"Trùng với một mục khác.", "Another one has the same."};
    case FaultKind::unknown:
      return {"Không có trong danh sách.", "Not in the list."};
    case FaultKind::misplaced:
      return {"Hãy để trống trường này.", "Leave this one empty."};
  }
  return {};
}

}  // namespace diemcau::conference
