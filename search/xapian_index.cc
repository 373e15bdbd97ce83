#include <xapian.h>

#include <deque>
#include <limits>

#include "engine/base/log.h"
#include "search/answerer.h"
#include "search/entry_maker.h"
#include "search/index_builder.h"
#include "search/index_files.h"
#include "search/index_readers.h"
#include "search/index_writer.h"
#include "search/search.h"
#include "search/slots.h"
#include "search/visible_editions.h"
#include "search/vocabulary_names.h"

namespace sen::search {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kDocumentKey = "document:", kOrganisationKey = "organisation:";
/// An index below it is checked whole when it is opened; a larger one would take seconds.
constexpr std::uintmax_t kCheckedBytes = 32U * 1024 * 1024;

/// Whether the files of an index are whole, as far as that can be told quickly.
bool is_sound(const fs::path& folder) {
  std::uintmax_t bytes = 0;
  std::error_code error;
  for (const fs::directory_entry& file : fs::directory_iterator(folder, error)) bytes += file.file_size(error);
  if (bytes > kCheckedBytes) return true;
  try {
    return Xapian::Database::check(folder.string(), 0) == 0;
  } catch (const Xapian::Error&) {
    return false;
  }
}

/// What an index and the content do not agree on. The first ones are named, the rest counted.
class Differences {
 public:
  void add(std::string_view difference) {
    if (++count_ <= kNamed) named_.append(named_.empty() ? "" : "; it ").append(difference);
  }
  /// Errors: Storage if there are any.
  Result<void> outcome() const {
    if (count_ == 0) return {};
    const std::string more = count_ <= kNamed ? "" : "; and " + std::to_string(count_ - kNamed) + " more differ";
    return Error(ErrorCode::Storage, "the search index " + named_ + more);
  }

 private:
  static constexpr std::size_t kNamed = 20;
  std::string named_;
  std::size_t count_ = 0;
};

/// Counts what waits for a commit.
class CommitTimer {
 public:
  explicit CommitTimer(const IndexOptions& options) : options_(options) {}

  void put() { ++waiting_; }
  bool is_due() const {
    return waiting_ >= options_.commit_documents ||
           (waiting_ > 0 && std::chrono::steady_clock::now() - last_ >= options_.commit_every);
  }
  void committed() {
    waiting_ = 0;
    last_ = std::chrono::steady_clock::now();
  }

 private:
  const IndexOptions& options_;
  std::size_t waiting_ = 0;
  std::chrono::steady_clock::time_point last_ = std::chrono::steady_clock::now();
};

/// Writes editions into an index while the entries of those behind them are made.
class Intake {
 public:
  Intake(IndexWriter& writer, EntryMaker& maker) : writer_(writer), maker_(maker) {}
  Intake(const Intake&) = delete;
  Intake& operator=(const Intake&) = delete;
  ~Intake() { maker_.clear(); }

  /// Takes the place of `former`, the same edition as it stands in the index, if it does.
  Result<void> put(IndexedEdition edition, std::optional<Placed> former) {
    maker_.ask(std::move(edition.visible), std::move(edition.registered));
    former_.push_back(std::move(former));
    if (former_.size() <= kAhead) return {};
    return write_next();
  }
  /// Writes what still waits.
  Result<void> finish() {
    while (!former_.empty()) SEN_TRY(write_next());
    return {};
  }

 private:
  static constexpr std::size_t kAhead = 32;

  Result<void> write_next() {
    const std::optional<Placed> former = std::move(former_.front());
    former_.pop_front();
    return writer_.put(maker_.take(), former ? &*former : nullptr);
  }

  IndexWriter& writer_;
  EntryMaker& maker_;
  std::deque<std::optional<Placed>> former_;  ///< Of each edition that waits.
};

class XapianIndex final : public Index {
 public:
  XapianIndex(IndexFiles files, std::unique_ptr<IndexWriter> writer, const content::Vocabulary& vocabulary,
              QueryPlanner planner, IndexOptions options, bool is_hollow)
      : files_(std::move(files)),
        writer_(std::move(writer)),
        readers_(files_.current(), writer_->facets()),
        vocabulary_(vocabulary),
        maker_(vocabulary),
        answerer_(readers_, vocabulary, std::move(planner), options.past),
        options_(options),
        is_hollow_(is_hollow),
        position_(writer_->position().value) {}

  std::string_view name() const override { return "search"; }

  Result<content::Sequence> position() const override {
    return readers_.damaged() ? content::Sequence{} : content::Sequence{position_};
  }

  Result<void> apply(std::span<const content::Change> changes, const store::VisibleContent& after) override {
    if (writer_ == nullptr || readers_.damaged()) return rebuild(after);
    Result<void> outcome = apply_all(changes, after);
    // A writer that failed has lost what it had not committed: begin again from its last commit.
    if (!outcome) reopen_writer();
    return outcome;
  }

  void stop() override { stopped_ = true; }
  void resume() override { stopped_ = false; }

  Result<void> rebuild(const store::VisibleContent& from) override {
    // An index that holds nothing must not be taken for a site that does.
    if (position_ == 0) is_hollow_ = true;
    const fs::path next = SEN_TRY(files_.make_next());
    std::unique_ptr<IndexWriter> writer =
        SEN_TRY(build_index(next, from, vocabulary_, names_digest(vocabulary_), {.stopped = &stopped_}));
    writer_ = nullptr;
    SEN_TRY(files_.adopt(next));
    writer_ = std::move(writer);
    readers_.move_to(next, writer_->facets());
    position_ = from.sequence().value;
    is_hollow_ = false;
    files_.sweep();
    return {};
  }

  Result<Answer> search(const Query& query) const override {
    if (is_hollow_ || readers_.damaged()) return being_made();
    Result<Answer> answer = answerer_.search(query);
    // It may have been emptied since the question began.
    if (is_hollow_) return being_made();
    return answer;
  }

  Result<std::vector<std::string>> suggest(std::string_view typed, const content::Locale& reader,
                                           std::size_t limit) const override {
    return answerer_.suggest(typed, reader, limit);
  }

  Result<std::uint64_t> verify(const store::VisibleContent& content) const override {
    std::map<std::string, std::string> indexed = SEN_TRY(fingerprints());
    std::uint64_t agreed = 0;
    Differences differences;
    for (const content::ContentId& id : SEN_TRY(visible_documents(content)))
      for (const IndexedEdition& edition : SEN_TRY(visible_editions(content, id, vocabulary_))) {
        const content::Locale& locale = edition.visible.edition.locale;
        const auto found = indexed.find(identity_term(id, locale));
        const std::string name = id.value + "/" + locale.value;
        if (found == indexed.end()) {
          differences.add("lacks " + name);
          continue;
        }
        if (found->second == fingerprint_of(edition.visible, edition.registered))
          ++agreed;
        else
          differences.add("has other words than the store for " + name);
        indexed.erase(found);
      }
    for (const auto& [identity, fingerprint] : indexed)
      differences.add("has " + identity.substr(1) + ", which is not visible");
    SEN_TRY(differences.outcome());
    return agreed;
  }

 private:
  static Error being_made() { return {ErrorCode::Unavailable, "the search index is being made again"}; }

  Result<void> apply_all(std::span<const content::Change> changes, const store::VisibleContent& after) {
    // An edition that waits in the intake is not in the index yet: each document is brought up once.
    std::set<std::string> done, organisations;
    CommitTimer timer(options_);
    Intake intake(*writer_, maker_);
    content::Sequence whole = writer_->position();  // Everything up to this change is as it is after the last one.
    for (const content::Change& change : changes) {
      if (stopped_) return Error(ErrorCode::Unavailable, "search index: stopped while it followed");
      for (const content::DependencyKey& key : change.touches) {
        if (key.value.starts_with(kOrganisationKey)) organisations.insert(key.value.substr(kOrganisationKey.size()));
        if (!key.value.starts_with(kDocumentKey)) continue;
        const std::string id = key.value.substr(kDocumentKey.size());
        if (done.insert(id).second) SEN_TRY(bring_up(content::ContentId(id), after, intake, timer));
      }
      if (organisations.empty()) whole = change.sequence;
      if (timer.is_due()) SEN_TRY(commit_all(intake, whole, timer));
    }
    // What was published and withdrawn does not wait for all texts of an organisation.
    if (!organisations.empty()) SEN_TRY(commit_all(intake, whole, timer));
    for (const std::string& organisation : organisations)
      SEN_TRY(bring_up_all_of(organisation, after, done, intake, timer));
    return commit_all(intake, after.sequence(), timer);
  }

  Result<void> commit_all(Intake& intake, content::Sequence position, CommitTimer& timer) {
    SEN_TRY(intake.finish());
    return commit(position, timer);
  }

  Result<void> commit(content::Sequence position, CommitTimer& timer) {
    SEN_TRY(writer_->commit(position));
    readers_.show(writer_->facets());
    position_ = position.value;
    timer.committed();
    return {};
  }

  /// As bring_up(), of every text of an organisation that is called otherwise now.
  Result<void> bring_up_all_of(const std::string& organisation, const store::VisibleContent& content,
                               std::set<std::string>& done, Intake& intake, CommitTimer& timer) {
    const store::Listing listing{.by = store::Listing::By::Organisation, .code = organisation, .locale = {}};
    const store::ListedPage texts = SEN_TRY(content.list(listing, 0, std::numeric_limits<std::size_t>::max()));
    for (const store::Listed& text : texts.entries) {
      if (stopped_) return Error(ErrorCode::Unavailable, "search index: stopped while it followed");
      if (done.insert(text.id.value).second) SEN_TRY(bring_up(text.id, content, intake, timer));
    }
    return {};
  }

  /// Makes the index agree with `content` about one document.
  Result<void> bring_up(const content::ContentId& id, const store::VisibleContent& content, Intake& intake,
                        CommitTimer& timer) {
    std::map<content::Locale, Placed> former = SEN_TRY(writer_->editions(id));
    for (IndexedEdition& edition : SEN_TRY(visible_editions(content, id, vocabulary_))) {
      std::optional<Placed> placed;
      if (auto found = former.extract(edition.visible.edition.locale); !found.empty())
        placed = std::move(found.mapped());
      if (placed && placed->fingerprint == fingerprint_of(edition.visible, edition.registered)) continue;
      SEN_TRY(intake.put(std::move(edition), std::move(placed)));
      timer.put();
    }
    for (const auto& [locale, placed] : former) {
      SEN_TRY(writer_->remove(placed));
      timer.put();
    }
    return {};
  }

  void reopen_writer() {
    writer_ = nullptr;
    auto writer = IndexWriter::open(files_.current(), names_digest(vocabulary_));
    if (writer) {
      writer_ = std::move(*writer);
      readers_.show(writer_->facets());
    }
    position_ = writer_ == nullptr ? 0 : writer_->position().value;
  }

  /// By identity_term(), of every entry.
  Result<std::map<std::string, std::string>> fingerprints() const {
    std::map<std::string, std::string> found;
    SEN_TRY(readers_.read([&](const Xapian::Database& index, const FacetColumns&) {
      found.clear();
      for (auto term = index.allterms_begin("Q"); term != index.allterms_end("Q"); ++term)
        found[*term] = index.get_document(*index.postlist_begin(*term)).get_value(kFingerprintSlot);
    }));
    return found;
  }

  IndexFiles files_;
  std::unique_ptr<IndexWriter> writer_;  ///< Null after a failure that reopening did not mend.
  IndexReaders readers_;
  const content::Vocabulary& vocabulary_;
  EntryMaker maker_;
  const Answerer answerer_;
  IndexOptions options_;
  std::atomic<bool> stopped_ = false;
  std::atomic<bool> is_hollow_;          ///< It started over and has not been rebuilt yet.
  std::atomic<std::uint64_t> position_;  ///< Of the writer's last commit, for those who ask on other threads.
};

/// A new, empty index in place of the one in use.
Result<std::unique_ptr<IndexWriter>> start_empty(IndexFiles& files, std::string_view names) {
  const fs::path next = SEN_TRY(files.make_next());
  std::unique_ptr<IndexWriter> writer = SEN_TRY(IndexWriter::open(next, names));
  SEN_TRY(writer->commit(content::Sequence{}));
  SEN_TRY(files.adopt(next));
  return writer;
}

Result<std::unique_ptr<IndexWriter>> open_writer(IndexFiles& files, std::string_view names) {
  if (files.current().empty()) return start_empty(files, names);
  if (is_sound(files.current())) {
    auto writer = IndexWriter::open(files.current(), names);
    if (writer || writer.error().code() != ErrorCode::Storage) return writer;
    log::warning("search index starts over", {{"reason", writer.error().message()}});
  } else {
    log::warning("search index starts over", {{"reason", "it is damaged"}});
  }
  return start_empty(files, names);
}

}  // namespace

Result<std::unique_ptr<Index>> open_index(const std::string& folder, const content::Vocabulary& vocabulary,
                                          IndexOptions options) {
  const content::Lexicon lexicon = SEN_TRY(content::load_built_in_lexicon());
  IndexFiles files = SEN_TRY(IndexFiles::open(folder));
  const fs::path former = files.current();
  std::unique_ptr<IndexWriter> writer = SEN_TRY(open_writer(files, names_digest(vocabulary)));
  const bool starts_over = !former.empty() && files.current() != former;
  files.sweep();
  return std::unique_ptr<Index>(new XapianIndex(std::move(files), std::move(writer), vocabulary,
                                                QueryPlanner(lexicon, vocabulary, options.ranking), options,
                                                starts_over));
}

}  // namespace sen::search
