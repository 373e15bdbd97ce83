#include "ingest/amendments.h"

#include <algorithm>
#include <tuple>

#include "engine/base/text.h"
#include "ingest/licences.h"

namespace sen::ingest {
namespace {

constexpr std::size_t kMaxWords = 500;         ///< Code points of an alternative text or a credit.
constexpr std::size_t kMaxExplanation = 1000;  ///< Code points.

auto name_of(const content::Amendment& one) {
  return std::tuple(std::string_view(one.file), std::string_view(one.field), std::string_view(one.key));
}

}  // namespace

const content::Amendment* find_amendment(std::span<const content::Amendment> amendments, std::string_view file,
                                         std::string_view field, std::string_view key) {
  const auto found = std::find_if(amendments.begin(), amendments.end(), [&](const content::Amendment& one) {
    return name_of(one) == std::tuple(file, field, key);
  });
  return found == amendments.end() ? nullptr : &*found;
}

std::variant<std::string, Reason> amended_value(std::string_view field, std::string_view said) {
  const Result<std::string> text = to_nfc(trim(said));
  if (!text) return Reason{Phrase::MarkdownNotUtf8};
  const bool lines = field == kExplanation;
  for (const char c : *text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool line_end = c == '\n' || c == '\r';
    if (line_end && !lines) return Reason{Phrase::AmendmentLines};
    if ((byte < 0x20 && !line_end && c != '\t') || byte == 0x7F) return Reason{Phrase::AmendmentControl};
  }
  const std::size_t most = lines ? kMaxExplanation : kMaxWords;
  if (count_code_points(*text) > most) return Reason{Phrase::AmendmentTooLong, {std::to_string(most)}};
  if (field != kLicence || text->empty() || is_spdx_licence(*text)) return *text;
  std::string meant = spdx_licence_for(*text);
  if (meant.empty()) return Reason{Phrase::AmendmentLicence, {*text}};
  return meant;
}

void put_amendment(std::vector<content::Amendment>& all, content::Amendment next) {
  const auto place = std::lower_bound(all.begin(), all.end(), next,
                                      [](const auto& a, const auto& b) { return name_of(a) < name_of(b); });
  const bool there = place != all.end() && name_of(*place) == name_of(next);
  if (there && next.value.empty()) {
    all.erase(place);
  } else if (there) {
    *place = std::move(next);
  } else if (!next.value.empty()) {
    all.insert(place, std::move(next));
  }
}

bool same_amendments(std::span<const content::Amendment> a, std::span<const content::Amendment> b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const auto& one, const auto& other) {
    return name_of(one) == name_of(other) && one.value == other.value;
  });
}

void amend(content::MediaUse& use, std::span<const content::Amendment> amendments) {
  for (const content::Amendment& one : amendments) {
    if (one.file != use.file) continue;
    if (one.field == kAlt) use.alt[content::Locale(one.key)] = one.value;
    if (one.field == kCredit) use.credit = one.value;
    if (one.field == kLicence) use.licence = one.value;
  }
}

}  // namespace sen::ingest
