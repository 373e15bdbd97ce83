#pragma once

#include <optional>

#include "engine/portal/views/pages.h"
#include "engine/portal/views/scene.h"
#include "search/search.h"

/// Makers of views: each reads the public content through the scene and decides all there is to decide.
/// Errors of all: NotFound, Gone with the public reason, Storage.
namespace sen::portal::views {

/// How wide pictures are shown, for `sizes`.
enum class PictureRole { Lead, Article, Card, Row };

/// An empty view if the picture has no renditions or its rights have ended.
Picture make_picture(const Scene& scene, const content::MediaUse& use, const content::Locale& language,
                     PictureRole role);
Badge make_badge(const Scene& scene, const content::OrganisationCode& code, const std::string& published_as = {});
Teaser make_teaser(const Scene& scene, const store::VisibleEdition& edition, PictureRole role);
/// The tone of a type's tag: `press`, `check`, `plain`.
std::string tone_of(const Scene& scene, const std::string& type);
/// A licence by its SPDX name, with the address of its text where we know it.
Link make_licence(const std::string& spdx);

/// The documents of a listing in the best language there is, newest first.
Result<std::vector<Teaser>> list_teasers(const Scene& scene, const store::Listing& listing, std::size_t offset,
                                         std::size_t limit, PictureRole role, std::uint64_t* total = nullptr);
/// At most `limit`: those in the reader's language first, then others; without the types that are parts of other pages
/// (DocumentType::unlisted), unless the listing is one of a type.
Result<std::vector<Teaser>> own_language_first(const Scene& scene, const store::Listing& listing, std::size_t limit,
                                               PictureRole role);

Result<Home> make_home(const Scene& scene);
Result<Listing> make_section(const Scene& scene, const content::Section& section, std::size_t page);
Result<Listing> make_topic(const Scene& scene, const content::Topic& topic, std::size_t page);
Result<Directory> make_topics(const Scene& scene);
Result<Hub> make_province(const Scene& scene, const content::Place& place, std::size_t page);
Result<Directory> make_provinces(const Scene& scene, std::size_t page);
Result<Hub> make_organisation(const Scene& scene, const content::OrganisationCode& code, std::size_t page);
Result<Directory> make_organisations(const Scene& scene);
/// The directory of missions abroad, by country, with the documents of the section under it.
Result<Directory> make_posts(const Scene& scene, const content::Section& section, std::size_t page);

Result<Document> make_document(const Scene& scene, const store::VisibleEdition& edition);
/// A former version, with a notice that leads to the present one.
Result<Document> make_version(const Scene& scene, const store::VisibleEdition& edition);

/// The page as it would be, with a notice that it is not public and until when its address works.
Result<Document> make_preview(const Scene& scene, const store::VisibleEdition& edition, Timestamp until);
/// What version `number` changed in the public version before it. Errors: NotFound also of the first.
Result<Changes> make_changes(const Scene& scene, const content::ContentId& id, const content::Locale& language,
                             std::uint32_t number);
/// Page `page` of what readers were told of. Errors: NotFound behind the last page.
Result<Corrections> make_corrections(const Scene& scene, std::size_t page);
/// `Correction`, `Withdrawal` …
std::string change_name(const Tongue& tongue, content::ChangeKind kind);

/// A dataset with its newest figure, where it has one line.
DatasetCard make_dataset_card(const Scene& scene, const content::Dataset& dataset);
Result<Catalogue> make_catalogue(const Scene& scene);
/// `page` counts the pages of a plain table; statistics have one. Errors: NotFound behind the last.
Result<Dataset> make_dataset(const Scene& scene, const content::DatasetCode& code, std::size_t page);
/// The dataset's chart, or a plain table's first rows, as they stand in a document.
Result<Chart> make_chart(const Scene& scene, const content::DatasetCode& code, const std::string& id);

/// The ways into the site that the home page shows.
std::vector<Link> make_guides(const Scene& scene);
/// `answer`: nothing where nothing was asked, or the query held no word.
Search make_search(const Scene& scene, const search::Query& query, const std::optional<search::Answer>& answer);
Failure make_failure(const Scene& scene, int status, const std::string& reason, const std::string& search_query);
/// Of a preview whose address works no longer.
Failure make_preview_ended(const Scene& scene);

}  // namespace sen::portal::views
