#include "ingest/intake/shelf.h"

#include <algorithm>
#include <filesystem>

#include "engine/base/log.h"
#include "engine/store/small_file.h"
#include "ingest/intake/record.h"

namespace sen::intake {
namespace {

namespace fs = std::filesystem;

constexpr const char* kRecord = "/record.json";
constexpr const char* kReport = "/report.json";
constexpr const char* kAmendments = "/amendments.json";
constexpr const char* kSignature = "/package.minisig";
constexpr std::size_t kMostBytes = std::size_t{256} * 1024 * 1024;  ///< Of a report of thousands of files.

void remove_all(const std::string& path) {
  std::error_code code;
  fs::remove_all(path, code);
  if (code) log::warning("intake", {{"folder", path}, {"error", code.message()}});
}

}  // namespace

Result<std::vector<Upload>> Shelf::load() const {
  std::error_code code;
  fs::create_directories(folder_, code);
  fs::directory_iterator walk(folder_, code), end;
  std::vector<Upload> found;
  for (; !code && walk != end; walk.increment(code)) {
    const std::string folder = walk->path().string();
    const auto text = SEN_TRY(store::read_small_file(folder + kRecord, kMostBytes));
    if (!text) {
      remove_all(folder);
      continue;
    }
    found.push_back(SEN_TRY(parse_record(*text).within(folder)));
    remove_all(made(found.back().id));  // Another program may make it otherwise.
  }
  if (code) return Error(ErrorCode::Storage, folder_ + ": " + code.message());
  std::sort(found.begin(), found.end(),
            [](const Upload& a, const Upload& b) { return std::pair(a.received, a.id) < std::pair(b.received, b.id); });
  return found;
}

Result<void> Shelf::add(const UploadId& id) const {
  std::error_code code;
  fs::create_directory(place(id), code);
  if (code) return Error(ErrorCode::Storage, place(id) + ": " + code.message());
  return {};
}

void Shelf::remove(const UploadId& id) const {
  remove_all(place(id));
}

void Shelf::remove_package(const UploadId& id) const {
  for (const std::string& done : {package(id), changed(id), made(id)}) remove_all(done);
}

Result<void> Shelf::keep(const Upload& upload) const {
  return store::write_small_file(place(upload.id) + kRecord, to_record(upload));
}

Result<void> Shelf::keep_report(const UploadId& id, const ingest::Report& report) const {
  return store::write_small_file(place(id) + kReport, ingest::to_json(report));
}

Result<void> Shelf::keep_signature(const UploadId& id, const std::string& signature) const {
  return store::write_small_file(place(id) + kSignature, signature);
}

Result<ingest::Report> Shelf::report(const UploadId& id) const {
  const auto text = SEN_TRY(store::read_small_file(place(id) + kReport, kMostBytes));
  if (!text) return Error(ErrorCode::NotFound, "there is no report");
  return parse_report(*text);
}

Result<void> Shelf::keep_amendments(const UploadId& id, const std::vector<content::Amendment>& amendments) const {
  return store::write_small_file(place(id) + kAmendments, ingest::to_json(amendments));
}

Result<std::vector<content::Amendment>> Shelf::amendments(const UploadId& id) const {
  const auto text = SEN_TRY(store::read_small_file(place(id) + kAmendments, kMostBytes));
  if (!text) return std::vector<content::Amendment>();
  return parse_amendments(*text);
}

Result<std::string> Shelf::signature(const UploadId& id) const {
  return SEN_TRY(store::read_small_file(place(id) + kSignature, kMostBytes)).value_or(std::string());
}

}  // namespace sen::intake
