// `sen serve`: builds every part, starts what runs, waits for a signal, stops in the reverse order.

#include <csignal>
#include <cstdio>
#include <filesystem>

#include "engine/api/api.h"
#include "engine/api/log_routes.h"
#include "engine/api/package_api.h"
#include "engine/api/upload_api.h"
#include "engine/app/body_renderer.h"
#include "engine/app/commands.h"
#include "engine/app/config.h"
#include "engine/app/control.h"
#include "engine/app/engine.h"
#include "engine/app/exit_code.h"
#include "engine/app/picture_taker.h"
#include "engine/app/post_office.h"
#include "engine/app/version.h"
#include "engine/audit/checkpointer.h"
#include "engine/base/log.h"
#include "engine/base/network.h"
#include "engine/desk/desk.h"
#include "engine/desk/directory.h"
#include "engine/desk/housekeeping.h"
#include "engine/desk/preview_pages.h"
#include "engine/follow/runner.h"
#include "engine/http/server.h"
#include "engine/identity/package_signature.h"
#include "engine/portal/page_cache.h"
#include "engine/portal/portal.h"
#include "engine/press/press_pages.h"
#include "engine/workflow/previews.h"
#include "engine/workflow/receipts.h"
#include "engine/workflow/scheduler.h"
#include "ingest/avif_follower.h"
#include "ingest/intake/intake.h"
#include "ingest/intake/unfinished.h"

namespace sen::app {
namespace {

constexpr std::size_t kAnswerCacheBytes = 16U * 1024 * 1024;

/// SIGTERM and SIGINT arrive at wait() and nowhere else. Made before any thread.
class Signals {
 public:
  Signals() {
    sigemptyset(&set_);
    sigaddset(&set_, SIGTERM);
    sigaddset(&set_, SIGINT);
    pthread_sigmask(SIG_BLOCK, &set_, nullptr);
  }
  int wait() const {
    int signal = 0;
    sigwait(&set_, &signal);
    return signal;
  }

 private:
  sigset_t set_{};
};

/// Headers of every answer (DESIGN, section 5).
http::Pairs security_headers() {
  return {
      {"Content-Security-Policy",
       "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
       "manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"},
      {"X-Content-Type-Options", "nosniff"},
      {"Referrer-Policy", "strict-origin-when-cross-origin"},
      {"Cross-Origin-Opener-Policy", "same-origin"},
      {"Permissions-Policy", "camera=(), geolocation=(), microphone=(), interest-cohort=()"}};
}

/// Keeps the answers for programs as the portal keeps its pages.
api::Keep keep_in(portal::PageCache& cache) {
  return [&cache](const http::Request& request, const std::string& key,
                  const std::function<Result<api::Made>()>& make) -> Result<http::Response> {
    const auto render = [&]() -> Result<portal::PageCache::Rendered> {
      api::Made made = SEN_TRY(make());
      portal::PageCache::Rendered rendered;
      rendered.page = std::make_shared<const http::Representation>(std::move(made.representation));
      for (content::DependencyKey& read : made.reads) rendered.reads.insert(std::move(read.value));
      rendered.made_from = made.made_from;
      return rendered;
    };
    const portal::PageCache::Page page = SEN_TRY(cache.find_or_render(key, render));
    return http::respond(request, *page);
  };
}

/// `portal` outlives what it gives.
feeds::FeedSite feed_site(const portal::Portal& portal) {
  const portal::Site& site = portal.site();
  feeds::FeedSite out;
  out.address = site.address;
  out.names = site.name;
  out.languages = site.languages;
  out.version = kVersion;
  out.indexed = site.indexing;
  out.provenance_line = [&portal](const store::VisibleEdition& edition, const std::string& organisation) {
    return portal.provenance_line(edition, organisation);
  };
  out.change_words = [&portal](const content::Locale& locale) { return portal.change_words(locale); };
  return out;
}

/// How far each follower is; 0 for one that has not begun or cannot say.
workflow::Positions positions_of(std::initializer_list<const follow::Follower*> followers) {
  workflow::Positions positions;
  for (const follow::Follower* follower : followers) {
    const auto position = follower->position();
    positions.emplace(follower->name(), position ? *position : content::Sequence{});
  }
  return positions;
}

/// Whether the server can answer well: the index is not far behind the log.
Result<void> ready(Engine& engine) {
  constexpr std::uint64_t kFarBehind = 1000;
  const content::Sequence indexed = SEN_TRY(engine.index().position().within("index"));
  const std::uint64_t head = engine.store().log().head().sequence.value;
  if (head > indexed.value + kFarBehind)
    return Error(ErrorCode::Unavailable, "the index is " + std::to_string(head - indexed.value) + " changes behind");
  return {};
}

/// Who is above whom, for the API: as the desk knows it.
api::MakeTree organisations_of(const content::Vocabulary& vocabulary) {
  return [&vocabulary](const store::Snapshot& snapshot) -> Result<std::unique_ptr<const identity::OrganisationTree>> {
    return std::unique_ptr<const identity::OrganisationTree>(
        std::make_unique<const desk::Directory>(SEN_TRY(desk::Directory::read(vocabulary, snapshot))));
  };
}

/// Personal data of the press whose time is over goes away; what was answered in public is closed.
void sweep(const store::Library& library, press::Enquiries& enquiries, press::Accreditations& accreditations) {
  const auto questions = [&]() -> Result<std::size_t> {
    return enquiries.sweep(SEN_TRY(library.visible_to(store::Audience::Public)));
  };
  for (const auto& swept : {questions(), accreditations.sweep()})
    if (!swept) log::error("press-sweep failed", {{"error", swept.error().message()}});
}

/// Who is signed in at the desk, for the API.
api::FindSignedIn signed_in_at(const desk::Desk& desk) {
  return [&desk](const http::Request& request) -> Result<std::optional<api::SignedIn>> {
    auto person = SEN_TRY(desk.let_in(request));
    if (!person) return std::optional<api::SignedIn>();
    return std::optional(api::SignedIn{std::move(person->account), std::move(person->actor)});
  };
}

int serve(Engine& engine, Config config, const std::string& listen, const Clock& clock, const Signals& signals) {
  auto portal = portal::Portal::make(engine.library(), engine.vocabulary(), &engine.index(), config.site,
                                     {.past_queries = &engine.past_queries()});
  if (!portal) return fail(portal.error().within("portal"));
  config.server.spool_folder = engine.folder() + "/spool";
  std::filesystem::create_directories(config.server.spool_folder);
  const workflow::RenderBody render = make_body_renderer(engine.store(), own_path());
  workflow::Workflow workflow(engine.store(), engine.vocabulary(), clock, render);
  ingest::Neighbours neighbours(engine.folder() + "/neighbours");
  intake::IntakeOptions uploads;
  uploads.neighbours = &neighbours;
  uploads.folder = engine.folder() + "/uploads";
  uploads.worker = own_path();
  identity::SigningKeys signing_keys(engine.vault(), clock);
  auto intake = intake::Intake::open({engine.publisher(), engine.store(), signing_keys, clock}, uploads);
  if (!intake) return fail(intake.error());
  auto post = PostOffice::open(engine, config, clock);
  if (!post) return fail(post.error().within("mail"));
  const auto preview_key = workflow::open_preview_key(engine.folder());
  if (!preview_key) return fail(preview_key.error());
  workflow::Previews previews(engine.store(), engine.vocabulary(), clock, *preview_key);
  workflow::ReceiptBook receipts;
  if (const auto kept = receipts.keep_in(engine.folder() + "/receipts"); !kept) return fail(kept.error());
  auto press_vault = identity::open_file_vault(engine.folder() + "/press");
  if (!press_vault) return fail(press_vault.error().within("press"));
  press::Enquiries enquiries(**press_vault, clock);
  press::Accreditations accreditations(**press_vault, clock);
  press::PressPages press_pages((*portal)->context(), enquiries, accreditations, clock);
  intake::UnfinishedOptions growing;
  growing.folder = engine.folder() + "/unfinished-uploads";
  auto unfinished = intake::Unfinished::open(**intake, clock, growing);
  if (!unfinished) return fail(unfinished.error());
  auto desk = desk::Desk::make({engine.store(),
                                engine.vault(),
                                engine.hasher(),
                                engine.vocabulary(),
                                (*portal)->site(),
                                (*portal)->assets(),
                                clock,
                                config.server.spool_folder,
                                workflow,
                                **intake,
                                **unfinished,
                                signing_keys,
                                render,
                                previews,
                                receipts,
                                enquiries,
                                accreditations,
                                make_picture_taker(engine.store(), own_path()),
                                &neighbours,
                                (*post)->notifier()});
  if (!desk) return fail(desk.error());
  portal::PageCache answers(kAnswerCacheBytes, "answer-cache");
  ingest::AvifFollower renditions(engine.store(), own_path());
  const api::Parts parts{engine.library(),
                         engine.vocabulary(),
                         engine.index(),
                         keep_in(answers),
                         feed_site(**portal),
                         clock,
                         [&engine] { return ready(engine); },
                         {&engine.index(), &(*portal)->page_cache(), &answers, &renditions},
                         [&portal](const content::Locale& locale) { return (*portal)->workbook_words(locale); },
                         std::make_shared<api::ExportLengths>(),
                         [&portal](const content::Locale& locale) { return (*portal)->calendar_words(locale); },
                         [&post] { return (*post)->metrics(); }};
  identity::ApiKeys keys(engine.vault(), clock);
  const api::Callers callers(engine.store(), keys, organisations_of(engine.vocabulary()), signed_in_at(**desk));
  api::PackageApi packages(callers, engine.vocabulary(), **intake, config.server.spool_folder);
  api::UploadApi resumable(callers, **intake, **unfinished);
  http::Router router;
  (*portal)->add_routes(router);
  press_pages.add_routes(router);
  (*desk)->add_routes(router);
  api::add_routes(router, parts);
  packages.add_routes(router);
  desk::add_preview_pages(router, {previews, engine.library(), **portal, clock});
  resumable.add_routes(router);

  const std::string host_name = host_of(config.site.address);
  auto checkpoints = engine.checkpoints();
  if (!checkpoints) return fail(checkpoints.error());
  const auto key = (*checkpoints)->want_key(host_name.empty() ? "" : host_name + "/log");
  if (!key) return fail(key.error().within("checkpoints"));
  api::add_log_routes(router, **checkpoints);

  (*post)->start();
  follow::Runner runner(engine.store(), engine.library(), {&engine.index(), &(*portal)->page_cache(), &answers}, {});
  const workflow::ReceiptWatch watch(
      engine.store().log(),
      [&] {
        return positions_of({&engine.index(), &(*portal)->page_cache(), &answers});
      },
      receipts, clock);
  const desk::Housekeeping housekeeping([&] {
    (*desk)->sweep();
    sweep(engine.library(), enquiries, accreditations);
  });
  workflow::Scheduler scheduler(engine.store(), clock);
  const audit::Checkpointer checkpointer(engine.store(), clock, **checkpoints, config.checkpoints);
  auto control = ControlServer::start(engine, config.site.organisation);
  if (!control) return fail(control.error());

  config.server.listen = listen;
  config.server.always = security_headers();
  if (!host_name.empty() && config.server.hosts.empty()) config.server.hosts.push_back(host_name);
  config.server.error_page = [&portal, &desk](const http::Request& request, int status, std::string_view message) {
    const bool at_desk = !request.path.empty() && request.path.front() == "desk";
    if (at_desk) return (*desk)->error_page(request, status);
    return (*portal)->error_page(request, status, message);
  };
  config.server.receive = [&resumable](const http::Request& request) { return resumable.receive(request); };
  config.server.body_limit = [&desk, &packages, &resumable,
                              usual = config.server.max_body_bytes](const http::Request& request) {
    if (const auto at_desk = (*desk)->body_limit(request)) return *at_desk;
    if (const auto of_upload = resumable.body_limit(request)) return *of_upload;
    return packages.body_limit(request).value_or(usual);
  };
  config.server.fast_path = [&portal](const http::Request& request) { return (*portal)->cached(request); };
  auto server = http::start_server(router, std::move(config.server));
  if (!server) return fail(server.error().within(listen));

  // AV1 is slow, and nobody waits for it, nor for what is only compared with: a runner of its own.
  follow::Runner background(engine.store(), engine.library(), {&renditions, &neighbours}, {});

  const bool six = listen.starts_with('[');
  const std::string address = listen.substr(0, listen.rfind(':'));
  std::printf("listening on http://%s:%u\n",
              six || address.find(':') == std::string::npos ? address.c_str() : ("[" + address + "]").c_str(),
              static_cast<unsigned>((*server)->port()));
  std::fflush(stdout);
  const int signal = signals.wait();
  log::info("stopping", {{"signal", std::to_string(signal)}});
  background.stop();
  (*server)->stop();
  return kDone;
}

}  // namespace

int run_serve(const ServeOptions& options) {
  const Signals signals;
  const SystemClock clock;
  auto engine = Engine::open(options.data, clock);
  if (!engine) return fail(engine.error());
  auto config = read_config(options.config, (*engine)->vocabulary());
  if (!config) return fail(config.error());
  return serve(**engine, std::move(*config), options.listen, clock, signals);
}

}  // namespace sen::app
