#include "tests/integration/canary/site.h"

#include <stdexcept>

#include "engine/base/text.h"
#include "engine/desk/directory.h"
#include "engine/desk/preview_pages.h"
#include "engine/follow/runner.h"
#include "tests/support/content.h"

namespace sen::canary {
namespace {

Result<workflow::RenderedBody> render(const content::Document&, const std::string& body) {
  return workflow::RenderedBody{{{content::BodyPart::Kind::Html, "<p>" + body + "</p>\n"}}, body};
}

api::Keep keep_in(portal::PageCache& cache) {
  return [&cache](const http::Request& request, const std::string& key,
                  const std::function<Result<api::Made>()>& make) -> Result<http::Response> {
    const auto page = cache.find_or_render(key, [&]() -> Result<portal::PageCache::Rendered> {
      api::Made made = SEN_TRY(make());
      portal::PageCache::Rendered rendered;
      rendered.page = std::make_shared<const http::Representation>(std::move(made.representation));
      for (content::DependencyKey& read : made.reads) rendered.reads.insert(std::move(read.value));
      rendered.made_from = made.made_from;
      return rendered;
    });
    if (!page) return page.error();
    return http::respond(request, **page);
  };
}

portal::Site sample(const content::Vocabulary& vocabulary) {
  portal::Site site = portal::sample_site(vocabulary);
  site.security_contact = "mailto:security@sen.example";
  site.address = "https://sen.example";
  return site;
}

Result<content::Media> no_picture(const std::string&) {
  return Error(ErrorCode::Unavailable, "nobody hands in a picture here");
}

/// One for every site of this process, so that they show the same key.
std::string checkpoints_folder() {
  static const test::TemporaryFolder folder;
  return folder.path();
}

http::Request read(http::Method method, const std::string& target) {
  http::Request request;
  request.method = method;
  request.target = target;
  request.loopback = true;
  request.client = "127.0.0.1";
  request.headers = {{"Host", "sen.example"}, {"Accept-Language", "en"}, {"Origin", "https://sen.example"}};
  const std::string path = target.substr(0, target.find('?'));
  for (const std::string_view part : split(std::string_view(path).substr(1), '/'))
    if (!part.empty()) request.path.push_back(http::percent_decode(part, false).value());
  if (target.find('?') == std::string::npos) return request;
  request.raw_query = target.substr(target.find('?') + 1);
  for (const std::string_view pair : split(request.raw_query, '&')) {
    const std::size_t equals = std::min(pair.find('='), pair.size() - 1);
    request.query.emplace_back(pair.substr(0, equals), http::percent_decode(pair.substr(equals + 1), true).value());
  }
  return request;
}

}  // namespace

Site::Site(const content::Vocabulary& vocabulary, const Clock& clock)
    : vocabulary_(vocabulary),
      clock_(clock),
      store_(store::open_memory_store(clock)),
      library_(*store_, vocabulary.fallbacks()),
      index_(search::open_index(folder_.path() + "/index", vocabulary).value()),
      portal_(portal::Portal::make(library_, vocabulary, index_.get(), sample(vocabulary)).value()),
      vault_(identity::open_memory_vault()),
      press_vault_(identity::open_memory_vault()),
      enquiries_(*press_vault_, clock),
      accreditations_(*press_vault_, clock),
      press_pages_(portal_->context(), enquiries_, accreditations_, clock),
      hasher_(std::string(32, 'k'), {.cost = {.passes = 1, .memory_bytes = std::size_t{64} * 1024}}),
      workflow_(*store_, vocabulary, clock, render),
      previews_(*store_, vocabulary, clock, {1, 2, 3}),
      publisher_(*store_, vocabulary, clock),
      keys_(*vault_, clock),
      signing_keys_(*vault_, clock),
      checkpoints_(audit::CheckpointBook::open(checkpoints_folder()).value()) {
  checkpoints_->want_key("sen.example/log").value();
  intake::IntakeOptions uploads;
  uploads.folder = folder_.path() + "/uploads";
  intake_ = std::move(intake::Intake::open({publisher_, *store_, signing_keys_, clock}, uploads).value());
  intake::UnfinishedOptions unfinished;
  unfinished.folder = folder_.path() + "/unfinished-uploads";
  unfinished_ = std::move(intake::Unfinished::open(*intake_, clock, unfinished).value());
  desk_ = std::move(desk::Desk::make({*store_, *vault_, hasher_, vocabulary, portal_->site(), portal_->assets(), clock,
                                      folder_.path(), workflow_, *intake_, *unfinished_, signing_keys_, render,
                                      previews_, receipts_, enquiries_, accreditations_, no_picture})
                        .value());
  callers_ = std::make_unique<api::Callers>(
      *store_, keys_,
      [this](const store::Snapshot& snapshot) -> Result<std::unique_ptr<const identity::OrganisationTree>> {
        return std::unique_ptr<const identity::OrganisationTree>(
            std::make_unique<const desk::Directory>(SEN_TRY(desk::Directory::read(vocabulary_, snapshot))));
      },
      [](const http::Request&) { return std::optional<api::SignedIn>(); });
  packages_ = std::make_unique<api::PackageApi>(*callers_, vocabulary_, *intake_, folder_.path());
  resumable_ = std::make_unique<api::UploadApi>(*callers_, *intake_, *unfinished_);
  const portal::Site& site = portal_->site();
  feeds::FeedSite feed_site{site.address, site.name, site.languages, "0.0.0", true};
  feed_site.change_words = [this](const content::Locale& locale) { return portal_->change_words(locale); };
  parts_ = std::make_unique<api::Parts>(
      api::Parts{library_,
                 vocabulary,
                 *index_,
                 keep_in(answers_),
                 std::move(feed_site),
                 clock,
                 [] { return Result<void>(); },
                 {index_.get(), &portal_->page_cache(), &answers_},
                 [this](const content::Locale& locale) { return portal_->workbook_words(locale); },
                 std::make_shared<api::ExportLengths>(),
                 [this](const content::Locale& locale) { return portal_->calendar_words(locale); }});
  portal_->add_routes(router_);
  press_pages_.add_routes(router_);
  desk_->add_routes(router_);
  api::add_routes(router_, *parts_);
  packages_->add_routes(router_);
  resumable_->add_routes(router_);
  api::add_log_routes(router_, *checkpoints_);
  desk::add_preview_pages(router_, {previews_, library_, *portal_, clock_});
}

void Site::commit(std::vector<content::Mutation> mutations) {
  const auto done = store_->commit(test::planned(*store_, std::move(mutations)));
  if (!done) throw std::runtime_error(done.error().message());
  follow();
}

void Site::follow() {
  for (follow::Follower* follower :
       std::initializer_list<follow::Follower*>{index_.get(), &portal_->page_cache(), &answers_})
    if (const auto done = follow::catch_up(*store_, library_, *follower); !done)
      throw std::runtime_error(done.error().message());
}

void Site::keep_picture(const Digest& digest, const std::string& name) {
  auto writer = store_->blobs().create({digest, name}).value();
  if (!writer->append("picture") || !writer->finish()) throw std::runtime_error("the picture cannot be written");
}

Answer Site::ask(http::Method method, const std::string& target) {
  const http::Request request = read(method, target);
  if (auto cached = portal_->cached(request)) {
    Answer answer{cached->status, {}, cached->body ? *cached->body : std::string()};
    for (const auto& [name, value] : cached->headers) answer.fields += name + ": " + value + "\n";
    return answer;
  }
  const http::Router::Match match = router_.find(method, request.path);
  if (!match.handler) return {405, {}, {}};
  auto outcome = (*match.handler)(request, match.parameters);
  http::Response response =
      outcome ? std::move(*outcome)
              : portal_->error_page(request, http::status_of(outcome.error().code()), outcome.error().message());
  Answer answer{response.status, {}, response.body ? *response.body : std::string()};
  for (const auto& [name, value] : response.headers) answer.fields += name + ": " + value + "\n";
  while (response.source) {
    const auto piece = response.source->read();
    if (!piece || piece->empty()) break;
    answer.body += *piece;
  }
  return answer;
}

}  // namespace sen::canary
