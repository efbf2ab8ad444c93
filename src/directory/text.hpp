// Vietnamese text as the directory keeps, searches and sorts it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace diemcau::directory {

// All of these take UTF-8; what is none becomes empty.

// As it is kept: Unicode NFC, no blanks around it, one between words, line ends and control characters as blanks.
[[nodiscard]] std::string normalised(std::string_view text);
// As it is searched: lower case, NFC.
[[nodiscard]] std::string lowered(std::string_view text);
// As it is searched by those who type no marks: lower case, NFD without its combining marks, đ as d.
[[nodiscard]] std::string folded(std::string_view text);
// Characters (code points).
[[nodiscard]] std::size_t length_of(std::string_view text);

// Sorting these texts as bytes sorts the originals as a Vietnamese dictionary does (a ă â b … y), words before longer
// ones, tones (none, huyền, hỏi, ngã, sắc, nặng) only where the letters are the same, numbers by their value. Kept in
// the database, so the rule is ours: a library's would change with its version.
[[nodiscard]] std::string sort_key(std::string_view text);

// An id made of a name: "Bình Phước" is "binh-phuoc". Empty when nothing of it can be written so.
[[nodiscard]] std::string slug_of(std::string_view name);

// The words of a query, at most `most`.
[[nodiscard]] std::vector<std::string> words_of(std::string_view text, std::size_t most);

}  // namespace diemcau::directory
