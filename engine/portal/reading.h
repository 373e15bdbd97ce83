#pragma once

#include <set>
#include <span>
#include <string>

#include "engine/store/visible_content.h"

namespace sen::portal {

/// Public content as one page reads it: every look is recorded by the name of what it depends on, so that
/// the page cache knows when the page is old. Called by one thread.
class Reading {
 public:
  explicit Reading(const store::VisibleContent& content) : content_(content) {}

  content::Sequence sequence() const { return content_.sequence(); }
  /// As VisibleContent has them.
  Result<store::VisibleEdition> find(const content::ContentId& id, const content::Locale& locale);
  Result<store::VisibleEdition> find_exact(const content::ContentId& id, const content::Locale& locale);
  Result<store::VisibleEdition> find_version(const content::ContentId& id, const content::Locale& locale,
                                             std::uint32_t number);
  Result<std::vector<store::PublishedVersion>> versions(const content::ContentId& id, const content::Locale& locale);
  Result<std::vector<store::Translation>> translations(const content::ContentId& id);
  Result<store::ListedPage> list(const store::Listing& listing, std::size_t offset, std::size_t limit);
  Result<store::Told> told(const store::Listed& entry);
  /// The documents of `type` that name `id` as related and can be read, each in the best language there is for
  /// `locale`.
  Result<std::vector<store::VisibleEdition>> relating(const content::ContentId& id, const std::string& type,
                                                      const content::Locale& locale);
  Result<content::Media> media(const Digest& digest);
  Result<std::vector<content::Dataset>> datasets();
  Result<content::Dataset> dataset(const content::DatasetCode& code);
  Result<void> each_series(const content::DatasetCode& code, const std::function<bool(const content::Series&)>& visit);
  Result<void> each_row(const content::DatasetCode& code, std::uint64_t from,
                        const std::function<bool(std::span<const std::string_view>)>& visit);

  Result<content::Organisation> organisation(const content::OrganisationCode& code,
                                             const content::Vocabulary& vocabulary);
  Result<std::vector<content::Organisation>> organisations(const content::Vocabulary& vocabulary);
  Result<content::Texts> organisation_names(const content::OrganisationCode& code, const std::string& published_as,
                                            const content::Vocabulary& vocabulary);

  /// Names of dependency keys (content::DependencyKey).
  const std::set<std::string>& keys() const { return keys_; }

 private:
  void note_document(const content::ContentId& id);

  const store::VisibleContent& content_;
  std::set<std::string> keys_;
};

}  // namespace sen::portal
