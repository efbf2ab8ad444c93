#include "directory/tree.hpp"

#include <gtest/gtest.h>

namespace diemcau::directory {
namespace {

UnitTree chain(std::size_t levels) {
  UnitTree tree;
  for (std::size_t i = 0; i < levels; ++i) {
    tree.put(std::to_string(i), i == 0 ? "" : std::to_string(i - 1));
  }
  return tree;
}

TEST(UnitTree, MovesASubtreeButNotBelowItself) {
  UnitTree tree;
  tree.put("bo", "");
  tree.put("tinh", "bo");
  tree.put("xa", "tinh");
  tree.put("cuc", "bo");
  struct Case {
    std::string_view unit, parent;
    Standing standing;
  };
  const Case cases[] = {{"tinh", "cuc", Standing::sound}, {"tinh", "", Standing::sound},
                        {"tinh", "xa", Standing::cycle},  {"bo", "xa", Standing::cycle},
                        {"xa", "xa", Standing::cycle},    {"moi", "xa", Standing::sound}};
  for (const Case& one : cases) {
    EXPECT_EQ(tree.if_moved(one.unit, one.parent), one.standing) << one.unit << " below " << one.parent;
    EXPECT_EQ(tree.standing("xa"), Standing::sound) << "asking moved it";
  }
}

TEST(UnitTree, IsOnlySoDeep) {
  EXPECT_EQ(chain(kMaxDepth).standing(std::to_string(kMaxDepth - 1)), Standing::sound);
  EXPECT_EQ(chain(kMaxDepth + 1).standing(std::to_string(kMaxDepth)), Standing::too_deep);
  UnitTree tree = chain(kMaxDepth - 1);  // room for one level more
  tree.put("one", "");
  EXPECT_EQ(tree.if_moved("one", std::to_string(kMaxDepth - 2)), Standing::sound);
  tree.put("two", "one");
  EXPECT_EQ(tree.if_moved("one", std::to_string(kMaxDepth - 2)), Standing::too_deep) << "what stands below it counts";
  EXPECT_EQ(tree.if_moved("one", std::to_string(kMaxDepth - 3)), Standing::sound);
}

TEST(UnitTree, EndsOnCyclesThatATableBrought) {
  UnitTree tree;
  tree.put("a", "b");
  tree.put("b", "a");
  tree.put("below", "a");
  EXPECT_EQ(tree.standing("a"), Standing::cycle);
  EXPECT_NE(tree.standing("below"), Standing::sound);
  EXPECT_EQ(tree.standing("none"), Standing::sound);
}

}  // namespace
}  // namespace diemcau::directory
