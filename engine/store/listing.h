#pragma once

#include <string>

#include "content/model/ids.h"
#include "engine/base/clock.h"

namespace sen::store {

/// A public list of documents, kept in order by the store.
struct Listing {
  /// Corrections: an entry for each time at which the public was told of a correction, withdrawal or retraction of a
  /// document, in any language.
  enum class By { All, Section, Topic, Place, Organisation, Type, Corrections };
  By by = By::All;
  std::string code;  ///< Section, topic, place, organisation or type; empty for All and Corrections.
  /// Only documents with a published edition in this language; empty: in any language
  /// (a reader then gets each in the best language there is).
  content::Locale locale;
  /// The documents whose edition in `locale` was withdrawn or retracted instead, by the time of that.
  bool gone = false;
};

/// `vi/section/news`, `*/all`, `vi/gone-section/news`, `*/corrections`: the name in dependency keys and on disk.
std::string to_string(const Listing& listing);

struct Listed {
  content::ContentId id;
  Timestamp published;  ///< First publication in the listing's language, or in any; else the time of its entry.
};

}  // namespace sen::store
