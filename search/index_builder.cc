#include "search/index_builder.h"

#include <algorithm>
#include <atomic>

#include "engine/base/mutex.h"
#include "search/visible_editions.h"

namespace sen::search {
namespace {

namespace fs = std::filesystem;

/// Editions that a part keeps in memory before it goes on.
constexpr std::size_t kFlushed = 100;
/// A small site's parts are smaller, so that every thread has some.
constexpr std::size_t kPartsAThread = 4, kFewestOfAPart = 64;

/// Parts of an index, each made by one of several threads.
class Parts {
 public:
  Parts(fs::path folder, const store::VisibleContent& from, const content::Vocabulary& vocabulary,
        std::string_view names, const BuildOptions& options)
      : folder_(std::move(folder)), from_(from), vocabulary_(vocabulary), names_(names), options_(options) {}

  Result<std::vector<fs::path>> make() {
    ids_ = SEN_TRY(visible_documents(from_));
    const std::size_t even = ids_.size() / (kPartsAThread * options_.threads) + 1;
    of_each_ = std::min(options_.part_documents, std::max(kFewestOfAPart, even));
    const std::size_t count = (ids_.size() + of_each_ - 1) / of_each_;
    {
      std::vector<std::jthread> threads;
      for (std::size_t i = 0; i < std::min(count, options_.threads); ++i)
        threads.emplace_back([this, count] {
          for (std::size_t part = next_++; part < count && !ends(); part = next_++) note(make_part(part));
        });
    }
    const MutexLock lock(mutex_);
    if (failure_) return *failure_;
    if (ends()) return Error(ErrorCode::Unavailable, "search index: stopped while it was made");
    std::vector<fs::path> made;
    for (std::size_t part = 0; part < count; ++part) made.push_back(folder_of(part));
    return made;
  }

 private:
  fs::path folder_of(std::size_t part) const { return folder_ / std::to_string(part); }

  bool ends() const { return failed_ || (options_.stopped != nullptr && *options_.stopped); }

  void note(const Result<void>& outcome) {
    if (outcome) return;
    const MutexLock lock(mutex_);
    failed_ = true;
    if (!failure_) failure_ = outcome.error();
  }

  Result<void> make_part(std::size_t part) const {
    std::error_code error;
    fs::create_directories(folder_of(part), error);
    if (error) return Error(ErrorCode::Storage, "search index: " + error.message());
    const std::unique_ptr<IndexWriter> writer =
        SEN_TRY(IndexWriter::open(folder_of(part), names_, IndexWriter::Durability::None));
    const std::size_t end = std::min(ids_.size(), (part + 1) * of_each_);
    std::size_t put = 0;
    for (std::size_t i = part * of_each_; i < end && !ends(); ++i)
      for (const IndexedEdition& edition : SEN_TRY(visible_editions(from_, ids_[i], vocabulary_))) {
        SEN_TRY(writer->put(make_entry(edition.visible, vocabulary_, edition.registered)));
        if (++put % kFlushed == 0) SEN_TRY(writer->flush());
      }
    return writer->commit(from_.sequence());
  }

  const fs::path folder_;
  const store::VisibleContent& from_;
  const content::Vocabulary& vocabulary_;
  const std::string_view names_;
  const BuildOptions options_;
  std::vector<content::ContentId> ids_;
  std::size_t of_each_ = 0;
  std::atomic<std::size_t> next_ = 0;
  std::atomic<bool> failed_ = false;
  Mutex mutex_;
  std::optional<Error> failure_ SEN_GUARDED_BY(mutex_);
};

}  // namespace

Result<std::unique_ptr<IndexWriter>> build_index(const fs::path& folder, const store::VisibleContent& from,
                                                 const content::Vocabulary& vocabulary, std::string_view names,
                                                 BuildOptions options) {
  const fs::path beside = folder.string() + "-parts";
  std::error_code error;
  fs::remove_all(beside, error);
  const std::vector<fs::path> parts = SEN_TRY(Parts(beside, from, vocabulary, names, options).make());
  if (!parts.empty()) SEN_TRY(IndexWriter::merge(parts, folder));
  fs::remove_all(beside, error);
  std::unique_ptr<IndexWriter> writer = SEN_TRY(IndexWriter::open(folder, names));
  SEN_TRY(writer->commit(from.sequence()));
  return writer;
}

}  // namespace sen::search
