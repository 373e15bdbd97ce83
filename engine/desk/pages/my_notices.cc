// `/desk/me/notices`: which mails one gets, and in which language.

#include "engine/desk/components/form.h"
#include "engine/desk/notices/notifier.h"
#include "engine/desk/pages/pages.h"
#include "engine/desk/words.h"

namespace sen::desk::pages {
namespace {

using portal::html::Text;
using portal::html::Writer;

constexpr const char* kPath = "/desk/me/notices";

void choices(Writer& w, const Visit& visit) {
  const content::Account& account = visit.person->account;
  components::begin_form(w, kPath, visit.csrf());
  components::Choice kinds{.name = "notice", .label = visit.t("Send me a mail when")};
  for (const NoticeKind kind : all_notice_kinds()) {
    const bool declined = std::find(account.declined_notices.begin(), account.declined_notices.end(),
                                    notice_name(kind)) != account.declined_notices.end();
    kinds.options.push_back({std::string(notice_name(kind)), notice_label(visit.tongue, kind), !declined, {}});
  }
  components::checkboxes(w, kinds);
  components::Choice language{.name = "language", .label = visit.t("Language of the desk and of its mails")};
  for (const content::Locale& locale : desk_languages())
    language.options.push_back(
        {locale.value, visit.context.parts.vocabulary.language(locale)->own_name, locale == account.desk_language, {}});
  components::select(w, language);
  components::submit(w, visit.t("Save"));
  components::end_form(w);
}

Result<http::Response> show(Visit& visit) {
  const content::Account& account = visit.person->account;
  Page page;
  page.title = visit.t("Mails to you");
  return render(visit, page, [&](Writer& w) {
    w << "<h1>" << Text{visit.t("Mails to you")} << "</h1>";
    if (visit.request.parameter("done")) components::notice(w, visit.t("Done."));
    if (visit.context.parts.notifier == nullptr)
      w << "<p class=\"empty\">"
        << Text{visit.t("This site sends no mails: the operator has not set up a mail server. What waits for you "
                        "stands on the overview. What you choose here holds once mails are sent.")}
        << "</p>";
    if (account.email.empty())
      w << "<p class=\"empty\">"
        << Text{visit.t("Your account has no e-mail address. The administrator of your organisation can enter one.")}
        << "</p>";
    else
      w << "<p>" << Text{visit.t("Mails go to {address}.", {{"address", account.email}})} << "</p>";
    choices(w, visit);
  });
}

Result<http::Response> save(Visit& visit) {
  content::Account account = visit.person->account;
  const content::Locale language(std::string(visit.form.value("language")));
  if (!visit.context.tongues.find(language))
    return Error(ErrorCode::InvalidInput, "language: the desk speaks vi and en");
  const std::vector<std::string_view> wanted = visit.form.values("notice");
  account.desk_language = language;
  account.declined_notices.clear();
  for (const NoticeKind kind : all_notice_kinds())
    if (std::find(wanted.begin(), wanted.end(), notice_name(kind)) == wanted.end())
      account.declined_notices.emplace_back(notice_name(kind));
  std::sort(account.declined_notices.begin(), account.declined_notices.end());
  content::Change change;
  change.based_on = visit.snapshot->sequence();
  change.actor = visit.actor();
  change.reason = "choose mails and language";
  change.mutations.emplace_back(std::move(account));
  SEN_TRY(visit.context.parts.store.commit(std::move(change)));
  return see_other("/desk/me/notices?done");
}

}  // namespace

void add_notice_routes(Guard& guard) {
  guard.get(kPath, Access::signed_in(), show);
  guard.post(kPath, Access::signed_in(), save);
}

}  // namespace sen::desk::pages
