#include "search/stored_edition.h"

#include <charconv>

namespace sen::search {
namespace {

void append(std::string& out, std::string_view field) {
  for (const char c : field)
    if (c != '\0') out += c;
  out += '\0';
}

/// The bytes up to the next zero byte, which are taken off `bytes`.
std::string_view take(std::string_view& bytes) {
  const std::size_t end = std::min(bytes.find('\0'), bytes.size());
  const std::string_view field = bytes.substr(0, end);
  bytes.remove_prefix(std::min(end + 1, bytes.size()));
  return field;
}

}  // namespace

std::string StoredEdition::encode() const {
  std::string out;
  for (const std::string_view field :
       {std::string_view(id.value), std::string_view(locale.value), std::string_view(title), std::string_view(slug),
        std::string_view(section), std::string_view(type), std::string_view(organisation.value)})
    append(out, field);
  append(out, std::to_string(published.milliseconds));
  append(out, std::to_string(static_cast<int>(provenance)));
  append(out, text);
  return out;
}

StoredEdition StoredEdition::decode(std::string_view bytes) {
  StoredEdition edition;
  edition.id.value = take(bytes);
  edition.locale.value = take(bytes);
  edition.title = take(bytes);
  edition.slug = take(bytes);
  edition.section = take(bytes);
  edition.type = take(bytes);
  edition.organisation.value = take(bytes);
  const std::string_view published = take(bytes);
  std::from_chars(published.data(), published.data() + published.size(), edition.published.milliseconds);
  const std::string_view provenance = take(bytes);
  if (provenance == "2") edition.provenance = content::Provenance::Machine;
  if (provenance == "3") edition.provenance = content::Provenance::MachineReviewed;
  edition.text = take(bytes);
  return edition;
}

std::string FacetCodes::encode() const {
  std::string out;
  for (const std::vector<std::string>& list : codes) {
    std::string joined;
    for (const std::string& code : list) {
      if (!joined.empty()) joined += ',';
      joined += code;
    }
    append(out, joined);
  }
  return out;
}

}  // namespace sen::search
