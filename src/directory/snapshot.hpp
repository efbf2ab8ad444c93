// The directory as it is at one moment, as far as a decision needs it.
#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "directory/entry.hpp"
#include "directory/fault.hpp"
#include "directory/tree.hpp"

namespace diemcau::directory {

class Snapshot {
 public:
  void put(Entry entry);
  void remove(Kind kind, std::string_view id);
  // Null when there is none.
  [[nodiscard]] const Entry* find(Kind kind, std::string_view id) const;
  // The entry of this id, or else the only one of this name (capitals do not matter); otherwise why not.
  [[nodiscard]] Result<std::string, Fault::Code> resolve(Kind kind, std::string_view text) const;
  [[nodiscard]] const UnitTree& tree() const { return tree_; }
  [[nodiscard]] std::size_t size(Kind kind) const { return of(kind).entries.size(); }

 private:
  struct OfKind {
    std::map<std::string, Entry, std::less<>> entries;
    std::multimap<std::string, std::string, std::less<>> ids_of_name;  // by `lowered` name

    void forget_name(const Entry& entry);
  };
  [[nodiscard]] const OfKind& of(Kind kind) const { return kinds_.at(static_cast<std::size_t>(kind)); }

  std::array<OfKind, 3> kinds_;
  UnitTree tree_;
};

}  // namespace diemcau::directory
