// `/desk/organisations/{code}/keys`: the keys by which an organisation signs its packages, and whether it must.

#include "engine/base/text.h"
#include "engine/desk/components/form.h"
#include "engine/desk/components/parts.h"
#include "engine/desk/organisations.h"
#include "engine/desk/pages/document_form.h"
#include "engine/desk/pages/pages.h"
#include "engine/identity/package_signature.h"

namespace sen::desk::pages {
namespace {

using content::OrganisationCode;
using content::OrganisationEntry;
using identity::Action;
using identity::SigningKey;
using portal::html::Text;
using portal::html::Writer;

constexpr std::chrono::hours kUsualLifetime{24 * 365};
constexpr std::chrono::hours kDay{24};
constexpr int kMostKeyBytes = 1000;

identity::Resource owned_by(const OrganisationCode& code) {
  identity::Resource resource;
  resource.organisation = code;
  return resource;
}

/// The organisation that the address names, if the person keeps its keys.
Result<OrganisationEntry> find(const Visit& visit, Action action) {
  const OrganisationCode code(std::string(visit.parameters["code"]));
  const OrganisationEntry* entry = visit.directory.find(code);
  if (!entry || !visit.may(action, owned_by(code))) return Error(ErrorCode::NotFound, "no such organisation");
  return *entry;
}

std::string address_of(const OrganisationEntry& entry, std::string_view rest = {}) {
  return "/desk/organisations/" + entry.code.value + "/keys" + std::string(rest);
}

void state_tag(Writer& w, const Visit& visit, const SigningKey& key) {
  const Timestamp now = visit.context.parts.clock.now();
  if (key.revoked) {
    w << "<span class=\"tag bad\">" << Text{visit.t("Revoked")} << "</span>";
  } else if (now < key.valid_from) {
    w << "<span class=\"tag warn\">" << Text{visit.t("Not valid yet")} << "</span>";
  } else if (key.valid_until <= now) {
    w << "<span class=\"tag bad\">" << Text{visit.t("Expired")} << "</span>";
  } else {
    w << "<span class=\"tag\">" << Text{visit.t("Valid")} << "</span>";
  }
}

void key_row(Writer& w, const Visit& visit, const OrganisationEntry& entry, const SigningKey& key) {
  const std::string id = identity::format_key_id(key.key.id);
  w << "<li><div><b>" << Text{key.label} << "</b> <small class=\"code\">" << Text{id} << "</small> ";
  state_tag(w, visit, key);
  w << "<br><small>" << Text{visit.t("valid until")} << " ";
  components::time(w, visit.tongue, key.valid_until);
  if (key.revoked) {
    w << " · " << Text{visit.t("revoked")} << " ";
    components::time(w, visit.tongue, *key.revoked);
  }
  w << " · ";
  if (key.last_used) {
    w << Text{visit.tongue.tn("{n} package", "{n} packages", key.packages)} << " · " << Text{visit.t("last used")}
      << " ";
    components::time(w, visit.tongue, *key.last_used);
  } else {
    w << Text{visit.t("never used")};
  }
  w << "</small></div>";
  if (!key.revoked && visit.may(Action::KeyRevoke, owned_by(entry.code))) {
    components::begin_form(w, address_of(entry, "/revoke"), visit.csrf());
    components::hidden(w, "key", id);
    w << "<button class=\"button danger\" type=\"submit\">" << Text{visit.t("Revoke")} << "<span class=\"vh\"> "
      << Text{key.label} << "</span></button>";
    components::end_form(w);
  }
  w << "</li>";
}

void how_to(Writer& w, const Visit& visit, const OrganisationEntry& entry, std::uint64_t last) {
  w << "<details><summary>" << Text{visit.t("How a package is signed")} << "</summary><ol><li>"
    << Text{visit.t("Once: make the keys with the program minisign, and keep the secret one to yourself.")}
    << "<br><code>minisign -G</code></li><li>"
    << Text{visit.t("Register the public key here: what minisign wrote into minisign.pub.")} << "</li><li>"
    << Text{visit.t("Sign each package with the next number, and hand in its .minisig file with it.")}
    << "<br><code>minisign -S -m package.zip -t 'organisation:" << Text{entry.code.value}
    << " sequence:" << Text{std::to_string(last + 1)} << "'</code></li></ol></details>";
}

void add_form(Writer& w, const Visit& visit, const OrganisationEntry& entry, const std::string& key_text,
              const std::string& label_text) {
  components::begin_form(w, address_of(entry), visit.csrf());
  w << "<h2>" << Text{visit.t("Register a public key")} << "</h2>";
  components::Field key{.name = "key", .label = visit.t("Public key"), .value = key_text};
  key.hint = visit.t("The line that begins with RW, or the whole file minisign.pub. Never the secret key.");
  key.required = true;
  key.rows = 3;
  key.max_length = kMostKeyBytes;
  components::field(w, key);
  components::Field label{.name = "label", .label = visit.t("Who holds it"), .value = label_text};
  label.required = true;
  label.max_length = 60;
  components::field(w, label);
  components::Field until{.name = "until",
                          .label = visit.t("Last day on which it is valid"),
                          .value = components::form_day(visit.context.parts.clock.now() + kUsualLifetime)};
  until.type = "date";
  until.required = true;
  components::field(w, until);
  components::submit(w, visit.t("Register"));
  components::end_form(w);
}

void policy_form(Writer& w, const Visit& visit, const OrganisationEntry& entry) {
  components::begin_form(w, address_of(entry, "/policy"), visit.csrf());
  components::checkboxes(w,
                         {.name = "demand",
                          .label = visit.t("Unsigned packages"),
                          .options = {{"1", visit.t("Refuse packages of this organisation that are not signed"),
                                       entry.signed_packages_only, visit.t("Also what is handed in as a folder.")}}});
  w << "<p class=\"actions\"><button class=\"button quiet\" type=\"submit\">" << Text{visit.t("Save")}
    << "</button></p>";
  components::end_form(w);
}

/// What somebody typed into the form, and what was wrong with it.
struct Typed {
  std::string key, label;
  std::vector<components::Mistake> mistakes;
};

Result<http::Response> page_of(const Visit& visit, const OrganisationEntry& entry, const Typed& typed, int status) {
  const std::vector<SigningKey> keys = SEN_TRY(visit.context.parts.signing_keys.list(entry.code));
  const std::uint64_t last = SEN_TRY(visit.context.parts.signing_keys.last_sequence(entry.code));
  Page page;
  page.title = visit.t("Signing keys");
  page.section = "organisations";
  page.status = status;
  return render(visit, page, [&](Writer& w) {
    w << "<h1>" << Text{page.title} << "</h1><p class=\"lead\">"
      << Text{visit.directory.name(entry.code, visit.tongue.locale)} << "</p>";
    if (visit.request.parameter("done")) components::notice(w, visit.t("Done."));
    components::mistakes(w, visit.tongue, typed.mistakes);
    if (keys.empty()) {
      w << "<p>" << Text{visit.t("This organisation has registered no key yet.")} << "</p>";
    } else {
      w << "<ul class=\"rows\">";
      for (const SigningKey& key : keys) key_row(w, visit, entry, key);
      w << "</ul>";
    }
    if (last > 0)
      w << "<p>"
        << Text{visit.t("The last package that was stored had the number {n}. The next one needs a greater one.",
                        {{"n", std::to_string(last)}})}
        << "</p>";
    how_to(w, visit, entry, last);
    if (!visit.may(Action::KeyCreate, owned_by(entry.code))) return;
    policy_form(w, visit, entry);
    add_form(w, visit, entry, typed.key, typed.label);
  });
}

Result<http::Response> show(Visit& visit) {
  return page_of(visit, SEN_TRY(find(visit, Action::KeyRevoke)), {}, 200);
}

/// What is done with keys stands in the log, though they do not: the organisation is stored as it is.
Result<void> log_it(const Visit& visit, const OrganisationEntry& entry, std::string reason) {
  return edit_organisation(visit.context.parts.store, visit.context.parts.vocabulary, entry, visit.actor(),
                           std::move(reason));
}

Result<http::Response> add(Visit& visit) {
  const OrganisationEntry entry = SEN_TRY(find(visit, Action::KeyCreate));
  Typed typed{std::string(visit.form.value("key")), std::string(trim(visit.form.value("label"))), {}};
  const auto wrong = [&](const char* field, std::string text) {
    typed.mistakes.push_back({field, std::move(text)});
    return page_of(visit, entry, typed, 400);
  };
  const auto key = identity::parse_signing_key(trim(typed.key));
  if (!key) return wrong("key", visit.t("This is no public key of minisign. It begins with RW."));
  if (typed.label.empty()) return wrong("label", visit.t("Say who holds the key."));
  const auto until = parse_rfc3339(visit.form.value("until"));
  const Timestamp now = visit.context.parts.clock.now();
  if (!until || *until + kDay <= now) return wrong("until", visit.t("The last day must be today or later."));
  const auto added = visit.context.parts.signing_keys.add({.organisation = entry.code,
                                                           .key = *key,
                                                           .label = typed.label,
                                                           .valid_from = now,
                                                           .valid_until = *until + kDay,
                                                           .revoked = std::nullopt,
                                                           .last_used = std::nullopt});
  if (!added && added.error().code() == ErrorCode::Conflict)
    return wrong("key", visit.t("This key is registered already. A key is never registered twice."));
  SEN_TRY(added);
  SEN_TRY(
      log_it(visit, entry, "register the signing key " + identity::format_key_id(key->id) + " of " + entry.code.value));
  return see_other(address_of(entry, "?done"));
}

Result<http::Response> revoke(Visit& visit) {
  const OrganisationEntry entry = SEN_TRY(find(visit, Action::KeyRevoke));
  const std::string id(visit.form.value("key"));
  const identity::KeyId key = SEN_TRY(identity::parse_key_id(id).within("key"));
  SEN_TRY(visit.context.parts.signing_keys.revoke(entry.code, key));
  SEN_TRY(log_it(visit, entry, "revoke the signing key " + id + " of " + entry.code.value));
  return see_other(address_of(entry, "?done"));
}

Result<http::Response> set_policy(Visit& visit) {
  OrganisationEntry entry = SEN_TRY(find(visit, Action::KeyCreate));
  entry.signed_packages_only = visit.form.has("demand");
  SEN_TRY(log_it(
      visit, entry,
      (entry.signed_packages_only ? "demand signed packages of " : "take unsigned packages of ") + entry.code.value));
  return see_other(address_of(entry, "?done"));
}

}  // namespace

void add_signing_key_routes(Guard& guard) {
  guard.get("/desk/organisations/{code}/keys", Access::to(Action::KeyRevoke), show);
  guard.post("/desk/organisations/{code}/keys", Access::to(Action::KeyCreate), add);
  guard.post("/desk/organisations/{code}/keys/revoke", Access::to(Action::KeyRevoke), revoke);
  guard.post("/desk/organisations/{code}/keys/policy", Access::to(Action::KeyCreate), set_policy);
}

}  // namespace sen::desk::pages
