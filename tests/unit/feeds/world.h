#pragma once

#include <memory>

#include "content/model/vocabulary.h"
#include "engine/store/store.h"
#include "engine/store/visible_content.h"

namespace sen::feeds {

/// A small published content for the tests of feeds: two documents (one in vi and en with a picture, one in
/// en only), one scheduled document, one dataset of two series, one dataset that waits for its embargo,
/// one plain table of two rows.
class World {
 public:
  World();
  store::VisibleContent content() const { return library_->visible_to(store::Audience::Public).value(); }
  store::Store& store() { return *store_; }
  const content::Vocabulary& vocabulary() const { return vocabulary_; }

  static const content::ContentId kBoth, kEnglishOnly, kEmbargoed;

 private:
  ManualClock clock_{parse_rfc3339("2026-11-20T01:00:00Z").value()};
  content::Vocabulary vocabulary_;
  std::unique_ptr<store::Store> store_;
  std::unique_ptr<store::Library> library_;
};

}  // namespace sen::feeds
