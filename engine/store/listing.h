#pragma once

#include <string>

#include "content/model/ids.h"
#include "engine/base/clock.h"

namespace sen::store {

/// A public list of documents, kept in order by the store.
struct Listing {
  enum class By { All, Section, Topic, Place, Organisation, Type };
  By by = By::All;
  std::string code;  ///< Section, topic, place, organisation or type; empty for All.
  /// Only documents with a published edition in this language; empty: in any language
  /// (a reader then gets each in the best language there is).
  content::Locale locale;
};

/// `vi/section/news`, `*/all`: the name in dependency keys and on disk.
std::string to_string(const Listing& listing);

struct Listed {
  content::ContentId id;
  Timestamp published;  ///< First publication in the listing's language, or in any.
};

}  // namespace sen::store
