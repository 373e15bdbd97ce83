#include "engine/store/rocks_blobs.h"

#include <rocksdb/db.h>
#include <rocksdb/write_batch.h>

#include <algorithm>

#include "content/codec/codec.h"
#include "engine/base/kill_point.h"
#include "engine/store/files.h"

namespace sen::store {
namespace {

constexpr std::size_t kPieceBytes = 64U * 1024;
constexpr std::size_t kDigestBytes = 32;

struct Stored {
  std::uint64_t number = 0;
  std::uint64_t size = 0;
};

std::string named_key(char letter, const BlobName& name) {
  std::string key(1, letter);
  key += name.digest.view();
  key += name.name;
  return key;
}

BlobName name_in(std::string_view key) {
  BlobName name;
  std::copy_n(key.begin() + 1, kDigestBytes, name.digest.bytes.begin());
  name.name = key.substr(1 + kDigestBytes);
  return name;
}

std::string number_key(char letter, std::uint64_t number) {
  std::string key(1, letter);
  append_u64(key, number);
  return key;
}

std::string piece_key(std::uint64_t number, std::uint64_t place) {
  std::string key = number_key('c', number);
  append_u64(key, place);
  return key;
}

std::uint64_t pieces_of(std::uint64_t size) {
  return std::max<std::uint64_t>(1, (size + kPieceBytes - 1) / kPieceBytes);
}

Result<std::optional<Stored>> find(const RocksView& view, const BlobName& name) {
  const std::optional<std::string> value = SEN_TRY(view.get(view.db().media(), named_key('b', name)));
  if (!value) return std::optional<Stored>();
  if (value->size() != 16) return Error(ErrorCode::Storage, "the entry of a picture's bytes cannot be read");
  return std::optional<Stored>(Stored{read_u64(*value), read_u64(std::string_view(*value).substr(8))});
}

bool names(const content::Media& media, const std::string& blob) {
  return blob == "original" ||
         std::any_of(media.renditions.begin(), media.renditions.end(),
                     [&](const content::Rendition& one) { return content::rendition_name(one) == blob; });
}

}  // namespace

class RocksBlobs::Writer final : public BlobWriter {
 public:
  Writer(RocksBlobs& blobs, BlobName name, std::uint64_t number)
      : blobs_(blobs), name_(std::move(name)), number_(number) {}

  Result<void> append(std::string_view bytes) override {
    while (!bytes.empty()) {
      const std::size_t taken = std::min(bytes.size(), kPieceBytes - piece_.size());
      piece_ += bytes.substr(0, taken);
      bytes.remove_prefix(taken);
      if (piece_.size() == kPieceBytes) SEN_TRY(write_piece());
    }
    return {};
  }

  Result<void> finish() override {
    const std::uint64_t size = pieces_ * kPieceBytes + piece_.size();
    if (!piece_.empty() || pieces_ == 0) SEN_TRY(write_piece());
    std::string entry;
    append_u64(entry, number_);
    append_u64(entry, size);

    rocksdb::WriteBatch batch;
    const MutexLock one_at_a_time(blobs_.names_);
    const RocksView view(blobs_.db_);
    SEN_TRY(blobs_.add_removal(view, name_, batch));
    rocksdb::ColumnFamilyHandle* media = blobs_.db_->media();
    batch.Put(media, named_key('b', name_), entry);
    batch.Put(media, named_key('u', name_), {});
    batch.Delete(media, number_key('w', number_));
    return blobs_.write(batch);
  }

 private:
  Result<void> write_piece() {
    rocksdb::WriteBatch batch;
    if (pieces_ == 0) batch.Put(blobs_.db_->media(), number_key('w', number_), {});
    batch.Put(blobs_.db_->media(), piece_key(number_, pieces_), piece_);
    SEN_TRY(blobs_.write(batch));
    kill_point("after-blob-piece");
    ++pieces_;
    piece_.clear();
    return {};
  }

  RocksBlobs& blobs_;
  const BlobName name_;
  const std::uint64_t number_;
  std::uint64_t pieces_ = 0;
  std::string piece_;
};

class RocksBlobs::Reader final : public BlobReader {
 public:
  Reader(std::unique_ptr<RocksView> view, Stored stored) : view_(std::move(view)), stored_(stored) {}

  std::uint64_t size() const override { return stored_.size; }

  Result<std::string> read(std::uint64_t offset, std::size_t limit) override {
    std::string bytes;
    const std::uint64_t end =
        offset >= stored_.size ? offset : offset + std::min<std::uint64_t>(limit, stored_.size - offset);
    while (offset < end) {
      const std::optional<std::string> piece =
          SEN_TRY(view_->get(view_->db().media(), piece_key(stored_.number, offset / kPieceBytes)));
      const std::size_t start = offset % kPieceBytes;
      if (!piece || piece->size() <= start) return Error(ErrorCode::Storage, "a piece of a picture is missing");
      const std::size_t taken = std::min<std::size_t>(piece->size() - start, static_cast<std::size_t>(end - offset));
      bytes.append(*piece, start, taken);
      offset += taken;
    }
    return bytes;
  }

 private:
  const std::unique_ptr<RocksView> view_;
  const Stored stored_;
};

Result<void> RocksBlobs::write(rocksdb::WriteBatch& batch) const {
  SEN_TRY(want_room(db_->db().GetName(), 2 * batch.GetDataSize()));
  const rocksdb::Status status = db_->db().Write({}, &batch);
  if (!status.ok()) return rocks_error(status, "a picture cannot be stored");
  return {};
}

Result<void> RocksBlobs::add_removal(const RocksView& view, const BlobName& name, rocksdb::WriteBatch& batch) const {
  const std::optional<Stored> stored = SEN_TRY(find(view, name));
  if (!stored) return {};
  for (std::uint64_t place = 0; place < pieces_of(stored->size); ++place)
    batch.Delete(db_->media(), piece_key(stored->number, place));
  batch.Delete(db_->media(), named_key('b', name));
  batch.Delete(db_->media(), named_key('u', name));
  return {};
}

Result<std::unique_ptr<BlobWriter>> RocksBlobs::create(const BlobName& name) {
  return std::unique_ptr<BlobWriter>(std::make_unique<Writer>(*this, name, next_number_.fetch_add(1)));
}

Result<std::unique_ptr<BlobReader>> RocksBlobs::open(const BlobName& name) const {
  auto view = std::make_unique<RocksView>(db_);
  const std::optional<Stored> stored = SEN_TRY(find(*view, name));
  if (!stored) return Error(ErrorCode::NotFound, "there are no such bytes");
  return std::unique_ptr<BlobReader>(std::make_unique<Reader>(std::move(view), *stored));
}

Result<std::vector<BlobName>> RocksBlobs::list() const {
  std::vector<BlobName> found;
  SEN_TRY(RocksView(db_).scan(db_->media(), "b", {}, [&](std::string_view key, std::string_view) {
    found.push_back(name_in(key));
    return true;
  }));
  return found;
}

Result<void> RocksBlobs::remove(const BlobName& name) {
  rocksdb::WriteBatch batch;
  const MutexLock one_at_a_time(names_);
  const RocksView view(db_);
  SEN_TRY(add_removal(view, name, batch));
  return write(batch);
}

void RocksBlobs::settle(const content::Media& media, rocksdb::WriteBatch& batch) const {
  batch.Delete(db_->media(), named_key('u', {media.digest, "original"}));
  for (const content::Rendition& rendition : media.renditions)
    batch.Delete(db_->media(), named_key('u', {media.digest, content::rendition_name(rendition)}));
}

Result<std::size_t> RocksBlobs::sweep() {
  const RocksView view(db_);
  rocksdb::WriteBatch batch;
  std::size_t swept = 0;
  std::vector<std::uint64_t> begun;
  SEN_TRY(view.scan(db_->media(), "w", {}, [&](std::string_view key, std::string_view) {
    begun.push_back(read_u64(key.substr(1)));
    return true;
  }));
  for (const std::uint64_t number : begun) {
    SEN_TRY(view.scan(db_->media(), number_key('c', number), {}, [&](std::string_view key, std::string_view) {
      batch.Delete(db_->media(), key);
      return true;
    }));
    batch.Delete(db_->media(), number_key('w', number));
    ++swept;
  }

  std::vector<BlobName> loose;
  SEN_TRY(view.scan(db_->media(), "u", {}, [&](std::string_view key, std::string_view) {
    loose.push_back(name_in(key));
    return true;
  }));
  for (const BlobName& blob : loose) {
    const std::string record = keys::media(blob.digest.view());
    const std::optional<std::string> stored = SEN_TRY(view.get(db_->family(record), record));
    bool is_named = false;
    if (stored) {
      const content::Mutation media = SEN_TRY(codec::decode(*stored));
      const auto* of_blob = std::get_if<content::Media>(&media);
      is_named = of_blob != nullptr && names(*of_blob, blob.name);
    }
    if (is_named) {
      batch.Delete(db_->media(), named_key('u', blob));
    } else {
      SEN_TRY(add_removal(view, blob, batch));
      ++swept;
    }
  }
  if (batch.Count() > 0) SEN_TRY(write(batch));

  // Numbers go on behind the greatest that is in use.
  const std::unique_ptr<rocksdb::Iterator> last(db_->db().NewIterator({}, db_->media()));
  last->SeekForPrev(number_key('c', ~0ULL) + std::string(8, '\xFF'));
  if (last->Valid() && last->key()[0] == 'c') next_number_ = read_u64(last->key().ToStringView().substr(1)) + 1;
  if (!last->status().ok()) return rocks_error(last->status(), "the store cannot be read");
  return swept;
}

}  // namespace sen::store
