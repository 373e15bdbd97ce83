#pragma once

#include <atomic>
#include <memory>

#include "content/model/media.h"
#include "engine/base/mutex.h"
#include "engine/store/blobs.h"
#include "engine/store/rocks_db.h"

namespace sen::store {

/// Blobs in the media family, in pieces of 64 KiB. Keys:
///
///     b digest NAME     u64 number, u64 size        a finished blob
///     c number u64      a piece, from 0; a blob has at least one
///     w number          begun and not finished
///     u digest NAME     finished, and maybe named by no Media record yet
///
/// The marks `w` and `u` are what sweep() looks at, so that opening a store costs nothing for what is whole.
/// Nothing is synced here: the commit of the record that names a blob syncs what was written before it.
class RocksBlobs final : public Blobs {
 public:
  explicit RocksBlobs(std::shared_ptr<const RocksDb> db) : db_(std::move(db)) {}

  /// Removes what was begun and not finished, and what no Media record names. Comes first, and alone.
  /// Returns how many blobs went.
  Result<std::size_t> sweep();
  /// Takes away the mark of what `media` names; for the batch that stores it.
  void settle(const content::Media& media, rocksdb::WriteBatch& batch) const;

  Result<std::unique_ptr<BlobWriter>> create(const BlobName& name) override;
  Result<std::unique_ptr<BlobReader>> open(const BlobName& name) const override;
  Result<std::vector<BlobName>> list() const override;
  Result<void> remove(const BlobName& name) override;

 private:
  class Writer;
  class Reader;
  Result<void> add_removal(const RocksView& view, const BlobName& name, rocksdb::WriteBatch& batch) const;
  Result<void> write(rocksdb::WriteBatch& batch) const;

  const std::shared_ptr<const RocksDb> db_;
  std::atomic<std::uint64_t> next_number_ = 1;
  Mutex names_;  ///< Held while a name gets other pieces, so that none are left without a name.
};

}  // namespace sen::store
