#include "engine/workflow/translations.h"

#include "engine/workflow/translation.h"

namespace sen::workflow {

class Translations::Impl {
 public:
  Desk desk;
};

Translations::Translations(store::Store& store, const content::Vocabulary& vocabulary, const Clock& clock)
    : impl_(std::make_unique<Impl>(Impl{{store, vocabulary, clock, {}}})) {}
Translations::~Translations() = default;

Translations::Outcome Translations::sign_off(const identity::Actor& actor, const Subject& subject, std::string reason) {
  return perform(impl_->desk, actor, [&](const Case& of) { return plan_sign_off(of, subject, reason); });
}

bool Translations::may_sign_off(const identity::Actor& actor, const Subject& subject) const {
  const auto of = case_of(impl_->desk, actor);
  return of.has_value() && plan_sign_off(*of, subject, "-").has_value();
}

Translations::Outcome Translations::request(const identity::Actor& actor, const TranslationWish& wish) {
  return perform(impl_->desk, actor, [&](const Case& of) { return plan_request(of, wish); });
}

Translations::Outcome Translations::answer(const identity::Actor& actor, const content::ContentId& id,
                                           const content::Locale& locale, content::RequestState answer,
                                           std::string why) {
  return perform(impl_->desk, actor, [&](const Case& of) { return plan_answer(of, id, locale, answer, why); });
}

Translations::Outcome Translations::save_drafts(const identity::Actor& actor, std::vector<content::Draft> drafts) {
  return perform(impl_->desk, actor, [&](const Case& of) -> Result<Planned> {
    Planned all{"save drafts: " + std::to_string(drafts.size()), {}};
    for (const content::Draft& draft : drafts) {
      content::Draft stored;
      Planned one = SEN_TRY(plan_save(of, draft, stored).within(draft.id.value + "/" + draft.locale.value));
      for (content::Mutation& mutation : one.mutations) all.mutations.push_back(std::move(mutation));
    }
    return all;
  });
}

}  // namespace sen::workflow
