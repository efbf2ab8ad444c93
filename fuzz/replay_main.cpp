// Runs a fuzz body over every file of the folders named as arguments, over the empty input, and over every prefix of
// each short file: the part of fuzzing that an ordinary test run can afford. A folder that is missing is passed over.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

constexpr std::size_t kMaxPrefixBytes = 512;  // a prefix per byte: past this the time grows faster than the use

std::vector<std::uint8_t> contents(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

// The input is copied to its exact size, so that a sanitizer sees a read past its end.
void run(const std::vector<std::uint8_t>& input, std::size_t size) {
  const std::vector<std::uint8_t> exact(input.begin(), input.begin() + static_cast<std::ptrdiff_t>(size));
  LLVMFuzzerTestOneInput(exact.data(), exact.size());
}

std::size_t replay(const std::filesystem::path& folder) {
  std::size_t files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    const auto input = contents(entry.path());
    for (std::size_t size = 0; size < std::min(input.size(), kMaxPrefixBytes); ++size) run(input, size);
    run(input, input.size());
    ++files;
  }
  return files;
}

}  // namespace

int main(int count, char** arguments) try {
  run({}, 0);
  std::size_t files = 0;
  for (int i = 1; i < count; ++i) {
    if (std::filesystem::is_directory(arguments[i])) files += replay(arguments[i]);
  }
  std::printf("%zu files\n", files);
  return 0;
} catch (const std::exception& error) {
  std::fprintf(stderr, "%s\n", error.what());
  return 1;
}
