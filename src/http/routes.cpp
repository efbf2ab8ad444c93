#include <array>

#include "http/account_doors.hpp"
#include "http/command_doors.hpp"
#include "http/directory_doors.hpp"
#include "http/media_doors.hpp"
#include "http/office_doors.hpp"
#include "http/paper_doors.hpp"
#include "http/router.hpp"
#include "http/service_doors.hpp"
#include "sheet/table.hpp"

namespace diemcau::http {
namespace {

constexpr std::string_view kJson = "application/json";
constexpr std::string_view kSdp = "application/sdp";
// Files of spreadsheet programs; the largest directory, every site of the country, has some 5 MiB.
constexpr std::string_view kTable = "text/csv, application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
constexpr FileBody kTableFile{sheet::kMaxFileBytes, directory_import_refusal};
constexpr std::string_view kPaper =
    "application/pdf, application/vnd.openxmlformats-officedocument.wordprocessingml.document, "
    "application/vnd.openxmlformats-officedocument.presentationml.presentation, "
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet, application/msword, "
    "application/vnd.ms-powerpoint, application/vnd.ms-excel, application/vnd.oasis.opendocument.text, "
    "application/vnd.oasis.opendocument.presentation";
// A thousand sites with their people and five thousand delegates.
constexpr FileBody kConferenceFile{std::size_t{4} << 20U, refuse_creation};
constexpr FileBody kPaperFile{server::kMaxPaperBytes, refuse_paper};
constexpr std::string_view kFragment = "application/trickle-ice-sdpfrag";

// clang-format off
constexpr std::array kRoutes{
    Route{"GET",    "/healthz",                                          health,            "health",            {}},
    Route{"GET",    "/metrics",                                          metrics,           "metrics",           {}},
    Route{"GET",    "/api/v1/openapi.json",                              openapi,           "openapi",           {}},
    Route{"GET",    "/api/v1/me",                                        me,                "me",                {}},
    Route{"POST",   "/api/v1/login",                                     login,             "login",             kJson},
    Route{"POST",   "/api/v1/logout",                                    logout,            "logout",            {}},
    Route{"GET",    "/api/v1/account",                                   account,           "account",           {}},
    Route{"POST",   "/api/v1/account/password",                          change_password,   "change_password",   kJson},
    Route{"GET",    "/api/v1/accounts",                                  accounts,          "accounts",          {}},
    Route{"POST",   "/api/v1/accounts",                                  add_account,       "add_account",       kJson},
    Route{"PATCH",  "/api/v1/accounts/{name}",                           edit_account,      "edit_account",      kJson},
    Route{"DELETE", "/api/v1/accounts/{name}",                           remove_account,    "remove_account",    {}},
    Route{"POST",   "/api/v1/directory/import",                          directory_import,  "directory_import",  kTable, kTableFile},
    Route{"GET",    "/api/v1/directory/export",                          directory_export,  "directory_export",  {}},
    Route{"GET",    "/api/v1/directory/{kind}",                          directory_list,    "directory_list",    {}},
    Route{"POST",   "/api/v1/directory/{kind}",                          directory_add,     "directory_add",     kJson},
    Route{"GET",    "/api/v1/directory/{kind}/{id}",                     directory_entry,   "directory_entry",   {}},
    Route{"PUT",    "/api/v1/directory/{kind}/{id}",                     directory_edit,    "directory_edit",    kJson},
    Route{"DELETE", "/api/v1/directory/{kind}/{id}",                     directory_remove,  "directory_remove",  {}},
    Route{"GET",    "/api/v1/conferences",                               conferences,       "conferences",       {}},
    Route{"POST",   "/api/v1/conferences",                               create_conference, "create_conference", kJson, kConferenceFile},
    Route{"POST",   "/api/v1/conferences/{id}/robots",                   run_robots,        "run_robots",        kJson},
    Route{"GET",    "/api/v1/conferences/{id}",                          conference,        "conference",        {}},
    Route{"POST",   "/api/v1/conferences/{id}/commands",                 command,           "command",           kJson},
    Route{"GET",    "/api/v1/conferences/{id}/links",                    links,             "links",             {}},
    Route{"POST",   "/api/v1/conferences/{id}/papers",                   submit_paper,      "submit_paper",      kPaper, kPaperFile},
    Route{"GET",    "/api/v1/conferences/{id}/papers/{paper}",           paper,             "paper",             {}},
    Route{"GET",    "/api/v1/conferences/{id}/events",                   events,            "events",            {}},
    Route{"POST",   "/api/v1/conferences/{id}/whip",                     whip,              "whip",              kSdp},
    Route{"POST",   "/api/v1/conferences/{id}/whep",                     whep,              "whep",              kSdp},
    Route{"PATCH",  "/api/v1/conferences/{id}/sessions/{session}",       patch_session,     "patch_session",     kFragment},
    Route{"DELETE", "/api/v1/conferences/{id}/sessions/{session}",       delete_session,    "delete_session",    {}},
    Route{"PUT",    "/api/v1/conferences/{id}/sessions/{session}/sizes", size_slots,        "size_slots",        kJson},
};
// clang-format on

}  // namespace

std::span<const Route> routes() {
  return kRoutes;
}

}  // namespace diemcau::http
