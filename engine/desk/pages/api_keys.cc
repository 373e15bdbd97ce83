// `/desk/me/keys`: the API keys by which one's own programs hand packages in.

#include "engine/base/text.h"
#include "engine/desk/components/form.h"
#include "engine/desk/components/parts.h"
#include "engine/desk/pages/pages.h"

namespace sen::desk::pages {
namespace {

using identity::Action;
using identity::ApiKey;
using portal::html::Text;
using portal::html::Writer;

constexpr std::array<int, 4> kLifetimes = {30, 90, 180, 365};  // Days.
constexpr int kUsualLifetime = 90;
constexpr std::size_t kMostKeys = 20;

/// What a key may be made for: what addresses for programs ask for.
constexpr std::array<Action, 1> kScopes = {Action::PackageUpload};

std::string scope_label(const portal::Tongue& tongue, Action action) {
  if (action == Action::PackageUpload) return tongue.t("Hand packages in and submit them");
  return std::string(identity::action_name(action));
}

std::string scopes_label(const portal::Tongue& tongue, const identity::ActionSet& scopes) {
  std::string all;
  for (const Action action : identity::all_actions())
    if (scopes.contains(action)) all += (all.empty() ? "" : "; ") + scope_label(tongue, action);
  return all;
}

void key_row(Writer& w, const Visit& visit, const ApiKey& key) {
  const bool expired = key.expires <= visit.context.parts.clock.now();
  w << "<li><div><b>" << Text{key.label} << "</b> <small class=\"code\">" << Text{key.id} << "</small>";
  if (expired) w << " <span class=\"tag bad\">" << Text{visit.t("Expired")} << "</span>";
  w << "<br>" << Text{scopes_label(visit.tongue, key.scopes)} << "<br><small>" << Text{visit.t("made")} << " ";
  components::time(w, visit.tongue, key.created);
  w << " · " << Text{visit.t("valid until")} << " ";
  components::time(w, visit.tongue, key.expires);
  w << " · ";
  if (key.last_used) {
    w << Text{visit.t("last used")} << " ";
    components::time(w, visit.tongue, *key.last_used);
  } else {
    w << Text{visit.t("never used")};
  }
  w << "</small></div>";
  components::begin_form(w, "/desk/me/keys/revoke", visit.csrf());
  components::hidden(w, "key", key.id);
  w << "<button class=\"button danger\" type=\"submit\">" << Text{visit.t("Revoke")} << "<span class=\"vh\"> "
    << Text{key.label} << "</span></button>";
  components::end_form(w);
  w << "</li>";
}

void form(Writer& w, const Visit& visit) {
  components::begin_form(w, "/desk/me/keys", visit.csrf());
  w << "<h2>" << Text{visit.t("Make a key")} << "</h2>";
  components::Field label{.name = "label", .label = visit.t("What it is for")};
  label.hint = visit.t("For example: the server of the press office. It helps to know later which key to revoke.");
  label.required = true;
  label.max_length = 60;
  components::field(w, label);
  components::Choice scopes{.name = "scope", .label = visit.t("What it may do")};
  for (const Action action : kScopes)
    if (may_somewhere(visit.person->actor, action))
      scopes.options.push_back({.value = std::string(identity::action_name(action)),
                                .label = scope_label(visit.tongue, action),
                                .chosen = true});
  components::checkboxes(w, scopes);
  components::Choice days{.name = "days", .label = visit.t("How long it is valid")};
  for (const int lifetime : kLifetimes)
    days.options.push_back({.value = std::to_string(lifetime),
                            .label = visit.tongue.tn("{n} day", "{n} days", static_cast<std::uint64_t>(lifetime)),
                            .chosen = lifetime == kUsualLifetime});
  components::select(w, days);
  components::submit(w, visit.t("Make the key"));
  components::end_form(w);
}

Result<http::Response> show(Visit& visit) {
  const std::vector<ApiKey> keys = SEN_TRY(visit.context.keys.list(visit.person->account.name));
  Page page;
  page.title = visit.t("Your API keys");
  return render(visit, page, [&](Writer& w) {
    w << "<h1>" << Text{page.title} << "</h1>";
    if (visit.request.parameter("done")) components::notice(w, visit.t("Done."));
    w << "<p>"
      << Text{visit.t("With a key a program of yours hands packages in, in your name. Whoever has the key can do that "
                      "too, so it "
                      "belongs on no page and in no message. It can do no more than you may.")}
      << "</p>";
    if (!keys.empty()) {
      w << "<ul class=\"rows\">";
      for (const ApiKey& key : keys) key_row(w, visit, key);
      w << "</ul>";
    }
    form(w, visit);
  });
}

/// What one does with keys stands in the log, though they do not: the account is stored as it is.
Result<void> log_it(const Visit& visit, std::string reason) {
  return visit.context.accounts.change(visit.person->account, visit.snapshot->sequence(), visit.actor(),
                                       std::move(reason));
}

Result<http::Response> make(Visit& visit) {
  const auto wrong = [](const std::string& what) { return Error(ErrorCode::InvalidInput, what); };
  const std::string label(trim(visit.form.value("label")));
  if (label.empty()) return wrong(visit.t("Say what the key is for."));
  identity::ActionSet scopes;
  for (const auto& [field, value] : visit.form.fields()) {
    if (field != "scope") continue;
    const Action action = SEN_TRY(identity::parse_action(value).within("scope"));
    if (std::find(kScopes.begin(), kScopes.end(), action) == kScopes.end() ||
        !may_somewhere(visit.person->actor, action))
      return Error(ErrorCode::PermissionDenied, "nobody gives a key more than he may do");
    scopes.add(action);
  }
  if (scopes == identity::ActionSet()) return wrong(visit.t("Choose what the key may do."));
  const auto lifetime = std::find_if(kLifetimes.begin(), kLifetimes.end(),
                                     [&](int days) { return std::to_string(days) == visit.form.value("days"); });
  if (lifetime == kLifetimes.end()) return wrong("days: 30, 90, 180 or 365");
  const content::AccountName& account = visit.person->account.name;
  if (SEN_TRY(visit.context.keys.list(account)).size() >= kMostKeys)
    return wrong(visit.t("You have 20 keys. Revoke one that is not needed first."));
  SEN_TRY(log_it(visit, "make an API key: " + label));
  const identity::NewApiKey made =
      SEN_TRY(visit.context.keys.make(account, label, scopes, std::chrono::hours(24) * *lifetime));
  Page page;
  page.title = visit.t("Your new API key");
  return render(visit, page, [&](Writer& w) {
    w << "<div class=\"narrow\"><h1>" << Text{page.title} << "</h1><p>"
      << Text{visit.t("It is shown only now. Put it into the file that your program reads, readable by nobody else.")}
      << "</p><p class=\"secret\">" << Text{made.token} << "</p><p class=\"hint\">" << Text{visit.t("Valid until")}
      << " ";
    components::time(w, visit.tongue, made.key.expires);
    w << "</p><p class=\"actions\"><a class=\"button\" href=\"/desk/me/keys\">" << Text{visit.t("I have kept it")}
      << "</a></p></div>";
  });
}

Result<http::Response> revoke(Visit& visit) {
  const std::string id(visit.form.value("key"));
  const std::vector<ApiKey> keys = SEN_TRY(visit.context.keys.list(visit.person->account.name));
  const auto found = std::find_if(keys.begin(), keys.end(), [&](const ApiKey& key) { return key.id == id; });
  if (found == keys.end()) return Error(ErrorCode::NotFound, "no such key");
  SEN_TRY(visit.context.keys.revoke(visit.person->account.name, id));
  SEN_TRY(log_it(visit, "revoke the API key " + id + ": " + found->label));
  return see_other("/desk/me/keys?done");
}

}  // namespace

void add_api_key_routes(Guard& guard) {
  guard.get("/desk/me/keys", Access::signed_in(), show);
  guard.post("/desk/me/keys", Access::signed_in(), make);
  guard.post("/desk/me/keys/revoke", Access::signed_in(), revoke);
}

}  // namespace sen::desk::pages
