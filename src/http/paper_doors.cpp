#include "http/paper_doors.hpp"

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <memory>
#include <string>

#include "conference/papers.hpp"

namespace diemcau::http {
namespace {

// A parameter that is a slug, or left out, or empty.
template <class Id>
Result<std::optional<Id>, Refused> id_parameter(const Call& call, std::string_view name) {
  const std::string_view text = call.parameter(name).value_or("");
  if (text.empty()) {
    return std::optional<Id>{};
  }
  if (!is_slug(text)) {
    return failure(invalid_field("The parameter \"" + std::string{name} + "\" is no id."));
  }
  return std::optional<Id>{Id{std::string{text}}};
}

// All that the answer needs once the document was kept; the work itself touches only `document` and `kept`.
struct Submission {
  auth::Claims claims;
  conference::SubmitPaper paper;
  std::string type;
  std::string document;
  Result<server::KeptPaper, server::Problem> kept;
};

std::variant<Response, Refused> record(server::ConferenceHost& host, Submission& done, server::Now now) {
  if (!done.kept) {
    return refused(done.kept.error());
  }
  done.paper.content = done.kept->content;
  done.paper.pages = done.kept->pages;
  const auto executed = host.execute(done.claims, {done.paper, std::nullopt}, now);
  if (!executed) {
    return refused(executed.error());
  }
  const auto& submitted = std::get<conference::PaperSubmitted>(executed->records.at(0).event);
  Response response = json(
      201, boost::json::serialize(boost::json::object{{"id", submitted.paper.value()}, {"pages", submitted.pages}}));
  response.with("Location",
                "/api/v1/conferences/" + done.claims.conference.value() + "/papers/" + submitted.paper.value());
  return response;
}

std::string content_type_of(const Request& request) {
  const std::string_view field = request.field("Content-Type");
  return std::string{trimmed(field.substr(0, field.find(';')))};
}

std::string etag_of(std::string_view content) {
  return "\"" + std::string{content} + "\"";
}

Response with_paper_fields(Response response, const std::string& id, std::string_view content) {
  response.with("Content-Type", "application/pdf")
      .with("Content-Disposition", "inline; filename=\"" + id + ".pdf\"")
      .with("Content-Security-Policy", "script-src 'none'; base-uri 'none'; frame-ancestors 'self'")
      .with("Cache-Control", "private, no-cache")
      .with("ETag", etag_of(content));
  return response;
}

// Before the document is checked and kept, which costs time and room: of a paper that would be refused, nothing stays.
std::optional<Refused> refuse_submission(const Call& call, const auth::Claims& claims, conference::SubmitPaper paper) {
  paper.pages = 1;
  paper.content = std::string(conference::kPaperNameLength, '0');
  const auto would = call.services.host.would_execute(claims, paper, call.now);
  return would ? std::nullopt : std::optional{refused(would.error())};
}

}  // namespace

std::optional<Refused> refuse_paper(const Call& call) {
  const auto claims = authorised_for_path(call);
  if (!claims) {
    return claims.error();
  }
  if (!auth::may(claims->role, claims->site, auth::Act::submit_paper, std::nullopt)) {
    return refused(server::problem_of(conference::Refusal::not_permitted));
  }
  return std::nullopt;
}

Answer submit_paper(const Call& call) {
  if (auto refusal = refuse_paper(call)) {
    return *std::move(refusal);
  }
  const auto site = id_parameter<SiteId>(call, "site");
  const auto item = id_parameter<ItemId>(call, "item");
  if (!site || !item) {
    return site ? item.error() : site.error();
  }
  auto submission = std::make_shared<Submission>();
  submission->claims = authorised_for_path(call).value();
  submission->paper.title = std::string{call.parameter("title").value_or("")};
  submission->paper.site = *site;
  submission->paper.item = *item;
  if (auto refusal = refuse_submission(call, submission->claims, submission->paper)) {
    return *std::move(refusal);
  }
  submission->type = content_type_of(call.request);
  submission->document = std::string{call.request.body};
  server::PaperRoom& papers = call.services.papers;
  server::ConferenceHost& host = call.services.host;
  return Later{.work = [submission,
                        &papers] { submission->kept = papers.keep(submission->type, std::move(submission->document)); },
               .then = [submission, &host](server::Now now) { return record(host, *submission, now); },
               .takes_long = true};
}

Answer paper(const Call& call) {
  const auto claims = authorised_for_path(call);
  if (!claims) {
    return claims.error();
  }
  const std::string id{call.part("paper")};
  const auto content = call.services.host.paper(*claims, PaperId{id}, call.now);
  if (!content) {
    return refused(content.error());
  }
  if (call.request.field("If-None-Match") == etag_of(*content)) {
    return with_paper_fields(empty(304), id, *content);
  }
  // A long paper takes a while to be read and checked: not where everybody else waits.
  auto bytes = std::make_shared<Result<server::Frame, server::Problem>>();
  server::PaperRoom& papers = call.services.papers;
  return Later{.work = [bytes, &papers, name = *content] { *bytes = papers.read(name); },
               .then = [bytes, id, name = *content](server::Now) -> std::variant<Response, Refused> {
                 if (!*bytes) {
                   return refused(bytes->error());
                 }
                 return with_paper_fields(Response{.status = 200, .fields = {}, .body = **bytes}, id, name);
               }};
}

}  // namespace diemcau::http
