#include "directory/snapshot.hpp"

#include <algorithm>
#include <utility>

#include "directory/text.hpp"

namespace diemcau::directory {

void Snapshot::OfKind::forget_name(const Entry& entry) {
  const auto [begin, end] = ids_of_name.equal_range(lowered(entry.name()));
  const auto own = std::find_if(begin, end, [&](const auto& one) { return one.second == entry.id(); });
  if (own != end) {
    ids_of_name.erase(own);
  }
}

void Snapshot::put(Entry entry) {
  OfKind& kind = kinds_.at(static_cast<std::size_t>(entry.kind));
  const std::string id = entry.id();
  if (const Entry* const before = find(entry.kind, id)) {
    kind.forget_name(*before);
  }
  if (entry.kind == Kind::units) {
    tree_.put(id, entry.owner());
  }
  kind.ids_of_name.emplace(lowered(entry.name()), id);
  kind.entries.insert_or_assign(id, std::move(entry));
}

void Snapshot::remove(Kind of_kind, std::string_view id) {
  OfKind& kind = kinds_.at(static_cast<std::size_t>(of_kind));
  const auto found = kind.entries.find(id);
  if (found == kind.entries.end()) {
    return;
  }
  kind.forget_name(found->second);
  if (of_kind == Kind::units) {
    tree_.remove(id);
  }
  kind.entries.erase(found);
}

const Entry* Snapshot::find(Kind kind, std::string_view id) const {
  const auto found = of(kind).entries.find(id);
  return found == of(kind).entries.end() ? nullptr : &found->second;
}

Result<std::string, Fault::Code> Snapshot::resolve(Kind kind, std::string_view text) const {
  if (find(kind, text) != nullptr) {
    return std::string{text};
  }
  const auto [begin, end] = of(kind).ids_of_name.equal_range(lowered(text));
  if (begin == end) {
    return failure(kind == Kind::units ? Fault::Code::no_such_unit : Fault::Code::no_such_site);
  }
  if (std::next(begin) != end) {
    return failure(Fault::Code::ambiguous);
  }
  return begin->second;
}

}  // namespace diemcau::directory
