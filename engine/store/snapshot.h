#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "content/model/change.h"
#include "engine/base/result.h"
#include "engine/store/listing.h"

namespace sen::store {

/// The content as it stood after one change, in every state, for those who write:
/// planner, scheduler, desk. Public code gets VisibleContent. Immutable, thread-safe.
/// Implementations give get() and scan() over sorted keys; the rest is the same for all.
class Snapshot {
 public:
  virtual ~Snapshot() = default;
  virtual content::Sequence sequence() const = 0;

  /// Errors of all: NotFound; Storage if a stored record cannot be read.
  Result<content::Document> document(const content::ContentId& id) const;
  Result<content::Edition> edition(const content::ContentId& id, const content::Locale& locale) const;
  /// Every edition of a document, by locale; empty if there is none.
  Result<std::vector<content::Edition>> editions(const content::ContentId& id) const;
  Result<content::Version> version(const content::ContentId& id, const content::Locale& locale,
                                   std::uint32_t number) const;
  Result<content::Media> media(const Digest& digest) const;
  /// The versions of an edition that were public at some time, oldest first.
  struct PublicVersion {
    std::uint32_t number = 0;
    Timestamp published;
  };
  Result<std::vector<PublicVersion>> public_versions(const content::ContentId& id, const content::Locale& locale) const;
  /// The one picture whose digest starts with `hex_prefix` (at least 16 digits). Errors: NotFound also if several do.
  Result<content::Media> media_by_prefix(std::string_view hex_prefix) const;
  /// Documents that use a picture, in any state.
  Result<std::vector<content::ContentId>> media_users(const Digest& digest) const;
  /// Documents that name `id` as related, in any state.
  Result<std::vector<content::ContentId>> relating(const content::ContentId& id) const;
  Result<content::Dataset> dataset(const content::DatasetCode& code) const;
  Result<std::vector<content::DatasetCode>> datasets() const;
  /// The series as `release` had it: the newest one at or below. Errors: NotFound also if it had ended.
  Result<content::Series> series(const content::DatasetCode& code, const std::vector<std::string>& key,
                                 std::uint32_t release) const;
  /// Every series that `release` had, by key, from `from_key` on (as series_key() writes it; empty: the first), until
  /// `visit` gives false.
  Result<void> each_series(const content::DatasetCode& code, std::uint32_t release, std::string_view from_key,
                           const std::function<bool(const content::Series&)>& visit) const;
  /// A part of a plain table as `release` had it: the newest one at or below.
  Result<content::TablePart> table_part(const content::DatasetCode& code, std::uint32_t number,
                                        std::uint32_t release) const;
  Result<content::PackageReceipt> package(const Digest& digest) const;

  Result<content::Account> account(const content::AccountName& name) const;
  /// Every account, active or not, by name.
  Result<std::vector<content::Account>> accounts() const;
  /// What the register says of an organisation beyond the vocabulary. Errors: NotFound.
  Result<content::OrganisationEntry> organisation(const content::OrganisationCode& code) const;
  Result<std::vector<content::OrganisationEntry>> organisations() const;
  /// The review of an edition's newest version; of the document's proposal if `locale` is empty.
  Result<content::Review> review(const content::ContentId& id, const content::Locale& locale) const;
  /// All of a document: of its proposal first, then by locale.
  Result<std::vector<content::Review>> reviews(const content::ContentId& id) const;
  /// All reviews that wait for somebody, by document.
  Result<std::vector<content::Review>> open_reviews() const;
  Result<content::Document> proposal(const content::ContentId& id) const;
  /// The draft as it was saved last. Errors: NotFound.
  Result<content::Draft> draft(const content::ContentId& id, const content::Locale& locale) const;
  /// Every revision of a draft, oldest first.
  Result<std::vector<content::Draft>> drafts(const content::ContentId& id, const content::Locale& locale) const;
  /// The drafts that an account has a hand in and that are not closed, as they were saved last.
  Result<std::vector<content::Draft>> open_drafts(const content::AccountName& account) const;
  /// Every trainee's document, by id.
  Result<std::vector<content::ContentId>> training_documents() const;
  /// The preview links of a document, by number.
  Result<std::vector<content::PreviewLink>> preview_links(const content::ContentId& id) const;
  Result<content::PreviewLink> preview_link(const content::ContentId& id, std::uint32_t number) const;
  /// The languages of a document in which somebody is writing.
  Result<std::vector<content::Locale>> open_drafts(const content::ContentId& id) const;
  /// Where the languages of every document stand, newest date first, until `visit` gives false. Cost: few bytes each.
  Result<void> each_status(const std::function<bool(const content::DocumentStatus&)>& visit) const;
  /// The newest request for a document in a language. Errors: NotFound.
  Result<content::TranslationRequest> translation_request(const content::ContentId& id,
                                                          const content::Locale& locale) const;
  /// All of a document, by locale.
  Result<std::vector<content::TranslationRequest>> translation_requests(const content::ContentId& id) const;
  /// Requests for `locale` (empty: all languages) that wait for somebody, by language and document.
  Result<std::vector<content::TranslationRequest>> open_requests(const content::Locale& locale) const;
  /// As open_requests(), their names only.
  Result<std::vector<std::pair<content::Locale, content::ContentId>>> open_request_places(
      const content::Locale& locale) const;
  /// An entry of the termbase, also one that was removed. Errors: NotFound.
  Result<content::TermEntry> term(const content::TermId& id) const;
  /// All by number, the removed ones too.
  Result<std::vector<content::TermEntry>> terms() const;
  /// The changes that touched an item (`q` in engine/store/keys.h names them), oldest first: entries of the log.
  Result<std::vector<content::Sequence>> history(std::string_view item) const;
  /// What the scheduler has to do at a set time: a document that waits for its embargo, or is to expire, or whose
  /// picture may no longer be shown; a dataset that waits for its embargo, or to be announced. What waits without an
  /// embargo is due at once.
  struct Due {
    enum class Kind { Embargo, Expiry, Rights, Announcement };
    Timestamp at;
    content::ContentId document;  ///< Empty: a dataset.
    content::DatasetCode dataset;
    Kind kind = Kind::Embargo;
  };
  /// All that falls in (…, `until`], oldest first.
  Result<std::vector<Due>> due(Timestamp until) const;
  /// The next time at which something falls due, if any.
  Result<std::optional<Timestamp>> next_due() const;

  /// Published documents of a listing, newest first (first publication, then id).
  Result<std::vector<Listed>> list(const Listing& listing, std::size_t offset, std::size_t limit) const;
  Result<std::uint64_t> count(const Listing& listing) const;
  /// Every document in any state, by id, until `visit` gives false.
  Result<void> each_document(const std::function<bool(const content::Document&)>& visit) const;

 protected:
  friend struct RawKeys;
  /// The value of `key`, or nothing. Keys: engine/store/keys.h.
  virtual Result<std::optional<std::string>> get(std::string_view key) const = 0;
  /// Keys that start with `prefix`, from `from` on (which starts with it, or is empty), in order, until `visit` gives
  /// false.
  virtual Result<void> scan(std::string_view prefix, std::string_view from,
                            const std::function<bool(std::string_view key, std::string_view value)>& visit) const = 0;

 private:
  using Place = std::pair<content::ContentId, content::Locale>;
  /// The ends of the keys that start with `prefix`: `ID 0 LOCALE`.
  Result<std::vector<Place>> places(const std::string& prefix) const;
  template <typename Record>
  Result<std::vector<Record>> all_of(const std::string& prefix) const;
};

/// Keys as they are stored, for the store's own files.
struct RawKeys {
  static Result<std::optional<std::string>> get(const Snapshot& snapshot, std::string_view key) {
    return snapshot.get(key);
  }
  static Result<void> scan(const Snapshot& snapshot, std::string_view prefix, std::string_view from,
                           const std::function<bool(std::string_view key, std::string_view value)>& visit) {
    return snapshot.scan(prefix, from, visit);
  }
};

}  // namespace sen::store
