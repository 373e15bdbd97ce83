#include "engine/portal/reading.h"

namespace sen::portal {

void Reading::note_document(const content::ContentId& id) {
  // Touched with every public change of any language: another edition may become the one that is shown.
  keys_.insert("document:" + id.value);
}

Result<store::VisibleEdition> Reading::find(const content::ContentId& id, const content::Locale& locale) {
  note_document(id);
  return content_.find(id, locale);
}

Result<store::VisibleEdition> Reading::find_exact(const content::ContentId& id, const content::Locale& locale) {
  note_document(id);
  return content_.find_exact(id, locale);
}

Result<store::VisibleEdition> Reading::find_version(const content::ContentId& id, const content::Locale& locale,
                                                    std::uint32_t number) {
  note_document(id);
  return content_.find_version(id, locale, number);
}

Result<std::vector<store::PublishedVersion>> Reading::versions(const content::ContentId& id,
                                                               const content::Locale& locale) {
  note_document(id);
  return content_.versions(id, locale);
}

Result<std::vector<store::Translation>> Reading::translations(const content::ContentId& id) {
  note_document(id);
  return content_.translations(id);
}

Result<store::ListedPage> Reading::list(const store::Listing& listing, std::size_t offset, std::size_t limit) {
  keys_.insert("list:" + store::to_string(listing));
  return content_.list(listing, offset, limit);
}

Result<std::vector<store::VisibleEdition>> Reading::relating(const content::ContentId& id, const std::string& type,
                                                             const content::Locale& locale) {
  keys_.insert("list:" + store::to_string({store::Listing::By::Type, type, {}}));
  std::vector<store::VisibleEdition> found;
  for (const content::ContentId& source : SEN_TRY(content_.relating(id))) {
    Result<store::VisibleEdition> edition = content_.find(source, locale);
    if (edition && edition->document.type == type) {
      found.push_back(std::move(*edition));
    } else if (!edition && edition.error().code() != ErrorCode::NotFound && edition.error().code() != ErrorCode::Gone) {
      return edition.error();
    }
  }
  return found;
}

Result<store::Told> Reading::told(const store::Listed& entry) {
  note_document(entry.id);
  return content_.told(entry);
}

Result<content::Media> Reading::media(const Digest& digest) {
  keys_.insert("media:" + to_hex(digest));
  return content_.media(digest);
}

Result<std::vector<content::Dataset>> Reading::datasets() {
  keys_.insert("datasets");
  return content_.datasets();
}

Result<content::Dataset> Reading::dataset(const content::DatasetCode& code) {
  keys_.insert("dataset:" + code.value);
  return content_.dataset(code);
}

Result<void> Reading::each_series(const content::DatasetCode& code,
                                  const std::function<bool(const content::Series&)>& visit) {
  keys_.insert("dataset:" + code.value);
  return content_.each_series(code, {}, visit);
}

Result<void> Reading::each_row(const content::DatasetCode& code, std::uint64_t from,
                               const std::function<bool(std::span<const std::string_view>)>& visit) {
  keys_.insert("dataset:" + code.value);
  return content_.each_row(code, from, visit);
}

Result<content::Organisation> Reading::organisation(const content::OrganisationCode& code,
                                                    const content::Vocabulary& vocabulary) {
  keys_.insert("organisation:" + code.value);
  return content_.organisation(code, vocabulary);
}

Result<std::vector<content::Organisation>> Reading::organisations(const content::Vocabulary& vocabulary) {
  keys_.insert("organisations");
  return content_.organisations(vocabulary);
}

Result<content::Texts> Reading::organisation_names(const content::OrganisationCode& code,
                                                   const std::string& published_as,
                                                   const content::Vocabulary& vocabulary) {
  keys_.insert("organisation:" + code.value);
  return content_.organisation_names(code, published_as, vocabulary);
}

}  // namespace sen::portal
