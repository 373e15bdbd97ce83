// `/desk/me/calendar`: an address with which a calendar program shows what is due and what goes out.

#include "feeds/calendar.h"

#include "engine/desk/components/form.h"
#include "engine/desk/pages/pages.h"
#include "engine/desk/review_words.h"
#include "engine/desk/views/title.h"
#include "engine/desk/words.h"
#include "engine/identity/secret.h"
#include "engine/workflow/queue.h"

namespace sen::desk::pages {
namespace {

using portal::html::Text;
using portal::html::Writer;

constexpr std::string_view kEnding = ".ics";

/// In the vault: whose address it is, by the hash of its token, and the hash, by account.
std::string holder_key(std::string_view token) {
  return "calendar-token/" + identity::hash_token(token);
}
std::string account_key(const content::AccountName& name) {
  return "calendar/" + name.value;
}

http::Response page_of(const Visit& visit, const std::string& address, bool has_one) {
  Page page;
  page.title = visit.t("Your calendar");
  return render(visit, page, [&](Writer& w) {
    w << "<h1>" << Text{visit.t("Your calendar")} << "</h1><p>"
      << Text{visit.t("Your calendar program can show what is due for you and when texts of your organisation become "
                      "public. It needs an address that belongs to you alone; whoever knows it sees the titles. Texts "
                      "under embargo stand there without their titles.")}
      << "</p>";
    if (!address.empty())
      w << "<p>" << Text{visit.t("Enter this address in your calendar program. It is shown only now.")}
        << "</p><p class=\"secret\">" << Text{address} << "</p>";
    components::begin_form(w, "/desk/me/calendar", visit.csrf());
    components::submit(w, has_one ? visit.t("Make a new address; the former one ends") : visit.t("Make an address"));
    components::end_form(w);
    if (!has_one) return;
    components::begin_form(w, "/desk/me/calendar/end", visit.csrf());
    w << "<button class=\"button danger\" type=\"submit\">" << Text{visit.t("End the address")} << "</button>";
    components::end_form(w);
  });
}

Result<http::Response> show(Visit& visit) {
  const auto has_one = SEN_TRY(visit.context.parts.vault.get(account_key(visit.person->account.name)));
  return page_of(visit, {}, has_one.has_value());
}

/// Ends the address that there is, and keeps `token` if it is one.
Result<void> replace(const Visit& visit, const std::string& token) {
  const content::AccountName& name = visit.person->account.name;
  identity::Vault& vault = visit.context.parts.vault;
  const auto former = SEN_TRY(vault.get(account_key(name)));
  std::vector<identity::VaultEntry> edits;
  if (former) edits.push_back({*former, std::nullopt});
  const std::string holder = holder_key(token);
  if (!token.empty()) edits.push_back({holder, name.value});
  edits.push_back({account_key(name), token.empty() ? std::nullopt : std::optional<std::string>(holder)});
  return vault.commit(edits);
}

Result<http::Response> make(Visit& visit) {
  const std::string token = identity::make_token();
  SEN_TRY(replace(visit, token));
  std::string address = visit.context.parts.site.address;
  if (address.empty()) address = std::string(visit.request.header("Origin").value_or(""));
  return page_of(visit, address + "/desk/calendar/" + token + std::string(kEnding), true);
}

Result<http::Response> end(Visit& visit) {
  SEN_TRY(replace(visit, {}));
  return see_other("/desk/me/calendar");
}

/// Its title, unless it is under embargo: what others may read goes without one.
Result<std::string> title_of(const Visit& visit, const portal::Tongue& tongue, const workflow::QueueItem& item) {
  const Timestamp now = visit.context.parts.clock.now();
  const auto is_secret = [&](const std::optional<Timestamp>& embargo) { return embargo && *embargo > now; };
  if (item.id.empty()) {
    const content::Dataset dataset = SEN_TRY(visit.snapshot->dataset(item.dataset));
    return is_secret(dataset.embargo) ? tongue.t("Figures under embargo") : std::string(tongue.name(dataset.titles));
  }
  const content::Document document = SEN_TRY(visit.snapshot->document(item.id));
  if (is_secret(document.embargo)) return tongue.t("A text under embargo");
  // Of a translation that is asked for there is only the source yet.
  content::Locale language = item.locale.empty() ? tongue.locale : item.locale;
  if (item.waiting == workflow::Waiting::Translate)
    language = SEN_TRY(visit.snapshot->translation_request(item.id, item.locale)).source;
  std::string words = views::newest_title(*visit.snapshot, item.id, language).words;
  return words.empty() ? item.id.value : words;
}

Result<feeds::CalendarEvent> event_of(const Visit& visit, const portal::Tongue& tongue,
                                      const workflow::QueueItem& item) {
  const std::string name = item.id.empty() ? item.dataset.value : item.id.value;
  feeds::CalendarEvent event;
  event.uid = name + "-" + item.locale.value + "-" + std::to_string(static_cast<int>(item.waiting)) + "@desk";
  event.starts = *item.due;
  event.updated = item.since;
  event.url = visit.context.parts.site.address + (item.id.empty() ? "/desk/datasets/" : "/desk/documents/") + name +
              (item.locale.empty() ? "" : "/" + item.locale.value);
  event.categories = {waiting_label(tongue, item.waiting)};
  event.title = event.categories.front() + ": " + SEN_TRY(title_of(visit, tongue, item));
  event.description = visit.directory.name(item.organisation, tongue.locale);
  return event;
}

/// For programs that cannot sign in: the token of the address is the key. What does not open is not there.
Result<http::Response> answer(Visit& visit) {
  const Error missing(ErrorCode::NotFound, "there is no such calendar");
  std::string_view token = visit.parameters["token"];
  if (!token.ends_with(kEnding)) return missing;
  token.remove_suffix(kEnding.size());
  const auto holder = SEN_TRY(visit.context.parts.vault.get(holder_key(token)));
  if (!holder) return missing;
  const auto account = visit.snapshot->account(content::AccountName(*holder));
  if (!account || !account->active) return missing;
  const portal::Tongue* found = visit.context.tongues.find(account->desk_language);
  const portal::Tongue& tongue = found != nullptr ? *found : visit.tongue;

  feeds::Calendar calendar;
  calendar.name = tongue.t("Due and scheduled") + " – " + std::string(tongue.name(visit.context.parts.site.name));
  calendar.language = tongue.locale.value;
  // The address was made by somebody who had shown all that his roles ask for.
  const auto waiting = SEN_TRY(workflow::queue(*visit.snapshot, visit.context.parts.vocabulary,
                                               identity::make_actor(*account, true), visit.context.parts.clock.now()));
  for (const workflow::QueueItem& item : waiting)
    if (item.due) calendar.events.push_back(SEN_TRY(event_of(visit, tongue, item)));
  http::Response response = http::make_response(200, "text/calendar; charset=utf-8", feeds::write_calendar(calendar));
  response.add("Cache-Control", "no-store");
  return response;
}

}  // namespace

void add_calendar_routes(Guard& guard) {
  guard.get("/desk/me/calendar", Access::signed_in(), show);
  guard.post("/desk/me/calendar", Access::signed_in(), make);
  guard.post("/desk/me/calendar/end", Access::signed_in(), end);
  guard.get("/desk/calendar/{token}", Access::everybody(), answer);
}

}  // namespace sen::desk::pages
