#include "tests/unit/engine/desk/world.h"

#include <gtest/gtest.h>

#include <stdexcept>

#include "engine/desk/review_words.h"
#include "engine/desk/words.h"
#include "tests/support/content.h"

namespace sen::desk::test {
namespace {

using content::DeskRole;

constexpr std::size_t kCheapHash = std::size_t{64} * 1024;

void fill(http::Request& request, const std::string& target) {
  request.target = target;
  const std::size_t query = target.find('?');
  std::string_view path = std::string_view(target).substr(0, query);
  while (!path.empty()) {
    path.remove_prefix(1);
    const std::size_t slash = std::min(path.find('/'), path.size());
    if (slash > 0) request.path.emplace_back(http::percent_decode(path.substr(0, slash), false).value());
    path.remove_prefix(slash);
  }
  if (query == std::string::npos) return;
  request.raw_query = target.substr(query + 1);
  std::string_view rest = request.raw_query;
  while (!rest.empty()) {
    const std::string_view pair = rest.substr(0, rest.find('&'));
    rest.remove_prefix(std::min(rest.size(), pair.size() + 1));
    const std::size_t equals = std::min(pair.find('='), pair.size());
    request.query.emplace_back(http::percent_decode(pair.substr(0, equals), true).value(),
                               http::percent_decode(pair.substr(std::min(equals + 1, pair.size())), true).value());
  }
}

/// One paragraph whatever the body is; refuses one that holds `!!`.
Result<workflow::RenderedBody> render(const content::Document&, const std::string& body) {
  if (body.find("!!") != std::string::npos) return Error(ErrorCode::InvalidInput, "line 1: too loud");
  return workflow::RenderedBody{{{content::BodyPart::Kind::Html, "<p>" + body + "</p>\n"}}, body};
}

/// A picture of one size, whatever the bytes are; refuses `no picture`.
Result<content::Media> take_picture(const std::string& bytes) {
  if (bytes == "no picture") return Error(ErrorCode::NotFound, "it is no JPEG, PNG, WebP or GIF");
  content::Media media;
  media.digest = sha256(bytes);
  media.content_type = "image/png";
  media.bytes = bytes.size();
  return media;
}

Answer lay_out(http::Response response) {
  Answer answer;
  answer.status = response.status;
  if (response.body) answer.body = *response.body;
  for (const auto& [name, value] : response.headers) {
    if (name == "Location") answer.location = value;
    if (name == "Set-Cookie") {
      const std::string token = value.substr(0, value.find(';')).substr(kSessionCookie.size() + 1);
      answer.cookie = token.empty() ? "-" : token;
    }
  }
  answer.headers = std::move(response.headers);
  return answer;
}

/// Whatever a page writes into the log as its reason is shown to auditors in their language.
void expect_reasons_have_words(const store::ChangeLog& log, content::Sequence before,
                               const content::Vocabulary& vocabulary) {
  if (log.head().sequence == before) return;
  static const portal::Tongues kTongues =
      portal::Tongues::load(desk_languages(), vocabulary, desk_catalogues()).value();
  constexpr std::size_t kMost = 100;
  const std::vector<content::Change> changes = log.read(before, kMost).value();
  for (const content::Change& change : changes) {
    const std::string words = action_label(*kTongues.find(content::Locale("vi")), change.reason);
    EXPECT_NE(words, change.reason) << "engine/desk/review_words.cc has no words for this reason";
    EXPECT_NE(words, action_label(*kTongues.find(content::Locale("en")), change.reason)) << change.reason;
  }
}

}  // namespace

World::World()
    : vocabulary_(content::load_built_in_vocabulary().value()),
      store_(store::open_memory_store(clock_)),
      workflow_(std::make_unique<workflow::Workflow>(*store_, vocabulary_, clock_, render)),
      vault_(identity::open_memory_vault()),
      hasher_(std::string(32, 'k'), {.cost = {.passes = 1, .memory_bytes = kCheapHash}}),
      site_(portal::sample_site(vocabulary_)) {
  intake::IntakeOptions uploads;
  uploads.folder = folder_.path() + "/uploads";
  intake::UnfinishedOptions unfinished;
  unfinished.folder = folder_.path() + "/unfinished-uploads";
  intake_ = std::move(intake::Intake::open({publisher_, *store_, signing_keys_, clock_}, uploads).value());
  unfinished_ = std::move(intake::Unfinished::open(*intake_, clock_, unfinished).value());
  desk_ = std::move(
      Desk::make({*store_, *vault_, hasher_, vocabulary_, site_, assets_, clock_, folder_.path(), *workflow_, *intake_,
                  *unfinished_, signing_keys_, render, previews_, receipts_, enquiries_, accreditations_, take_picture})
          .value());
  desk_->add_routes(router_);
  content::Account minh = account("minh", DeskRole::Contributor, "mofa");
  minh.grants.clear();
  add(minh);
  add(account("lan", DeskRole::Contributor, "mofa"));
  add(account("quan", DeskRole::Administrator, "mofa"));
  Credentials credentials(*vault_, hasher_);
  for (const char* name : {"minh", "lan", "quan"})
    if (!credentials.set_password(content::AccountName(name), kPassword)) throw std::runtime_error("no password");
}

content::Account World::account(const std::string& name, DeskRole role, const std::string& organisation) const {
  content::Account account;
  account.name = content::AccountName(name);
  account.display_name = "Test " + name;
  account.organisation = content::OrganisationCode(organisation);
  account.grants = {{role, account.organisation}};
  account.desk_language = content::Locale("en");
  account.created = clock_.now();
  return account;
}

void World::add(content::Account account) {
  content::Change change;
  change.based_on = now()->sequence();
  change.actor = {"operator", {}};
  change.reason = "test";
  change.mutations.emplace_back(std::move(account));
  if (!store_->commit(std::move(change))) throw std::runtime_error("the account cannot be stored");
}

identity::Actor World::actor(const std::string& account) {
  return identity::make_actor(now()->account(content::AccountName(account)).value(), true);
}

content::ContentId World::hand_in(const std::string& author, const std::string& folder, const std::string& language,
                                  const std::string& title, const std::string& body) {
  content::Draft draft;
  draft.id = content::make_content_id(content::OrganisationCode("mofa"), folder);
  draft.locale = content::Locale(language);
  if (!now()->document(draft.id)) {
    content::Document document = sen::test::document("unused");
    document.id = draft.id;
    document.folder = folder;
    document.type = "news";
    if (const auto made = workflow_->propose(actor(author), document, Digest()); !made)
      throw std::runtime_error(made.error().message());
  }
  const auto last = now()->draft(draft.id, draft.locale);
  draft.revision = last ? last->revision + 1 : 1;
  const auto edition = now()->edition(draft.id, draft.locale);
  draft.based_on = edition ? edition->latest : 0;
  draft.title = title;
  draft.body = body;
  const auto saved = workflow_->save_draft(actor(author), draft);
  if (!saved) throw std::runtime_error(saved.error().message());
  workflow::Submission submission;
  submission.id = draft.id;
  submission.locale = draft.locale;
  submission.revision = saved->revision;
  submission.note = "Changed";
  const bool is_public = edition && edition->state == content::State::Published;
  const auto done =
      is_public ? workflow_->correct(actor(author), submission) : workflow_->submit(actor(author), submission);
  if (!done) throw std::runtime_error(done.error().message());
  return draft.id;
}

Answer World::ask(const Ask& ask) {
  http::Request request;
  request.method = ask.method;
  fill(request, ask.path);
  request.headers = ask.headers;
  request.headers.emplace_back("Host", "desk.example");
  request.headers.emplace_back("Accept-Language", ask.language);
  if (!ask.origin.empty()) request.headers.emplace_back("Origin", ask.origin);
  if (!ask.session.empty())
    request.headers.emplace_back("Cookie", "other=1; " + std::string(kSessionCookie) + "=" + ask.session);
  if (ask.method == http::Method::Post) {
    if (!request.header("Content-Type"))
      request.headers.emplace_back("Content-Type", "application/x-www-form-urlencoded");
    request.body = ask.form;
  }
  request.client = ask.client;
  const http::Router::Match match = router_.find(ask.method, request.path);
  if (!match.handler) throw std::runtime_error("no route for " + ask.path);
  const content::Sequence before = store_->log().head().sequence;
  Answer answer = lay_out(std::move((*match.handler)(request, match.parameters).value()));
  expect_reasons_have_words(store_->log(), before, vocabulary_);
  return answer;
}

Answer World::post(const std::string& path, const std::string& form, const std::string& session) {
  std::string body = form;
  if (!session.empty()) {
    if (!body.empty()) body += '&';
    body += "csrf=" + identity::csrf_token(identity::SessionToken(session));
  }
  return ask({.method = http::Method::Post, .path = path, .form = body, .session = session});
}

std::string World::signed_in(const std::string& account, bool second_factor) {
  identity::Sessions sessions(*vault_, clock_);
  return sessions.begin(content::AccountName(account), "Test", second_factor).value().token.value;
}

}  // namespace sen::desk::test
