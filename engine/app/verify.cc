#include "engine/app/verify.h"

#include <cstdio>
#include <nlohmann/json.hpp>

#include "engine/app/exit_code.h"

namespace sen::app {
namespace {

/// Reads a blob to its end and compares its size, and its digest if it is an original.
Result<void> verify_blob(const store::Blobs& blobs, const store::BlobName& name, std::uint64_t bytes) {
  const auto reader = SEN_TRY(blobs.open(name));
  if (reader->size() != bytes)
    return Error(ErrorCode::Storage,
                 "has " + std::to_string(reader->size()) + " bytes instead of " + std::to_string(bytes));
  constexpr std::size_t kPiece = 256 * 1024;
  Sha256 hash;
  for (std::uint64_t at = 0; at < bytes;) {
    const std::string piece = SEN_TRY(reader->read(at, kPiece));
    if (piece.empty()) return Error(ErrorCode::Storage, "ends early at byte " + std::to_string(at));
    hash.update(piece);
    at += piece.size();
  }
  if (name.name == "original" && hash.finish() != name.digest)
    return Error(ErrorCode::Storage, "does not have its digest");
  return {};
}

void verify_media(Engine& engine, const store::Snapshot& snapshot, const Digest& digest, Verification& found) {
  const std::string name = "picture " + to_hex(digest);
  const auto media = snapshot.media(digest);
  if (!media) return found.faults.push_back(name + ": " + media.error().message());
  ++found.pictures;
  const auto check = [&](const std::string& rendition, std::uint64_t bytes) {
    const auto sound = verify_blob(engine.store().blobs(), {digest, rendition}, bytes);
    if (!sound) found.faults.push_back(name + ": " + rendition + ": " + sound.error().message());
  };
  check("original", media->bytes);
  for (const content::Rendition& rendition : media->renditions)
    check(content::rendition_name(rendition), rendition.bytes);
}

void verify_document(Engine& engine, const store::Snapshot& snapshot, const content::Document& document,
                     Verification& found) {
  ++found.documents;
  for (const content::Locale& locale : document.locales) {
    const std::string name = "document " + document.id.value + " in " + locale.value;
    const auto edition = snapshot.edition(document.id, locale);
    if (!edition) {
      found.faults.push_back(name + ": " + edition.error().message());
      continue;
    }
    ++found.editions;
    for (std::uint32_t number = 1; number <= edition->latest; ++number)
      if (const auto version = snapshot.version(document.id, locale, number); !version)
        found.faults.push_back(name + ": version " + std::to_string(number) + ": " + version.error().message());
  }
  for (const content::MediaUse& use : document.media) verify_media(engine, snapshot, use.digest, found);
}

}  // namespace

Verification verify(Engine& engine) {
  Verification found;
  const auto chain = engine.store().log().verify();
  if (!chain)
    found.faults.push_back("log: " + chain.error().message());
  else
    found.changes = chain->sequence.value;

  const auto snapshot = engine.store().snapshot();
  if (!snapshot) {
    found.faults.push_back("store: " + snapshot.error().message());
    return found;
  }
  const auto walked = (*snapshot)->each_document([&](const content::Document& document) {
    verify_document(engine, **snapshot, document, found);
    return true;
  });
  if (!walked) found.faults.push_back("documents: " + walked.error().message());
  const auto datasets = (*snapshot)->datasets();
  if (!datasets)
    found.faults.push_back("datasets: " + datasets.error().message());
  else
    for (const content::DatasetCode& code : *datasets) {
      const auto dataset = (*snapshot)->dataset(code);
      if (!dataset)
        found.faults.push_back("dataset " + code.value + ": " + dataset.error().message());
      else
        ++found.datasets;
    }

  const auto content = engine.library().visible_to(store::Audience::Public);
  const auto indexed = content ? engine.index().verify(*content) : Result<std::uint64_t>(content.error());
  if (!indexed)
    found.faults.push_back("index: " + indexed.error().message());
  else
    found.indexed = *indexed;
  return found;
}

std::string to_text(const Verification& found) {
  std::string out;
  for (const std::string& fault : found.faults) out += "fault: " + fault + "\n";
  out += std::to_string(found.changes) + " changes, " + std::to_string(found.documents) + " documents, " +
         std::to_string(found.editions) + " editions, " + std::to_string(found.pictures) + " pictures, " +
         std::to_string(found.datasets) + " datasets, " + std::to_string(found.indexed) + " indexed: ";
  return out + (found.faults.empty() ? "all agree\n" : std::to_string(found.faults.size()) + " faults\n");
}

std::string to_json(const Verification& found) {
  return nlohmann::json{{"changes", found.changes},   {"documents", found.documents}, {"editions", found.editions},
                        {"pictures", found.pictures}, {"datasets", found.datasets},   {"indexed", found.indexed},
                        {"faults", found.faults}}
             .dump() +
         "\n";
}

Result<std::string> index_verify_text(Engine& engine) {
  const store::VisibleContent content = SEN_TRY(engine.library().visible_to(store::Audience::Public));
  const std::uint64_t indexed = SEN_TRY(engine.index().verify(content).within("index"));
  return "index and content agree on " + std::to_string(indexed) + " editions\n";
}

}  // namespace sen::app
