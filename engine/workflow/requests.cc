// Requests for translations: asked for, answered, handed in, done.
#include <algorithm>

#include "engine/base/text.h"
#include "engine/store/keys.h"
#include "engine/workflow/translation.h"

namespace sen::workflow {

using content::RequestState;
using content::TranslationRequest;
using identity::Action;

namespace {

Error invalid(std::string message) {
  return Error(ErrorCode::InvalidInput, std::move(message));
}

/// At most 1,000 bytes in NFC; may be empty. Errors: InvalidInput names `field`.
Result<std::string> read_note(std::string_view field, std::string_view text) {
  std::string note = SEN_TRY(to_nfc(trim(text)).within(field));
  if (note.size() > 1'000) return invalid(std::string(field) + ": it is longer than 1,000 bytes");
  return note;
}

/// Whom a request names: an active account that translates into `locale`; of a text of the training, a trainee's.
Result<void> check_translator(const Case& of, const content::AccountName& name, const content::Locale& locale,
                              bool training) {
  const auto account = SEN_TRY(maybe(of.snapshot->account(name)));
  const bool translates =
      account && account->active && account->sandbox == training &&
      std::any_of(account->grants.begin(), account->grants.end(),
                  [](const content::RoleGrant& grant) { return grant.role == content::DeskRole::Translator; }) &&
      std::find(account->languages.begin(), account->languages.end(), locale) != account->languages.end();
  if (translates) return {};
  return invalid("translator: nobody of that name translates into this language");
}

identity::Resource resource_of_request(const Dossier& dossier, const content::Locale& locale) {
  identity::Resource resource = resource_of(dossier, content::State::Draft, content::AccountName());
  resource.language = locale;
  return resource;
}

Error request_conflict(const Case& of, const content::ContentId& id, const content::Locale& locale) {
  return conflict(of, "the request is no longer as it was shown", store::keys::translation_request(id, locale));
}

bool may(const Case& of, Action action, const identity::Resource& resource) {
  return !identity::denial(of.actor, action, resource, RegisterTree(*of.snapshot, of.desk.vocabulary));
}

/// Who may bring a request into `answer`: translators of the language take, refuse and give back; who asks, or may
/// ask, cancels and closes.
bool may_answer(const Case& of, const Dossier& dossier, const TranslationRequest& request, RequestState answer) {
  const identity::Resource resource = resource_of_request(dossier, request.locale);
  const bool asks = may(of, Action::TranslationRequest, resource);
  const bool is_another = !request.translator.empty() && request.translator != of.name();
  const bool translates = !is_another && may(of, Action::TranslationSubmit, resource);
  switch (answer) {
    case RequestState::Accepted:
    case RequestState::Declined:
      return translates;
    case RequestState::HandedIn:
      return translates || (asks && !request.agency.empty());
    case RequestState::Done:
    case RequestState::Cancelled:
      return asks;
    case RequestState::Open:
      return asks || translates;
  }
  return false;
}

bool is_step(RequestState from, RequestState to) {
  switch (to) {
    case RequestState::Accepted:
      return from == RequestState::Open;
    case RequestState::Declined:
      return from == RequestState::Open || from == RequestState::Accepted;
    case RequestState::Open:
      return from == RequestState::Accepted;
    case RequestState::HandedIn:
      return from == RequestState::Open || from == RequestState::Accepted;
    case RequestState::Done:
    case RequestState::Cancelled:
      return from == RequestState::Open || from == RequestState::Accepted || from == RequestState::HandedIn;
  }
  return false;
}

}  // namespace

Result<Planned> plan_request(const Case& of, const TranslationWish& wish) {
  const Dossier dossier = SEN_TRY(dossier_of(of, wish.id));
  if (of.desk.vocabulary.language(wish.locale) == nullptr) return invalid("language: there is no such language");
  SEN_TRY(allow(of, Action::TranslationRequest, resource_of_request(dossier, wish.locale), wish.id));
  const content::Edition* source = dossier.edition(wish.source);
  if (source == nullptr || wish.source == wish.locale)
    return invalid("source: the document has no text in that language to translate from");
  const auto former = SEN_TRY(maybe(of.snapshot->translation_request(wish.id, wish.locale)));
  if (former && content::is_open(*former))
    return conflict(of, "a translation into this language is asked for already",
                    store::keys::translation_request(wish.id, wish.locale));
  if (wish.due && *wish.due <= of.now) return invalid("due: " + format_rfc3339(*wish.due) + " has passed");
  if (!wish.translator.empty()) SEN_TRY(check_translator(of, wish.translator, wish.locale, dossier.training));
  TranslationRequest request{.id = wish.id,
                             .locale = wish.locale,
                             .source = wish.source,
                             .source_version = source->latest,
                             .organisation = dossier.document.organisation,
                             .state = RequestState::Open,
                             .priority = wish.priority,
                             .asked_by = of.name(),
                             .asked = of.now,
                             .due = wish.due,
                             .note = SEN_TRY(read_note("note", wish.note)),
                             .translator = wish.translator,
                             .agency = SEN_TRY(read_note("agency", wish.agency)),
                             .answer = {},
                             .changed = of.now};
  return Planned{reason_of("request translation", wish.id, wish.locale), {std::move(request)}};
}

Result<Planned> plan_answer(const Case& of, const content::ContentId& id, const content::Locale& locale,
                            RequestState answer, const std::string& why) {
  const Dossier dossier = SEN_TRY(dossier_of(of, id));
  TranslationRequest request = SEN_TRY(of.snapshot->translation_request(id, locale));
  if (!may_answer(of, dossier, request, answer))
    return Error(ErrorCode::PermissionDenied, "the request is for others to answer");
  if (!is_step(request.state, answer)) return request_conflict(of, id, locale);
  const bool needs_reason = answer == RequestState::Declined || answer == RequestState::Cancelled;
  request.answer = needs_reason ? SEN_TRY(read_words("reason", why)) : std::string();
  if (answer == RequestState::Accepted) request.translator = of.name();
  if (answer == RequestState::Open) request.translator = {};
  request.state = answer;
  request.changed = of.now;
  static constexpr const char* kWords[] = {"reopen", "accept", "decline", "hand in", "close", "cancel"};
  const std::string word = kWords[static_cast<std::size_t>(answer) - 1];
  return Planned{reason_of(word + " request for", id, locale), {std::move(request)}};
}

}  // namespace sen::workflow
