#include "ingest/entry_names.h"

#include <unicode/unistr.h>

#include "engine/base/text.h"

namespace sen::ingest {
namespace {

constexpr std::size_t kMaxNameBytes = 200;

std::string fold_case(const std::string& name) {
  icu::UnicodeString wide = icu::UnicodeString::fromUTF8(name);
  wide.foldCase();
  std::string folded;
  wide.toUTF8String(folded);
  return to_nfc(folded).value_or(folded);
}

bool is_hidden_control(char32_t c) {
  const bool bidi = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0x200E || c == 0x200F;
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || bidi || c == 0xFEFF || c == 0x2028 || c == 0x2029;
}

}  // namespace

std::optional<Phrase> name_fault(std::string_view name) {
  if (name.empty()) return Phrase::NameEmpty;
  if (name.size() > kMaxNameBytes) return Phrase::NameTooLong;
  if (name.front() == '/') return Phrase::NameAbsolute;
  if (name.size() > 1 && name[1] == ':') return Phrase::NameDrive;
  if (name.find('\\') != std::string_view::npos) return Phrase::NameBackslash;
  for (std::size_t i = 0; i < name.size();) {
    const char32_t c = next_code_point(name, i);
    if (c == kMalformed) return Phrase::NameNotUtf8;
    if (is_hidden_control(c)) return Phrase::NameControl;
  }
  for (const std::string_view part : split(name, '/')) {
    if (part.empty()) return Phrase::NameEmptyPart;
    if (part == "." || part == "..") return Phrase::NameDots;
  }
  return std::nullopt;
}

std::optional<std::string> EntryNames::accept(std::string_view name, Findings& findings) {
  while (name.starts_with("./")) name.remove_prefix(2);
  if (const auto fault = name_fault(name)) {
    findings.add(Rule::EntryName, {.file = shown_name(name)}, {*fault});
    return std::nullopt;
  }
  std::string nfc = to_nfc(name).value_or(std::string(name));
  const auto [place, added] = seen_.emplace(fold_case(nfc), nfc);
  if (!added) {
    findings.add(Rule::EntryDuplicate, {.file = nfc}, {place->second});
    return std::nullopt;
  }
  return nfc;
}

std::string shown_name(std::string_view name) {
  std::string out;
  for (std::size_t i = 0; i < name.size() && out.size() < kMaxNameBytes;) {
    const std::size_t start = i;
    const char32_t c = next_code_point(name, i);
    if (c == kMalformed || is_hidden_control(c)) {
      out += '?';
    } else {
      out += name.substr(start, i - start);
    }
  }
  return out;
}

bool is_litter(std::string_view name) {
  const std::string_view base = name.substr(name.rfind('/') + 1);
  return name.starts_with("__MACOSX/") || base == ".DS_Store" || base == "Thumbs.db" || base == "desktop.ini" ||
         base.starts_with("._");
}

bool is_archive(std::string_view first_bytes) {
  using namespace std::string_view_literals;
  for (const std::string_view magic : {"PK\x03\x04"sv, "PK\x05\x06"sv, "\x1F\x8B"sv, "7z\xBC\xAF\x27\x1C"sv,
                                       "Rar!\x1A\x07"sv, "BZh"sv, "\xFD\x37zXZ\x00"sv, "\x28\xB5\x2F\xFD"sv})
    if (first_bytes.starts_with(magic)) return true;
  return first_bytes.size() > 262 && first_bytes.substr(257, 5) == "ustar";
}

}  // namespace sen::ingest
