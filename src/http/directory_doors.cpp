#include "http/directory_doors.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <charconv>
#include <memory>
#include <utility>

#include "directory/json.hpp"
#include "server/directory.hpp"

namespace diemcau::http {
namespace {

using directory::Kind;
using server::SheetFormat;

constexpr std::string_view kXlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
constexpr std::size_t kPageEntries = 100;
// Of a preview: nobody reads more, and the answer stays below some MiB. Rows with faults go before those without.
constexpr std::size_t kMaxPreviewRows = 2'000;

Result<Kind, Refused> kind_of(const std::optional<std::string_view>& text) {
  const auto kind = from_text<Kind>(text.value_or(std::string_view{}));
  if (!kind) {
    return failure(not_found());
  }
  return *kind;
}

// Somebody who has signed in asks about a kind of entries.
Result<Kind, Refused> admitted(const Call& call, const std::optional<std::string_view>& kind) {
  if (const auto caller = signed_in(call); !caller) {
    return failure(caller.error());
  }
  return kind_of(kind);
}
Result<Kind, Refused> admitted(const Call& call) {
  return admitted(call, call.part("kind"));
}

Result<std::size_t, Refused> limit_of(const Call& call) {
  const auto text = call.parameter("limit");
  if (!text) {
    return kPageEntries;
  }
  std::size_t limit = 0;
  const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), limit);
  if (error != std::errc{} || end != text->data() + text->size() || limit == 0 || limit > server::kMaxPageEntries) {
    return failure(invalid_field("The parameter \"limit\" is no number from 1 to 500."));
  }
  return limit;
}

// A parameter that says nothing when it is empty.
std::optional<std::string> said(const Call& call, std::string_view name) {
  const auto text = call.parameter(name);
  return text && !text->empty() ? std::optional{std::string{*text}} : std::nullopt;
}

Answer entry_answer(unsigned status, const directory::Entry& entry) {
  return json(status, boost::json::serialize(directory::to_json(entry)));
}

boost::json::object to_json(const directory::ImportRow& row, bool vietnamese) {
  boost::json::array faults;
  for (const directory::Fault& fault : row.faults) {
    faults.push_back(directory::to_json(fault, vietnamese));
  }
  return {{"row", row.row},
          {"values", directory::to_json(row.entry)},
          {"changes", row.changes},
          {"faults", std::move(faults)}};
}

Response import_answer(const server::ImportOutcome& outcome, Language language) {
  const auto& rows = outcome.plan.rows;
  const std::size_t faulty = outcome.plan.faulty();
  std::size_t faulty_left = std::min(faulty, kMaxPreviewRows);
  std::size_t good_left = std::min(rows.size() - faulty, kMaxPreviewRows - faulty_left);
  boost::json::array shown;
  for (const directory::ImportRow& row : rows) {
    std::size_t& left = row.faults.empty() ? good_left : faulty_left;
    if (left > 0) {
      --left;
      shown.push_back(to_json(row, language == Language::vi));
    }
  }
  boost::json::object body;
  body["left_out"] = rows.size() - shown.size();
  body["rows"] = std::move(shown);
  body["good"] = rows.size() - faulty;
  body["faulty"] = faulty;
  body["written"] = outcome.written;
  body["passed_over"] = boost::json::array(outcome.plan.passed_over.begin(), outcome.plan.passed_over.end());
  return json(200, boost::json::serialize(body));
}

std::string file_name(Kind kind, SheetFormat format) {
  return std::string{to_text(kind)} + "." + std::string{to_text(format)};
}

}  // namespace

Answer directory_list(const Call& call) {
  const auto kind = admitted(call);
  if (!kind) {
    return kind.error();
  }
  const auto limit = limit_of(call);
  if (!limit) {
    return limit.error();
  }
  const auto listing =
      call.services.directory.list({.kind = *kind,
                                    .words = std::string{call.parameter("q").value_or(std::string_view{})},
                                    .unit = said(call, "unit"),
                                    .after = said(call, "after"),
                                    .limit = *limit});
  if (!listing) {
    return refused(listing.error());
  }
  // The entries are JSON already.
  std::string body = "{\"" + std::string{to_text(*kind)} + "\":[";
  for (const std::string& entry : listing->entries) {
    body.append(body.ends_with('[') ? "" : ",").append(entry);
  }
  boost::json::object rest{{"total", listing->total}};
  if (listing->next) {
    rest["next"] = *listing->next;
  }
  body.append("],").append(boost::json::serialize(rest).substr(1));
  return json(200, std::move(body));
}

Answer directory_add(const Call& call) {
  const auto kind = admitted(call);
  if (!kind) {
    return kind.error();
  }
  const auto object = directory::parse_object(call.request.body);
  if (!object) {
    return malformed_json();
  }
  const auto added = call.services.directory.add(*kind, *object);
  if (!added) {
    return refused(added.error());
  }
  Answer answer = entry_answer(201, *added);
  std::get<Response>(answer).with("Location", "/api/v1/directory/" + std::string{to_text(*kind)} + "/" + added->id());
  return answer;
}

Answer directory_entry(const Call& call) {
  const auto kind = admitted(call);
  if (!kind) {
    return kind.error();
  }
  const auto entry = call.services.directory.find(*kind, call.part("id"));
  return entry ? entry_answer(200, *entry) : Answer{refused(entry.error())};
}

Answer directory_edit(const Call& call) {
  const auto kind = admitted(call);
  if (!kind) {
    return kind.error();
  }
  const auto object = directory::parse_object(call.request.body);
  if (!object) {
    return malformed_json();
  }
  const auto changed = call.services.directory.replace(*kind, call.part("id"), *object);
  return changed ? entry_answer(200, *changed) : Answer{refused(changed.error())};
}

Answer directory_remove(const Call& call) {
  const auto kind = admitted(call);
  if (!kind) {
    return kind.error();
  }
  const auto removed = call.services.directory.remove(*kind, call.part("id"));
  return removed ? Answer{empty(204)} : Answer{refused(removed.error())};
}

std::optional<Refused> directory_import_refusal(const Call& call) {
  const auto kind = admitted(call, call.parameter("kind"));
  return kind ? std::nullopt : std::optional{kind.error()};
}

Answer directory_import(const Call& call) {
  const auto kind = admitted(call, call.parameter("kind"));
  if (!kind) {
    return kind.error();
  }
  struct File {
    std::string bytes;
    Result<sheet::Table, server::Problem> table;
  };
  const auto file = std::make_shared<File>(File{std::string{call.request.body}, sheet::Table{}});
  const SheetFormat format = has_content_type(call.request, kXlsx) ? SheetFormat::xlsx : SheetFormat::csv;
  const bool write = call.parameter("write") == std::string_view{"true"};
  return Later{.work = [file, format] { file->table = server::read_table(format, file->bytes); },
               .then = [file, &directory = call.services.directory, kind = *kind, write,
                        language = language_of(call.request)](server::Now) -> std::variant<Response, Refused> {
                 if (!file->table) {
                   return refused(file->table.error());
                 }
                 const auto outcome = directory.import(kind, *file->table, write);
                 if (!outcome) {
                   return refused(outcome.error());
                 }
                 return import_answer(*outcome, language);
               }};
}

Answer directory_export(const Call& call) {
  const auto kind = admitted(call, call.parameter("kind"));
  if (!kind) {
    return kind.error();
  }
  const auto format = from_text<SheetFormat>(call.parameter("format").value_or("csv"));
  if (!format) {
    return invalid_field("The parameter \"format\" is csv or xlsx.");
  }
  auto table = call.services.directory.table(*kind);
  if (!table) {
    return refused(table.error());
  }
  struct File {
    sheet::Table table;
    std::string bytes;
  };
  const auto file = std::make_shared<File>(File{std::move(*table), {}});
  return Later{
      .work = [file, kind = *kind,
               format = *format] { file->bytes = server::write_table(format, kind, std::exchange(file->table, {})); },
      .then = [file, kind = *kind, format = *format](server::Now) -> std::variant<Response, Refused> {
        Response response{.status = 200, .fields = {}, .body = std::move(file->bytes)};
        response.with("Content-Type", format == SheetFormat::csv ? "text/csv; charset=utf-8" : std::string{kXlsx})
            .with("Content-Disposition", "attachment; filename=\"" + file_name(kind, format) + "\"")
            .with("Cache-Control", "no-store");
        return response;
      }};
}

}  // namespace diemcau::http
