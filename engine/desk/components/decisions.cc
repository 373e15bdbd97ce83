#include "engine/desk/components/decisions.h"

#include <algorithm>

#include "content/model/review_content.h"
#include "engine/base/text.h"
#include "engine/desk/components/form.h"
#include "engine/desk/components/parts.h"
#include "engine/desk/review_words.h"
#include "engine/workflow/translations.h"

namespace sen::desk::components {
namespace {

using content::Review;
using portal::html::Literal;
using portal::html::Text;
using portal::html::Writer;

constexpr Literal kPlain = "button";
constexpr Literal kQuiet = "button quiet";
constexpr Literal kDanger = "button danger";

void begin_decision(Writer& w, const Visit& visit, const Decidable& on, std::string_view action) {
  begin_form(w, on.base + "/" + std::string(action), visit.csrf());
  if (on.review != nullptr) hidden(w, "content", to_hex(on.review->content));
}

void button(Writer& w, std::string_view label, Literal style) {
  w << "<button class=\"" << style << "\" type=\"submit\">" << Text{label} << "</button>";
}

/// A decision without words.
void plain(Writer& w, const Visit& visit, const Decidable& on, std::string_view action, std::string_view label,
           Literal style = kPlain) {
  begin_decision(w, visit, on, action);
  button(w, label, style);
  end_form(w);
}

/// A decision with a text, behind a line that opens it.
void worded(Writer& w, const Visit& visit, const Decidable& on, std::string_view action, std::string_view label,
            Field field, Literal style = kPlain) {
  w << "<details class=\"decision\"><summary>" << Text{label} << "</summary>";
  begin_decision(w, visit, on, action);
  field.name = std::string(action) + "-words";
  field.rows = 3;
  field.max_length = 4000;
  components::field(w, field);
  w << "<p class=\"actions\">";
  button(w, label, style);
  w << "</p>";
  end_form(w);
  w << "</details>";
}

std::string beginning(std::string_view text) {
  constexpr std::size_t kShown = 60;
  if (count_code_points(text) <= kShown) return std::string(text);
  std::size_t at = 0;
  for (std::size_t points = 0; points < kShown; ++points) next_code_point(text, at);
  return std::string(text.substr(0, at)) + "…";
}

void remark_form(Writer& w, const Visit& visit, const Decidable& on) {
  w << "<details class=\"decision\"><summary>" << Text{visit.t("Remark")} << "</summary>";
  begin_decision(w, visit, on, "remark");
  Choice paragraph{.name = "paragraph", .label = visit.t("On which paragraph")};
  paragraph.options.push_back({.value = "0", .label = visit.t("The whole text")});
  if (on.version != nullptr) {
    std::size_t number = 0;
    for (const std::string_view text : split(on.version->text, '\n')) {
      ++number;
      paragraph.options.push_back(
          {.value = std::to_string(number), .label = std::to_string(number) + ": " + beginning(text)});
    }
  }
  select(w, paragraph);
  Field words{.name = "remark-words", .label = visit.t("What should change")};
  words.rows = 3;
  words.required = true;
  words.max_length = 4000;
  field(w, words);
  submit(w, visit.t("Remark"));
  end_form(w);
  w << "</details>";
}

void schedule_form(Writer& w, const Visit& visit, const Decidable& on) {
  w << "<details class=\"decision\"><summary>" << Text{visit.t("Schedule")} << "</summary>";
  begin_decision(w, visit, on, "schedule");
  Field at{.name = "at", .label = visit.t("Day and hour in Viet Nam")};
  at.type = "datetime-local";
  at.seconds = true;
  at.required = true;
  at.hint = visit.t("Goes out by itself at that second, UTC+7. An embargo that ends later counts.");
  if (on.review != nullptr && on.review->release) at.value = form_second(*on.review->release);
  field(w, at);
  submit(w, visit.t("Schedule"));
  end_form(w);
  w << "</details>";
}

Field words_of(std::string label, std::string hint, bool required = true) {
  Field field{.name = {}, .label = std::move(label), .hint = std::move(hint)};
  field.required = required;
  return field;
}

bool has_open_remarks(const Review& review) {
  return std::any_of(review.remarks.begin(), review.remarks.end(), [](const auto& one) { return !one.settled; });
}

void take_back(Writer& w, const Visit& visit, const Decidable& on) {
  const workflow::Offers& offers = on.offers;
  const std::string hint = visit.t("Readers see this reason at the address, in the language of the text.");
  if (offers.withdraw)
    worded(w, visit, on, "withdraw", visit.t("Withdraw"), words_of(visit.t("Reason for readers"), hint), kDanger);
  if (offers.retract)
    worded(w, visit, on, "retract", visit.t("Retract as wrong"), words_of(visit.t("Reason for readers"), hint),
           kDanger);
  if (offers.archive) plain(w, visit, on, "archive", visit.t("Archive without a reason"), kQuiet);
}

void emergencies(Writer& w, const Visit& visit, const Decidable& on) {
  const workflow::Offers& offers = on.offers;
  if (offers.emergency_confirm)
    plain(w, visit, on, "emergency-confirm", visit.t("Confirm the emergency: publish now"), kDanger);
  if (offers.emergency_start)
    worded(w, visit, on, "emergency", visit.t("Emergency publication"),
           words_of(visit.t("Why it cannot wait"),
                    visit.t("A second person must confirm within two hours; a third reviews it afterwards.")),
           kDanger);
  if (offers.emergency_review)
    worded(w, visit, on, "emergency-review", visit.t("Say that you have reviewed it"),
           words_of(visit.t("What you found"), {}));
}

bool offers_nothing(const workflow::Offers& o) {
  return !(o.start_review || o.remark || o.give_back || o.approve || !o.cosign.empty() || o.publish || o.schedule ||
           o.unschedule || o.withdraw || o.retract || o.archive || o.emergency_start || o.emergency_confirm ||
           o.emergency_review || o.drop);
}

bool may_sign_off(const Visit& visit, const Decidable& on) {
  if (on.review == nullptr || on.version == nullptr) return false;
  const Parts& parts = visit.context.parts;
  return workflow::Translations(parts.store, parts.vocabulary, parts.clock)
      .may_sign_off(visit.person->actor, {on.review->id, on.review->locale, on.review->content});
}

}  // namespace

void decisions(Writer& w, const Visit& visit, const Decidable& on) {
  const workflow::Offers& offers = on.offers;
  const bool signs_off = may_sign_off(visit, on);
  w << "<section class=\"decide\"><h2 id=\"decide\">" << Text{visit.t("What you may do")} << "</h2>";
  if (offers_nothing(offers) && !signs_off)
    w << "<p class=\"hint\">" << Text{visit.t("Just now you may only read this.")} << "</p>";
  w << "<div class=\"decide-row\">";
  if (offers.start_review) plain(w, visit, on, "start-review", visit.t("Start to review"), kQuiet);
  if (offers.approve) plain(w, visit, on, "approve", visit.t("Approve"));
  for (const content::OrganisationCode& organisation : offers.cosign) {
    begin_decision(w, visit, on, "cosign");
    hidden(w, "organisation", organisation.value);
    button(w,
           visit.t("Approve for {organisation}",
                   {{"organisation", visit.directory.name(organisation, visit.tongue.locale)}}),
           kPlain);
    end_form(w);
  }
  if (offers.publish) plain(w, visit, on, "publish", visit.t("Publish now"));
  if (offers.drop) plain(w, visit, on, "drop", visit.t("Drop this change"), kQuiet);
  if (offers.unschedule) plain(w, visit, on, "unschedule", visit.t("Take back the hour"), kQuiet);
  w << "</div>";
  if (signs_off)
    worded(w, visit, on, "sign-off", visit.t("Sign off as a language reviewer"),
           words_of(visit.t("Why what differs from the source may stay"),
                    visit.t("May stay empty if nothing differs. It counts for exactly this text."),
                    on.review != nullptr && !on.review->differences.empty()));
  if (offers.schedule) schedule_form(w, visit, on);
  if (offers.remark) remark_form(w, visit, on);
  if (offers.give_back)
    worded(w, visit, on, "return", visit.t("Return to the author"),
           words_of(visit.t("What the author should do"),
                    on.review != nullptr && has_open_remarks(*on.review)
                        ? visit.t("May stay empty: your remarks go along.")
                        : std::string(),
                    on.review == nullptr || !has_open_remarks(*on.review)));
  if (on.factor_opens_more)
    w << "<p class=\"hint\">"
      << Text{visit.t("Your roles also let you publish and schedule, once you sign in with a second step.")}
      << " <a href=\"/desk/enrol\">" << Text{visit.t("Set up a second step")} << "</a></p>";
  emergencies(w, visit, on);
  take_back(w, visit, on);
  w << "</section>";
}

void emergency(Writer& w, const Visit& visit, const Review& review) {
  const Timestamp now = visit.context.parts.clock.now();
  const bool owed = review.review_due && !review.reviewed;
  const bool asked = review.emergency && review.emergency->confirmed_by.empty() &&
                     review.emergency->content == review.content && content::is_open(review) &&
                     now < review.emergency->started + workflow::kEmergencyConfirmWithin;
  if (!review.emergency || (!owed && !asked)) return;
  w << "<section class=\"alarm\" role=\"alert\"><h2>"
    << Text{owed ? visit.t("Public as an emergency: a third person must review it")
                 : visit.t("Emergency: a second person is needed")}
    << "</h2><p>" << Text{person_label(visit, review.emergency->started_by)} << ": " << Text{review.emergency->reason}
    << "</p><p><b>"
    << Text{until_words(visit.tongue, now,
                        owed ? *review.review_due : review.emergency->started + workflow::kEmergencyConfirmWithin)}
    << "</b></p></section>";
}

void approvals(Writer& w, const Visit& visit, const Review& review) {
  w << "<section><h2 id=\"approvals\">" << Text{visit.t("Approvals")} << "</h2><p>"
    << Text{visit.tongue.tn("{n} approval is needed", "{n} approvals are needed", std::max(1U, review.needed))};
  for (const content::OrganisationCode& cosigner : review.cosigners)
    w << "; "
      << Text{visit.t("also of {organisation}",
                      {{"organisation", visit.directory.name(cosigner, visit.tongue.locale)}})};
  w << "</p>";
  if (!review.asked.empty()) {
    std::string names;
    for (const content::AccountName& name : review.asked)
      names += (names.empty() ? "" : ", ") + person_label(visit, name);
    w << "<p>" << Text{visit.t("Asked by name: {names}", {{"names", names}})} << "</p>";
  }
  if (review.due) {
    w << "<p>" << Text{visit.t("To be decided by")} << ": ";
    time(w, visit.tongue, *review.due);
    w << "</p>";
  }
  if (review.release && content::is_on_its_way(review)) {
    w << "<p>" << Text{visit.t("Wished hour")} << ": ";
    time(w, visit.tongue, *review.release);
    w << "</p>";
  }
  if (review.approvals.empty()) {
    w << "<p class=\"hint\">" << Text{visit.t("Nobody has approved this text yet.")} << "</p></section>";
    return;
  }
  w << "<ul>";
  for (const content::Approval& approval : review.approvals) {
    w << "<li><b>" << Text{person_label(visit, approval.account)} << "</b>, "
      << Text{visit.directory.name(approval.organisation, visit.tongue.locale)} << " · ";
    time(w, visit.tongue, approval.at);
    if (approval.content != review.content)
      w << " <span class=\"tag warn\">" << Text{visit.t("of an earlier text, void")} << "</span>";
    w << "</li>";
  }
  w << "</ul></section>";
}

void remarks(Writer& w, const Visit& visit, const Decidable& on) {
  if (on.review == nullptr || on.review->remarks.empty()) return;
  w << "<section><h2 id=\"remarks\">" << Text{visit.t("Remarks")} << "</h2><ul class=\"rows\">";
  for (std::size_t at = 0; at < on.review->remarks.size(); ++at) {
    const content::Remark& remark = on.review->remarks[at];
    w << "<li><div><b>" << Text{person_label(visit, remark.account)} << "</b> · ";
    time(w, visit.tongue, remark.at);
    w << " · "
      << Text{remark.paragraph == 0 ? visit.t("The whole text")
                                    : visit.t("Paragraph {n}", {{"n", visit.tongue.format.number(remark.paragraph)}})};
    w << "<p class=\"words\" dir=\"auto\">" << Text{remark.text} << "</p></div>";
    if (remark.settled) {
      w << "<span class=\"tag good\">" << Text{visit.t("Settled")} << "</span>";
    } else if (on.offers.settle) {
      begin_decision(w, visit, on, "settle");
      hidden(w, "remark", std::to_string(at));
      button(w, visit.t("Settled"), kQuiet);
      end_form(w);
    }
    w << "</li>";
  }
  w << "</ul></section>";
}

}  // namespace sen::desk::components
