#pragma once

#include <functional>
#include <string>
#include <vector>

#include "ingest/publisher.h"

namespace CLI {  // NOLINT(readability-identifier-naming): the name of the library's own
class App;
}

/// One function a command of the program. Each prints its answer to standard output, progress
/// and errors to standard error, and returns the exit code (engine/app/exit_code.h).
namespace sen::app {

struct CheckOptions {
  std::string package;
  ingest::Options ingest;
  std::string config;  ///< As ServeOptions::config: the site's owner hands in what names nobody.
  bool json = false;
};
int run_check(const CheckOptions& options);

struct IngestOptions {
  std::vector<std::string> packages;
  std::string data;
  ingest::Options ingest;
  std::string config;  ///< As CheckOptions::config; a server that does the work uses its own where this is empty.
  bool json = false;
  std::string server;  ///< Address of a server that does it, in place of `data`; empty: it is done here.
  std::string key;     ///< File with an API key for it.
};
/// On a directory that a server has open, the server does the work (engine/app/control.h).
int run_ingest(const IngestOptions& options);

struct SearchOptions {
  std::string query;
  std::string language = "en";
  std::string data;
  bool json = false;
};
int run_search(const SearchOptions& options);

struct ExportOptions {
  std::string dataset;
  std::string format = "csv";  ///< `csv`, `sdmx-csv`, `sdmx-generic`, `json`.
  std::string data;
};
int run_export(const ExportOptions& options);

/// Walks log chain, records, media and index. Prints what differs.
int run_verify(const std::string& data, bool json);
int run_index_rebuild(const std::string& data);
int run_index_verify(const std::string& data);

struct ServeOptions {
  std::string data;
  std::string listen = "127.0.0.1:8080";
  std::string config;  ///< Path of a TOML file; empty: the sample site.
};
int run_serve(const ServeOptions& options);

/// Adds `sen user …`, `sen organisation …` and `sen key …`; each sets `run`.
void add_people_commands(CLI::App& program, std::function<int()>& run);

/// Adds `sen audit …`; each sets `run`.
void add_audit_commands(CLI::App& program, std::function<int()>& run);

/// Prints the configuration in force as TOML.
int run_config(const std::string& config);

}  // namespace sen::app
