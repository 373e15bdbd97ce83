#include "ingest/avif_follower.h"

#include <algorithm>
#include <limits>
#include <set>

#include "engine/base/log.h"
#include "engine/store/snapshot.h"
#include "ingest/blob_files.h"
#include "ingest/worker/client.h"
#include "ingest/worker/image_header.h"

namespace sen::ingest {
namespace {

constexpr int kMostConflicts = 20;

bool has_avif(const content::Media& media) {
  return std::any_of(media.renditions.begin(), media.renditions.end(),
                     [](const content::Rendition& rendition) { return rendition.format == "avif"; });
}

/// Adds `made` to the media's record; repeats after a Conflict. Errors: Storage, Unavailable.
Result<void> commit_renditions(store::Store& store, const Digest& digest,
                               const std::vector<worker::MadeRendition>& made) {
  for (int conflicts = 0; conflicts < kMostConflicts; ++conflicts) {
    const auto snapshot = SEN_TRY(store.snapshot());
    content::Media media = SEN_TRY(snapshot->media(digest));
    if (has_avif(media)) return {};
    for (const worker::MadeRendition& one : made) media.renditions.push_back(one.rendition);
    std::sort(media.renditions.begin(), media.renditions.end(),
              [](const auto& a, const auto& b) { return std::tie(a.format, a.width) < std::tie(b.format, b.width); });
    content::Change change;
    change.based_on = snapshot->sequence();
    change.actor.name = "renditions";
    change.reason = "renditions";
    change.mutations.emplace_back(std::move(media));
    const auto committed = store.commit(std::move(change));
    if (committed) return {};
    if (committed.error().code() != ErrorCode::Conflict) return committed.error();
  }
  return Error(ErrorCode::Unavailable, "the picture is being changed by others all the time");
}

}  // namespace

AvifFollower::AvifFollower(store::Store& store, const std::string& worker)
    : store_(store), client_(std::make_unique<worker::Client>(worker, std::numeric_limits<int>::max())) {}

AvifFollower::~AvifFollower() = default;

void AvifFollower::stop() {
  stopped_ = true;
  client_->interrupt();
}

Result<void> AvifFollower::apply(std::span<const content::Change> changes, const store::VisibleContent& after) {
  for (const content::Change& change : changes)
    for (const content::Mutation& mutation : change.mutations)
      if (const auto* media = std::get_if<content::Media>(&mutation); media != nullptr && !has_avif(*media))
        SEN_TRY(follow_up(media->digest));
  position_ = after.sequence().value;
  return {};
}

Result<void> AvifFollower::rebuild(const store::VisibleContent& from) {
  std::set<Digest> pictures;
  const auto snapshot = SEN_TRY(store_.snapshot(from.sequence()));
  SEN_TRY(snapshot->each_document([&](const content::Document& document) {
    for (const content::MediaUse& use : document.media) pictures.insert(use.digest);
    return true;
  }));
  for (const Digest& digest : pictures) {
    const auto media = snapshot->media(digest);
    if (!media && media.error().code() != ErrorCode::NotFound) return media.error();
    if (media && !has_avif(*media)) SEN_TRY(follow_up(digest));
  }
  position_ = from.sequence().value;
  return {};
}

Result<void> AvifFollower::follow_up(const Digest& digest) {
  if (stopped_) return Error(ErrorCode::Unavailable, "it is being stopped");
  const auto original = read_blob(store_.blobs(), {digest, "original"}, worker::kMaxImageBytes);
  const auto made = original ? client_->make_avif_renditions(*original) : Result<worker::MadeImage>(original.error());
  if (stopped_) return Error(ErrorCode::Unavailable, "it is being stopped");
  if (!made) {
    // The picture is complete without AVIF; one that cannot be made must not hold up the others.
    log::warning("no avif", {{"picture", to_hex(digest).substr(0, 16)}, {"error", made.error().message()}});
    return {};
  }
  for (const worker::MadeRendition& one : made->renditions)
    SEN_TRY(write_blob(store_.blobs(), {digest, content::rendition_name(one.rendition)}, one.bytes));
  return commit_renditions(store_, digest, made->renditions);
}

}  // namespace sen::ingest
