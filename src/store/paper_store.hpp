// Where papers lie. A port: files that are never changed, named by what is in them.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "store/store.hpp"

namespace diemcau::store {

// A paper's bytes, shared by all who are sending them.
using PaperBytes = std::shared_ptr<const std::string>;

// Used from any thread. Every call blocks until it is done; `put` until the paper is on disk.
class PaperStore {
 public:
  PaperStore() = default;
  PaperStore(const PaperStore&) = delete;
  PaperStore& operator=(const PaperStore&) = delete;
  virtual ~PaperStore() = default;

  // Keeps the paper and gives its name: the SHA-256 of its bytes, in hexadecimal. The same bytes are kept once.
  virtual Result<std::string, StoreError> put(std::string_view paper) = 0;
  // `corrupt` when there is no paper of this name, or it is not what its name says.
  virtual Result<PaperBytes, StoreError> get(std::string_view name) = 0;
};

}  // namespace diemcau::store
