#pragma once

#include <filesystem>
#include <map>
#include <memory>

#include "content/model/ids.h"
#include "engine/base/result.h"
#include "search/entry.h"
#include "search/facet_columns.h"

namespace sen::search {

/// What stands in the index for one edition.
struct Placed {
  std::uint32_t number = 0;  ///< The index's own.
  std::string fingerprint;
};

/// Writes one index folder. Called by one thread; Xapian lets one writer at a time have a folder.
class IndexWriter {
 public:
  enum class Durability {
    Synced,  ///< What was committed outlives a crash of the machine.
    None,    ///< For what is thrown away after one.
  };
  /// Opens the index in `folder`, or makes one if the folder is empty. `names` says which names it is made with.
  /// Errors: Unavailable if another process writes it; Storage if it is damaged or of another version.
  static Result<std::unique_ptr<IndexWriter>> open(const std::filesystem::path& folder, std::string_view names,
                                                   Durability durability = Durability::Synced);
  /// Merges the indexes `parts`, which nobody writes, into one in `folder`, with their editions one part behind the
  /// other. Errors: Storage.
  static Result<void> merge(const std::vector<std::filesystem::path>& parts, const std::filesystem::path& folder);
  ~IndexWriter();

  /// The last change whose effects were committed.
  content::Sequence position() const;
  /// The editions of a document that stand in the index.
  Result<std::map<content::Locale, Placed>> editions(const content::ContentId& id) const;
  /// Takes the place of `former`, the same edition as it stands in the index; null: it does not stand there.
  Result<void> put(const Entry& entry, const Placed* former = nullptr);
  Result<void> remove(const Placed& placed);
  /// Moves what was put from memory to disk: the more waits there, the slower it is to add to. No commit: a reader may
  /// see it without the position that goes with it, so it is for indexes that nobody reads yet.
  Result<void> flush();
  /// The facets of all that was put, as a copy that no later change touches.
  std::shared_ptr<const FacetColumns> facets() const;
  /// Makes what was put and removed durable and visible, together with the position.
  Result<void> commit(content::Sequence position);

 private:
  class Impl;
  explicit IndexWriter(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace sen::search
