// `sen search`, `sen export`, `sen verify`, `sen index …`.

#include <cstdio>
#include <functional>
#include <nlohmann/json.hpp>

#include "engine/app/commands.h"
#include "engine/app/control.h"
#include "engine/app/exit_code.h"
#include "engine/app/export_job.h"
#include "engine/app/search_job.h"
#include "engine/app/verify.h"
#include "engine/follow/runner.h"

namespace sen::app {
namespace {

int print_text(const Result<std::string>& text) {
  if (!text) return fail(text.error());
  std::fputs(text->c_str(), stdout);
  return kDone;
}

/// Opens `data` and does `here` with it, or sends `request` to the server that has it open.
int read_here_or_there(const std::string& data, const nlohmann::json& request,
                       const std::function<int(Engine&)>& here) {
  const SystemClock clock;
  auto engine = Engine::open_existing(data, clock);
  if (engine) return here(**engine);
  return engine.error().code() == ErrorCode::Unavailable ? print_answer_of_server(data, request.dump())
                                                         : fail(engine.error());
}

Result<void> catch_up(Engine& engine) {
  return follow::catch_up(engine.store(), engine.library(), engine.index()).within("index");
}

}  // namespace

int run_search(const SearchOptions& options) {
  const auto vocabulary = content::load_built_in_vocabulary();
  if (!vocabulary) return fail(vocabulary.error());
  // Before the data directory is opened, or made: a slip of the keyboard leaves nothing behind.
  if (const auto language = parse_language(*vocabulary, options.language); !language) {
    fail(language.error().within("--lang"));
    return kUsage;
  }
  const nlohmann::json request = {
      {"command", "search"}, {"query", options.query}, {"language", options.language}, {"json", options.json}};
  return read_here_or_there(options.data, request, [&](Engine& engine) {
    const auto caught_up = catch_up(engine);
    if (!caught_up) return fail(caught_up.error());
    return print_text(search_text(engine, options.query, options.language, options.json));
  });
}

int run_export(const ExportOptions& options) {
  const nlohmann::json request = {{"command", "export"}, {"dataset", options.dataset}, {"format", options.format}};
  return read_here_or_there(options.data, request, [&](Engine& engine) {
    const auto done = export_dataset(engine, options, [](std::string_view piece) -> Result<void> {
      if (std::fwrite(piece.data(), 1, piece.size(), stdout) == piece.size()) return {};
      return Error(ErrorCode::Storage, "standard output cannot be written");
    });
    return done ? kDone : fail(done.error());
  });
}

int run_verify(const std::string& data, bool json) {
  return read_here_or_there(data, {{"command", "verify"}, {"json", json}}, [&](Engine& engine) {
    const auto caught_up = catch_up(engine);
    if (!caught_up) return fail(caught_up.error());
    const Verification found = verify(engine);
    std::fputs((json ? to_json(found) : to_text(found)).c_str(), stdout);
    return found.faults.empty() ? kDone : kSystem;
  });
}

int run_index_verify(const std::string& data) {
  return read_here_or_there(data, {{"command", "index verify"}},
                            [](Engine& engine) { return print_text(index_verify_text(engine)); });
}

int run_index_rebuild(const std::string& data) {
  const SystemClock clock;
  auto engine = Engine::open_existing(data, clock);
  if (!engine && engine.error().code() == ErrorCode::Unavailable)
    return fail(engine.error().within("stop the server first: it writes the index"));
  if (!engine) return fail(engine.error());
  const auto content = (*engine)->library().visible_to(store::Audience::Public);
  if (!content) return fail(content.error());
  const auto rebuilt = (*engine)->index().rebuild(*content);
  if (!rebuilt) return fail(rebuilt.error().within("index"));
  return print_text(index_verify_text(**engine));
}

}  // namespace sen::app
