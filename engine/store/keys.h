#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "content/model/translation.h"
#include "engine/base/bytes.h"
#include "engine/base/clock.h"
#include "engine/store/listing.h"

/// What stands where on disk (docs/formats/store.md). Keys sort as bytes; the first letter names
/// the kind. `0` is a zero byte, `u64` eight bytes big-endian, `time` a u64 of milliseconds with
/// the sign bit turned, so that it sorts; names hold no bytes below `!`.
///
///     records   d ID                      Document          m digest           Media
///               e ID 0 LOCALE             Edition           p digest           PackageReceipt
///               v ID 0 LOCALE 0 u64       Version           s CODE             Dataset
///               o CODE 0 KEY 0 u64        Series or SeriesEnd of a release; KEY: values joined by `.`
///               a NAME                    Account           g CODE             OrganisationEntry
///               w ID 0 LOCALE             Review            n ID               Proposal
///               t ID 0 LOCALE 0 u64       Draft of a revision
///               r CODE 0 u64 u64          TablePart: its number, its release
///               k ID 0 u64                PreviewLink
///               x ID 0 LOCALE             TranslationRequest
///               y ID                      TermEntry
///     index     L LISTING 0 ~time ID      a published document in a listing, newest first
///               C LISTING                 u64: how many it holds
///               P ID 0 LOCALE 0 u64       a version that was public: time of its publication
///               R TARGET 0 ID             ID names TARGET as related
///               U digest ID               ID uses a picture
///               D time kind NAME          falls due then (DueKind)
///               W ID 0 LOCALE             a review that waits for somebody
///               T ACCOUNT 0 ID 0 LOCALE   a draft that ACCOUNT has a hand in and that is not closed
///               X ID                      a trainee's document
///               O ID 0 LOCALE             a draft of the document that is not closed
///               M ~time ID                where the document's languages stand (DocumentStatus), newest date first
///               Q LOCALE 0 ID             a request for a translation that waits for somebody
///               q item                    u64: the change that last touched it; item is d ID, s CODE, m digest, p
///                                         digest, a NAME, g CODE, t ID 0 LOCALE, k ID 0 u64, x ID 0 LOCALE,
///                                         y ID
///               A item 0 u64              a change that touched it
///     log       l u64                     32 bytes of hash, then the Change
///     meta      H                         u64 sequence, 32 bytes of hash, time of the newest change
///
/// All records but the log and meta are made from the log by materialise().
namespace sen::store::keys {

enum class Family { Records, Index, Log, Meta };
Family family_of(std::string_view key);

/// What falls due; the letter stands in the key.
enum class DueKind : char {
  Embargo = 'e',
  Expiry = 'x',
  Rights = 'r',
  DatasetEmbargo = 'E',
  DatasetAnnouncement = 'n'
};

std::string document(const content::ContentId& id);
std::string documents();  ///< Prefix of all.
std::string edition(const content::ContentId& id, const content::Locale& locale);
std::string editions(const content::ContentId& id);  ///< Prefix of a document's.
std::string version(const content::ContentId& id, const content::Locale& locale, std::uint32_t number);
std::string media(std::string_view digest_or_prefix);
std::string package(const Digest& digest);
std::string dataset(const content::DatasetCode& code);
std::string datasets();
std::string all_series(const content::DatasetCode& code);
std::string series(const content::DatasetCode& code, std::string_view series_key, std::uint32_t release);
std::string table_parts(const content::DatasetCode& code, std::uint32_t number);  ///< Prefix of every release's.
std::string table_part(const content::DatasetCode& code, std::uint32_t number, std::uint32_t release);

std::string account(const content::AccountName& name);
std::string accounts();
std::string organisation(const content::OrganisationCode& code);
std::string organisations();
std::string review(const content::ContentId& id, const content::Locale& locale);
std::string reviews(const content::ContentId& id);
std::string proposal(const content::ContentId& id);
std::string drafts(const content::ContentId& id, const content::Locale& locale);
std::string draft(const content::ContentId& id, const content::Locale& locale, std::uint32_t revision);
std::string preview_links(const content::ContentId& id);
std::string preview_link(const content::ContentId& id, std::uint32_t number);
std::string translation_request(const content::ContentId& id, const content::Locale& locale);
std::string translation_requests(const content::ContentId& id);
std::string term(const content::TermId& id);
std::string terms();

std::string listing(const Listing& listing);
std::string listed(const Listing& listing, const Listed& entry);
Listed read_listed(std::string_view key, std::size_t prefix_size);
std::string listing_count(const Listing& listing);
std::string public_versions(const content::ContentId& id, const content::Locale& locale);
std::string public_version(const content::ContentId& id, const content::Locale& locale, std::uint32_t number);
std::string relating(const content::ContentId& target);
std::string relation(const content::ContentId& target, const content::ContentId& source);
std::string media_users(const Digest& digest);
std::string media_user(const Digest& digest, const content::ContentId& id);
std::string due();
std::string due(Timestamp at, DueKind kind, std::string_view name);
std::string open_reviews();
std::string open_review(const content::ContentId& id, const content::Locale& locale);
std::string open_drafts(const content::AccountName& account);
std::string open_draft(const content::AccountName& account, const content::ContentId& id,
                       const content::Locale& locale);
std::string training();
std::string training(const content::ContentId& id);
std::string open_drafts(const content::ContentId& id);
std::string open_draft(const content::ContentId& id, const content::Locale& locale);
std::string statuses();
std::string status(const content::Document& document);
std::string open_requests(const content::Locale& locale);  ///< Of all languages if it is empty.
std::string open_request(const content::Locale& locale, const content::ContentId& id);
std::string last_change(std::string_view item);
std::string history(std::string_view item);
std::string history(std::string_view item, content::Sequence sequence);

std::string log();
std::string log_entry(content::Sequence sequence);
std::string head();

/// A time that sorts as bytes, and back.
void append_time(std::string& out, Timestamp at);
Timestamp read_time(std::string_view bytes);

}  // namespace sen::store::keys

namespace sen::store {

class Snapshot;

/// A key and its new value; nothing: the key goes away.
struct KeyWrite {
  std::string key;
  std::optional<std::string> value;
};

}  // namespace sen::store
