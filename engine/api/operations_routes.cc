#include <cstdio>

#include "engine/api/api.h"

namespace sen::api {
namespace {

using http::Parameters;
using http::Request;
using http::Response;

Response plain(int status, std::string text) {
  Response response = http::make_response(status, "text/plain; charset=utf-8", std::move(text));
  response.add("Cache-Control", "no-store");
  return response;
}

/// Resident memory of this process in bytes, from /proc (proc(5), statm).
std::uint64_t resident_bytes() {
  unsigned long long pages = 0;
  if (std::FILE* file = std::fopen("/proc/self/statm", "r")) {
    if (std::fscanf(file, "%*u %llu", &pages) != 1) pages = 0;  // NOLINT(cert-err34-c): the kernel writes a number
    std::fclose(file);
  }
  return pages * 4096;
}

Result<Response> answer_metrics(const Parts& parts) {
  const store::VisibleContent content = SEN_TRY(parts.library.visible_to(store::Audience::Public));
  const std::uint64_t documents = SEN_TRY(content.count({}));
  std::string text;
  const auto describe = [&](const std::string& name, const std::string& help) {
    text += "# HELP " + name + " " + help + "\n# TYPE " + name + " gauge\n";
  };
  const auto gauge = [&](const std::string& name, const std::string& help, std::uint64_t value) {
    describe(name, help);
    text += name + " " + std::to_string(value) + "\n";
  };
  gauge("sen_log_sequence", "The newest change.", content.sequence().value);
  describe("sen_follower_sequence", "The newest change that a follower has taken in.");
  for (const follow::Follower* follower : parts.followers)
    text += "sen_follower_sequence{follower=\"" + std::string(follower->name()) + "\"} " +
            std::to_string(SEN_TRY(follower->position()).value) + "\n";
  gauge("sen_documents_published", "Documents that a reader can see.", documents);
  gauge("process_resident_memory_bytes", "Resident memory.", resident_bytes());
  if (parts.more_metrics) text += parts.more_metrics();
  return plain(200, std::move(text));
}

}  // namespace

void add_operations_routes(http::Router& router, const Parts& parts) {
  router.add(
      http::Method::Get, "/livez",
      [](const Request&, const Parameters&) -> Result<Response> { return plain(200, "live\n"); }, http::Run::OnWorker);
  router.add(http::Method::Get, "/readyz", [&parts](const Request&, const Parameters&) -> Result<Response> {
    const auto ready = parts.ready();
    return ready ? plain(200, "ready\n") : plain(503, ready.error().message() + "\n");
  });
  router.add(http::Method::Get, "/metrics", [&parts](const Request& request, const Parameters&) -> Result<Response> {
    if (!request.loopback) return Error(ErrorCode::NotFound, "metrics are for this machine");
    return answer_metrics(parts);
  });
}

}  // namespace sen::api
