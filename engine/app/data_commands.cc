// `sen search`, `sen verify`, `sen index …`.

#include <cstdio>
#include <nlohmann/json.hpp>

#include "engine/app/commands.h"
#include "engine/app/control.h"
#include "engine/app/exit_code.h"
#include "engine/app/search_job.h"
#include "engine/app/verify.h"
#include "engine/follow/runner.h"

namespace sen::app {
namespace {

int search_through_server(const SearchOptions& options) {
  const nlohmann::json request = {
      {"command", "search"}, {"query", options.query}, {"language", options.language}, {"json", options.json}};
  const auto code = ask_server(options.data, request.dump(), [](const std::string& text) {
    const auto line = nlohmann::json::parse(text, nullptr, false);
    if (line.contains("error")) std::fprintf(stderr, "sen: %s\n", line["error"].get<std::string>().c_str());
    if (line.contains("text")) std::fputs(line["text"].get<std::string>().c_str(), stdout);
  });
  return code ? *code : fail(code.error());
}

}  // namespace

int run_search(const SearchOptions& options) {
  const SystemClock clock;
  auto engine = Engine::open(options.data, clock);
  if (!engine) {
    if (engine.error().code() == ErrorCode::Unavailable) return search_through_server(options);
    return fail(engine.error());
  }
  const auto caught_up = follow::catch_up((*engine)->store(), (*engine)->library(), (*engine)->index());
  if (!caught_up) return fail(caught_up.error().within("index"));
  const auto text = search_text(**engine, options.query, options.language, options.json);
  if (!text) return fail(text.error());
  std::fputs(text->c_str(), stdout);
  return kDone;
}

int run_verify(const std::string& data, bool json) {
  const SystemClock clock;
  auto engine = Engine::open(data, clock);
  if (!engine) return fail(engine.error());
  const auto caught_up = follow::catch_up((*engine)->store(), (*engine)->library(), (*engine)->index());
  if (!caught_up) return fail(caught_up.error().within("index"));
  const Verification found = verify(**engine);
  std::fputs((json ? to_json(found) : to_text(found)).c_str(), stdout);
  return found.faults.empty() ? kDone : kSystem;
}

int run_index_rebuild(const std::string& data) {
  const SystemClock clock;
  auto engine = Engine::open(data, clock);
  if (!engine) return fail(engine.error());
  const auto content = (*engine)->library().visible_to(store::Audience::Public);
  if (!content) return fail(content.error());
  const auto rebuilt = (*engine)->index().rebuild(*content);
  if (!rebuilt) return fail(rebuilt.error().within("index"));
  return run_index_verify_on(**engine);
}

int run_index_verify(const std::string& data) {
  const SystemClock clock;
  auto engine = Engine::open(data, clock);
  if (!engine) return fail(engine.error());
  return run_index_verify_on(**engine);
}

}  // namespace sen::app
