#include "directory/text.hpp"

#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <memory>
#include <utility>

#include "base/conference_ids.hpp"
#include "base/text.hpp"

namespace diemcau::directory {
namespace {

constexpr std::string_view kBlanks = " \t\r\n\v\f";

constexpr bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

std::string mapped(std::string_view text, int options) {
  struct Free {
    void operator()(utf8proc_uint8_t* bytes) const { std::free(bytes); }
  };
  utf8proc_uint8_t* made = nullptr;
  const utf8proc_ssize_t size =
      utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()), static_cast<utf8proc_ssize_t>(text.size()),
                   &made, static_cast<utf8proc_option_t>(options));
  const std::unique_ptr<utf8proc_uint8_t, Free> owner{made};
  return size < 0 ? std::string{} : std::string{reinterpret_cast<const char*>(made), static_cast<std::size_t>(size)};
}

std::string replaced(std::string text, std::string_view what, std::string_view by) {
  for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + by.size())) {
    text.replace(at, what.size(), by);
  }
  return text;
}

// ---- The dictionary's order ----

// Each letter is one byte by its place in the alphabet, behind blanks and digits. Marks that make a letter another one
// (breve, circumflex, horn) come in NFD behind it, and move it on.
constexpr std::u32string_view kAlphabet = U"aăâbcdđeêfghijklmnoôơpqrstuưvwxyz";
constexpr std::array<utf8proc_int32_t, 6> kTones{0, 0x300, 0x309, 0x303, 0x301, 0x323};
constexpr utf8proc_int32_t kBreve = 0x306;
constexpr utf8proc_int32_t kCircumflex = 0x302;
constexpr utf8proc_int32_t kHorn = 0x31B;
constexpr char kFirstLetter = 'A';
constexpr char kOther = '~';  // in front of what the alphabet does not have
constexpr char kTonesBegin = '\x01';

char letter_at(char32_t letter) {
  const auto place = kAlphabet.find(letter);
  return place == std::u32string_view::npos ? '\0' : static_cast<char>(kFirstLetter + static_cast<int>(place));
}

// The letter that a mark makes of a plain one: ă of a; 0 when it makes none.
char marked(char letter, utf8proc_int32_t mark) {
  struct Made {
    char32_t plain;
    utf8proc_int32_t mark;
    char32_t made;
  };
  static constexpr std::array kMade{Made{U'a', kBreve, U'ă'},      Made{U'a', kCircumflex, U'â'},
                                    Made{U'e', kCircumflex, U'ê'}, Made{U'o', kCircumflex, U'ô'},
                                    Made{U'o', kHorn, U'ơ'},       Made{U'u', kHorn, U'ư'}};
  const auto found =
      std::ranges::find_if(kMade, [&](const Made& one) { return letter_at(one.plain) == letter && one.mark == mark; });
  return found == kMade.end() ? '\0' : letter_at(found->made);
}

// A number sorts by how many digits it has, then by them.
void append_number(std::string& key, std::string_view digits) {
  digits.remove_prefix(std::min(digits.find_first_not_of('0'), digits.size() - 1));
  key += static_cast<char>('0' + std::min<std::size_t>(digits.size(), 9));
  key += digits;
}

// Builds the two halves of a key, letters and tones.
struct KeyBuilder {
  std::string letters;
  std::string tones;  // one for each byte of a letter

  void add(utf8proc_int32_t point) {
    const auto tone = std::ranges::find(kTones, point);
    if (letters.empty() && tone != kTones.end()) {
      return;
    }
    if (tone != kTones.end() && point != 0) {
      tones.back() = static_cast<char>('0' + (tone - kTones.begin()));
    } else if (const char made = letters.empty() ? '\0' : marked(letters.back(), point)) {
      letters.back() = made;
    } else if (const char letter = letter_at(static_cast<char32_t>(point))) {
      push(letter);
    } else if (point < 0x80) {
      push(' ');  // punctuation parts words, as a blank does
    } else {
      push_other(point);
    }
  }

  void add_number(std::string_view digits) {
    append_number(letters, digits);
    tones.resize(letters.size(), '0');
  }

 private:
  void push(char byte) {
    if (byte != ' ' || (!letters.empty() && letters.back() != ' ')) {
      letters += byte;
      tones += '0';
    }
  }
  void push_other(utf8proc_int32_t point) {
    std::array<utf8proc_uint8_t, 4> bytes{};
    const auto size = static_cast<std::size_t>(utf8proc_encode_char(point, bytes.data()));
    letters += kOther;
    letters.append(reinterpret_cast<const char*>(bytes.data()), size);
    tones.resize(letters.size(), '0');
  }
};

}  // namespace

std::string normalised(std::string_view text) {
  std::string made;
  for (const char c : mapped(text, UTF8PROC_STABLE | UTF8PROC_COMPOSE)) {
    const bool blank = static_cast<unsigned char>(c) <= 0x20 || c == 0x7F;
    if (!blank) {
      made += c;
    } else if (!made.empty() && made.back() != ' ') {
      made += ' ';
    }
  }
  if (!made.empty() && made.back() == ' ') {
    made.pop_back();
  }
  return made;
}

std::string lowered(std::string_view text) {
  return mapped(text, UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD);
}

std::string folded(std::string_view text) {
  constexpr int kOptions = UTF8PROC_STABLE | UTF8PROC_DECOMPOSE | UTF8PROC_CASEFOLD | UTF8PROC_STRIPMARK;
  return replaced(mapped(text, kOptions), "đ", "d");
}

std::size_t length_of(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(text, [](char c) { return (c & 0xC0) != 0x80; }));
}

std::string sort_key(std::string_view text) {
  const std::string plain = mapped(text, UTF8PROC_STABLE | UTF8PROC_DECOMPOSE | UTF8PROC_CASEFOLD);
  KeyBuilder key;
  std::string digits;
  std::string_view rest = plain;
  while (const auto character = take_character(rest)) {
    const auto point = static_cast<utf8proc_int32_t>(*character);
    const bool digit = point < 0x80 && is_digit(static_cast<char>(point));
    if (digit) {
      digits += static_cast<char>(point);
      continue;
    }
    if (!digits.empty()) {
      key.add_number(std::exchange(digits, {}));
    }
    key.add(point);
  }
  if (!digits.empty()) {
    key.add_number(digits);
  }
  key.tones.erase(key.tones.find_last_not_of('0') + 1);
  return key.letters + kTonesBegin + key.tones;
}

std::string slug_of(std::string_view name) {
  std::string slug;
  for (const char c : folded(name)) {
    if (slug.size() == kMaxSlugLength) {
      break;
    }
    if ((c >= 'a' && c <= 'z') || is_digit(c)) {
      slug += c;
    } else if (!slug.empty() && slug.back() != '-') {
      slug += '-';
    }
  }
  if (!slug.empty() && slug.back() == '-') {
    slug.pop_back();
  }
  return slug;
}

std::vector<std::string> words_of(std::string_view text, std::size_t most) {
  std::vector<std::string> words;
  while (words.size() < most) {
    const auto begin = text.find_first_not_of(kBlanks);
    if (begin == std::string_view::npos) {
      break;
    }
    const auto end = std::min(text.find_first_of(kBlanks, begin), text.size());
    words.emplace_back(text.substr(begin, end - begin));
    text.remove_prefix(end);
  }
  return words;
}

}  // namespace diemcau::directory
