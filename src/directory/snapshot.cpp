#include "directory/snapshot.hpp"

#include <utility>

#include "directory/text.hpp"

namespace diemcau::directory {

void Snapshot::put(Entry entry) {
  OfKind& kind = kinds_.at(static_cast<std::size_t>(entry.kind));
  const std::string id = entry.id();
  if (const Entry* const before = find(entry.kind, id)) {
    const auto [begin, end] = kind.ids_of_name.equal_range(lowered(before->name()));
    for (auto at = begin; at != end; ++at) {
      if (at->second == id) {
        kind.ids_of_name.erase(at);
        break;
      }
    }
  }
  if (entry.kind == Kind::units) {
    tree_.put(id, entry.owner());
  }
  kind.ids_of_name.emplace(lowered(entry.name()), id);
  kind.entries.insert_or_assign(id, std::move(entry));
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
