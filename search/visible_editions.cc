#include "search/visible_editions.h"

#include <limits>

#include "search/vocabulary_names.h"

namespace sen::search {

Result<std::vector<content::ContentId>> visible_documents(const store::VisibleContent& content) {
  store::ListedPage all = SEN_TRY(content.list(store::Listing{}, 0, std::numeric_limits<std::size_t>::max()));
  std::vector<content::ContentId> ids;
  ids.reserve(all.entries.size());
  for (store::Listed& listed : all.entries) ids.push_back(std::move(listed.id));
  return ids;
}

Result<std::vector<IndexedEdition>> visible_editions(const store::VisibleContent& content, const content::ContentId& id,
                                                     const content::Vocabulary& vocabulary) {
  std::vector<IndexedEdition> editions;
  for (const store::Translation& translation : SEN_TRY(content.translations(id))) {
    auto edition = content.find_exact(id, translation.locale);
    if (edition) {
      std::vector<std::string> registered =
          SEN_TRY(registered_names(content, edition->document, translation.locale, vocabulary));
      editions.push_back({std::move(*edition), std::move(registered)});
    } else if (edition.error().code() != ErrorCode::NotFound && edition.error().code() != ErrorCode::Gone) {
      return edition.error();
    }
  }
  return editions;
}

}  // namespace sen::search
