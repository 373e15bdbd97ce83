#pragma once

#include <set>
#include <string>
#include <vector>

#include "tests/integration/canary/site.h"

namespace sen::canary {

/// What every word that must not be seen begins with; four letters follow.
inline constexpr std::string_view kMark = "zqxwcanary";

/// Something that waits, and what a reader could guess of its address.
struct Secret {
  content::ContentId id;
  content::Locale locale;
  std::string section, slug;
  std::string title;      ///< One word, with the mark.
  bool released = false;  ///< It is public once the embargo has ended; else never in this test.
};

/// What waits in a store, under an embargo until `Secrets::hour`, or for people.
struct Secrets {
  Timestamp hour;
  std::vector<Secret> documents;
  std::vector<std::string> datasets;  ///< Codes; all are released.
  std::vector<Digest> pictures;
  std::set<std::string> words;     ///< Every one of them.
  std::set<std::string> released;  ///< Those that readers see after the hour, somewhere.
  std::set<std::string> perhaps;   ///< Those that they may see then.
};

/// Content that is public, the same in every site: documents in twelve languages, one corrected, one withdrawn, figures
/// and a plain table.
void add_public(Site& site, const content::Vocabulary& vocabulary);
/// 200 items that wait, in every state, kind and field, some of them tied to what is public.
Secrets add_secrets(Site& site, const content::Vocabulary& vocabulary, Timestamp now);

inline constexpr const char* kPublicNews = "aaaaaaaaaa";
inline constexpr const char* kPublicStatement = "bbbbbbbbbb";
inline constexpr const char* kWithdrawn = "cccccccccc";

}  // namespace sen::canary
