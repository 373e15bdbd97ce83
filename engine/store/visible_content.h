#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "content/model/change.h"
#include "content/model/locale.h"
#include "content/model/vocabulary.h"
#include "engine/base/result.h"
#include "engine/store/announcement.h"
#include "engine/store/blobs.h"
#include "engine/store/listing.h"

namespace sen::store {

class Snapshot;
class Store;

/// Who looks. Desk sees every state; Public only what is published; Press also what is approved and waits for its hour,
/// where its organisation shows it to the accredited press before (is_for_press()); never for a follower, cache, feed
/// or search.
enum class Audience { Public, Press, Desk };

/// One language of a document as the audience sees it.
struct VisibleEdition {
  content::Document document;
  content::Edition edition;
  content::Version version;
  content::Locale asked;  ///< The language that was asked for.
  /// Of a translation: the source edition has a newer live version that is not a minor change.
  bool stale = false;

  bool is_fallback() const { return edition.locale != asked; }
};

/// A language that a document can be read in.
struct Translation {
  content::Locale locale;
  std::string title;
  std::string slug;
  content::Provenance provenance = content::Provenance::Human;
  Timestamp updated;
};

/// A version with a permanent address.
struct PublishedVersion {
  std::uint32_t number = 0;
  Timestamp published;
};

/// That an edition was taken back.
struct Removal {
  content::ContentId id;
  content::Locale locale;
  content::ChangeKind kind = content::ChangeKind::Withdrawal;  ///< Or Retraction.
  Timestamp at;
  std::string reason;  ///< Public, in the edition's language.
};

/// A time at which the public was told that something about a document was wrong (Listing::By::Corrections).
struct Told {
  struct Note {
    content::Locale locale;
    content::PublicNote note;
    std::string title, slug;  ///< Of the edition as it is read now; empty if it cannot be read.
  };
  content::ContentId id;
  content::OrganisationCode organisation;
  std::string organisation_name_vi;
  std::string type, section;
  std::vector<Note> notes;  ///< Of its editions, by locale; never empty.
};

/// Of what was told, the note for readers of `locale`: in it, else in English, else in Vietnamese, else the first.
const Told::Note& note_for(const Told& told, const content::Locale& locale);

struct ListedPage {
  std::vector<Listed> entries;  ///< Newest first.
  std::uint64_t total = 0;
};

/// The content as one audience may see it after one change. Whatever leaves Sen
/// is built from this type, never from a Snapshot; so one function can leak an
/// embargo, and it is the most tested one. It reads states, not clocks: an
/// embargo has ended when the change that ends it is in the log. Immutable, thread-safe, cheap to copy.
class VisibleContent {
 public:
  VisibleContent(std::shared_ptr<const Snapshot> snapshot, const Blobs& blobs, Audience audience,
                 const content::Fallbacks& fallbacks);

  content::Sequence sequence() const;

  /// The edition for `locale`, or for the next locale of its fallback chain
  /// (lookup of RFC 4647, section 3.4), or else the first language that it can be read in.
  /// An edition that the public reads comes without what is not public yet: later versions, languages
  /// that wait, the embargo, pictures whose rights have ended, related documents that cannot be read.
  /// Errors: NotFound, also for what exists but may not be seen; Gone with the public reason if the
  /// edition for `locale` was withdrawn or retracted, or if none can be read and one of the chain was.
  Result<VisibleEdition> find(const content::ContentId& id, const content::Locale& locale) const;
  /// The edition for `locale` alone. Errors: as find.
  Result<VisibleEdition> find_exact(const content::ContentId& id, const content::Locale& locale) const;
  /// A version that was public once; for Desk any. Errors: NotFound; Gone of an edition that was withdrawn.
  Result<VisibleEdition> find_version(const content::ContentId& id, const content::Locale& locale,
                                      std::uint32_t number) const;
  /// The versions of an edition that were public, oldest first; none if it cannot be read.
  Result<std::vector<PublishedVersion>> versions(const content::ContentId& id, const content::Locale& locale) const;
  /// The languages it can be read in, in the order of `document.locales`; empty if it may not be seen.
  Result<std::vector<Translation>> translations(const content::ContentId& id) const;

  /// Documents with a published edition; for Desk too.
  Result<ListedPage> list(const Listing& listing, std::size_t offset, std::size_t limit) const;
  Result<std::uint64_t> count(const Listing& listing) const;
  /// The documents that name `id` as related and that can be read in some language, in no particular order.
  Result<std::vector<content::ContentId>> relating(const content::ContentId& id) const;
  /// What waits under embargo for this audience, the soonest first; nothing for the public. Each document's `embargo`,
  /// as find() gives it to the press, is the hour at which it becomes public.
  Result<std::vector<content::ContentId>> embargoed() const;
  /// What would stand in `listing` (which has a locale) if it had not been taken back, the newest removal first.
  Result<std::vector<Removal>> removals(Listing listing, std::size_t limit) const;
  /// The documents of `type` that name `id` as related and whose edition in `locale` was taken back, the newest removal
  /// first.
  Result<std::vector<Removal>> removals_relating(const content::ContentId& id, const std::string& type,
                                                 const content::Locale& locale) const;
  /// What the public was told of `entry`, which stands in Listing::By::Corrections. Errors: NotFound, as soon as no
  /// edition of that time can be read or is gone with a reason.
  Result<Told> told(const Listed& entry) const;

  /// An organisation as it stands: what the register says of it goes before `vocabulary` (key `organisation:CODE`).
  /// Readers are told nothing else of the register. Errors: NotFound if neither knows it.
  Result<content::Organisation> organisation(const content::OrganisationCode& code,
                                             const content::Vocabulary& vocabulary) const;
  /// All of them: those of `vocabulary` in its order, then those that only the register has, by code (key
  /// `organisations`).
  Result<std::vector<content::Organisation>> organisations(const content::Vocabulary& vocabulary) const;
  /// What an organisation is called, empty if nobody knows it. `published_as` is a document's organisation_name_vi: a
  /// text keeps the name that it was published under, in the languages in which the organisation had one when it was
  /// called so; where no other is known of that time, the one of today. Empty: as it is called today. Keyed as
  /// organisation(). Cost: one read; of a name that is no longer used, one for each change of the organisation.
  Result<content::Texts> organisation_names(const content::OrganisationCode& code, const std::string& published_as,
                                            const content::Vocabulary& vocabulary) const;
  /// Of these the one for `locale`, as content::text_in() chooses; the code if nobody knows the organisation.
  Result<std::string> organisation_name(const content::OrganisationCode& code, const std::string& published_as,
                                        const content::Locale& locale, const content::Vocabulary& vocabulary) const;

  /// A picture that some readable document uses and whose rights have not ended. Errors: NotFound.
  Result<content::Media> media(const Digest& digest) const;
  /// `hex_prefix`: at least 16 hexadecimal digits of the digest.
  Result<content::Media> media_by_prefix(std::string_view hex_prefix) const;
  /// `name`: `640.webp`; for Desk also `original`, which has the camera's data and place. Errors: NotFound.
  Result<std::unique_ptr<BlobReader>> open_media(const Digest& digest, std::string_view name) const;

  /// Published datasets, by code, each with its public releases; for Desk all.
  Result<std::vector<content::Dataset>> datasets() const;
  Result<content::Dataset> dataset(const content::DatasetCode& code) const;
  /// Releases of datasets that are to come and that the public was told of, by code (key `announcements`).
  Result<std::vector<Announcement>> announcements() const;
  /// The series as the newest visible release has it, or as `release` had it.
  /// Errors: NotFound, also of a release that may not be seen.
  Result<content::Series> series(const content::DatasetCode& code, const std::vector<std::string>& key,
                                 std::optional<std::uint32_t> release = std::nullopt) const;
  Result<void> each_series(const content::DatasetCode& code, std::string_view from_key,
                           const std::function<bool(const content::Series&)>& visit,
                           std::optional<std::uint32_t> release = std::nullopt) const;
  /// The rows of a plain table from `from` (0: the first) on, as the newest visible release has them or as `release`
  /// had them, until `visit` gives false; none of what is no table. Errors: as series.
  Result<void> each_row(const content::DatasetCode& code, std::uint64_t from,
                        const std::function<bool(std::span<const std::string_view>)>& visit,
                        std::optional<std::uint32_t> release = std::nullopt) const;

 private:
  /// Whether this audience reads the edition now.
  Result<bool> can_read(const content::Edition& edition) const;
  /// Whether some document that it reads shows the picture.
  Result<bool> shows(const Digest& digest) const;
  /// Version `number` of `edition` with what else the audience sees; `editions` are all of the document.
  Result<VisibleEdition> visible(const content::Edition& edition, const std::vector<content::Edition>& editions,
                                 const content::Locale& asked, std::uint32_t number) const;
  Result<std::uint32_t> visible_release(const content::DatasetCode& code, std::optional<std::uint32_t> release) const;

  std::shared_ptr<const Snapshot> snapshot_;
  const Blobs* blobs_;
  Audience audience_;
  const content::Fallbacks* fallbacks_;
};

/// Hands out the newest content to those who show it. Thread-safe. References must outlive it.
class Library {
 public:
  Library(const Store& store, const content::Fallbacks& fallbacks) : store_(store), fallbacks_(fallbacks) {}
  Result<VisibleContent> visible_to(Audience audience) const;
  /// The newest content, told as that of `sequence`, for a follower that works through a long log: it
  /// stands at `sequence` afterwards and meets again what it has seen early. Errors: Unavailable.
  Result<VisibleContent> visible_until(Audience audience, content::Sequence sequence) const;
  /// What the public would see if, at `at`, one version were published and nothing else happened: with it go the
  /// datasets of the same organisation that its body shows. For previews. Errors: NotFound.
  Result<VisibleContent> as_if_published(const content::ContentId& id, const content::Locale& locale,
                                         std::uint32_t version, Timestamp at) const;

 private:
  const Store& store_;
  const content::Fallbacks& fallbacks_;
};

}  // namespace sen::store
