#include "engine/store/snapshot.h"

#include "content/codec/codec.h"
#include "engine/store/keys.h"

namespace sen::store {
namespace {

template <typename Record>
Result<Record> read_record(std::string_view bytes) {
  content::Mutation record = SEN_TRY(codec::decode(bytes));
  if (Record* wanted = std::get_if<Record>(&record)) return std::move(*wanted);
  return Error(ErrorCode::Storage, "a stored record is of another kind than its key");
}

template <typename Record>
Result<Record> read_record(const Result<std::optional<std::string>>& value, std::string_view what) {
  if (!value.has_value()) return value.error();
  if (!value->has_value()) return Error(ErrorCode::NotFound, "there is no such " + std::string(what));
  return read_record<Record>(**value);
}

Result<content::Series> read_series(std::string_view bytes) {
  content::Mutation record = SEN_TRY(codec::decode(bytes));
  if (std::holds_alternative<content::SeriesEnd>(record))
    return Error(ErrorCode::NotFound, "the series has ended before this release");
  if (content::Series* series = std::get_if<content::Series>(&record)) return std::move(*series);
  return Error(ErrorCode::Storage, "a stored record is of another kind than its key");
}

Snapshot::Due read_due(std::string_view key) {
  Snapshot::Due due;
  due.at = keys::read_time(key.substr(1));
  const auto kind = static_cast<keys::DueKind>(key[9]);
  std::string name(key.substr(10));
  if (kind == keys::DueKind::DatasetEmbargo || kind == keys::DueKind::DatasetAnnouncement)
    due.dataset = content::DatasetCode(std::move(name));
  else
    due.document = content::ContentId(std::move(name));
  if (kind == keys::DueKind::Expiry) due.kind = Snapshot::Due::Kind::Expiry;
  if (kind == keys::DueKind::Rights) due.kind = Snapshot::Due::Kind::Rights;
  if (kind == keys::DueKind::DatasetAnnouncement) due.kind = Snapshot::Due::Kind::Announcement;
  return due;
}

}  // namespace

Result<content::Document> Snapshot::document(const content::ContentId& id) const {
  return read_record<content::Document>(get(keys::document(id)), "document");
}

Result<content::Edition> Snapshot::edition(const content::ContentId& id, const content::Locale& locale) const {
  return read_record<content::Edition>(get(keys::edition(id, locale)), "edition");
}

template <typename Record>
Result<std::vector<Record>> Snapshot::all_of(const std::string& prefix) const {
  std::vector<Record> records;
  std::optional<Error> failure;
  SEN_TRY(scan(prefix, {}, [&](std::string_view, std::string_view value) {
    Result<Record> record = read_record<Record>(value);
    if (record.has_value())
      records.push_back(std::move(*record));
    else
      failure = record.error();
    return !failure;
  }));
  if (failure) return *failure;
  return records;
}

Result<std::vector<content::Edition>> Snapshot::editions(const content::ContentId& id) const {
  return all_of<content::Edition>(keys::editions(id));
}

Result<content::Version> Snapshot::version(const content::ContentId& id, const content::Locale& locale,
                                           std::uint32_t number) const {
  return read_record<content::Version>(get(keys::version(id, locale, number)), "version");
}

Result<std::vector<Snapshot::PublicVersion>> Snapshot::public_versions(const content::ContentId& id,
                                                                       const content::Locale& locale) const {
  std::vector<PublicVersion> versions;
  const std::string prefix = keys::public_versions(id, locale);
  SEN_TRY(scan(prefix, {}, [&](std::string_view key, std::string_view value) {
    versions.push_back({static_cast<std::uint32_t>(read_u64(key.substr(prefix.size()))), keys::read_time(value)});
    return true;
  }));
  return versions;
}

Result<content::Media> Snapshot::media(const Digest& digest) const {
  return read_record<content::Media>(get(keys::media(digest.view())), "picture");
}

Result<content::Media> Snapshot::media_by_prefix(std::string_view hex_prefix) const {
  const Error none(ErrorCode::NotFound, "there is no such picture");
  constexpr std::size_t kFewestDigits = 16;
  const bool is_hex = hex_prefix.find_first_not_of("0123456789abcdef") == std::string_view::npos;
  if (!is_hex || hex_prefix.size() < kFewestDigits || hex_prefix.size() > 64) return none;

  // The whole bytes of the prefix narrow the scan; an odd last digit is compared after it.
  std::string padded(hex_prefix);
  padded.resize(64, '0');
  const Digest lowest = SEN_TRY(parse_digest(padded));
  std::vector<std::string> found;
  SEN_TRY(scan(keys::media(lowest.view().substr(0, hex_prefix.size() / 2)), {},
               [&](std::string_view key, std::string_view value) {
                 if (to_hex(key.substr(1)).starts_with(hex_prefix)) found.emplace_back(value);
                 return found.size() < 2;
               }));
  if (found.size() != 1) return none;
  return read_record<content::Media>(found.front());
}

Result<std::vector<content::ContentId>> Snapshot::media_users(const Digest& digest) const {
  std::vector<content::ContentId> users;
  const std::string prefix = keys::media_users(digest);
  SEN_TRY(scan(prefix, {}, [&](std::string_view key, std::string_view) {
    users.emplace_back(std::string(key.substr(prefix.size())));
    return true;
  }));
  return users;
}

Result<std::vector<content::ContentId>> Snapshot::relating(const content::ContentId& id) const {
  std::vector<content::ContentId> sources;
  const std::string prefix = keys::relating(id);
  SEN_TRY(scan(prefix, {}, [&](std::string_view key, std::string_view) {
    sources.emplace_back(std::string(key.substr(prefix.size())));
    return true;
  }));
  return sources;
}

Result<content::Dataset> Snapshot::dataset(const content::DatasetCode& code) const {
  return read_record<content::Dataset>(get(keys::dataset(code)), "dataset");
}

Result<std::vector<content::DatasetCode>> Snapshot::datasets() const {
  std::vector<content::DatasetCode> codes;
  SEN_TRY(scan(keys::datasets(), {}, [&](std::string_view key, std::string_view) {
    codes.emplace_back(std::string(key.substr(1)));
    return true;
  }));
  return codes;
}

Result<content::Series> Snapshot::series(const content::DatasetCode& code, const std::vector<std::string>& key,
                                         std::uint32_t release) const {
  std::string newest;
  const std::string oldest = keys::series(code, content::series_key(key), 0);
  const std::string_view prefix = std::string_view(oldest).substr(0, oldest.size() - 8);
  SEN_TRY(scan(prefix, {}, [&](std::string_view stored, std::string_view value) {
    if (read_u64(stored.substr(prefix.size())) > release) return false;
    newest.assign(value);
    return true;
  }));
  if (newest.empty()) return Error(ErrorCode::NotFound, "there is no such series");
  return read_series(newest);
}

Result<void> Snapshot::each_series(const content::DatasetCode& code, std::uint32_t release, std::string_view from_key,
                                   const std::function<bool(const content::Series&)>& visit) const {
  const std::string prefix = keys::all_series(code);
  std::string group, newest;  // The series that is being walked, and its newest record so far.
  std::optional<Error> failure;
  bool wanted = true;
  const auto hand_over = [&] {
    if (newest.empty()) return true;
    const Result<content::Series> series = read_series(newest);
    newest.clear();
    if (series.has_value()) return visit(*series);
    if (series.error().code() != ErrorCode::NotFound) failure = series.error();
    return !failure.has_value();
  };

  SEN_TRY(scan(prefix, prefix + std::string(from_key), [&](std::string_view key, std::string_view value) {
    const std::string_view series_key = key.substr(0, key.size() - 8);
    if (series_key != group) {
      wanted = hand_over();
      group.assign(series_key);
    }
    if (wanted && read_u64(key.substr(key.size() - 8)) <= release) newest.assign(value);
    return wanted;
  }));
  if (wanted) hand_over();
  if (failure) return *failure;
  return {};
}

Result<content::TablePart> Snapshot::table_part(const content::DatasetCode& code, std::uint32_t number,
                                                std::uint32_t release) const {
  std::string newest;
  const std::string prefix = keys::table_parts(code, number);
  SEN_TRY(scan(prefix, {}, [&](std::string_view key, std::string_view value) {
    if (read_u64(key.substr(prefix.size())) > release) return false;
    newest.assign(value);
    return true;
  }));
  if (newest.empty()) return Error(ErrorCode::NotFound, "there is no such part of a table");
  return read_record<content::TablePart>(newest);
}

Result<content::PackageReceipt> Snapshot::package(const Digest& digest) const {
  return read_record<content::PackageReceipt>(get(keys::package(digest)), "package");
}

Result<content::Account> Snapshot::account(const content::AccountName& name) const {
  return read_record<content::Account>(get(keys::account(name)), "account");
}

Result<content::OrganisationEntry> Snapshot::organisation(const content::OrganisationCode& code) const {
  return read_record<content::OrganisationEntry>(get(keys::organisation(code)), "organisation");
}

Result<content::Review> Snapshot::review(const content::ContentId& id, const content::Locale& locale) const {
  return read_record<content::Review>(get(keys::review(id, locale)), "review");
}

Result<content::Document> Snapshot::proposal(const content::ContentId& id) const {
  return std::move(SEN_TRY(read_record<content::Proposal>(get(keys::proposal(id)), "proposal")).document);
}

Result<std::vector<content::Account>> Snapshot::accounts() const {
  return all_of<content::Account>(keys::accounts());
}

Result<std::vector<content::OrganisationEntry>> Snapshot::organisations() const {
  return all_of<content::OrganisationEntry>(keys::organisations());
}

Result<std::vector<content::Draft>> Snapshot::drafts(const content::ContentId& id,
                                                     const content::Locale& locale) const {
  return all_of<content::Draft>(keys::drafts(id, locale));
}

Result<content::Draft> Snapshot::draft(const content::ContentId& id, const content::Locale& locale) const {
  std::vector<content::Draft> all = SEN_TRY(drafts(id, locale));
  if (all.empty()) return Error(ErrorCode::NotFound, "there is no such draft");
  return std::move(all.back());
}

Result<std::vector<content::PreviewLink>> Snapshot::preview_links(const content::ContentId& id) const {
  return all_of<content::PreviewLink>(keys::preview_links(id));
}

Result<content::PreviewLink> Snapshot::preview_link(const content::ContentId& id, std::uint32_t number) const {
  return read_record<content::PreviewLink>(get(keys::preview_link(id, number)), "preview link");
}

Result<std::vector<content::Review>> Snapshot::reviews(const content::ContentId& id) const {
  return all_of<content::Review>(keys::reviews(id));
}

Result<std::vector<Snapshot::Place>> Snapshot::places(const std::string& prefix) const {
  std::vector<Place> found;
  SEN_TRY(scan(prefix, {}, [&](std::string_view key, std::string_view) {
    const std::string_view place = key.substr(prefix.size());
    const std::size_t end = place.find('\0');
    found.emplace_back(std::string(place.substr(0, end)), std::string(place.substr(end + 1)));
    return true;
  }));
  return found;
}

Result<std::vector<content::Review>> Snapshot::open_reviews() const {
  std::vector<content::Review> reviews;
  for (const auto& [id, locale] : SEN_TRY(places(keys::open_reviews()))) reviews.push_back(SEN_TRY(review(id, locale)));
  return reviews;
}

Result<std::vector<content::Draft>> Snapshot::open_drafts(const content::AccountName& account) const {
  std::vector<content::Draft> drafts;
  for (const auto& [id, locale] : SEN_TRY(places(keys::open_drafts(account))))
    drafts.push_back(SEN_TRY(draft(id, locale)));
  return drafts;
}

Result<std::vector<content::ContentId>> Snapshot::training_documents() const {
  std::vector<content::ContentId> found;
  const std::string prefix = keys::training();
  SEN_TRY(scan(prefix, {}, [&](std::string_view key, std::string_view) {
    found.emplace_back(std::string(key.substr(prefix.size())));
    return true;
  }));
  return found;
}

Result<std::vector<content::Locale>> Snapshot::open_drafts(const content::ContentId& id) const {
  std::vector<content::Locale> locales;
  const std::string prefix = keys::open_drafts(id);
  SEN_TRY(scan(prefix, {}, [&](std::string_view key, std::string_view) {
    locales.emplace_back(std::string(key.substr(prefix.size())));
    return true;
  }));
  return locales;
}

Result<void> Snapshot::each_status(const std::function<bool(const content::DocumentStatus&)>& visit) const {
  std::optional<Error> failure;
  SEN_TRY(scan(keys::statuses(), {}, [&](std::string_view, std::string_view value) {
    const Result<content::DocumentStatus> status = codec::decode_status(value);
    if (status.has_value()) return visit(*status);
    failure = status.error();
    return false;
  }));
  if (failure) return *failure;
  return {};
}

Result<content::TranslationRequest> Snapshot::translation_request(const content::ContentId& id,
                                                                  const content::Locale& locale) const {
  return read_record<content::TranslationRequest>(get(keys::translation_request(id, locale)), "request");
}

Result<std::vector<content::TranslationRequest>> Snapshot::translation_requests(const content::ContentId& id) const {
  return all_of<content::TranslationRequest>(keys::translation_requests(id));
}

Result<std::vector<content::TranslationRequest>> Snapshot::open_requests(const content::Locale& locale) const {
  std::vector<content::TranslationRequest> requests;
  for (const auto& [language, id] : SEN_TRY(open_request_places(locale)))
    requests.push_back(SEN_TRY(translation_request(id, language)));
  return requests;
}

Result<std::vector<std::pair<content::Locale, content::ContentId>>> Snapshot::open_request_places(
    const content::Locale& locale) const {
  std::vector<std::pair<content::Locale, content::ContentId>> places;
  SEN_TRY(scan(keys::open_requests(locale), {}, [&](std::string_view key, std::string_view) {
    const std::size_t end = key.find('\0');
    places.emplace_back(std::string(key.substr(1, end - 1)), std::string(key.substr(end + 1)));
    return true;
  }));
  return places;
}

Result<content::TermEntry> Snapshot::term(const content::TermId& id) const {
  return read_record<content::TermEntry>(get(keys::term(id)), "term");
}

Result<std::vector<content::TermEntry>> Snapshot::terms() const {
  return all_of<content::TermEntry>(keys::terms());
}

Result<std::vector<content::Sequence>> Snapshot::history(std::string_view item) const {
  std::vector<content::Sequence> changes;
  const std::string prefix = keys::history(item);
  SEN_TRY(scan(prefix, {}, [&](std::string_view key, std::string_view) {
    changes.push_back({read_u64(key.substr(prefix.size()))});
    return true;
  }));
  return changes;
}

Result<std::vector<Snapshot::Due>> Snapshot::due(Timestamp until) const {
  std::vector<Due> due;
  SEN_TRY(scan(keys::due(), {}, [&](std::string_view key, std::string_view) {
    Due next = read_due(key);
    if (next.at > until) return false;
    due.push_back(std::move(next));
    return true;
  }));
  return due;
}

Result<std::optional<Timestamp>> Snapshot::next_due() const {
  std::optional<Timestamp> next;
  SEN_TRY(scan(keys::due(), {}, [&](std::string_view key, std::string_view) {
    next = read_due(key).at;
    return false;
  }));
  return next;
}

Result<std::vector<Listed>> Snapshot::list(const Listing& listing, std::size_t offset, std::size_t limit) const {
  std::vector<Listed> entries;
  if (limit == 0) return entries;
  const std::string prefix = keys::listing(listing);
  SEN_TRY(scan(prefix, {}, [&](std::string_view key, std::string_view) {
    if (offset > 0) return --offset, true;
    entries.push_back(keys::read_listed(key, prefix.size()));
    return entries.size() < limit;
  }));
  return entries;
}

Result<std::uint64_t> Snapshot::count(const Listing& listing) const {
  const std::optional<std::string> count = SEN_TRY(get(keys::listing_count(listing)));
  return count ? read_u64(*count) : 0;
}

Result<void> Snapshot::each_document(const std::function<bool(const content::Document&)>& visit) const {
  std::optional<Error> failure;
  SEN_TRY(scan(keys::documents(), {}, [&](std::string_view, std::string_view value) {
    const Result<content::Document> document = read_record<content::Document>(value);
    if (document.has_value()) return visit(*document);
    failure = document.error();
    return false;
  }));
  if (failure) return *failure;
  return {};
}

}  // namespace sen::store
