#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "content/model/document.h"
#include "content/model/vocabulary.h"
#include "engine/base/result.h"

namespace sen::portal {

/// What a site says of itself. The engine never claims to be anybody's official site: these words come
/// from the operator (docs/formats/site.md). Plain data.
struct Site {
  content::Texts name{{content::Locale("en"), "Sen"}};
  content::Texts tagline;                  ///< Under the name.
  content::Texts owner;                    ///< Who answers for the site, at its foot.
  content::OrganisationCode organisation;  ///< The owner's code if it is an organisation of the vocabulary; or empty.
  content::Texts official_line;            ///< At the very top; empty: nothing is claimed.
  std::string address;  ///< `https://sen.example`, without a slash at the end; empty: addresses stay relative.
  std::vector<content::Locale> languages;  ///< In the order of the language menu; empty: all of the vocabulary.
  std::vector<std::string> sections;       ///< In the order of the navigation; empty: all of the vocabulary.
  std::string email;                       ///< For readers; may be empty.
  std::string press_email;                 ///< For journalists; may be empty.
  std::string press_kit;                   ///< Address of pictures, logos and facts for journalists; may be empty.
  std::string phone;
  content::Texts postal_address;
  std::string security_contact;  ///< `mailto:` or https address for /.well-known/security.txt; empty: no such file.
  bool sample = true;            ///< Every page says that it is a sample.
  bool indexing = false;         ///< Whether search engines are asked in.
  std::string outlines_file;     ///< JSON outlines of the provinces, the operator's own; empty: the tile map.
};

/// Reads the table `[site]` of a configuration file; other tables are other parts' business.
/// Lists of languages and sections are filled from `vocabulary` where the file has none.
/// Errors: InvalidInput names file and line, also for an unknown key.
Result<Site> read_site(std::string_view toml, std::string_view file, const content::Vocabulary& vocabulary);

/// The site of `scripts/serve`: a sample that says so.
Site sample_site(const content::Vocabulary& vocabulary);

}  // namespace sen::portal
