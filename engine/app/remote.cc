#include "engine/app/remote.h"

#include <curl/curl.h>

#include <array>
#include <memory>

#include "engine/base/text.h"

namespace sen::app {
namespace {

using nlohmann::json;

constexpr std::size_t kMaxAnswerBytes = std::size_t{16} * 1024 * 1024;
constexpr long kConnectSeconds = 20;
constexpr long kSlowSeconds = 60;  ///< With less than a byte a second for so long, the line counts as cut.

using Curl = std::unique_ptr<CURL, decltype(&curl_easy_cleanup)>;
using Headers = std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)>;

/// The part of a file that a request sends.
struct Outgoing {
  std::FILE* file;
  std::uint64_t left;
};

std::size_t keep_answer(char* bytes, std::size_t size, std::size_t count, void* out) {
  auto& answer = *static_cast<std::string*>(out);
  if (answer.size() + size * count > kMaxAnswerBytes) return 0;
  answer.append(bytes, size * count);
  return size * count;
}

std::size_t keep_header(char* bytes, std::size_t size, std::size_t count, void* out) {
  const std::string_view line(bytes, size * count);
  const std::size_t colon = line.find(':');
  if (colon != std::string_view::npos)
    static_cast<RemoteReply*>(out)->headers[to_lower_ascii(line.substr(0, colon))] = trim(line.substr(colon + 1));
  return line.size();
}

std::size_t read_file(char* bytes, std::size_t size, std::size_t count, void* in) {
  auto& outgoing = *static_cast<Outgoing*>(in);
  const auto want = static_cast<std::size_t>(std::min<std::uint64_t>(size * count, outgoing.left));
  const std::size_t got = std::fread(bytes, 1, want, outgoing.file);
  outgoing.left -= got;
  return got < want && std::ferror(outgoing.file) != 0 ? CURL_READFUNC_ABORT : got;
}

int tell_sent(void* request, curl_off_t, curl_off_t, curl_off_t, curl_off_t sent) {
  static_cast<const RemoteRequest*>(request)->sent(static_cast<std::uint64_t>(sent));
  return 0;
}

Headers headers_of(const RemoteRequest& request, const std::string& key) {
  curl_slist* list = curl_slist_append(nullptr, ("Authorization: Bearer " + key).c_str());
  list = curl_slist_append(list, "Expect:");
  for (const std::string& header : request.headers) list = curl_slist_append(list, header.c_str());
  return {list, curl_slist_free_all};
}

void set_method(CURL* curl, const RemoteRequest& request, Outgoing& outgoing) {
  if (request.method == "HEAD") {
    curl_easy_setopt(curl, CURLOPT_NOBODY, 1L);
  } else if (request.body != nullptr) {
    curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
    curl_easy_setopt(curl, CURLOPT_INFILESIZE_LARGE, static_cast<curl_off_t>(request.bytes));
    curl_easy_setopt(curl, CURLOPT_READFUNCTION, read_file);
    curl_easy_setopt(curl, CURLOPT_READDATA, &outgoing);
  } else if (request.method == "POST") {
    curl_easy_setopt(curl, CURLOPT_POST, 1L);
    curl_easy_setopt(curl, CURLOPT_POSTFIELDS, "");
  }
  if (request.method != "HEAD") curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, request.method.c_str());
  if (request.sent) {
    curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
    curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, tell_sent);
    curl_easy_setopt(curl, CURLOPT_XFERINFODATA, &request);
  }
}

}  // namespace

std::string RemoteReply::header(const std::string& name) const {
  const auto found = headers.find(name);
  return found == headers.end() ? std::string() : found->second;
}

Error refusal(const RemoteReply& reply) {
  const std::string detail = reply.body.is_object() ? reply.body.value("detail", "") : std::string();
  const std::string message = detail.empty() ? "the server answered " + std::to_string(reply.status) : detail;
  if (reply.status == 401 || reply.status == 403) return {ErrorCode::PermissionDenied, message};
  if (reply.status == 413) return {ErrorCode::TooLarge, "it is larger than the server takes"};
  return {reply.status >= 500 ? ErrorCode::Unavailable : ErrorCode::InvalidInput, message};
}

Remote::Remote(std::string address, std::string key) : address_(std::move(address)), key_(std::move(key)) {
  while (address_.ends_with('/')) address_.pop_back();
}

Result<RemoteReply> Remote::ask(const RemoteRequest& request) {
  const Curl curl(curl_easy_init(), curl_easy_cleanup);
  if (!curl) return Error(ErrorCode::Storage, "libcurl cannot be set up");
  const Headers headers = headers_of(request, key_);
  RemoteReply reply;
  std::string answer;
  std::array<char, CURL_ERROR_SIZE> fault{};
  Outgoing outgoing{request.body, request.bytes};
  const std::string url = address_ + request.path;
  curl_easy_setopt(curl.get(), CURLOPT_URL, url.c_str());
  curl_easy_setopt(curl.get(), CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(curl.get(), CURLOPT_HTTPHEADER, headers.get());
  curl_easy_setopt(curl.get(), CURLOPT_ERRORBUFFER, fault.data());
  curl_easy_setopt(curl.get(), CURLOPT_WRITEFUNCTION, keep_answer);
  curl_easy_setopt(curl.get(), CURLOPT_WRITEDATA, &answer);
  curl_easy_setopt(curl.get(), CURLOPT_HEADERFUNCTION, keep_header);
  curl_easy_setopt(curl.get(), CURLOPT_HEADERDATA, &reply);
  curl_easy_setopt(curl.get(), CURLOPT_CONNECTTIMEOUT, kConnectSeconds);
  curl_easy_setopt(curl.get(), CURLOPT_LOW_SPEED_LIMIT, 1L);
  curl_easy_setopt(curl.get(), CURLOPT_LOW_SPEED_TIME, kSlowSeconds);
  curl_easy_setopt(curl.get(), CURLOPT_NOSIGNAL, 1L);
  set_method(curl.get(), request, outgoing);
  const CURLcode code = curl_easy_perform(curl.get());
  curl_easy_getinfo(curl.get(), CURLINFO_RESPONSE_CODE, &reply.status);
  // A server that refuses a body answers before it has read it all.
  if (code != CURLE_OK && reply.status < 400)
    return Error(ErrorCode::Unavailable,
                 address_ + ": " + (fault[0] != '\0' ? fault.data() : curl_easy_strerror(code)));
  reply.body = json::parse(answer, nullptr, false);
  return reply;
}

}  // namespace sen::app
