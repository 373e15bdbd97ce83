#include "search/index_writer.h"

#include <xapian.h>

#include <charconv>

#include "engine/base/kill_point.h"
#include "search/analyser.h"
#include "search/slots.h"

namespace sen::search {
namespace {

std::string version_with(std::string_view names) {
  return (std::to_string(kIndexFormat) + "." + std::to_string(kAnalyserVersion) + ".").append(names);
}

Error failure(const Xapian::Error& error) {
  return {ErrorCode::Storage, "search index: " + error.get_msg()};
}

/// `action`'s result, or the Xapian exception it threw as an error.
template <typename Action>
auto guarded(Action action) -> Result<decltype(action())> {
  try {
    if constexpr (std::is_void_v<decltype(action())>) {
      action();
      return {};
    } else {
      return action();
    }
  } catch (const Xapian::Error& error) {
    return failure(error);
  }
}

std::string facet_value(const Entry& entry) {
  return entry.stored.id.value + '\0' + entry.facets.encode();
}

Xapian::Document document_of(const Entry& entry) {
  Xapian::Document document;
  // In order, as Xapian keeps them: each lands beside the one before it.
  std::vector<std::pair<std::string_view, std::uint32_t>> words(entry.words.begin(), entry.words.end());
  std::sort(words.begin(), words.end());
  for (const auto& [term, count] : words) document.add_term(std::string(term), count);
  for (const std::string& filter : entry.filters) document.add_boolean_term(filter);
  document.add_value(kDateSlot, Xapian::sortable_serialise(static_cast<double>(entry.date.milliseconds)));
  document.add_value(kDocumentSlot, entry.stored.id.value);
  document.add_value(kFacetSlot, facet_value(entry));
  document.add_value(kFingerprintSlot, entry.fingerprint);
  document.set_data(entry.stored.encode());
  return document;
}

}  // namespace

class IndexWriter::Impl {
 public:
  Impl(const std::string& folder, std::string version, int flags)
      : version_(std::move(version)), database_(folder, Xapian::DB_CREATE_OR_OPEN | flags) {}

  /// Takes the facets of what is there into memory.
  void read_facets() {
    auto date = database_.valuestream_begin(kDateSlot);
    const auto dates_end = database_.valuestream_end(kDateSlot), end = database_.valuestream_end(kFacetSlot);
    for (auto value = database_.valuestream_begin(kFacetSlot); value != end; ++value) {
      const Xapian::docid number = value.get_docid();
      if (date != dates_end) date.skip_to(number);
      const bool is_dated = date != dates_end && date.get_docid() == number;
      facets_.set(number, *value, is_dated ? static_cast<std::int64_t>(Xapian::sortable_unserialise(*date)) : 0);
    }
  }

  /// A new index gets its version with its first commit.
  bool is_ours() const {
    const std::string found = database_.get_metadata(kVersionKey);
    return found == version_ || (found.empty() && database_.get_doccount() == 0);
  }

  content::Sequence position() const {
    const std::string text = database_.get_metadata(kPositionKey);
    content::Sequence sequence;
    std::from_chars(text.data(), text.data() + text.size(), sequence.value);
    return sequence;
  }

  std::map<content::Locale, Placed> editions(const content::ContentId& id) const {
    std::map<content::Locale, Placed> placed;
    const std::string term = document_term(id);
    for (auto at = database_.postlist_begin(term); at != database_.postlist_end(term); ++at) {
      const Xapian::Document document = database_.get_document(*at);
      placed.emplace(StoredEdition::decode(document.get_data()).locale,
                     Placed{*at, document.get_value(kFingerprintSlot)});
    }
    return placed;
  }

  void put(const Entry& entry, const Placed* former) {
    Xapian::docid number = 0;
    if (former == nullptr) {
      number = database_.add_document(document_of(entry));
    } else {
      number = former->number;
      forget_spelling(number);
      database_.replace_document(number, document_of(entry));
    }
    facets_.set(number, facet_value(entry), entry.date.milliseconds);
    for (const auto& [term, count] : entry.words)
      if (is_spelled_term(term)) ++spellings_[term.substr(1)];
  }

  void remove(const Placed& placed) {
    forget_spelling(placed.number);
    database_.delete_document(placed.number);
    facets_.erase(placed.number);
  }

  std::shared_ptr<const FacetColumns> facets() const { return std::make_shared<const FacetColumns>(facets_); }

  void flush() { database_.commit(); }

  void commit(content::Sequence position) {
    write_spellings();
    database_.set_metadata(kVersionKey, version_);
    database_.set_metadata(kPositionKey, std::to_string(position.value));
    kill_point("before-index-commit");
    database_.commit();
    kill_point("after-index-commit");
  }

 private:
  /// Spellings are offered from what is visible now: each entry takes back what it gave.
  void forget_spelling(Xapian::docid number) {
    for (auto term = database_.termlist_begin(number); term != database_.termlist_end(number); ++term)
      if (const std::string form = *term; is_spelled_term(form)) --spellings_[form.substr(1)];
  }

  /// Most words of one commit are in many of its entries: each is written once.
  void write_spellings() {
    for (const auto& [word, gained] : spellings_) {
      if (gained > 0) database_.add_spelling(word, static_cast<Xapian::termcount>(gained));
      if (gained < 0) database_.remove_spelling(word, static_cast<Xapian::termcount>(-gained));
    }
    spellings_.clear();
  }

  const std::string version_;
  Xapian::WritableDatabase database_;
  FacetColumns facets_;
  std::unordered_map<std::string, std::int64_t> spellings_;  ///< Entries gained or lost since the last commit.
};

IndexWriter::IndexWriter(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
IndexWriter::~IndexWriter() = default;

Result<std::unique_ptr<IndexWriter>> IndexWriter::open(const std::filesystem::path& folder, std::string_view names,
                                                       Durability durability) {
  try {
    const int flags = durability == Durability::None ? Xapian::DB_NO_SYNC | Xapian::DB_DANGEROUS : 0;
    auto impl = std::make_unique<Impl>(folder.string(), version_with(names), flags);
    if (!impl->is_ours()) return Error(ErrorCode::Storage, "search index: it was made by another version");
    impl->read_facets();
    return std::unique_ptr<IndexWriter>(new IndexWriter(std::move(impl)));
  } catch (const Xapian::DatabaseLockError&) {
    return Error(ErrorCode::Unavailable, "search index: another process writes it");
  } catch (const Xapian::Error& error) {
    return failure(error);
  }
}

Result<void> IndexWriter::merge(const std::vector<std::filesystem::path>& parts, const std::filesystem::path& folder) {
  return guarded([&] {
    Xapian::Database all;
    for (const std::filesystem::path& part : parts) all.add_database(Xapian::Database(part.string()));
    // Room is left in the blocks, as changes will come.
    all.compact(folder.string(), Xapian::Compactor::STANDARD);
  });
}

content::Sequence IndexWriter::position() const {
  return guarded([&] { return impl_->position(); }).value_or(content::Sequence{});
}

Result<std::map<content::Locale, Placed>> IndexWriter::editions(const content::ContentId& id) const {
  return guarded([&] { return impl_->editions(id); });
}

std::shared_ptr<const FacetColumns> IndexWriter::facets() const {
  return impl_->facets();
}

Result<void> IndexWriter::put(const Entry& entry, const Placed* former) {
  return guarded([&] { impl_->put(entry, former); });
}

Result<void> IndexWriter::remove(const Placed& placed) {
  return guarded([&] { impl_->remove(placed); });
}

Result<void> IndexWriter::flush() {
  return guarded([&] { impl_->flush(); });
}

Result<void> IndexWriter::commit(content::Sequence position) {
  return guarded([&] { impl_->commit(position); });
}

}  // namespace sen::search
