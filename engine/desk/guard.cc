#include "engine/desk/guard.h"

#include "engine/base/log.h"
#include "engine/base/text.h"
#include "engine/desk/pages/kept.h"
#include "engine/desk/pages/next.h"
#include "engine/desk/refusals.h"
#include "engine/desk/words.h"
#include "engine/portal/pages/context.h"

namespace sen::desk {
namespace {

using http::Request;
using http::Response;

constexpr std::string_view kSignIn = "/desk/sign-in";
constexpr std::string_view kSecondStep = "/desk/second-step";

bool changes_something(const Request& request) {
  return request.method != http::Method::Get && request.method != http::Method::Head;
}

/// Who the session of this request shows; nobody for none, an expired one, or an account that was disabled.
Result<std::optional<Person>> find_person(const Context& context, const Request& request,
                                          const store::Snapshot& snapshot) {
  const identity::SessionToken token = session_token(request);
  if (token.empty()) return std::optional<Person>();
  const auto session = context.sessions.find(token);
  if (!session) {
    if (session.error().code() == ErrorCode::NotFound) return std::optional<Person>();
    return session.error();
  }
  const auto account = snapshot.account(session->account);
  if (!account && account.error().code() != ErrorCode::NotFound) return account.error();
  if (!account || !account->active) {
    SEN_TRY(context.sessions.end(token));
    return std::optional<Person>();
  }
  return std::optional(
      Person{*account, *session, token, identity::make_actor(*account, session->second_factor.has_value())});
}

const portal::Tongue& tongue_of(const Context& context, const Request& request, const std::optional<Person>& person) {
  if (person)
    if (const portal::Tongue* own = context.tongues.find(person->account.desk_language)) return *own;
  if (const auto asked = request.parameter("lang"))
    if (const portal::Tongue* known = context.tongues.find(content::Locale(std::string(*asked)))) return *known;
  return *context.tongues.find(
      portal::pages::choose_language(request.joined_header("Accept-Language"), desk_languages()));
}

/// Where to go on after signing in: the page that was asked for, if it was one.
std::string sign_in_address(const Request& request) {
  std::string address(kSignIn);
  if (!changes_something(request)) address += "?next=" + http::encode_query(request.target);
  return address;
}

std::string explain(const Visit& visit, const Error& error) {
  switch (error.code()) {
    case ErrorCode::InvalidInput:
    case ErrorCode::Conflict:
    case ErrorCode::TooLarge:
      return explain_refusal(visit.tongue, error.message()).text;
    case ErrorCode::PermissionDenied:
      if (Refusal refusal = explain_refusal(visit.tongue, error.message()); refusal.known) return refusal.text;
      [[fallthrough]];
    default:
      log::warning("desk", {{"path", visit.request.target}, {"error", error.message()}});
      return {};
  }
}

}  // namespace

std::string session_cookie(const identity::SessionToken& token) {
  std::string cookie(kSessionCookie);
  cookie += "=" + token.value + "; Path=/; Secure; HttpOnly; SameSite=Strict";
  if (token.empty()) cookie += "; Max-Age=0";
  return cookie;
}

identity::SessionToken session_token(const Request& request) {
  return identity::SessionToken(std::string(request.cookie(kSessionCookie)));
}

void Guard::get(std::string_view pattern, Access access, Handler handler) {
  add(http::Method::Get, pattern, access, std::move(handler), {});
}

void Guard::post(std::string_view pattern, Access access, Handler handler, const FormLimits& limits) {
  add(http::Method::Post, pattern, access, std::move(handler), limits);
}

namespace {

/// What somebody wrote whose session has ended stays for when they sign in again. Only a form that Sen made for that
/// session is kept, so nobody else can fill the vault.
Result<void> keep_form(Visit& visit, const FormLimits& limits) {
  const Context& context = visit.context;
  const identity::SessionToken token = session_token(visit.request);
  if (token.empty()) return {};
  const auto account = SEN_TRY(context.kept_forms.whose(token));
  if (!account) return {};
  const ReadForm read = SEN_TRY(read_form(visit.request, limits, context.parts.spool_folder));
  if (read.fault || !identity::csrf_matches(token, read.form.value(kCsrfField))) return {};
  return context.kept_forms.keep(*account, visit.request.target, read.form);
}

/// The gate before `handler`: what is not let in gets an answer here.
Result<Response> enter(Visit& visit, Access access, const FormLimits& limits, const Guard::Handler& handler) {
  const Context& context = visit.context;
  const bool changes = changes_something(visit.request);
  if (changes && !http::is_same_origin(visit.request))
    return render_error(visit, 403, visit.t("This form does not come from a page of this site."));
  if (access.needs_session() && !visit.person) {
    if (changes) SEN_TRY(keep_form(visit, limits));
    return see_other(sign_in_address(visit.request));
  }
  if (access.needs_second_step() && SEN_TRY(awaits_second_step(context.factors, *visit.person)))
    return see_other(kSecondStep);
  if (changes) {
    ReadForm read = SEN_TRY(read_form(visit.request, limits, context.parts.spool_folder));
    if (read.fault) return render_error(visit, 400, describe(visit.tongue, *read.fault));
    visit.form = std::move(read.form);
    const std::string_view header = visit.request.header(kCsrfHeader).value_or("");
    const std::string_view given = header.empty() ? visit.form.value(kCsrfField) : header;
    if (access.needs_session() && !identity::csrf_matches(visit.person->token, given))
      return pages::offer_again(visit, 403, visit.request.target, visit.form.fields());
    if (visit.person && visit.form.has("kept")) SEN_TRY(context.kept_forms.drop(visit.person->account.name));
  }
  if (access.action() && !may_somewhere(visit.person->actor, *access.action()))
    return render_error(visit, 403, visit.t("Your roles do not allow this."));
  return handler(visit);
}

void seal(Response& response) {
  for (const auto& [name, value] : response.headers)
    if (equals_ignoring_ascii_case(name, "Cache-Control")) return;
  response.add("Cache-Control", "no-store");
}

}  // namespace

void Guard::add(http::Method method, std::string_view pattern, Access access, Handler handler,
                const FormLimits& limits) {
  routes_.push_back({std::string(http::to_string(method)), std::string(pattern), access});
  router_.add(method, pattern,
              [this, access, limits, handler = std::move(handler)](
                  const Request& request, const http::Parameters& parameters) -> Result<Response> {
                const auto snapshot = SEN_TRY(context_.parts.store.snapshot());
                const Directory directory = SEN_TRY(Directory::read(context_.parts.vocabulary, *snapshot));
                std::optional<Person> person = SEN_TRY(find_person(context_, request, *snapshot));
                const portal::Tongue& tongue = tongue_of(context_, request, person);
                Visit visit{context_, request, parameters, tongue, snapshot, directory, std::move(person), {}};
                Result<Response> answer = enter(visit, access, limits, handler);
                if (!answer)
                  answer = render_error(visit, http::status_of(answer.error().code()), explain(visit, answer.error()));
                seal(*answer);
                return answer;
              });
}

Result<Response> begin_session(Visit& visit, const content::AccountName& account, bool second_factor,
                               std::string_view next) {
  const Context& context = visit.context;
  if (visit.person) {
    SEN_TRY(context.kept_forms.end(visit.person->token));
    SEN_TRY(context.sessions.end(visit.person->token));
  }
  const identity::NewSession session =
      SEN_TRY(context.sessions.begin(account, visit.request.header("User-Agent").value_or(""), second_factor));
  SEN_TRY(context.kept_forms.begin(session.token, account));
  const bool kept = SEN_TRY(context.kept_forms.find(account)).has_value();
  Response response = see_other(kept ? "/desk/kept" : pages::safe_next(next));
  response.add("Set-Cookie", session_cookie(session.token));
  return response;
}

Result<std::string> confirm_second_factor(Visit& visit) {
  const Context& context = visit.context;
  const identity::NewSession session = SEN_TRY(context.sessions.rotate(visit.person->token, true));
  SEN_TRY(context.kept_forms.end(visit.person->token));
  SEN_TRY(context.kept_forms.begin(session.token, visit.person->account.name));
  visit.person->token = session.token;
  visit.person->session = session.session;
  visit.person->actor.second_factor = true;
  return session_cookie(session.token);
}

Result<std::optional<Person>> let_in(const Context& context, const Request& request) {
  const auto snapshot = SEN_TRY(context.parts.store.snapshot());
  std::optional<Person> person = SEN_TRY(find_person(context, request, *snapshot));
  if (!person || SEN_TRY(awaits_second_step(context.factors, *person))) return std::optional<Person>();
  if (!changes_something(request)) return person;
  const std::string_view given = request.header(kCsrfHeader).value_or("");
  if (!http::is_same_origin(request) || !identity::csrf_matches(person->token, given)) return std::optional<Person>();
  return person;
}

Response error_page(const Context& context, const Request& request, int status) {
  const auto snapshot = context.parts.store.snapshot();
  auto directory =
      snapshot ? Directory::read(context.parts.vocabulary, **snapshot) : Result<Directory>(snapshot.error());
  if (!directory) return http::make_response(status, "text/plain; charset=utf-8", "Sen\n");
  auto person = find_person(context, request, **snapshot);
  if (!person) person = std::optional<Person>();
  const portal::Tongue& tongue = tongue_of(context, request, *person);
  const http::Parameters none;
  const Visit visit{context, request, none, tongue, *snapshot, *directory, std::move(*person), {}};
  Response response = render_error(visit, status, {});
  seal(response);
  return response;
}

}  // namespace sen::desk
