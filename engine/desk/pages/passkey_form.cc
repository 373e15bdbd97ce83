#include "engine/desk/pages/passkey_form.h"

#include "engine/desk/components/form.h"
#include "engine/identity/secret.h"

namespace sen::desk::pages {
namespace {

using identity::to_base64url;
using portal::html::Attr;
using portal::html::Writer;

/// The host without its port: `localhost`. The site's own address goes before what the request says.
std::string rp_id(const Visit& visit) {
  std::string_view host = visit.request.header("Host").value_or("");
  const std::string& address = visit.context.parts.site.address;
  if (const std::size_t scheme = address.find("://"); scheme != std::string::npos)
    host = std::string_view(address).substr(scheme + 3);
  if (host.starts_with('[')) return std::string(host.substr(0, host.find(']') + 1));
  return std::string(host.substr(0, host.find_first_of(":/")));
}

/// The passkeys that this account has, so that one authenticator is not added twice, and the right one is offered.
Result<std::string> known_ids(const Visit& visit) {
  std::string ids;
  const auto passkeys = SEN_TRY(visit.context.factors.passkeys(visit.person->account.name));
  for (const identity::Passkey& passkey : passkeys) {
    if (!ids.empty()) ids += ' ';
    ids += to_base64url(passkey.credential.id);
  }
  return ids;
}

Result<void> begin_ceremony(Writer& w, const Visit& visit, std::string_view action, std::string_view ceremony) {
  const std::string challenge = SEN_TRY(visit.context.challenges.make(visit.person->session.id));
  const content::Account& account = visit.person->account;
  w << "<form method=\"post\" class=\"passkey\" hidden action=\"" << portal::html::Url{action} << "\" data-ceremony=\""
    << Attr{ceremony} << "\" data-challenge=\"" << Attr{to_base64url(challenge)} << "\" data-rp=\""
    << Attr{rp_id(visit)} << "\" data-site=\"" << Attr{visit.tongue.name(visit.context.parts.site.name)}
    << "\" data-user=\"" << Attr{to_base64url(identity::webauthn::user_handle(account.name))} << "\" data-name=\""
    << Attr{account.name.value} << "\" data-known=\"" << Attr{SEN_TRY(known_ids(visit))} << "\" data-failed=\""
    << Attr{visit.t("The passkey was not used. Try again, or take another way.")} << "\">";
  components::hidden(w, "csrf", visit.csrf());
  return {};
}

Result<std::string> bytes_of(const Form& form, std::string_view field) {
  return identity::parse_base64url(form.value(field)).within(field);
}

}  // namespace

Result<void> registration_form(Writer& w, const Visit& visit, std::string_view action) {
  SEN_TRY(begin_ceremony(w, visit, action, "create"));
  for (const std::string_view field : {"client_data", "attestation"}) components::hidden(w, field, "");
  components::Field label{.name = "label", .label = visit.t("Name of this passkey")};
  label.hint = visit.t("So that you know it again: “office telephone”, “key on the ring”.");
  label.max_length = 60;
  components::field(w, label);
  components::submit(w, visit.t("Add a passkey"));
  w << "<p class=\"error\" role=\"status\"></p></form>";
  return {};
}

Result<void> assertion_form(Writer& w, const Visit& visit, std::string_view action) {
  SEN_TRY(begin_ceremony(w, visit, action, "get"));
  for (const std::string_view field : {"credential", "client_data", "authenticator_data", "signature", "user_handle"})
    components::hidden(w, field, "");
  components::submit(w, visit.t("Use a passkey"));
  w << "<p class=\"error\" role=\"status\"></p></form>";
  return {};
}

Result<identity::webauthn::Expectation> expectation(const Visit& visit) {
  identity::webauthn::Expectation expected;
  expected.challenge = SEN_TRY(visit.context.challenges.take(visit.person->session.id));
  expected.rp_id = rp_id(visit);
  // The guard has seen that the request comes from a page of this host.
  const std::string host(visit.request.header("Host").value_or(""));
  expected.origins = {"https://" + host};
  if (expected.rp_id == "localhost") expected.origins.push_back("http://" + host);
  if (!visit.context.parts.site.address.empty()) expected.origins.push_back(visit.context.parts.site.address);
  return expected;
}

Result<identity::webauthn::Registration> read_registration(const Form& form) {
  identity::webauthn::Registration registration;
  registration.client_data_json = SEN_TRY(bytes_of(form, "client_data"));
  registration.attestation_object = SEN_TRY(bytes_of(form, "attestation"));
  return registration;
}

Result<identity::webauthn::Assertion> read_assertion(const Form& form) {
  identity::webauthn::Assertion assertion;
  assertion.credential_id = SEN_TRY(bytes_of(form, "credential"));
  assertion.client_data_json = SEN_TRY(bytes_of(form, "client_data"));
  assertion.authenticator_data = SEN_TRY(bytes_of(form, "authenticator_data"));
  assertion.signature = SEN_TRY(bytes_of(form, "signature"));
  assertion.user_handle = SEN_TRY(bytes_of(form, "user_handle"));
  return assertion;
}

}  // namespace sen::desk::pages
