#include "engine/desk/training_portal.h"

#include <algorithm>
#include <memory>

#include "engine/base/maybe.h"
#include "engine/base/text.h"
#include "engine/desk/review_words.h"
#include "engine/desk/words.h"
#include "engine/portal/components/pages.h"
#include "engine/portal/views/make.h"
#include "engine/workflow/organisations.h"
#include "engine/workflow/training.h"

namespace sen::desk {
namespace {

using content::ContentId;
using content::Document;
using content::Edition;
using content::Locale;

/// One document as the training published it: the newest words whose review is done.
struct Shown {
  Document document;
  std::vector<content::Review> reviews;
  Timestamp at;
};

/// Nothing: it was not published in the training, or the person may not see it. Errors: Storage.
Result<std::optional<Shown>> find_shown(const Visit& visit, const ContentId& id) {
  std::optional<Document> document = SEN_TRY(maybe(visit.snapshot->document(id)));
  if (!document) return std::optional<Shown>();
  Shown shown{*std::move(document), {}, {}};
  if (!may_see_training(visit, shown.document)) return std::optional<Shown>();
  for (content::Review& review : SEN_TRY(visit.snapshot->reviews(id)))
    if (workflow::is_shown_in_training(shown.document, review)) {
      shown.at = std::max(shown.at, review.submitted);
      shown.reviews.push_back(std::move(review));
    }
  return shown.reviews.empty() ? std::optional<Shown>() : std::optional(std::move(shown));
}

/// The newest kShownTraining that the person may see.
Result<std::vector<Shown>> newest_shown(const Visit& visit) {
  std::vector<Shown> all;
  for (const ContentId& id : SEN_TRY(visit.snapshot->training_documents()))
    if (auto shown = SEN_TRY(find_shown(visit, id))) all.push_back(*std::move(shown));
  std::sort(all.begin(), all.end(), [](const Shown& one, const Shown& other) { return other.at < one.at; });
  if (all.size() > kShownTraining) all.resize(kShownTraining);
  return all;
}

/// A document and those that it names as related. Errors: NotFound; Storage.
Result<std::vector<Shown>> shown_with_related(const Visit& visit, const ContentId& id) {
  auto shown = SEN_TRY(find_shown(visit, id));
  if (!shown) return Error(ErrorCode::NotFound, "there is no such document in the training");
  std::vector<ContentId> related = shown->document.related;
  std::erase(related, id);
  std::sort(related.begin(), related.end());
  related.erase(std::unique(related.begin(), related.end()), related.end());
  std::vector<Shown> all;
  all.push_back(*std::move(shown));
  for (const ContentId& other : related)
    if (auto beside = SEN_TRY(find_shown(visit, other))) all.push_back(*std::move(beside));
  return all;
}

/// The document's records as those of one that is public.
Result<void> add_records(const Visit& visit, const Shown& shown, content::Change& change) {
  Document document = shown.document;
  document.training = false;
  document.embargo.reset();
  document.expiry.reset();
  document.locales.clear();
  for (const content::Review& review : shown.reviews) document.locales.push_back(review.locale);
  for (const content::MediaUse& use : document.media)
    change.mutations.emplace_back(SEN_TRY(visit.snapshot->media(use.digest)));
  change.mutations.emplace_back(document);
  for (const content::Review& review : shown.reviews) {
    Edition edition = SEN_TRY(visit.snapshot->edition(document.id, review.locale));
    edition.state = content::State::Published;
    edition.latest = edition.live = review.version;
    edition.first_published = edition.updated = review.submitted;
    change.mutations.emplace_back(SEN_TRY(visit.snapshot->version(document.id, review.locale, review.version)));
    change.mutations.emplace_back(std::move(edition));
  }
  return {};
}

/// A store for one page.
class Stage {
 public:
  static Result<std::unique_ptr<Stage>> build(const Visit& visit, std::vector<Shown> documents) {
    std::unique_ptr<Stage> stage(new Stage(visit));
    content::Change change;
    change.actor = {"training", {}};
    change.reason = "training";
    for (Shown& shown : documents) {
      SEN_TRY(add_records(visit, shown, change));
      stage->documents_.push_back(std::move(shown.document));
    }
    if (!change.mutations.empty()) SEN_TRY(stage->store_->commit(std::move(change)));
    stage->content_ = SEN_TRY(stage->library_.visible_to(store::Audience::Public));
    return stage;
  }

  const store::VisibleContent& content() const { return *content_; }
  /// In the order in which they were given.
  const std::vector<Document>& documents() const { return documents_; }

 private:
  explicit Stage(const Visit& visit)
      : store_(store::open_memory_store(visit.context.parts.clock)),
        library_(*store_, visit.context.parts.vocabulary.fallbacks()) {}

  std::unique_ptr<store::Store> store_;
  store::Library library_;
  std::optional<store::VisibleContent> content_;
  std::vector<Document> documents_;
};

portal::views::Scene scene_of(const Visit& visit, const portal::Tongue& tongue, portal::Reading& reading) {
  const Parts& parts = visit.context.parts;
  return {parts.site, parts.vocabulary, parts.portal_assets, tongue, reading, nullptr};
}

/// The site's own tongue for a page; its first language where it does not have `locale`.
const portal::Tongue& site_tongue(const Visit& visit, const Locale& locale) {
  if (const portal::Tongue* own = visit.context.site_tongues.find(locale)) return *own;
  return *visit.context.site_tongues.find(visit.context.parts.site.languages.front());
}

std::string address_of(const ContentId& id, const Locale& locale) {
  return "/desk/sandbox/" + id.value + "/" + locale.value;
}

/// The portal's frame, with nothing that leads out of the training but the way back to the desk.
void make_training_frame(const Visit& visit, portal::views::Frame& frame) {
  frame.index = false;
  frame.links.clear();
  frame.meta.clear();
  frame.json_ld.clear();
  frame.sample = false;
  frame.official_line = visit.t("TRAINING – not public");
  frame.site_name += " – " + visit.t("Training");
  frame.home = frame.search = "/desk/sandbox";
  frame.suggest.clear();
  frame.navigation = {{visit.t("Training"), "/desk/sandbox", true}, {visit.t("Back to the desk"), "/desk", false}};
  frame.foot.clear();
  frame.contacts.clear();
  frame.postal_address.clear();
}

/// Pictures come by the desk's own address: the portal has none of them.
void show_from_desk(const Document& document, portal::views::Picture& picture) {
  picture.sources.clear();
  constexpr std::size_t kDigits = 16;
  for (const content::MediaUse& use : document.media)
    if (picture.src.find(to_hex(use.digest).substr(0, kDigits)) != std::string::npos) {
      picture.src = "/desk/documents/" + document.id.value + "/pictures/" + to_hex(use.digest);
      return;
    }
}

/// What a search of so few texts needs: the words as they stand, without regard to accents.
bool holds_words(const content::Version& version, std::string_view words) {
  constexpr std::size_t kMost = std::size_t{64} * 1024;
  const std::string wanted = ascii_slug(words, kMost);
  return ascii_slug(version.title + " " + version.summary + " " + version.text, kMost).find(wanted) !=
         std::string::npos;
}

}  // namespace

bool may_see_training(const Visit& visit, const Document& document) {
  const workflow::RegisterTree tree(*visit.snapshot, visit.context.parts.vocabulary);
  identity::Resource resource;
  resource.organisation = tree.responsible(document.organisation);
  resource.sandbox = true;
  return document.training && visit.may(identity::Action::SandboxUse, resource);
}

Result<std::string> render_training_front(const Visit& visit) {
  std::vector<Shown> shown = SEN_TRY(newest_shown(visit));
  const auto stage = SEN_TRY(Stage::build(visit, std::move(shown)));
  const portal::Tongue& tongue = site_tongue(visit, visit.tongue.locale);
  portal::Reading reading(stage->content());
  const portal::views::Scene scene = scene_of(visit, tongue, reading);
  portal::views::Listing view;
  view.title = visit.t("Training");
  view.kicker = visit.t("What was published in the training");
  view.summary = visit.t("So would the portal show it. Nothing here reaches readers, feeds, search or exports.");
  view.empty = visit.t(
      "Nothing was published in the training yet. Write a text, hand it in, let another trainee "
      "approve it, and publish it.");
  view.frame = portal::views::make_frame(
      scene, {.title = view.title, .description = view.summary, .path = "/desk/sandbox", .index = false});
  make_training_frame(visit, view.frame);
  view.frame.search_query = visit.request.parameter("q").value_or("");
  if (!view.frame.search_query.empty()) view.empty = visit.t("Nothing of the training holds these words.");
  view.frame.languages.clear();
  for (const Locale& language : desk_languages())
    if (const content::Language* known = visit.context.parts.vocabulary.language(language))
      view.frame.languages.push_back(
          {language, known->own_name, "/desk/sandbox", false, language == tongue.locale, {}});
  for (const Document& document : stage->documents()) {
    const store::VisibleEdition edition = SEN_TRY(reading.find(document.id, tongue.locale));
    if (!holds_words(edition.version, view.frame.search_query)) continue;
    portal::views::Teaser teaser = make_teaser(scene, edition, portal::views::PictureRole::Row);
    teaser.href = address_of(document.id, edition.edition.locale);
    show_from_desk(document, teaser.picture);
    view.teasers.push_back(std::move(teaser));
  }
  return portal::components::render(view, tongue);
}

Result<std::string> render_training_page(const Visit& visit, const ContentId& id, const Locale& locale) {
  std::vector<Shown> shown = SEN_TRY(shown_with_related(visit, id));
  const auto stage = SEN_TRY(Stage::build(visit, std::move(shown)));
  const portal::Tongue& tongue = site_tongue(visit, locale);
  portal::Reading reading(stage->content());
  const portal::views::Scene scene = scene_of(visit, tongue, reading);
  const store::VisibleEdition edition = SEN_TRY(stage->content().find_exact(id, locale));
  portal::views::Document view = SEN_TRY(make_document(scene, edition));
  make_training_frame(visit, view.frame);
  const auto lead_within = [&](std::vector<portal::views::LanguageLink>& links) {
    for (portal::views::LanguageLink& link : links) link.href = address_of(id, link.code);
  };
  lead_within(view.languages);
  lead_within(view.frame.languages);
  view.crumbs.links = {{visit.t("Training"), "/desk/sandbox", false}};
  view.notes.insert(view.notes.begin(), {portal::views::Note::Kind::Warning,
                                         visit.t("Training."),
                                         {visit.t("This is an exercise and not a publication."), {}, {}},
                                         {}});
  view.permanent = {address_of(id, locale), address_of(id, locale), false};
  view.formats.clear();
  view.share.clear();
  view.history.clear();
  for (portal::views::Teaser& teaser : view.related.teasers) {
    for (const Document& other : stage->documents())
      if (teaser.href.find(other.id.value) != std::string::npos) {
        const store::VisibleEdition beside = SEN_TRY(reading.find(other.id, tongue.locale));
        teaser.href = address_of(other.id, beside.edition.locale);
        show_from_desk(other, teaser.picture);
        break;
      }
  }
  show_from_desk(edition.document, view.picture);
  for (portal::views::BodyPart& part : view.body)
    if (auto* picture = std::get_if<portal::views::Picture>(&part)) show_from_desk(edition.document, *picture);
  return portal::components::render(view, tongue);
}

}  // namespace sen::desk
