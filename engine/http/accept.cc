#include <charconv>

#include "engine/base/text.h"
#include "engine/http/response.h"
#include "engine/http/syntax.h"

namespace sen::http {
namespace {

/// Cuts `text` at `separator`s that do not stand in quotes.
std::vector<std::string_view> split_outside_quotes(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  bool quoted = false;
  std::size_t from = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (quoted && text[i] == '\\') {
      i += 1;
    } else if (text[i] == '"') {
      quoted = !quoted;
    } else if (!quoted && text[i] == separator) {
      parts.push_back(text.substr(from, i - from));
      from = i + 1;
    }
  }
  parts.push_back(text.substr(from));
  return parts;
}

/// The weight behind `q=`: 0 to 1; what cannot be read counts as 1.
double read_weight(std::string_view text) {
  // `.2` without a leading zero is not in the grammar, but sent by Java's URLConnection.
  double value = 1;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed);
  if (error != std::errc() || end != text.data() + text.size()) return 1;
  return std::clamp(value, 0.0, 1.0);
}

/// Lower-case type without parameters.
std::string_view essence_of(std::string_view media) {
  return trim_spaces(media.substr(0, std::min(media.find(';'), media.size())));
}

/// How exactly `range` covers `offer`: 0 not at all, 1 for `*/*`, 2 for `type/*`, 3 for the type, 4 with its
/// parameters.
int specificity(std::string_view range, std::string_view offer) {
  if (equals_ignoring_ascii_case(range, offer)) return 4;
  const std::string_view type = essence_of(range);
  const std::string_view offered = essence_of(offer);
  if (range.size() == type.size() || offered.size() == offer.size()) {
    if (equals_ignoring_ascii_case(type, offered)) return 3;
  }
  if (type == "*/*" || type == "*") return 1;
  if (type.ends_with("/*") && offered.size() > type.size() - 1 &&
      equals_ignoring_ascii_case(type.substr(0, type.size() - 1), offered.substr(0, type.size() - 1))) {
    return 2;
  }
  return 0;
}

}  // namespace

std::vector<std::pair<std::string, double>> parse_accept(std::string_view header) {
  std::vector<std::pair<std::string, double>> entries;
  for (const std::string_view element : split_outside_quotes(header, ',')) {
    std::string name;
    double weight = 1;
    for (const std::string_view raw : split_outside_quotes(element, ';')) {
      const std::string_view part = trim_spaces(raw);
      if (part.starts_with("q=") || part.starts_with("Q=")) {
        weight = read_weight(trim_spaces(part.substr(2)));
        break;  // What follows are extensions of Accept, not parameters of the type.
      }
      if (part.empty()) continue;
      if (!name.empty()) name.push_back(';');
      name.append(part);
    }
    if (!name.empty()) entries.emplace_back(std::move(name), weight);
  }
  std::stable_sort(entries.begin(), entries.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
  return entries;
}

std::optional<std::string> choose_media_type(std::string_view accept, const std::vector<std::string>& offers) {
  const auto ranges = parse_accept(accept);
  if (offers.empty()) return std::nullopt;
  if (ranges.empty()) return offers.front();
  const std::string* best = nullptr;
  double best_weight = 0;
  for (const std::string& offer : offers) {
    int exactness = 0;
    double weight = 0;
    for (const auto& [range, quality] : ranges) {
      const int exact = specificity(range, offer);
      if (exact > exactness) {
        exactness = exact;
        weight = quality;
      }
    }
    if (weight > best_weight) {
      best = &offer;
      best_weight = weight;
    }
  }
  if (best == nullptr) return std::nullopt;
  return *best;
}

}  // namespace sen::http
