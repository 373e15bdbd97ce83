#include "engine/desk/views/training.h"

#include "content/model/review_content.h"
#include "engine/workflow/training.h"

namespace sen::desk::views {
namespace {

/// The person's newest document of the training; its own fields' review says who made it.
Result<std::optional<content::Document>> newest_document(const Visit& visit) {
  std::optional<content::Document> newest;
  Timestamp at;
  for (const content::ContentId& id : SEN_TRY(visit.snapshot->training_documents())) {
    const auto review = visit.snapshot->review(id, content::Locale());
    if (!review || review->author != visit.person->account.name || (newest && review->submitted < at)) continue;
    newest = SEN_TRY(visit.snapshot->document(id));
    at = review->submitted;
  }
  return newest;
}

}  // namespace

Result<std::vector<TrainingStep>> training_steps(const Visit& visit) {
  const auto document = SEN_TRY(newest_document(visit));
  bool saved = false;
  bool handed_in = false;
  bool approved = false;
  bool published = false;
  content::Locale language = visit.tongue.locale;
  if (document) {
    for (const content::Draft& draft : SEN_TRY(visit.snapshot->open_drafts(visit.person->account.name)))
      if (draft.id == document->id) {
        language = draft.locale;
        saved = saved || !draft.body.empty();
      }
    for (const content::Review& review : SEN_TRY(visit.snapshot->reviews(document->id))) {
      if (review.locale.empty()) continue;
      language = review.locale;
      saved = true;
      published = published || workflow::is_shown_in_training(*document, review);
      approved = approved || published || review.state == content::State::Approved;
      handed_in = handed_in || approved || review.state != content::State::Draft;
    }
  }
  const std::string page = document ? "/desk/documents/" + document->id.value + "/" + language.value : std::string();
  const std::string writing = document ? page + "/edit" : std::string();
  return std::vector<TrainingStep>{
      {visit.t("Begin a document: choose what it is, and give it a title."), "/desk/documents/new",
       document.has_value()},
      {visit.t("Write a few sentences and save. Look at the preview."), writing, saved},
      {visit.t("Hand it in. From now on it waits for somebody who did not write it."), writing, handed_in},
      {visit.t("Let another trainee who approves look at it: remark, return, approve. Or approve one of theirs."),
       handed_in ? page : std::string("/desk/queue"), approved},
      {visit.t("Publish it, and look at it as readers would."), published ? "/desk/sandbox" : page, published}};
}

}  // namespace sen::desk::views
