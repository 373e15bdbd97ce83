// `sen audit …`: the log as proof of what was done.

#include <CLI/CLI.hpp>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <memory>
#include <nlohmann/json.hpp>

#include "engine/app/audit_job.h"
#include "engine/app/commands.h"
#include "engine/app/control.h"
#include "engine/app/exit_code.h"

namespace sen::app {
namespace {

using nlohmann::json;

struct Asked {
  std::string data, checkpoint, key;
  bool as_json = false;
};

Result<std::string> read_text(const std::string& path) {
  if (path.empty()) return std::string();
  std::ifstream file(path, std::ios::binary);
  if (!file) return Error(ErrorCode::NotFound, path + ": cannot be read");
  return std::string{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

int run_audit(const Asked& asked, const std::string& verb) {
  const auto note = read_text(asked.checkpoint), keys = read_text(asked.key);
  if (!note) return fail(note.error());
  if (!keys) return fail(keys.error());
  const std::string request =
      json{{"command", "audit"}, {"verb", verb}, {"json", asked.as_json}, {"note", *note}, {"keys", *keys}}.dump(
          -1, ' ', false, json::error_handler_t::replace);
  const SystemClock clock;
  auto engine = Engine::open_existing(asked.data, clock);
  if (!engine)
    return engine.error().code() == ErrorCode::Unavailable ? print_answer_of_server(asked.data, request)
                                                           : fail(engine.error());
  const auto text = audit_job(**engine, request);
  if (!text) return fail(text.error());
  std::fputs(text->c_str(), stdout);
  return kDone;
}

}  // namespace

void add_audit_commands(CLI::App& program, std::function<int()>& run) {
  const auto asked = std::make_shared<Asked>();
  CLI::App* audit = program.add_subcommand("audit", "the log of everything that was done");
  audit->require_subcommand(1);
  const auto add = [&](const char* verb, const char* help) {
    CLI::App* command = audit->add_subcommand(verb, help);
    command->add_option("--data", asked->data, "the data directory")->required();
    command->callback([&run, asked, verb] { run = [asked, verb] { return run_audit(*asked, verb); }; });
    return command;
  };
  CLI::App* verify = add("verify", "prove that no entry was changed, left out or moved");
  verify->add_flag("--json", asked->as_json, "print one JSON object");
  CLI::Option* checkpoint = verify->add_option("--checkpoint", asked->checkpoint,
                                               "file with a signed checkpoint that the log must still contain");
  CLI::Option* key = verify->add_option("--key", asked->key, "file with the public keys of the log, one a line");
  checkpoint->needs(key);
  key->needs(checkpoint);
  add("checkpoint", "sign the head of the log and print the checkpoint");
  add("keys", "print the public keys that signed checkpoints, the newest first");
  add("new-key", "sign with another key from now on; prints its public half");
}

}  // namespace sen::app
