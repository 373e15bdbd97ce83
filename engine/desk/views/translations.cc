#include "engine/desk/views/translations.h"

#include <algorithm>
#include <limits>
#include <map>

namespace sen::desk::views {
namespace {

using content::DocumentStatus;
using content::EditionStatus;
using content::Locale;

constexpr Timestamp kNever{std::numeric_limits<std::int64_t>::max()};

/// Whether a request waits for its translator, who may be late.
bool waits(const content::TranslationRequest& request) {
  return content::is_open(request) && request.state != content::RequestState::HandedIn;
}

const EditionStatus* find(const DocumentStatus& status, const Locale& locale) {
  const auto found = std::find_if(status.editions.begin(), status.editions.end(),
                                  [&](const EditionStatus& one) { return one.locale == locale; });
  return found == status.editions.end() ? nullptr : &*found;
}

/// The version of a source that its translations should follow: what is public, else the newest.
std::uint32_t version_to_follow(const EditionStatus& source) {
  return source.live != 0 ? source.live : source.latest;
}

/// Versions of the source, but for minor ones, that a translation does not follow yet.
Result<std::uint32_t> versions_behind(const store::Snapshot& snapshot, const DocumentStatus& status,
                                      const EditionStatus& edition) {
  const EditionStatus* source = find(status, edition.translates);
  if (source == nullptr || edition.translates_version == 0) return 0U;
  std::uint32_t behind = 0;
  for (std::uint32_t number = edition.translates_version + 1; number <= version_to_follow(*source); ++number) {
    const auto version = snapshot.version(status.id, source->locale, number);
    if (version.has_value() && version->kind != content::ChangeKind::Minor) ++behind;
    if (!version.has_value() && version.error().code() != ErrorCode::NotFound) return version.error();
  }
  return behind;
}

/// Walks the store's rows and keeps one page of those that fit. Called by one thread.
class Walk {
 public:
  Walk(const Visit& visit, const MatrixQuery& query, const std::vector<Locale>& languages)
      : visit_(visit), query_(query), languages_(languages) {}

  Result<std::vector<DocumentStatus>> page() {
    if (query_.requested) SEN_TRY(read_requests());
    std::optional<Error> failure;
    const std::size_t before = (query_.page - 1) * kMatrixPage;
    std::size_t skip = query_.requested ? 0 : before;
    SEN_TRY(visit_.snapshot->each_status([&](const DocumentStatus& status) {
      const Result<bool> wanted = fits(status);
      if (!wanted.has_value()) {
        failure = wanted.error();
        return false;
      }
      if (!*wanted) return true;
      if (skip > 0) return --skip, true;
      if (!query_.requested && found_.size() == kMatrixPage) return more_ = true, false;
      found_.push_back(status);
      return true;
    }));
    if (failure) return *failure;
    if (query_.requested) keep_page_by_due(before);
    return std::move(found_);
  }
  bool more() const { return more_; }

 private:
  Result<void> read_requests() {
    for (const content::TranslationRequest& one : SEN_TRY(visit_.snapshot->open_requests(query_.language))) {
      Timestamp& due = requested_.try_emplace(one.id, kNever).first->second;
      due = std::min(due, waits(one) ? one.due.value_or(kNever) : kNever);
    }
    return {};
  }
  /// Of one due time, and without any, the newest date first, as they were found.
  void keep_page_by_due(std::size_t before) {
    std::stable_sort(found_.begin(), found_.end(), [&](const DocumentStatus& a, const DocumentStatus& b) {
      return requested_.at(a.id) < requested_.at(b.id);
    });
    found_.erase(found_.begin(), found_.begin() + static_cast<std::ptrdiff_t>(std::min(before, found_.size())));
    more_ = found_.size() > kMatrixPage;
    if (more_) found_.resize(kMatrixPage);
  }
  bool may_read(const content::OrganisationCode& organisation) {
    const auto known = readable_.find(organisation);
    if (known != readable_.end()) return known->second;
    identity::Resource resource;
    resource.organisation = visit_.directory.successor(organisation);
    return readable_[organisation] = visit_.may(identity::Action::DocumentRead, resource);
  }

  Result<bool> fits(const DocumentStatus& status) {
    if (status.editions.empty() || !may_read(status.organisation)) return false;
    if (!query_.organisation.empty() && status.organisation.value != query_.organisation) return false;
    if (!query_.type.empty() && status.type != query_.type) return false;
    if (query_.requested && !requested_.contains(status.id)) return false;
    if (query_.missing && std::all_of(languages_.begin(), languages_.end(),
                                      [&](const Locale& locale) { return find(status, locale) != nullptr; }))
      return false;
    return !query_.stale || SEN_TRY(is_stale(status));
  }

  Result<bool> is_stale(const DocumentStatus& status) const {
    for (const Locale& locale : languages_)
      if (const EditionStatus* edition = find(status, locale))
        if (SEN_TRY(versions_behind(*visit_.snapshot, status, *edition)) > 0) return true;
    return false;
  }

  const Visit& visit_;
  const MatrixQuery& query_;
  const std::vector<Locale>& languages_;
  std::map<content::ContentId, Timestamp> requested_;  ///< When the first of its translations is due.
  std::map<content::OrganisationCode, bool> readable_;
  std::vector<DocumentStatus> found_;
  bool more_ = false;
};

/// `drafts`: the languages in which somebody is writing the document.
Result<MatrixCell> make_cell(const Visit& visit, const DocumentStatus& status, const Locale& locale,
                             const std::vector<Locale>& drafts) {
  MatrixCell cell;
  cell.locale = locale;
  cell.writing = std::find(drafts.begin(), drafts.end(), locale) != drafts.end();
  if (const EditionStatus* edition = find(status, locale)) {
    cell.edition = *edition;
    cell.behind = SEN_TRY(versions_behind(*visit.snapshot, status, *edition));
    const EditionStatus* source = find(status, edition->translates);
    if (cell.behind > 0 && source != nullptr && source->changed > edition->changed)
      cell.behind_for = std::chrono::duration_cast<std::chrono::days>(
          std::chrono::milliseconds(source->changed.milliseconds - edition->changed.milliseconds));
  }
  auto request = visit.snapshot->translation_request(status.id, locale);
  if (request.has_value() && content::is_open(*request)) {
    const Timestamp now = visit.context.parts.clock.now();
    cell.late = request->due && *request->due <= now && waits(*request);
    const EditionStatus* source = find(status, request->source);
    cell.source_changed = source != nullptr && source->latest > request->source_version;
    cell.request = *std::move(request);
  }
  return cell;
}

Result<MatrixRow> make_row(const Visit& visit, const DocumentStatus& status, const std::vector<Locale>& languages) {
  MatrixRow row;
  row.id = status.id;
  row.organisation = visit.directory.name(status.organisation, visit.tongue.locale);
  const content::DocumentType* type = visit.context.parts.vocabulary.type(status.type);
  row.type = type == nullptr ? status.type : std::string(visit.tongue.name(type->labels));
  row.date = status.date;
  const EditionStatus* titled = find(status, visit.tongue.locale);
  if (titled == nullptr) titled = &status.editions.front();
  row.title_language = titled->locale;
  const auto version = visit.snapshot->version(status.id, titled->locale, titled->latest);
  if (version.has_value()) row.title = version->title;
  const std::vector<Locale> drafts = SEN_TRY(visit.snapshot->open_drafts(status.id));
  for (const Locale& locale : languages) row.cells.push_back(SEN_TRY(make_cell(visit, status, locale, drafts)));
  return row;
}

}  // namespace

Result<Matrix> make_matrix(const Visit& visit, const MatrixQuery& query) {
  Matrix matrix;
  if (query.language.empty())
    matrix.languages = visit.context.parts.site.languages;
  else
    matrix.languages = {query.language};
  Walk walk(visit, query, matrix.languages);
  for (const DocumentStatus& status : SEN_TRY(walk.page()))
    matrix.rows.push_back(SEN_TRY(make_row(visit, status, matrix.languages)));
  matrix.more = walk.more();
  return matrix;
}

}  // namespace sen::desk::views
