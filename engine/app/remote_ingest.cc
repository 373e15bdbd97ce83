#include "engine/app/remote_ingest.h"

#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <thread>

#include "engine/app/exit_code.h"
#include "engine/app/progress.h"
#include "engine/app/remote_upload.h"
#include "engine/base/text.h"
#include "ingest/intake/record.h"

namespace sen::app {
namespace {

using nlohmann::json;

constexpr std::chrono::milliseconds kAskEvery{500};
constexpr std::size_t kMaxKeyBytes = 200;

/// The job once nothing more is under way.
Result<json> wait_for(Remote& remote, const std::string& job, Progress& progress) {
  for (;;) {
    const RemoteReply reply = SEN_TRY(remote.ask({.path = job}));
    if (reply.status != 200 || !reply.body.is_object()) return refusal(reply);
    if (reply.body.value("done", false)) return reply.body;
    const json under_way = reply.body.value("progress", json::object());
    progress.show(under_way.value("done", std::uint64_t{0}), under_way.value("all", std::uint64_t{0}),
                  under_way.value("stage", ""));
    std::this_thread::sleep_for(kAskEvery);
  }
}

Result<ingest::Receipt> receipt_of(const json& job) {
  ingest::Receipt receipt;
  const std::string state = job.value("state", "");
  if (state == "failed") return Error(ErrorCode::Unavailable, "the server could not check it");
  receipt.outcome = state == "submitted"        ? ingest::Outcome::Submitted
                    : state == "already-stored" ? ingest::Outcome::AlreadyStored
                                                : ingest::Outcome::Refused;
  if (job.contains("sequence") && job["sequence"].is_number_unsigned())
    receipt.sequence = {job["sequence"].get<std::uint64_t>()};
  receipt.report = SEN_TRY(intake::parse_report(job.value("report", json::object()).dump()));
  return receipt;
}

Result<ingest::Receipt> hand_in(Remote& remote, const std::string& path, const IngestOptions& options,
                                Progress& progress) {
  if (std::filesystem::is_directory(path))
    return Error(ErrorCode::InvalidInput, "a folder cannot be sent; pack it as a zip or tar.gz");
  const bool vietnamese = options.ingest.language == ingest::MessageLanguage::Vietnamese;
  const OutgoingPackage package{path, options.ingest.organisation.value, vietnamese ? "vi" : "en"};
  const std::string job = SEN_TRY(send_package(remote, package, progress));
  json checked = SEN_TRY(wait_for(remote, job, progress));
  if (checked.value("state", "") != "accepted") return receipt_of(checked);
  const RemoteReply submitted = SEN_TRY(remote.ask({.method = "POST", .path = job + "/submit"}));
  if (submitted.status != 202) return refusal(submitted);
  return receipt_of(SEN_TRY(wait_for(remote, job, progress)));
}

/// Whether nobody on the way reads the key: https, or this very machine.
bool is_fit_for_a_key(std::string_view address) {
  if (address.starts_with("https://")) return true;
  for (const std::string_view here : {"http://127.0.0.1", "http://localhost", "http://[::1]"})
    if (address.starts_with(here) &&
        (address.size() == here.size() || address[here.size()] == ':' || address[here.size()] == '/'))
      return true;
  return false;
}

Result<std::string> read_key(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::string key(kMaxKeyBytes, '\0');
  file.read(key.data(), static_cast<std::streamsize>(key.size()));
  key.resize(static_cast<std::size_t>(file.gcount()));
  key = trim(key);
  if (!key.starts_with("sen_") || key.find_first_of(" \r\n\t") != std::string::npos)
    return Error(ErrorCode::InvalidInput, path + ": holds no API key");
  return key;
}

}  // namespace

int ingest_remotely(const IngestOptions& options) {
  if (!is_fit_for_a_key(options.server))
    return fail(Error(ErrorCode::InvalidInput, options.server + ": the key would go out in the clear; use https"));
  auto key = read_key(options.key);
  if (!key) return fail(key.error());
  Remote remote(options.server, std::move(*key));
  Progress progress;
  bool refused = false;
  for (const std::string& path : options.packages) {
    const auto receipt = hand_in(remote, path, options, progress);
    progress.clear();
    if (!receipt) return fail(receipt.error().within(path));
    refused = refused || receipt->outcome == ingest::Outcome::Refused;
    const std::string text =
        options.json ? ingest::to_json(*receipt) + "\n"
                     : ingest::to_text(*receipt, path, options.ingest.language, ::isatty(STDOUT_FILENO) == 1);
    std::fputs(text.c_str(), stdout);
    std::fflush(stdout);
  }
  return refused ? kBadInput : kDone;
}

}  // namespace sen::app
