// Previews: the public's door, onto content in which one version is published.
#include "content/codec/codec.h"
#include "content/model/publication.h"
#include "engine/store/keys.h"
#include "engine/store/overlay.h"
#include "engine/store/store.h"
#include "engine/store/visible_content.h"

namespace sen::store {
namespace {

using content::State;

/// A snapshot and what is laid over it.
struct Imagined {
  explicit Imagined(std::shared_ptr<const Snapshot> snapshot) : below(std::move(snapshot)), content(*below) {}
  std::shared_ptr<const Snapshot> below;
  Overlay content;
};

/// The dataset with all that waits of it out; what was returned to its author does not wait.
void publish_releases(content::Dataset& dataset, Timestamp at) {
  dataset.state = State::Published;
  for (content::Release& release : dataset.releases) {
    if (release.state == State::Draft) continue;
    if (release.state != State::Published) release.published = at;
    release.state = State::Published;
  }
}

/// The datasets that `version` shows, as far as they are its own organisation's: whoever may show his text to others
/// opens nobody else's figures by naming them in it.
Result<void> publish_datasets(const content::Version& version, Timestamp at, Imagined& imagined) {
  const content::Document document = SEN_TRY(imagined.below->document(version.id));
  for (const content::BodyPart& part : version.parts) {
    if (part.kind != content::BodyPart::Kind::Chart) continue;
    Result<content::Dataset> dataset = imagined.below->dataset(content::DatasetCode(part.value));
    if (!dataset.has_value()) {
      if (dataset.error().code() == ErrorCode::NotFound) continue;
      return dataset.error();
    }
    if (dataset->organisation != document.organisation) continue;
    publish_releases(*dataset, at);
    std::string key = keys::dataset(dataset->code);
    imagined.content.put(std::move(key), codec::encode(content::Mutation(*std::move(dataset))));
  }
  return {};
}

}  // namespace

Result<VisibleContent> Library::as_if_published(const content::ContentId& id, const content::Locale& locale,
                                                std::uint32_t version, Timestamp at) const {
  const auto imagined = std::make_shared<Imagined>(SEN_TRY(store_.snapshot()));
  content::Edition edition = SEN_TRY(imagined->below->edition(id, locale));
  const content::Version words = SEN_TRY(imagined->below->version(id, locale, version));
  if (edition.live != version || edition.state != State::Published) content::publish(edition, words, at);
  imagined->content.put(keys::edition(id, locale), codec::encode(content::Mutation(std::move(edition))));
  std::string key = keys::public_version(id, locale, version);
  if (!SEN_TRY(RawKeys::get(*imagined->below, key))) {
    std::string when;
    keys::append_time(when, at);
    imagined->content.put(std::move(key), std::move(when));
  }
  SEN_TRY(publish_datasets(words, at, *imagined));
  return VisibleContent(std::shared_ptr<const Snapshot>(imagined, &imagined->content), store_.blobs(), Audience::Public,
                        fallbacks_);
}

}  // namespace sen::store
