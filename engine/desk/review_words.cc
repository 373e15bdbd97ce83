#include "engine/desk/review_words.h"

namespace sen::desk {

using content::State;
using portal::Tongue;
using workflow::Waiting;

std::string state_label(const Tongue& tongue, State state) {
  switch (state) {
    case State::Draft:
      return tongue.t("Draft");
    case State::Submitted:
      return tongue.t("Handed in");
    case State::InReview:
      return tongue.t("In review");
    case State::Approved:
      return tongue.t("Approved");
    case State::Scheduled:
      return tongue.t("Scheduled");
    case State::Published:
      return tongue.t("Public");
    case State::Withdrawn:
      return tongue.t("Withdrawn");
    case State::Retracted:
      return tongue.t("Retracted");
    case State::Expired:
      return tongue.t("Expired");
    case State::Archived:
      return tongue.t("Archived");
  }
  return {};
}

std::string_view state_tone(State state) {
  switch (state) {
    case State::Submitted:
    case State::InReview:
    case State::Approved:
    case State::Scheduled:
      return "warn";
    case State::Published:
      return "good";
    case State::Withdrawn:
    case State::Retracted:
      return "bad";
    default:
      return {};
  }
}

std::string waiting_label(const Tongue& tongue, Waiting waiting) {
  switch (waiting) {
    case Waiting::EmergencyReview:
      return tongue.t("Review after an emergency");
    case Waiting::EmergencyConfirm:
      return tongue.t("Emergency: a second person is needed");
    case Waiting::Approve:
      return tongue.t("To approve");
    case Waiting::Publish:
      return tongue.t("To publish or schedule");
    case Waiting::SignOff:
      return tongue.t("To sign off as a language reviewer");
    case Waiting::Translate:
      return tongue.t("To translate");
    case Waiting::Review:
      return tongue.t("To read and edit");
    case Waiting::Dataset:
      return tongue.t("Figures to approve");
    case Waiting::Returned:
      return tongue.t("Returned to you");
    case Waiting::Scheduled:
      return tongue.t("Goes out by itself");
    case Waiting::Draft:
      return tongue.t("You are writing");
  }
  return {};
}

std::string provenance_label(const Tongue& tongue, content::Provenance provenance) {
  switch (provenance) {
    case content::Provenance::Human:
      return tongue.t("written by a person");
    case content::Provenance::Machine:
      return tongue.t("by machine, nobody has checked it");
    case content::Provenance::MachineReviewed:
      return tongue.t("by machine, checked by a person");
  }
  return {};
}

std::string change_label(const Tongue& tongue, content::ChangeKind kind) {
  switch (kind) {
    case content::ChangeKind::Minor:
      return tongue.t("Minor change");
    case content::ChangeKind::Update:
      return tongue.t("Update");
    case content::ChangeKind::Correction:
      return tongue.t("Correction");
    case content::ChangeKind::Withdrawal:
      return tongue.t("Withdrawal");
    case content::ChangeKind::Retraction:
      return tongue.t("Retraction");
  }
  return {};
}

std::string until_words(const Tongue& tongue, Timestamp now, Timestamp at) {
  constexpr std::int64_t kMinute = 60'000;
  constexpr std::int64_t kHour = 60 * kMinute;
  constexpr std::int64_t kDay = 24 * kHour;
  const bool passed = at <= now;
  const std::int64_t span = passed ? now.milliseconds - at.milliseconds : at.milliseconds - now.milliseconds;
  const auto many = [&](std::int64_t unit) { return static_cast<std::uint64_t>(span / unit); };
  if (span >= 2 * kDay)
    return passed ? tongue.tn("{n} day overdue", "{n} days overdue", many(kDay))
                  : tongue.tn("in {n} day", "in {n} days", many(kDay));
  if (span >= 2 * kHour)
    return passed ? tongue.tn("{n} hour overdue", "{n} hours overdue", many(kHour))
                  : tongue.tn("in {n} hour", "in {n} hours", many(kHour));
  return passed ? tongue.tn("{n} minute overdue", "{n} minutes overdue", many(kMinute))
                : tongue.tn("in {n} minute", "in {n} minutes", many(kMinute));
}

std::string language_label(const Visit& visit, const content::Locale& locale) {
  const content::Language* language = visit.context.parts.vocabulary.language(locale);
  return language == nullptr ? locale.value : std::string(visit.tongue.name(language->names));
}

std::string person_label(const Visit& visit, const content::AccountName& name) {
  const auto account = visit.snapshot->account(name);
  return account && !account->display_name.empty() ? account->display_name : name.value;
}

namespace {

/// What was done to accounts and organisations; empty for anything else.
std::string administration_label(const Tongue& tongue, std::string_view reason) {
  if (reason.starts_with("make the account")) return tongue.t("Made an account");
  if (reason.starts_with("give a new sign-in link")) return tongue.t("Gave a new sign-in link");
  if (reason.starts_with("give ")) return tongue.t("Gave a role");
  if (reason.starts_with("take unsigned packages")) return tongue.t("Takes packages that are not signed");
  if (reason.starts_with("demand signed packages")) return tongue.t("Takes signed packages alone");
  if (reason.starts_with("take ")) return tongue.t("Took a role");
  if (reason.starts_with("register the signing key")) return tongue.t("Registered a signing key");
  if (reason.starts_with("revoke the signing key")) return tongue.t("Revoked a signing key");
  if (reason.starts_with("make an API key")) return tongue.t("Made an API key");
  if (reason.starts_with("revoke the API key")) return tongue.t("Revoked an API key");
  if (reason.starts_with("disable ")) return tongue.t("Disabled an account");
  if (reason.starts_with("enable ")) return tongue.t("Enabled an account");
  if (reason.starts_with("choose the language")) return tongue.t("Chose the language of the desk");
  if (reason.starts_with("choose mails")) return tongue.t("Chose mails and their language");
  if (reason.starts_with("add the organisation")) return tongue.t("Added an organisation");
  if (reason.starts_with("edit the organisation")) return tongue.t("Edited an organisation");
  if (reason.starts_with("edit the account")) return tongue.t("Edited an account");
  if (reason.starts_with("merge ")) return tongue.t("Merged organisations");
  if (reason.starts_with("split ")) return tongue.t("Split an organisation");
  return {};
}

/// What was done to a question or an accreditation (`Q-…`, `A-…`) of the press; empty for anything else.
std::string press_label(const Tongue& tongue, std::string_view reason) {
  constexpr std::string_view kPress = "press ";
  if (!reason.starts_with(kPress)) return {};
  reason.remove_prefix(kPress.size());
  const bool question = reason.find(" Q-") != std::string_view::npos;
  if (reason.starts_with("take ")) return tongue.t("Took a press question on");
  if (reason.starts_with("answer ")) return tongue.t("Answered a press question");
  if (reason.starts_with("hand-over ")) return tongue.t("Gave a press question to another organisation");
  if (reason.starts_with("publish ")) return tongue.t("Made a document of a press question");
  if (reason.starts_with("accredit ")) return tongue.t("Accredited a journalist");
  if (reason.starts_with("link ")) return tongue.t("Gave a journalist a new link");
  if (reason.starts_with("revoke ")) return tongue.t("Took an accreditation back");
  if (reason.starts_with("decline "))
    return question ? tongue.t("Declined a press question") : tongue.t("Declined an accreditation");
  if (reason.starts_with("delete "))
    return question ? tongue.t("Deleted a press question") : tongue.t("Deleted an accreditation");
  return {};
}

/// What was done to the termbase; empty for anything else.
std::string term_label(const Tongue& tongue, std::string_view reason) {
  if (reason.starts_with("save term ")) return tongue.t("Saved a term");
  if (reason.starts_with("remove term ")) return tongue.t("Removed a term");
  if (reason.starts_with("import ") && reason.ends_with(" terms")) return tongue.t("Brought in terms from a file");
  return {};
}

}  // namespace

std::string action_label(const Tongue& tongue, std::string_view reason) {
  for (const auto label_of : {administration_label, press_label, term_label})
    if (std::string label = label_of(tongue, reason); !label.empty()) return label;
  if (reason.starts_with("save draft")) return tongue.t("Saved a draft");
  if (reason.starts_with("discard draft")) return tongue.t("Discarded a draft");
  if (reason.starts_with("restore draft")) return tongue.t("Brought back a draft");
  if (reason.starts_with("submit")) return tongue.t("Handed in");
  if (reason.starts_with("correct")) return tongue.t("Handed in a change of what is public");
  if (reason.starts_with("create")) return tongue.t("Created");
  if (reason.starts_with("edit")) return tongue.t("Edited what waited");
  if (reason == "emergency") return tongue.t("Asked for an emergency publication");
  if (reason == "emergency-confirm") return tongue.t("Confirmed the emergency: public");
  if (reason == "emergency-review" || reason.starts_with("review emergency"))
    return tongue.t("Reviewed after an emergency");
  if (reason == "start-review" || reason.starts_with("review")) return tongue.t("Started to review");
  if (reason.starts_with("remark")) return tongue.t("Remarked");
  if (reason.starts_with("settle")) return tongue.t("Settled a remark");
  if (reason.starts_with("return")) return tongue.t("Returned to the author");
  if (reason.starts_with("approve")) return tongue.t("Approved");
  if (reason.starts_with("cosign")) return tongue.t("Approved for another organisation");
  if (reason == "sign-off" || reason.starts_with("sign off")) return tongue.t("Signed off as a language reviewer");
  if (reason.starts_with("request translation")) return tongue.t("Asked for a translation");
  if (reason.starts_with("accept request")) return tongue.t("Took a translation on");
  if (reason.starts_with("decline request")) return tongue.t("Declined a translation");
  if (reason.starts_with("reopen request")) return tongue.t("Gave a translation back");
  if (reason.starts_with("hand in request")) return tongue.t("Took in a translation from outside");
  if (reason.starts_with("close request")) return tongue.t("Said that a translation is done");
  if (reason.starts_with("cancel request")) return tongue.t("Cancelled a request for translation");
  if (reason.starts_with("publish")) return tongue.t("Published");
  if (reason.starts_with("unschedule")) return tongue.t("Took back the hour");
  if (reason.starts_with("schedule")) return tongue.t("Scheduled");
  if (reason.starts_with("released")) return tongue.t("Went out at its hour");
  if (reason.starts_with("drop")) return tongue.t("Dropped a change that waited");
  if (reason.starts_with("embargo release")) return tongue.t("Set an embargo on figures");
  if (reason.starts_with("lift the embargo")) return tongue.t("Lifted the embargo of figures");
  if (reason.starts_with("rights ended")) return tongue.t("Stopped showing a picture whose rights have ended");
  if (reason.starts_with("start emergency")) return tongue.t("Asked for an emergency publication");
  if (reason.starts_with("confirm emergency")) return tongue.t("Confirmed the emergency: public");
  if (reason.starts_with("withdraw")) return tongue.t("Withdrawn");
  if (reason.starts_with("retract")) return tongue.t("Retracted");
  if (reason.starts_with("archive")) return tongue.t("Archived");
  if (reason.starts_with("expire")) return tongue.t("Expired");
  if (reason.starts_with("preview seen")) return tongue.t("A preview was seen");
  if (reason.starts_with("preview")) return tongue.t("Made a preview link");
  if (reason.starts_with("end preview")) return tongue.t("Ended a preview link");
  if (reason.starts_with("package")) return tongue.t("Came in a package");
  if (reason == "renditions") return tongue.t("Made smaller pictures");
  return std::string(reason);
}

}  // namespace sen::desk
