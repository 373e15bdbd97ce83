#include "engine/app/remote_ingest.h"

#include <curl/curl.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <memory>
#include <nlohmann/json.hpp>
#include <thread>

#include "engine/app/exit_code.h"
#include "engine/app/progress.h"
#include "engine/base/text.h"
#include "engine/http/response.h"
#include "ingest/intake/record.h"

namespace sen::app {
namespace {

using nlohmann::json;

constexpr std::chrono::milliseconds kAskEvery{500};
constexpr std::size_t kMaxAnswerBytes = std::size_t{16} * 1024 * 1024;
constexpr std::size_t kMaxKeyBytes = 200;
constexpr long kConnectSeconds = 20;
constexpr long kSlowSeconds = 60;  ///< With less than a byte a second for so long, the line counts as cut.

struct Reply {
  long status = 0;
  json body;
};

std::size_t keep_answer(char* bytes, std::size_t size, std::size_t count, void* out) {
  auto& answer = *static_cast<std::string*>(out);
  if (answer.size() + size * count > kMaxAnswerBytes) return 0;
  answer.append(bytes, size * count);
  return size * count;
}

std::size_t read_file(char* bytes, std::size_t size, std::size_t count, void* in) {
  return std::fread(bytes, size, count, static_cast<std::FILE*>(in));
}

int show_progress(void* progress, curl_off_t, curl_off_t, curl_off_t all, curl_off_t sent) {
  if (all > 0)
    static_cast<Progress*>(progress)->show(static_cast<std::uint64_t>(sent), static_cast<std::uint64_t>(all),
                                           "sending");
  return 0;
}

/// A server and the key for it. Called by one thread.
class Remote {
 public:
  Remote(std::string address, std::string key) : address_(std::move(address)), key_(std::move(key)) {
    while (address_.ends_with('/')) address_.pop_back();
  }

  Result<Reply> get(const std::string& path) { return ask(path, nullptr, 0, nullptr); }
  Result<Reply> post(const std::string& path) { return ask(path, nullptr, 0, nullptr, true); }
  Result<Reply> send(const std::string& path, const std::string& file, Progress& progress) {
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> in(std::fopen(file.c_str(), "rbe"), std::fclose);
    std::error_code code;
    const std::uintmax_t size = std::filesystem::file_size(file, code);
    if (!in || code) return Error(ErrorCode::InvalidInput, "cannot be read");
    return ask(path, in.get(), size, &progress, true);
  }

 private:
  Result<Reply> ask(const std::string& path, std::FILE* in, std::uintmax_t size, Progress* progress,
                    bool post = false) {
    const std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> curl(curl_easy_init(), curl_easy_cleanup);
    if (!curl) return Error(ErrorCode::Storage, "libcurl cannot be set up");
    curl_slist* list = curl_slist_append(nullptr, ("Authorization: Bearer " + key_).c_str());
    list = curl_slist_append(list, "Content-Type: application/octet-stream");
    list = curl_slist_append(list, "Expect:");
    const std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)> headers(list, curl_slist_free_all);
    std::string answer;
    std::array<char, CURL_ERROR_SIZE> fault{};
    const std::string url = address_ + path;
    curl_easy_setopt(curl.get(), CURLOPT_URL, url.c_str());
    curl_easy_setopt(curl.get(), CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(curl.get(), CURLOPT_HTTPHEADER, headers.get());
    curl_easy_setopt(curl.get(), CURLOPT_ERRORBUFFER, fault.data());
    curl_easy_setopt(curl.get(), CURLOPT_WRITEFUNCTION, keep_answer);
    curl_easy_setopt(curl.get(), CURLOPT_WRITEDATA, &answer);
    curl_easy_setopt(curl.get(), CURLOPT_CONNECTTIMEOUT, kConnectSeconds);
    curl_easy_setopt(curl.get(), CURLOPT_LOW_SPEED_LIMIT, 1L);
    curl_easy_setopt(curl.get(), CURLOPT_LOW_SPEED_TIME, kSlowSeconds);
    curl_easy_setopt(curl.get(), CURLOPT_NOSIGNAL, 1L);
    if (post) {
      curl_easy_setopt(curl.get(), CURLOPT_POST, 1L);
      curl_easy_setopt(curl.get(), CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(size));
      curl_easy_setopt(curl.get(), CURLOPT_READFUNCTION, read_file);
      if (in != nullptr)
        curl_easy_setopt(curl.get(), CURLOPT_READDATA, in);
      else
        curl_easy_setopt(curl.get(), CURLOPT_POSTFIELDS, "");
    }
    if (progress != nullptr) {
      curl_easy_setopt(curl.get(), CURLOPT_NOPROGRESS, 0L);
      curl_easy_setopt(curl.get(), CURLOPT_XFERINFOFUNCTION, show_progress);
      curl_easy_setopt(curl.get(), CURLOPT_XFERINFODATA, progress);
    }
    const CURLcode code = curl_easy_perform(curl.get());
    Reply reply;
    curl_easy_getinfo(curl.get(), CURLINFO_RESPONSE_CODE, &reply.status);
    // A server that refuses a body answers before it has read it all.
    if (code != CURLE_OK && reply.status < 400)
      return Error(ErrorCode::Unavailable,
                   address_ + ": " + (fault[0] != '\0' ? fault.data() : curl_easy_strerror(code)));
    reply.body = json::parse(answer, nullptr, false);
    return reply;
  }

  std::string address_;
  std::string key_;
};

/// What the server says against it, as an error.
Error refusal(const Reply& reply) {
  const std::string detail = reply.body.is_object() ? reply.body.value("detail", "") : std::string();
  const std::string message = detail.empty() ? "the server answered " + std::to_string(reply.status) : detail;
  if (reply.status == 401 || reply.status == 403) return {ErrorCode::PermissionDenied, message};
  if (reply.status == 413) return {ErrorCode::TooLarge, "it is larger than the server takes"};
  return {reply.status == 503 ? ErrorCode::Unavailable : ErrorCode::InvalidInput, message};
}

/// The job once nothing more is under way.
Result<json> wait_for(Remote& remote, const std::string& job, Progress& progress) {
  for (;;) {
    const Reply reply = SEN_TRY(remote.get(job));
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
  std::string target = "/api/v1/packages?language=" + std::string(vietnamese ? "vi" : "en") +
                       "&name=" + http::encode_query(std::filesystem::path(path).filename().string());
  if (!options.ingest.organisation.empty())
    target += "&organisation=" + http::encode_query(options.ingest.organisation.value);
  const Reply taken = SEN_TRY(remote.send(target, path, progress));
  if (taken.status != 202 || !taken.body.is_object()) return refusal(taken);
  const std::string job = taken.body.value("job", "");
  json checked = SEN_TRY(wait_for(remote, job, progress));
  if (checked.value("state", "") != "accepted") return receipt_of(checked);
  const Reply submitted = SEN_TRY(remote.post(job + "/submit"));
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
