// The program `sen`: options of every command (DESIGN, section 5), nothing else.

#include <CLI/CLI.hpp>
#include <cstdio>
#include <exception>

#include "engine/app/commands.h"
#include "engine/app/exit_code.h"
#include "engine/app/version.h"
#include "engine/base/log.h"
#include "ingest/publisher.h"

namespace sen::app {
namespace {

/// What was asked for; filled by the parser, run when it is content.
struct Commands {
  CheckOptions check;
  IngestOptions ingest;
  SearchOptions search;
  ExportOptions exported;
  ServeOptions serve;
  std::string verify_data, index_data, config;
  std::string language = "en";
  bool verify_json = false;
  std::function<int()> run;
};

ingest::MessageLanguage message_language(const std::string& code) {
  return code == "vi" ? ingest::MessageLanguage::Vietnamese : ingest::MessageLanguage::English;
}

/// Of a command that writes.
void add_data(CLI::App& command, std::string& data) {
  command.add_option("--data", data, "the data directory; made if it is not there")->required();
}
/// Of a command that looks at what is there.
void add_existing_data(CLI::App& command, std::string& data) {
  command.add_option("--data", data, "the data directory")->required();
}

void add_config(CLI::App& command, std::string& config) {
  command.add_option("--config", config, "a TOML file; without one the sample site")->check(CLI::ExistingFile);
}

void add_package_commands(CLI::App& program, Commands& commands) {
  CLI::App* check =
      program.add_subcommand("check", "check a package: every finding, with file, row, field and what to do");
  check->add_option("PACKAGE", commands.check.package, "a folder, a zip or a tar.gz")->required();
  check->add_flag("--json", commands.check.json, "print one JSON object");
  check->add_option("--language", commands.language, "language of messages")->check(CLI::IsMember({"en", "vi"}));
  check->add_option_function<std::string>(
      "--organisation",
      [&](const std::string& code) { commands.check.ingest.organisation = content::OrganisationCode(code); },
      "organisation that hands it in, in place of the package's own");
  add_config(*check, commands.check.config);
  check->callback([&] {
    commands.run = [&] {
      commands.check.ingest.language = message_language(commands.language);
      return run_check(commands.check);
    };
  });

  CLI::App* ingest = program.add_subcommand("ingest", "check packages and store them, each whole or not at all");
  ingest->add_option("PACKAGE", commands.ingest.packages, "folders, zips or tar.gz files")->required();
  CLI::Option* data = ingest->add_option("--data", commands.ingest.data, "the data directory; made if it is not there");
  CLI::Option* publish = ingest->add_flag("--publish", commands.ingest.ingest.publish,
                                          "publish at once, or schedule what is embargoed; else it waits for approval");
  CLI::Option* server =
      ingest->add_option("--server", commands.ingest.server,
                         "address of a server that takes them, with --key; they wait for approval there");
  CLI::Option* key = ingest->add_option("--key", commands.ingest.key, "file with an API key (`sen key add`)");
  server->needs(key)->excludes(data)->excludes(publish);
  key->needs(server);
  ingest->add_flag("--json", commands.ingest.json, "print a line of JSON for each package the moment it is durable");
  ingest->add_option("--language", commands.language, "language of messages")->check(CLI::IsMember({"en", "vi"}));
  ingest->add_option_function<std::string>(
      "--organisation",
      [&](const std::string& code) { commands.ingest.ingest.organisation = content::OrganisationCode(code); },
      "organisation that hands them in, in place of the packages' own");
  add_config(*ingest, commands.ingest.config);
  ingest->callback([&] {
    if (commands.ingest.data.empty() && commands.ingest.server.empty()) throw CLI::RequiredError("--data");
    commands.run = [&] {
      commands.ingest.ingest.language = message_language(commands.language);
      return run_ingest(commands.ingest);
    };
  });
}

void add_reading_commands(CLI::App& program, Commands& commands) {
  CLI::App* search = program.add_subcommand("search", "search what is published");
  search->add_option("QUERY", commands.search.query, "words, \"phrases\", -without")->required();
  search->add_option("--lang", commands.search.language, "the reader's language");
  add_existing_data(*search, commands.search.data);
  search->add_flag("--json", commands.search.json, "print what /search.json answers");
  search->callback([&] { commands.run = [&] { return run_search(commands.search); }; });

  CLI::App* exported = program.add_subcommand("export", "print a published dataset");
  exported->add_option("DATASET", commands.exported.dataset, "the dataset's code")->required();
  exported->add_option("--format", commands.exported.format, "csv, sdmx-csv, sdmx-generic, json")
      ->check(CLI::IsMember({"csv", "sdmx-csv", "sdmx-generic", "json"}));
  add_existing_data(*exported, commands.exported.data);
  exported->callback([&] { commands.run = [&] { return run_export(commands.exported); }; });
}

void add_operator_commands(CLI::App& program, Commands& commands) {
  CLI::App* serve = program.add_subcommand("serve", "serve portal, feeds and data");
  add_data(*serve, commands.serve.data);
  serve->add_option("--listen", commands.serve.listen, "ADDR:PORT; port 0 picks one")->capture_default_str();
  add_config(*serve, commands.serve.config);
  serve->callback([&] { commands.run = [&] { return run_serve(commands.serve); }; });

  CLI::App* verify = program.add_subcommand("verify", "prove that log, records, pictures and index agree");
  add_existing_data(*verify, commands.verify_data);
  verify->add_flag("--json", commands.verify_json, "print one JSON object");
  verify->callback([&] { commands.run = [&] { return run_verify(commands.verify_data, commands.verify_json); }; });

  CLI::App* index = program.add_subcommand("index", "the search index");
  index->require_subcommand(1);
  CLI::App* rebuild = index->add_subcommand("rebuild", "make the index again from the content");
  add_existing_data(*rebuild, commands.index_data);
  rebuild->callback([&] { commands.run = [&] { return run_index_rebuild(commands.index_data); }; });
  CLI::App* agree = index->add_subcommand("verify", "prove that index and content agree");
  add_existing_data(*agree, commands.index_data);
  agree->callback([&] { commands.run = [&] { return run_index_verify(commands.index_data); }; });

  CLI::App* config = program.add_subcommand("config", "check a configuration file and print what is in force");
  add_config(*config, commands.config);
  config->callback([&] { commands.run = [&] { return run_config(commands.config); }; });

  program.add_subcommand("version", "print the version")->callback([&] {
    commands.run = [] {
      std::printf("sen %s\n", kVersion);
      return kDone;
    };
  });
  // The process that renders Markdown and pictures under limits; started by check and ingest.
  program.add_subcommand("worker", "")->group("")->callback([&] {
    commands.run = [] { return ingest::run_worker(); };
  });
}

int run(int argc, char** argv) {
  CLI::App program("Sen: a foreign-information content database and portal engine", "sen");
  program.require_subcommand(1);
  bool quiet = false;
  program.add_flag("--quiet", quiet, "log warnings and errors only");
  Commands commands;
  add_package_commands(program, commands);
  add_reading_commands(program, commands);
  add_operator_commands(program, commands);
  add_people_commands(program, commands.run);
  add_audit_commands(program, commands.run);
  try {
    program.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return program.exit(error) == 0 ? kDone : kUsage;
  }
  log::set_quiet(quiet);
  return commands.run();
}

}  // namespace
}  // namespace sen::app

int main(int argc, char** argv) {
  try {
    return sen::app::run(argc, argv);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "sen: unexpected failure: %s\n", error.what());
    return sen::app::kSystem;
  }
}
