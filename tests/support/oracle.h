#pragma once

#include <algorithm>
#include <set>

#include "tests/support/random_worlds.h"

/// What the public should see of a PlainDocument, said again in the shortest words; shares no code with the store.
namespace sen::test {

inline bool can_be_read(const PlainEdition& edition) {
  return edition.state == content::State::Published && edition.live > 0;
}
inline bool was_taken_back(const PlainEdition& edition) {
  return edition.live > 0 && (edition.state == content::State::Withdrawn || edition.state == content::State::Retracted);
}
inline bool can_be_read(const PlainDocument& document) {
  return std::any_of(document.editions.begin(), document.editions.end(),
                     [](const auto& one) { return can_be_read(one.second); });
}

/// The answer to a reader who asks for `locale`: the language that is shown, or `gone: …`, or nothing.
inline std::string answer(const PlainDocument& document, const std::string& locale,
                          const std::vector<std::string>& chain) {
  const auto asked = document.editions.find(locale);
  if (asked != document.editions.end() && was_taken_back(asked->second)) return "gone: " + asked->second.reason;
  for (const std::string& next : chain)
    if (const auto found = document.editions.find(next); found != document.editions.end() && can_be_read(found->second))
      return next;
  for (const auto& [next, edition] : document.editions)
    if (can_be_read(edition)) return next;
  for (const std::string& next : chain)
    if (const auto found = document.editions.find(next);
        found != document.editions.end() && was_taken_back(found->second))
      return "gone: " + found->second.reason;
  for (const auto& [next, edition] : document.editions)
    if (was_taken_back(edition)) return "gone: " + edition.reason;
  return "";
}

/// Whether the live version of `locale` follows a source whose words have changed since.
inline bool is_behind(const PlainDocument& document, const std::string& locale, const std::string& source,
                      std::uint32_t number) {
  const auto& [kind, followed] = document.versions.at(locale + "/" + std::to_string(number));
  const auto found = document.editions.find(source);
  if (followed == 0 || found == document.editions.end() || !can_be_read(found->second)) return false;
  for (std::uint32_t later = followed + 1; later <= found->second.live; ++later)
    if (document.versions.at(source + "/" + std::to_string(later)).first != content::ChangeKind::Minor) return true;
  return false;
}

/// The documents of a public listing, newest first; `pick` says whether a document belongs to it.
template <typename Pick>
std::vector<std::string> listing(const std::map<std::string, PlainDocument>& documents, const std::string& locale,
                                 Pick pick) {
  std::set<std::pair<std::int64_t, std::string>> order;
  for (const auto& [id, document] : documents) {
    if (!pick(document)) continue;
    std::int64_t first = 0;
    for (const auto& [of, edition] : document.editions)
      if (can_be_read(edition) && (locale.empty() || of == locale))
        first = first == 0 ? edition.first_published : std::min(first, edition.first_published);
    if (first != 0) order.emplace(-first, id);
  }
  std::vector<std::string> ids;
  for (const auto& [time, id] : order) ids.push_back(id);
  return ids;
}

}  // namespace sen::test
