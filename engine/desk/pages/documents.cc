// `/desk/documents/{id}` and `/desk/documents/{id}/{language}`: where a text stands and what may be done with it.

#include <algorithm>

#include "content/model/review_content.h"
#include "engine/desk/components/decisions.h"
#include "engine/desk/components/document.h"
#include "engine/desk/components/form.h"
#include "engine/desk/components/parts.h"
#include "engine/desk/components/previews.h"
#include "engine/desk/components/receipts.h"
#include "engine/desk/components/translations.h"
#include "engine/desk/pages/document_address.h"
#include "engine/desk/pages/pages.h"
#include "engine/desk/review_words.h"
#include "engine/desk/translation_words.h"
#include "engine/desk/views/document_changes.h"
#include "engine/workflow/training.h"

namespace sen::desk::pages {
namespace {

using portal::html::Safe;
using portal::html::Text;
using portal::html::Url;
using portal::html::Writer;

/// What was just done, by the query that the form's answer leads to.
void outcome(Writer& w, const Visit& visit) {
  const auto done = visit.request.parameter("done");
  if (done == "fields") components::notice(w, visit.t("Saved."));
  if (done == "proposed") components::notice(w, visit.t("Your change is handed in and waits for approval."));
  if (done && (is_decision(*done) || *done == "submit")) components::notice(w, action_label(visit.tongue, *done) + ".");
}

/// What waits for all languages at once, field by field.
Result<void> proposal_part(Writer& w, const Visit& visit, const views::DocumentPage& view) {
  if (!view.proposal || !content::is_on_its_way(*view.proposal)) return {};
  const content::ContentId& id = view.document.id;
  const content::Document proposed = SEN_TRY(visit.snapshot->proposal(id));
  const components::Decidable on{"/desk/documents/" + id.value + "/" + std::string(kProposal), view.offers,
                                 &*view.proposal, nullptr, view.factor_opens_more};
  w << "<h2 id=\"proposal\">" << Text{visit.t("A change of what all languages share waits")} << "</h2><p>";
  components::state_tag(w, visit.tongue, view.proposal->state);
  w << " " << Text{visit.t("Written by {person}", {{"person", person_label(visit, view.proposal->author)}})} << "</p>";
  components::field_changes(w, visit, views::compare_documents(visit, view.document, proposed), visit.t("Now"),
                            visit.t("Afterwards"));
  components::emergency(w, visit, *view.proposal);
  components::decisions(w, visit, on);
  components::approvals(w, visit, *view.proposal);
  components::remarks(w, visit, on);
  return {};
}

void facts_of(Writer& w, const Visit& visit, const content::Document& document) {
  const content::DocumentType* type = visit.context.parts.vocabulary.type(document.type);
  w << "<dl class=\"facts\"><dt>" << Text{visit.t("Organisation")} << "</dt><dd>"
    << Text{visit.directory.name(document.organisation, visit.tongue.locale)} << "</dd><dt>" << Text{visit.t("Type")}
    << "</dt><dd>" << Text{type == nullptr ? std::string_view(document.type) : visit.tongue.name(type->labels)}
    << "</dd><dt>" << Text{visit.t("Date")} << "</dt><dd>";
  components::time(w, visit.tongue, document.date);
  w << "</dd>";
  if (document.embargo) {
    w << "<dt>" << Text{visit.t("Embargo until")} << "</dt><dd>";
    components::time(w, visit.tongue, *document.embargo);
    w << "</dd>";
  }
  if (document.expiry) {
    w << "<dt>" << Text{visit.t("Public until")} << "</dt><dd>";
    components::time(w, visit.tongue, *document.expiry);
    w << "</dd>";
  }
  w << "<dt>" << Text{visit.t("Licence")} << "</dt><dd>" << Text{document.licence} << "</dd></dl>";
}

/// The translations that are asked for, and the way to ask for another.
void requests(Writer& w, const Visit& visit, const views::DocumentPage& view) {
  const std::string base = "/desk/documents/" + view.document.id.value + "/";
  if (const auto all = visit.snapshot->translation_requests(view.document.id))
    for (const content::TranslationRequest& request : *all) {
      if (!content::is_open(request)) continue;
      w << "<p><a href=\"" << Url{base + request.locale.value + "/request"} << "\">"
        << Text{language_label(visit, request.locale)} << " – " << Text{request_label(visit.tongue, request.state)}
        << "</a>";
      if (request.due) {
        w << " · " << Text{visit.t("Due:")} << " ";
        components::time(w, visit.tongue, *request.due);
      }
      w << "</p>";
    }
  identity::Resource resource;
  resource.organisation = visit.directory.successor(view.document.organisation);
  if (!visit.may(identity::Action::TranslationRequest, resource) || view.languages.empty()) return;
  w << "<details class=\"decision\"><summary>" << Text{visit.t("Ask for a translation")} << "</summary><ul>";
  for (const content::Locale& locale : visit.context.parts.site.languages)
    w << "<li><a href=\"" << Url{base + locale.value + "/request"} << "\">" << Text{language_label(visit, locale)}
      << "</a></li>";
  w << "</ul></details>";
}

Result<http::Response> show_document(Visit& visit) {
  const content::ContentId id = SEN_TRY(document_id(visit));
  const views::DocumentPage view = SEN_TRY(views::make_document_page(visit, id));
  Page page;
  page.title = view.title.empty() ? visit.t("Without a title") : view.title;
  Writer proposal;
  SEN_TRY(proposal_part(proposal, visit, view));
  return render(visit, page, [&](Writer& w) {
    w << "<h1 dir=\"auto\">" << Text{page.title} << "</h1>";
    outcome(w, visit);
    facts_of(w, visit, view.document);
    if (view.offers.edit_fields)
      w << "<p class=\"actions\"><a class=\"button quiet\" href=\""
        << Url{"/desk/documents/" + view.document.id.value + "/fields"} << "\">"
        << Text{visit.t("Topics, dates and pictures")} << "</a></p>";
    w << "<h2>" << Text{visit.t("Languages")} << "</h2>";
    components::languages(w, visit, view);
    if (!view.missing.empty()) {
      w << "<p class=\"hint\">" << Text{visit.t("Not there yet:")};
      const content::Locale& from = view.languages.empty() ? visit.tongue.locale : view.languages.front().locale;
      for (const content::Locale& locale : view.missing) {
        const std::string href =
            "/desk/documents/" + id.value + "/" + locale.value + "/edit?from=" + http::encode_query(from.value);
        const auto offers = views::offers_of(visit, id, locale);
        if (!offers || !offers->write) {
          w << " " << Text{language_label(visit, locale)} << ".";
          continue;
        }
        w << " <a href=\"" << Url{href} << "\">" << Text{language_label(visit, locale)} << "</a>";
      }
      w << "</p>";
    }
    requests(w, visit, view);
    w << Safe{proposal.view()};
    if (view.receipts) components::receipts(w, visit, *view.receipts);
    components::history(w, visit, view.history);
  });
}

void head_of(Writer& w, const Visit& visit, const views::EditionPage& view) {
  const content::Version& newest = view.newest;
  w << "<p><a href=\"" << Url{"/desk/documents/" + view.document.id.value} << "\">"
    << Text{visit.t("All languages of this document")} << "</a></p><h1 lang=\""
    << portal::html::Attr{newest.locale.value} << "\" dir=\"auto\">" << Text{newest.title} << "</h1>";
  outcome(w, visit);
  w << "<p class=\"tags\">";
  components::state_tag(w, visit.tongue, view.review ? view.review->state : view.edition.state);
  w << " <span class=\"tag\">" << Text{language_label(visit, newest.locale)} << "</span> <span class=\"tag\">"
    << Text{visit.t("version {n}", {{"n", std::to_string(newest.number)}})} << "</span> <span class=\"tag\">"
    << Text{provenance_label(visit.tongue, newest.provenance)} << "</span> <span class=\"tag\">"
    << Text{change_label(visit.tongue, newest.kind)} << "</span></p>";
  if (view.review && !view.review->author.empty())
    w << "<p>" << Text{visit.t("Written by {person}", {{"person", person_label(visit, view.review->author)}})} << " · "
      << Text{visit.directory.name(view.document.organisation, visit.tongue.locale)} << "</p>";
  if (!newest.note.empty())
    w << "<p><b>" << Text{visit.t("Note for readers:")} << "</b> <span dir=\"auto\">" << Text{newest.note}
      << "</span></p>";
  if (view.review && view.review->state == content::State::Scheduled) {
    w << "<p><b>" << Text{visit.t("Goes out:")} << "</b> ";
    components::time(w, visit.tongue, content::release_time(view.document, &*view.review));
    w << "</p>";
  }
  if (!view.edition.reason.empty())
    w << "<p><b>" << Text{visit.t("Reason for readers")} << ":</b> <span dir=\"auto\">" << Text{view.edition.reason}
      << "</span></p>";
}

Result<http::Response> show_edition(Visit& visit) {
  const content::ContentId id = SEN_TRY(document_id(visit));
  const content::Locale locale = SEN_TRY(edition_language(visit));
  const views::EditionPage view = SEN_TRY(views::make_edition_page(visit, id, locale));
  Page page;
  page.title = view.newest.title;
  return render(visit, page, [&](Writer& w) {
    const components::Decidable on{"/desk/documents/" + id.value + "/" + locale.value, view.offers,
                                   view.review ? &*view.review : nullptr, &view.newest, view.factor_opens_more};
    head_of(w, visit, view);
    if (view.review) components::emergency(w, visit, *view.review);
    if (view.review && workflow::is_shown_in_training(view.document, *view.review))
      w << "<p class=\"notice\"><a href=\"" << Url{"/desk/sandbox/" + id.value + "/" + locale.value} << "\">"
        << Text{visit.t("See it as readers would: published in the training")} << "</a></p>";
    if (view.offers.write)
      w << "<p class=\"actions\"><a class=\"button quiet\" href=\"" << Url{on.base + "/edit"} << "\">"
        << Text{view.offers.corrects ? visit.t("Correct or update") : visit.t("Edit the text")} << "</a></p>";
    if (view.review) components::sign_off(w, visit, *view.review);
    components::decisions(w, visit, on);
    components::remarks(w, visit, on);
    w << "<section><h2 id=\"text\">" << Text{visit.t("As readers will see it")} << "</h2>";
    components::reading_text(w, visit, view.document, view.newest);
    w << "</section>";
    if (view.live) {
      w << "<section><h2 id=\"changes\">"
        << Text{visit.t("Against what is public (version {n})", {{"n", std::to_string(view.live->number)}})} << "</h2>";
      components::changes(w, visit, *view.live, view.newest);
      w << "</section>";
    }
    components::against_source(w, visit, view);
    components::overlaps(w, visit, view);
    if (view.review) components::approvals(w, visit, *view.review);
    if (view.may_preview) {
      const bool is_public = view.edition.state == content::State::Published && view.edition.live == view.newest.number;
      components::previews(w, visit, view.newest, !is_public, view.previews);
    }
    components::history(w, visit, view.history);
  });
}

/// The bytes of a picture of the document, public or not, in a size for reading.
Result<http::Response> show_picture(Visit& visit) {
  constexpr std::uint32_t kWidth = 960;
  constexpr std::size_t kMost = std::size_t{8} * 1024 * 1024;
  const content::ContentId id = SEN_TRY(document_id(visit));
  SEN_TRY(views::offers_of(visit, id, content::Locale()));
  const content::Document document = SEN_TRY(visit.snapshot->document(id));
  const auto digest = parse_digest(visit.parameters["digest"]);
  const auto uses = [&digest](const content::Document& one) {
    return std::ranges::any_of(one.media, [&](const content::MediaUse& use) { return use.digest == *digest; });
  };
  const auto proposal = visit.snapshot->proposal(id);
  const bool used = digest && (uses(document) || (proposal && uses(*proposal)));
  if (!used) return Error(ErrorCode::NotFound, "the document has no such picture");
  const content::Media media = SEN_TRY(visit.snapshot->media(*digest));
  const content::Rendition* best = nullptr;
  for (const content::Rendition& one : media.renditions)
    if (one.format == "jpg" && (best == nullptr || (one.width <= kWidth && one.width > best->width))) best = &one;
  if (best == nullptr) return Error(ErrorCode::NotFound, "the picture has no sizes yet");
  const auto reader = SEN_TRY(visit.context.parts.store.blobs().open({*digest, content::rendition_name(*best)}));
  if (reader->size() > kMost) return Error(ErrorCode::TooLarge, "the picture is too large");
  std::string bytes;
  while (bytes.size() < reader->size()) {
    const std::string piece = SEN_TRY(reader->read(bytes.size(), kMost));
    if (piece.empty()) break;
    bytes += piece;
  }
  return http::make_response(200, "image/jpeg", std::move(bytes));
}

}  // namespace

void add_document_routes(Guard& guard) {
  guard.get("/desk/documents/{id}", Access::signed_in(), show_document);
  guard.get("/desk/documents/{id}/{language}", Access::signed_in(), show_edition);
  guard.get("/desk/documents/{id}/pictures/{digest}", Access::signed_in(), show_picture);
}

}  // namespace sen::desk::pages
