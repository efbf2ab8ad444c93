// Papers on their way in and out: checked by `document`, kept by the paper store. What they mean for the conference is
// the host's (SubmitPaper).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "document/inspect.hpp"
#include "server/conference_host.hpp"
#include "server/operator_log.hpp"
#include "server/problem.hpp"
#include "store/paper_store.hpp"

namespace diemcau::server {

// Bytes of one document. Scanned papers of a hundred pages are some 30 MB.
inline constexpr std::size_t kMaxPaperBytes = 50U * 1024 * 1024;

struct KeptPaper {
  std::string content;  // its name in the store
  std::uint32_t pages = 0;
};

// Both calls take long and touch nothing of the conferences: they may be made from any thread, `keep` from one at a
// time.
class PaperRoom {
 public:
  // Borrows the store.
  PaperRoom(store::PaperStore& store, document::DocumentTools tools, OperatorLog log = {});

  [[nodiscard]] Result<KeptPaper, Problem> keep(std::string_view content_type, std::string document);
  // The PDF of this name.
  [[nodiscard]] Result<Frame, Problem> read(std::string_view content);

 private:
  store::PaperStore& store_;
  document::DocumentTools tools_;
  OperatorLog log_;
};

}  // namespace diemcau::server
