// `sen check` and `sen ingest`.

#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "engine/app/commands.h"
#include "engine/app/config.h"
#include "engine/app/control.h"
#include "engine/app/exit_code.h"
#include "engine/app/ingest_job.h"
#include "engine/app/progress.h"
#include "engine/app/remote_ingest.h"
#include "engine/app/search_job.h"
#include "engine/follow/runner.h"

namespace sen::app {
namespace {

bool colour() {
  return ::isatty(STDOUT_FILENO) == 1;
}

void print(const std::string& text) {
  std::fputs(text.c_str(), stdout);
  std::fflush(stdout);
}

/// The site's owner, if the file says that it is an organisation; of no file nobody.
Result<content::OrganisationCode> owner_in(const std::string& config, const content::Vocabulary& vocabulary) {
  if (config.empty()) return content::OrganisationCode();
  return SEN_TRY(read_config(config, vocabulary)).site.organisation;
}

/// The server that has the directory does it; its answer is shown as if it were done here.
int ingest_through_server(const IngestOptions& options) {
  nlohmann::json request = {{"command", "ingest"},
                            {"packages", nlohmann::json::array()},
                            {"organisation", options.ingest.organisation.value},
                            {"default_organisation", options.ingest.default_organisation.value},
                            {"publish", options.ingest.publish},
                            {"language", options.ingest.language == ingest::MessageLanguage::Vietnamese ? "vi" : "en"},
                            {"json", options.json}};
  for (const std::string& package : options.packages)
    request["packages"].push_back(std::filesystem::absolute(package).string());
  Progress progress;
  const auto code = ask_server(options.data, request.dump(), [&](const std::string& text) {
    const auto line = nlohmann::json::parse(text, nullptr, false);
    if (line.contains("stage"))
      return progress.show(line["done"].get<std::uint64_t>(), line["all"].get<std::uint64_t>(),
                           line["stage"].get<std::string>());
    progress.clear();
    if (line.contains("error")) std::fprintf(stderr, "sen: %s\n", line["error"].get<std::string>().c_str());
    if (line.contains("text")) print(line["text"].get<std::string>());
  });
  return code ? *code : fail(code.error());
}

int ingest_here(Engine& engine, const IngestOptions& options) {
  Progress progress;
  IngestEvents events;
  events.progress = [&](std::uint64_t done, std::uint64_t all, std::string_view stage) {
    progress.show(done, all, stage);
  };
  events.receipt = [&](const std::string& path, const ingest::Receipt& receipt) {
    progress.clear();
    print(options.json ? ingest::to_json(receipt) + "\n"
                       : ingest::to_text(receipt, path, options.ingest.language, colour()));
  };
  const auto totals = [&] {
    // The index follows beside it.
    const follow::Runner indexing(engine.store(), engine.library(), {&engine.index()}, {});
    return ingest_packages(engine, options.packages, options.ingest, events);
  }();
  progress.clear();
  if (!totals) return fail(totals.error());
  const auto indexed = follow::catch_up(engine.store(), engine.library(), engine.index());
  if (!indexed) return fail(indexed.error().within("index"));
  if (!options.json) print(describe(*totals));
  return totals->refused > 0 ? kBadInput : kDone;
}

}  // namespace

int run_check(const CheckOptions& options) {
  const auto vocabulary = content::load_built_in_vocabulary();
  if (!vocabulary) return fail(vocabulary.error());
  const auto owner = owner_in(options.config, *vocabulary);
  if (!owner) return fail(owner.error());
  Progress progress;
  ingest::Options own = options.ingest;
  own.default_organisation = *owner;
  own.worker = own_path();
  own.progress = [&](std::uint64_t done, std::uint64_t all, std::string_view stage) {
    progress.show(done, all, stage);
  };
  const auto report = ingest::check_package(options.package, *vocabulary, own);
  progress.clear();
  if (!report) return fail(report.error().within(options.package));
  print(options.json ? ingest::to_json(*report) + "\n" : ingest::to_text(*report, own.language, colour()));
  return report->accepted() ? kDone : kBadInput;
}

int run_ingest(const IngestOptions& options) {
  if (!options.server.empty()) return ingest_remotely(options);
  const auto vocabulary = content::load_built_in_vocabulary();
  if (!vocabulary) return fail(vocabulary.error());
  const auto owner = owner_in(options.config, *vocabulary);
  if (!owner) return fail(owner.error());
  IngestOptions own = options;
  own.ingest.default_organisation = *owner;
  const SystemClock clock;
  auto engine = Engine::open(options.data, clock);
  if (!engine) {
    if (engine.error().code() == ErrorCode::Unavailable) return ingest_through_server(own);
    return fail(engine.error());
  }
  own.ingest.worker = own_path();
  return ingest_here(**engine, own);
}

}  // namespace sen::app
