// Doors of the directory, for those who have signed in: units, sites and delegates, one by one and as tables.
#pragma once

#include <optional>

#include "http/door.hpp"

namespace diemcau::http {

[[nodiscard]] Answer directory_list(const Call& call);    // GET /api/v1/directory/{kind}
[[nodiscard]] Answer directory_add(const Call& call);     // POST /api/v1/directory/{kind}
[[nodiscard]] Answer directory_entry(const Call& call);   // GET /api/v1/directory/{kind}/{id}
[[nodiscard]] Answer directory_edit(const Call& call);    // PUT /api/v1/directory/{kind}/{id}
[[nodiscard]] Answer directory_remove(const Call& call);  // DELETE /api/v1/directory/{kind}/{id}
[[nodiscard]] Answer directory_import(const Call& call);  // POST /api/v1/directory/import
[[nodiscard]] Answer directory_export(const Call& call);  // GET /api/v1/directory/export

// Who may send a file: asked before it is read.
[[nodiscard]] std::optional<Refused> directory_import_refusal(const Call& call);

}  // namespace diemcau::http
