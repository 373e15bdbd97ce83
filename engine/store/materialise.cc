#include "engine/store/materialise.h"

#include <algorithm>
#include <set>

#include "content/codec/codec.h"
#include "engine/store/language_status.h"
#include "engine/store/overlay.h"
#include "engine/store/touches.h"
#include "engine/store/visibility.h"

namespace sen::store {
namespace {

using content::ContentId;
using content::DatasetCode;
using content::Mutation;
using content::State;

/// What a change names.
struct Named {
  std::set<ContentId> documents;
  std::set<DatasetCode> datasets;
  std::set<content::OrganisationCode> organisations;
  std::set<Digest> pictures;
  std::map<DatasetCode, std::set<std::uint32_t>> releases;  ///< Of figures and rows that it stores or ends.
  std::set<std::string> items;                              ///< As in keys::last_change().
};

Named names_of(const content::Change& change) {
  struct Visitor {
    Named& named;
    void document(const ContentId& id) const {
      named.documents.insert(id);
      named.items.insert(keys::document(id));
    }
    void dataset(const DatasetCode& code) const {
      named.datasets.insert(code);
      named.items.insert(keys::dataset(code));
    }
    void operator()(const content::Document& record) const { document(record.id); }
    void operator()(const content::Edition& record) const { document(record.id); }
    void operator()(const content::Version& record) const { document(record.id); }
    void operator()(const content::Media& record) const {
      named.pictures.insert(record.digest);
      named.items.insert(keys::media(record.digest.view()));
    }
    void operator()(const content::Dataset& record) const { dataset(record.code); }
    void operator()(const content::Series& record) const {
      dataset(record.dataset);
      named.releases[record.dataset].insert(record.release);
    }
    void operator()(const content::SeriesEnd& record) const {
      dataset(record.dataset);
      named.releases[record.dataset].insert(record.release);
    }
    void operator()(const content::TablePart& record) const {
      dataset(record.dataset);
      named.releases[record.dataset].insert(record.release);
    }
    void operator()(const content::PackageReceipt& record) const { named.items.insert(keys::package(record.digest)); }
    void operator()(const content::Account& record) const { named.items.insert(keys::account(record.name)); }
    void operator()(const content::OrganisationEntry& record) const {
      named.organisations.insert(record.code);
      named.items.insert(keys::organisation(record.code));
    }
    // Reviews move with their document; a draft is its writer's own, so that saving one troubles nobody else.
    void operator()(const content::Review& record) const { document(record.id); }
    void operator()(const content::Proposal& record) const { document(record.document.id); }
    void operator()(const content::Draft& record) const { named.items.insert(keys::drafts(record.id, record.locale)); }
    void operator()(const content::PreviewLink& record) const {
      named.items.insert(keys::preview_link(record.id, record.number));
    }
    // A request is no part of its document: asking for a translation voids nobody's page.
    void operator()(const content::TranslationRequest& record) const {
      named.items.insert(keys::translation_request(record.id, record.locale));
    }
    void operator()(const content::TermEntry& record) const { named.items.insert(keys::term(record.id)); }
  };
  Named named;
  for (const Mutation& mutation : change.mutations) std::visit(Visitor{named}, mutation);
  return named;
}

Result<void> check_conflicts(const Snapshot& before, const Named& named, content::Sequence based_on) {
  for (const std::string& item : named.items) {
    const std::optional<std::string> last = SEN_TRY(RawKeys::get(before, keys::last_change(item)));
    if (last && read_u64(*last) > based_on.value)
      return Error(ErrorCode::Conflict, "it was changed by somebody else in the meantime");
  }
  return {};
}

Result<void> check_name(std::string_view name, std::string_view what) {
  const bool plain = !name.empty() && name.size() <= 200 &&
                     std::all_of(name.begin(), name.end(), [](char c) { return static_cast<unsigned char>(c) > ' '; });
  if (plain) return {};
  return Error(ErrorCode::InvalidInput,
               std::string(what) + " must be 1 to 200 bytes without spaces and control characters");
}

/// Where a record is kept; checks that it can be.
struct KeyMaker {
  Result<std::string> operator()(const content::Document& record) const {
    SEN_TRY(check_name(record.id.value, "a content id"));
    for (const std::string* code : {&record.section, &record.type, &record.organisation.value})
      SEN_TRY(check_name(*code, "a section, type or organisation"));
    for (const auto* codes : {&record.topics, &record.places})
      for (const std::string& code : *codes) SEN_TRY(check_name(code, "a topic or place"));
    for (const ContentId& id : record.related) SEN_TRY(check_name(id.value, "a related id"));
    return keys::document(record.id);
  }
  Result<std::string> operator()(const content::Edition& record) const {
    SEN_TRY(check_name(record.locale.value, "a locale"));
    return keys::edition(record.id, record.locale);
  }
  Result<std::string> operator()(const content::Version& record) const {
    SEN_TRY(check_name(record.locale.value, "a locale"));
    return keys::version(record.id, record.locale, record.number);
  }
  Result<std::string> operator()(const content::Media& record) const { return keys::media(record.digest.view()); }
  Result<std::string> operator()(const content::Dataset& record) const {
    SEN_TRY(check_name(record.code.value, "a dataset code"));
    return keys::dataset(record.code);
  }
  Result<std::string> operator()(const content::Series& record) const { return series(record); }
  Result<std::string> operator()(const content::SeriesEnd& record) const { return series(record); }
  Result<std::string> operator()(const content::TablePart& record) const {
    SEN_TRY(check_name(record.dataset.value, "a dataset code"));
    return keys::table_part(record.dataset, record.number, record.release);
  }
  Result<std::string> operator()(const content::PackageReceipt& record) const { return keys::package(record.digest); }

  Result<std::string> operator()(const content::Account& record) const {
    SEN_TRY(check_name(record.name.value, "an account name"));
    return keys::account(record.name);
  }
  Result<std::string> operator()(const content::OrganisationEntry& record) const {
    SEN_TRY(check_name(record.code.value, "an organisation"));
    return keys::organisation(record.code);
  }
  Result<std::string> operator()(const content::Review& record) const {
    SEN_TRY(check_name(record.id.value, "a content id"));
    if (!record.locale.empty()) SEN_TRY(check_name(record.locale.value, "a locale"));
    return keys::review(record.id, record.locale);
  }
  Result<std::string> operator()(const content::Proposal& record) const {
    SEN_TRY((*this)(record.document));
    return keys::proposal(record.document.id);
  }
  Result<std::string> operator()(const content::Draft& record) const {
    SEN_TRY(check_name(record.id.value, "a content id"));
    SEN_TRY(check_name(record.locale.value, "a locale"));
    SEN_TRY(check_name(record.account.value, "an account name"));
    return keys::draft(record.id, record.locale, record.revision);
  }
  Result<std::string> operator()(const content::PreviewLink& record) const {
    SEN_TRY(check_name(record.id.value, "a content id"));
    SEN_TRY(check_name(record.locale.value, "a locale"));
    SEN_TRY(check_name(record.account.value, "an account name"));
    return keys::preview_link(record.id, record.number);
  }
  Result<std::string> operator()(const content::TranslationRequest& record) const {
    SEN_TRY(check_name(record.id.value, "a content id"));
    SEN_TRY(check_name(record.locale.value, "a locale"));
    return keys::translation_request(record.id, record.locale);
  }
  Result<std::string> operator()(const content::TermEntry& record) const {
    SEN_TRY(check_name(record.id.value, "the number of a term"));
    return keys::term(record.id);
  }

  template <typename Series>
  static Result<std::string> series(const Series& record) {
    SEN_TRY(check_name(record.dataset.value, "a dataset code"));
    for (const std::string& value : record.key) {
      SEN_TRY(check_name(value, "a series key value"));
      if (value.find('.') != std::string::npos)
        return Error(ErrorCode::InvalidInput, "a series key value must not hold a dot");
    }
    return keys::series(record.dataset, content::series_key(record.key), record.release);
  }
};

/// What falls due for a document or dataset, as keys.
Result<std::set<std::string>> due_keys(const Snapshot& snapshot, const ContentId& id) {
  std::set<std::string> due;
  const Result<content::Document> document = snapshot.document(id);
  if (!document.has_value()) {
    if (document.error().code() == ErrorCode::NotFound) return due;
    return document.error();
  }
  const auto waits_until = [&](const content::Review* review) {
    due.insert(keys::due(content::release_time(*document, review), keys::DueKind::Embargo, id.value));
  };
  std::set<content::Locale> reviewed;
  for (const content::Review& review : SEN_TRY(snapshot.reviews(id)))
    if (review.state == State::Scheduled) {
      waits_until(&review);
      reviewed.insert(review.locale);
    }
  for (const content::Edition& edition : SEN_TRY(snapshot.editions(id))) {
    if (edition.state == State::Scheduled && !reviewed.contains(edition.locale)) waits_until(nullptr);
    if (edition.state == State::Published && document->expiry)
      due.insert(keys::due(*document->expiry, keys::DueKind::Expiry, id.value));
  }
  for (const content::MediaUse& use : document->media)
    if (use.rights_until && !use.rights_ended)
      due.insert(keys::due(*use.rights_until, keys::DueKind::Rights, id.value));
  return due;
}

Result<std::set<std::string>> due_keys(const Snapshot& snapshot, const DatasetCode& code) {
  std::set<std::string> due;
  const Result<content::Dataset> dataset = snapshot.dataset(code);
  if (!dataset.has_value()) {
    if (dataset.error().code() == ErrorCode::NotFound) return due;
    return dataset.error();
  }
  const content::Release* waiting = content::scheduled_release(*dataset);
  if (dataset->state == State::Scheduled || waiting != nullptr)
    due.insert(keys::due(dataset->embargo.value_or(Timestamp{}), keys::DueKind::DatasetEmbargo, code.value));
  if (waiting != nullptr && waiting->announced == 0 && dataset->announce && dataset->embargo)
    due.insert(keys::due(*dataset->announce, keys::DueKind::DatasetAnnouncement, code.value));
  return due;
}

/// What refers to others by a document, as keys: its pictures and its related documents.
Result<std::set<std::string>> reference_keys(const Snapshot& snapshot, const ContentId& id) {
  std::set<std::string> references;
  const Result<content::Document> document = snapshot.document(id);
  if (!document.has_value()) {
    if (document.error().code() == ErrorCode::NotFound) return references;
    return document.error();
  }
  for (const content::MediaUse& use : document->media) references.insert(keys::media_user(use.digest, id));
  for (const ContentId& related : document->related) references.insert(keys::relation(related, id));
  return references;
}

void replace(const std::set<std::string>& before, const std::set<std::string>& after, Overlay& out) {
  for (const std::string& key : before)
    if (!after.contains(key)) out.remove(key);
  for (const std::string& key : after)
    if (!before.contains(key)) out.put(key, {});
}

Result<void> move_count(const Listing& listing, bool up, Overlay& out) {
  const std::string key = keys::listing_count(listing);
  const std::optional<std::string> stored = SEN_TRY(RawKeys::get(out, key));
  const std::uint64_t count = stored ? read_u64(*stored) : 0;
  std::string value;
  append_u64(value, up ? count + 1 : count - 1);
  out.put(key, value);
  return {};
}

Result<void> write_listings(const ContentId& id, const PublicDocument& before, const PublicDocument& after,
                            Overlay& out) {
  for (const ListingEntry& entry : before.listings)
    if (!after.listings.contains(entry)) {
      out.remove(keys::listed(entry.listing, {id, entry.published}));
      SEN_TRY(move_count(entry.listing, false, out));
    }
  for (const ListingEntry& entry : after.listings)
    if (!before.listings.contains(entry)) {
      out.put(keys::listed(entry.listing, {id, entry.published}), {});
      SEN_TRY(move_count(entry.listing, true, out));
    }
  return {};
}

Result<void> note_public_versions(const Snapshot& before, const ContentId& id, Timestamp now, Overlay& out) {
  for (const content::Edition& edition : SEN_TRY(out.editions(id))) {
    if (!is_public(edition)) continue;
    const std::string key = keys::public_version(id, edition.locale, edition.live);
    if (SEN_TRY(RawKeys::get(before, key))) continue;
    std::string at;
    keys::append_time(at, edition.updated.value_or(now));
    out.put(key, at);
  }
  return {};
}

/// What was made for training stays in training: whoever plans a change, no edition of it becomes public.
Result<void> hold_training(const Snapshot& before, const ContentId& id, Overlay& out) {
  const content::Document document = SEN_TRY(out.document(id));
  const Result<content::Document> former = before.document(id);
  if (former.has_value() && former->training != document.training)
    return Error(ErrorCode::InvalidInput, document.training ? "a document does not become one of the training"
                                                            : "a document of the training has this name");
  if (!document.training) return {};
  for (const content::Edition& edition : SEN_TRY(out.editions(id)))
    if (edition.live != 0 || edition.state == State::Published || edition.state == State::Scheduled)
      return Error(ErrorCode::InvalidInput, "what was made for training is never public");
  out.put(keys::training(id), {});
  return {};
}

Result<void> settle_document(const Snapshot& before, const ContentId& id, const Named& named, Timestamp now,
                             Overlay& out, std::set<content::DependencyKey>& touches) {
  if (!SEN_TRY(RawKeys::get(out, keys::document(id))))
    return Error(ErrorCode::InvalidInput, "an edition needs a document that is stored");
  SEN_TRY(hold_training(before, id, out));
  const PublicDocument was = SEN_TRY(public_document(before, id));
  const PublicDocument is = SEN_TRY(public_document(out, id));
  SEN_TRY(write_listings(id, was, is, out));
  SEN_TRY(note_public_versions(before, id, now, out));
  replace(SEN_TRY(due_keys(before, id)), SEN_TRY(due_keys(out, id)), out);
  SEN_TRY(write_status(before, id, out));
  replace(SEN_TRY(reference_keys(before, id)), SEN_TRY(reference_keys(out, id)), out);
  add_touches(id, was, is, touches);
  if (was.readable.empty() == is.readable.empty()) return {};
  // Those that name it as related show it, or no longer; what this change names itself is compared by itself.
  for (const ContentId& source : SEN_TRY(out.relating(id)))
    if (!named.documents.contains(source)) add_touches_of_relation(source, SEN_TRY(out.editions(source)), touches);
  return {};
}

std::string public_bytes(const Result<content::Dataset>& dataset) {
  if (!dataset.has_value()) return {};
  const std::optional<content::Dataset> visible = public_part(*dataset);
  return visible ? codec::encode(*visible) : std::string();
}

std::optional<Announcement> announcement_in(const Snapshot& snapshot, const DatasetCode& code) {
  const Result<content::Dataset> stored = snapshot.dataset(code);
  return stored.has_value() ? announcement(*stored) : std::nullopt;
}

Result<void> settle_dataset(const Snapshot& before, const DatasetCode& code, const std::set<std::uint32_t>& releases,
                            Overlay& out, std::set<content::DependencyKey>& touches) {
  const Result<content::Dataset> now = out.dataset(code);
  if (!now.has_value()) {
    if (now.error().code() == ErrorCode::NotFound)
      return Error(ErrorCode::InvalidInput, "a series or table needs a dataset that is stored");
    return now.error();
  }
  replace(SEN_TRY(due_keys(before, code)), SEN_TRY(due_keys(out, code)), out);

  if (announcement_in(before, code) != announcement(*now)) touches.insert(announcements_key());
  const std::optional<content::Dataset> visible = public_part(*now);
  const bool figures_differ = visible && !releases.empty() && *releases.begin() <= visible->releases.back().number;
  if (!figures_differ && public_bytes(before.dataset(code)) == public_bytes(now)) return {};
  touches.insert(dataset_key(code));
  touches.insert(datasets_key());
  return {};
}

/// What readers are told of an organisation by the register, in a form that can be compared; empty: nothing.
std::string public_bytes(Result<content::OrganisationEntry> entry) {
  if (!entry.has_value()) return {};
  entry->officer_exempt = entry->signed_packages_only = false;
  return codec::encode(Mutation(std::move(*entry)));
}

void settle_organisation(const Snapshot& before, const content::OrganisationCode& code, const Overlay& out,
                         std::set<content::DependencyKey>& touches) {
  if (public_bytes(before.organisation(code)) == public_bytes(out.organisation(code))) return;
  touches.insert(organisation_key(code));
  touches.insert(organisations_key());
}

/// The moment settles whose rights have ended, so that nothing handed in late is shown.
void end_rights(content::Change& change) {
  for (Mutation& mutation : change.mutations)
    if (auto* document = std::get_if<content::Document>(&mutation))
      for (content::MediaUse& use : document->media)
        use.rights_ended = use.rights_until && (use.rights_ended || *use.rights_until <= change.committed_at);
}

/// Whoever saved a revision finds the draft among his own until it is closed.
Result<void> note_draft(const content::Draft& draft, Overlay& out) {
  if (!draft.closed) {
    out.put(keys::open_draft(draft.account, draft.id, draft.locale), {});
    out.put(keys::open_draft(draft.id, draft.locale), {});
    return {};
  }
  out.remove(keys::open_draft(draft.id, draft.locale));
  for (const content::Draft& revision : SEN_TRY(out.drafts(draft.id, draft.locale)))
    out.remove(keys::open_draft(revision.account, draft.id, draft.locale));
  return {};
}

void note_open(std::string key, bool is_open, Overlay& out) {
  if (is_open)
    out.put(std::move(key), {});
  else
    out.remove(std::move(key));
}

/// Nobody outside of the training is shown what was made for it, by a link neither.
Result<void> hold_training(const content::PreviewLink& link, const Overlay& out) {
  const Result<content::Document> document = out.document(link.id);
  if (document.has_value() && document->training)
    return Error(ErrorCode::InvalidInput, "what was made for training is never public");
  return {};
}

/// Writes each record and puts it into the log entry. What is written is let go of: figures take several times their
/// bytes in memory.
Result<void> write_records(std::vector<Mutation> mutations, codec::ChangeEncoder& entry, Overlay& out) {
  for (Mutation& next : mutations) {
    const Mutation mutation = std::move(next);
    std::string key = SEN_TRY(std::visit(KeyMaker(), mutation));
    std::string value = codec::encode(mutation);
    if (std::holds_alternative<content::Version>(mutation)) {
      const std::optional<std::string> stored = SEN_TRY(RawKeys::get(out, key));
      if (stored && *stored != value) return Error(ErrorCode::InvalidInput, "a stored version never changes");
    }
    entry.add(value);
    out.put(std::move(key), std::move(value));
    if (const auto* link = std::get_if<content::PreviewLink>(&mutation)) SEN_TRY(hold_training(*link, out));
    if (const auto* draft = std::get_if<content::Draft>(&mutation)) SEN_TRY(note_draft(*draft, out));
    if (const auto* review = std::get_if<content::Review>(&mutation))
      note_open(keys::open_review(review->id, review->locale), content::is_open(*review), out);
    if (const auto* request = std::get_if<content::TranslationRequest>(&mutation))
      note_open(keys::open_request(request->locale, request->id), content::is_open(*request), out);
  }
  return {};
}

std::vector<content::Media> pictures_of(const content::Change& change) {
  std::vector<content::Media> pictures;
  for (const Mutation& mutation : change.mutations)
    if (const auto* media = std::get_if<content::Media>(&mutation)) pictures.push_back(*media);
  return pictures;
}

}  // namespace

std::string encode(const LogHead& head) {
  std::string bytes;
  append_u64(bytes, head.head.sequence.value);
  bytes += head.head.hash.view();
  keys::append_time(bytes, head.at);
  return bytes;
}

Result<LogHead> decode_log_head(std::string_view bytes) {
  constexpr std::size_t kSize = 8 + 32 + 8;
  if (bytes.size() != kSize) return Error(ErrorCode::Storage, "the head of the log cannot be read");
  LogHead head;
  head.head.sequence = {read_u64(bytes)};
  std::copy_n(bytes.begin() + 8, head.head.hash.bytes.size(), head.head.hash.bytes.begin());
  head.at = keys::read_time(bytes.substr(40));
  return head;
}

Result<Commit> materialise(const Snapshot& before, const LogHead& last, content::Change change, Timestamp now) {
  if (change.based_on > last.head.sequence)
    return Error(ErrorCode::InvalidInput, "the change is planned against a snapshot that does not exist");
  const Named named = names_of(change);
  SEN_TRY(check_conflicts(before, named, change.based_on));

  change.sequence = {last.head.sequence.value + 1};
  change.committed_at = std::max(now, last.at);
  end_rights(change);
  Commit commit;
  commit.pictures = pictures_of(change);
  Overlay out(before);
  codec::ChangeEncoder encoder(change);
  SEN_TRY(write_records(std::move(change.mutations), encoder, out));

  std::set<content::DependencyKey> touches;
  for (const ContentId& id : named.documents)
    SEN_TRY(settle_document(before, id, named, change.committed_at, out, touches));
  for (const DatasetCode& code : named.datasets) {
    const auto releases = named.releases.find(code);
    SEN_TRY(settle_dataset(
        before, code, releases == named.releases.end() ? std::set<std::uint32_t>() : releases->second, out, touches));
  }
  for (const content::OrganisationCode& code : named.organisations) settle_organisation(before, code, out, touches);
  for (const Digest& digest : named.pictures)
    if (SEN_TRY(is_shown(before, digest)) || SEN_TRY(is_shown(out, digest))) touches.insert(media_key(digest));

  std::string sequence;
  append_u64(sequence, change.sequence.value);
  for (const std::string& item : named.items) {
    out.put(keys::last_change(item), sequence);
    out.put(keys::history(item, change.sequence), {});
  }

  std::string entry = encoder.finish({touches.begin(), touches.end()});
  Sha256 hash;
  hash.update(last.head.hash.view());
  hash.update(entry);
  commit.head = {.head = {change.sequence, hash.finish()}, .at = change.committed_at};
  entry.insert(0, commit.head.head.hash.view());
  out.put(keys::log_entry(change.sequence), std::move(entry));
  out.put(keys::head(), encode(commit.head));
  commit.writes = out.take_writes();
  return commit;
}

}  // namespace sen::store
