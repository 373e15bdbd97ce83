#include "engine/app/picture_taker.h"

#include <limits>
#include <memory>

#include "engine/base/mutex.h"
#include "ingest/blob_files.h"
#include "ingest/worker/client.h"

namespace sen::app {
namespace {

class PictureTaker {
 public:
  PictureTaker(store::Store& store, const std::string& worker)
      : store_(store), client_(worker, std::numeric_limits<int>::max()) {}

  Result<content::Media> take(const std::string& original) {
    const Digest digest = sha256(original);
    const auto snapshot = SEN_TRY(store_.snapshot());
    if (auto known = snapshot->media(digest)) return known;
    const ingest::worker::MadeImage made = SEN_TRY(make_sizes(original));
    content::Media media{.digest = digest,
                         .content_type = made.content_type,
                         .width = made.width,
                         .height = made.height,
                         .bytes = original.size(),
                         .colour = made.colour,
                         .renditions = {}};
    SEN_TRY(ingest::write_blob(store_.blobs(), {digest, "original"}, original));
    for (const ingest::worker::MadeRendition& one : made.renditions) {
      media.renditions.push_back(one.rendition);
      SEN_TRY(ingest::write_blob(store_.blobs(), {digest, content::rendition_name(one.rendition)}, one.bytes));
    }
    return media;
  }

 private:
  Result<ingest::worker::MadeImage> make_sizes(const std::string& original) {
    const MutexLock lock(mutex_);
    return client_.make_renditions(original);
  }

  store::Store& store_;
  Mutex mutex_;
  ingest::worker::Client client_ SEN_GUARDED_BY(mutex_);
};

}  // namespace

desk::TakePicture make_picture_taker(store::Store& store, const std::string& worker) {
  auto taker = std::make_shared<PictureTaker>(store, worker);
  return [taker](const std::string& original) { return taker->take(original); };
}

}  // namespace sen::app
