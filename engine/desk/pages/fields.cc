// `/desk/documents/{id}/fields`: what is said once for all languages, with pictures, after a document was made. Before
// anything of it was public it changes at once; afterwards the change waits for its own review.

#include <algorithm>
#include <set>

#include "content/model/review_content.h"
#include "engine/desk/components/document.h"
#include "engine/desk/components/form.h"
#include "engine/desk/pages/document_address.h"
#include "engine/desk/pages/document_form.h"
#include "engine/desk/pages/pages.h"
#include "engine/desk/pages/picture_form.h"
#include "engine/desk/review_words.h"
#include "engine/desk/views/document.h"
#include "engine/desk/views/document_changes.h"

namespace sen::desk::pages {
namespace {

using components::Mistake;
using content::Document;
using content::DocumentType;
using portal::html::Text;
using portal::html::Url;
using portal::html::Writer;

/// A document as it may be edited: what waits for all languages, else what is there.
struct Editable {
  Document document;
  const DocumentType* type = nullptr;
  bool waits = false;       ///< A proposal is there already.
  bool was_public = false;  ///< What is saved becomes a proposal.
};

/// Errors: NotFound; PermissionDenied for who may not edit it.
Result<Editable> read_editable(const Visit& visit) {
  const content::ContentId id = SEN_TRY(document_id(visit));
  const workflow::Offers offers = SEN_TRY(views::offers_of(visit, id, content::Locale()));
  if (!offers.edit_fields) return Error(ErrorCode::PermissionDenied, "it needs a role that the account does not have");
  Editable editable;
  editable.document = SEN_TRY(visit.snapshot->document(id));
  const auto review = visit.snapshot->review(id, content::Locale());
  editable.waits = review && content::is_on_its_way(*review);
  if (editable.waits) editable.document = SEN_TRY(visit.snapshot->proposal(id));
  for (const content::Edition& edition : SEN_TRY(visit.snapshot->editions(id)))
    editable.was_public = editable.was_public || edition.live != 0;
  editable.type = visit.context.parts.vocabulary.type(editable.document.type);
  if (editable.type == nullptr) return Error(ErrorCode::NotFound, "there is no such type");
  return editable;
}

std::string path_of(const Document& document) {
  return "/desk/documents/" + document.id.value;
}

void explanation(Writer& w, const Visit& visit, const Editable& editable) {
  if (!editable.was_public) return;
  w << "<p class=\"notice\">"
    << Text{editable.waits
                ? visit.t("A change of this document waits already: you are editing it. Saving voids its approvals.")
                : visit.t("This document is public. What you save waits for approval; readers see it afterwards.")}
    << "</p>";
}

/// The document as the page's form shows it.
Form fill_page(const Editable& editable) {
  Form form = fill_form(editable.document, *editable.type);
  fill_pictures(editable.document, form);
  return form;
}

/// What somebody else did while the form was filled in.
struct Meanwhile {
  std::string who;                          ///< A sentence; empty if it is not known.
  std::vector<views::FieldChange> changes;  ///< Empty if the log no longer says from what.
};

void meanwhile_part(Writer& w, const Visit& visit, const Meanwhile& meanwhile) {
  if (!meanwhile.who.empty()) w << "<p>" << Text{meanwhile.who} << "</p>";
  if (meanwhile.changes.empty()) return;
  w << "<h2>" << Text{visit.t("What was changed meanwhile")} << "</h2>";
  components::field_changes(w, visit, meanwhile.changes, visit.t("Before"), visit.t("Now"));
}

http::Response show(const Visit& visit, const Editable& editable, const Form& values,
                    const std::vector<Mistake>& mistakes = {}, const Meanwhile& meanwhile = {}) {
  const Document& document = editable.document;
  Page page;
  page.title = visit.t("Topics, dates and pictures");
  page.status = mistakes.empty() ? 200 : 400;
  const std::string seen = to_hex(content::document_content(document));
  return render(visit, page, [&](Writer& w) {
    w << "<p><a href=\"" << Url{path_of(document)} << "\">" << Text{visit.t("All languages of this document")}
      << "</a></p><h1>" << Text{page.title} << "</h1>";
    if (visit.request.parameter("done")) components::notice(w, visit.t("Saved."));
    components::mistakes(w, visit.tongue, mistakes);
    meanwhile_part(w, visit, meanwhile);
    explanation(w, visit, editable);
    components::begin_form(w, path_of(document) + "/fields", visit.csrf());
    components::hidden(w, "seen", seen);
    type_fields(w, visit, *editable.type, values);
    time_fields(w, visit, values);
    topic_fields(w, visit, values);
    if (!document.media.empty()) w << "<h2>" << Text{visit.t("Pictures")} << "</h2>";
    picture_fields(w, visit, document, values);
    components::submit(w, editable.was_public ? visit.t("Hand in this change") : visit.t("Save"));
    components::end_form(w);

    w << "<h2 id=\"new-picture\">" << Text{visit.t("Another picture")} << "</h2><p class=\"hint\">"
      << Text{visit.t("Save what you changed above first: this form sends the picture alone.")} << "</p>";
    components::begin_form(w, path_of(document) + "/pictures", visit.csrf(), true);
    components::hidden(w, "seen", seen);
    new_picture_fields(w, visit, document);
    components::submit(w, visit.t("Add the picture"));
    components::end_form(w);
  });
}

Result<http::Response> get(Visit& visit) {
  const Editable editable = SEN_TRY(read_editable(visit));
  return show(visit, editable, fill_page(editable));
}

Digest digest_seen(const Visit& visit) {
  const auto seen = parse_digest(visit.form.value("seen"));
  return seen ? *seen : Digest();
}

/// What a form says in `field`, whatever the order and however empty places are sent.
std::vector<std::string_view> said(const Form& form, std::string_view field) {
  std::vector<std::string_view> values = form.values(field);
  std::erase(values, std::string_view());
  std::sort(values.begin(), values.end());
  return values;
}

/// What was typed, over what is there now: a field that was left as it had been says what somebody else made of it.
Form merge(const Form& before, const Form& typed, const Form& now) {
  std::set<std::string> fields;
  for (const Form* form : {&typed, &now})
    for (const auto& [field, value] : form->fields()) fields.insert(field);
  Form merged;
  for (const std::string& field : fields)
    for (const std::string_view value : (said(typed, field) == said(before, field) ? now : typed).values(field))
      merged.add(field, std::string(value));
  return merged;
}

/// What was typed, with the fields of `now` that the form had not yet, such as those of a picture that somebody else
/// added: drawn without them, they would be saved empty. Boxes that are not ticked are never sent.
Form complete(const Form& typed, const Form& now) {
  Form whole = typed;
  for (const auto& [field, value] : now.fields())
    if (!typed.has(field) && field != "topics" && field != "places") whole.add(field, value);
  return whole;
}

/// Somebody changed it between: what he changed, and the page as it is now with what was typed. `typed`: nothing where
/// the form has none of the page's fields.
Result<http::Response> conflict(Visit& visit, const Form* typed) {
  visit.snapshot = SEN_TRY(visit.context.parts.store.snapshot());
  const Editable now = SEN_TRY(read_editable(visit));
  const content::ContentId& id = now.document.id;
  Form values = typed == nullptr ? fill_page(now) : complete(*typed, fill_page(now));
  Meanwhile meanwhile;
  if (const auto last = visit.context.parts.workflow.last_change(id))
    meanwhile.who = visit.t("{person} changed it last, {time}: {what}.",
                            {{"person", person_label(visit, content::AccountName(last->account))},
                             {"time", visit.tongue.format.date_time(last->at)},
                             {"what", action_label(visit.tongue, last->reason)}});
  if (const auto document = SEN_TRY(views::former_document(visit, id, digest_seen(visit)))) {
    Editable before = now;
    before.document = *document;
    meanwhile.changes = views::compare_documents(visit, before.document, now.document);
    if (typed != nullptr) values = merge(fill_page(before), *typed, fill_page(now));
  }
  return show(visit, now, values,
              {{{},
                visit.t("Somebody else changed this document meanwhile. What you typed is still here; look at it "
                        "again and save.")}},
              meanwhile);
}

Result<http::Response> save(Visit& visit) {
  Editable editable = SEN_TRY(read_editable(visit));
  const Editable before = editable;
  const Digest seen = digest_seen(visit);
  if (seen != content::document_content(before.document)) return conflict(visit, &visit.form);
  const auto refuse = [&](const Error& error) {
    return show(visit, before, visit.form, {explain_field(visit, *before.type, error)});
  };
  if (const auto read = read_fields(visit.form, *editable.type, editable.document); !read) return refuse(read.error());
  if (const auto read = read_pictures(visit.form, editable.document); !read) return refuse(read.error());
  if (content::document_content(editable.document) == seen) return see_other(path_of(editable.document));
  const auto done = visit.context.parts.workflow.propose(visit.person->actor, editable.document, seen);
  if (!done && done.error().code() == ErrorCode::InvalidInput) return refuse(done.error());
  if (!done && done.error().code() == ErrorCode::Conflict) return conflict(visit, &visit.form);
  if (!done) return done.error();
  return see_other(path_of(editable.document) + (editable.was_public ? "?done=proposed" : "?done=fields"));
}

Result<http::Response> add_picture(Visit& visit) {
  Editable editable = SEN_TRY(read_editable(visit));
  const Editable before = editable;
  const Form values = fill_page(before);
  const auto refuse = [&](const Error& error) {
    return show(visit, before, values, {explain_field(visit, *before.type, error)});
  };
  const FormFile* file = visit.form.file("file");
  if (file == nullptr || file->size() == 0)
    return show(visit, before, values, {{"file", visit.t("Choose a picture first.")}});
  if (digest_seen(visit) != content::document_content(before.document)) return conflict(visit, nullptr);
  if (auto words = read_new_picture(visit, before.document, {}); !words) return refuse(words.error());

  const auto media = visit.context.parts.take_picture(SEN_TRY(file->read()));
  if (!media && media.error().code() == ErrorCode::Storage) return media.error();
  if (!media) return refuse(media.error().within("file"));
  content::MediaUse use = SEN_TRY(read_new_picture(visit, before.document, media->content_type));
  use.digest = media->digest;
  const bool is_there = std::any_of(before.document.media.begin(), before.document.media.end(),
                                    [&](const content::MediaUse& one) { return one.digest == use.digest; });
  if (is_there) return show(visit, before, values, {{"file", visit.t("The document has this picture already.")}});
  if (editable.document.image.empty()) editable.document.image = use.file;
  editable.document.media.push_back(std::move(use));
  std::sort(editable.document.media.begin(), editable.document.media.end(),
            [](const auto& one, const auto& other) { return one.file < other.file; });
  const auto done =
      visit.context.parts.workflow.propose(visit.person->actor, editable.document, digest_seen(visit), {*media});
  if (!done && done.error().code() == ErrorCode::InvalidInput) return refuse(done.error());
  if (!done && done.error().code() == ErrorCode::Conflict) return conflict(visit, nullptr);
  if (!done) return done.error();
  return see_other(path_of(editable.document) + "/fields?done=picture");
}

}  // namespace

void add_field_routes(Guard& guard) {
  FormLimits pictures;
  pictures.files = 1;
  pictures.file_bytes = kMaxPictureBytes;
  FormLimits fields;
  constexpr std::size_t kMostFields = 2'000;  // Ten pictures in twelve languages.
  fields.fields = kMostFields;
  guard.get("/desk/documents/{id}/fields", Access::signed_in(), get);
  guard.post("/desk/documents/{id}/fields", Access::signed_in(), save, fields);
  guard.post("/desk/documents/{id}/pictures", Access::signed_in(), add_picture, pictures);
}

}  // namespace sen::desk::pages
