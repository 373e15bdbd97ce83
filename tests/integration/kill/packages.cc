#include "tests/integration/kill/packages.h"

#include "tests/support/content.h"

namespace sen::test {
namespace {

// Digits are spelled as letters, so that a search finds the word and nothing near it.
std::string letters(std::uint64_t number) {
  std::string out;
  for (const char digit : std::to_string(number)) out += static_cast<char>('b' + 2 * (digit - '0'));
  return out;
}

Result<void> put(store::Store& store, const store::BlobName& name, const std::string& bytes) {
  const std::unique_ptr<store::BlobWriter> writer = SEN_TRY(store.blobs().create(name));
  SEN_TRY(writer->append(bytes));
  return writer->finish();
}

}  // namespace

std::string document_id(std::uint64_t package, int document) {
  return content::make_content_id(content::OrganisationCode("mofa"),
                                  std::to_string(package) + "-" + std::to_string(document))
      .value;
}

std::string unique_word(std::uint64_t package, int document) {
  return "goi" + letters(package) + "x" + letters(static_cast<std::uint64_t>(document));
}

std::string picture_bytes(std::uint64_t package) {
  std::string bytes;
  while (bytes.size() < 150'000) bytes += sha256(std::to_string(package) + "/" + std::to_string(bytes.size())).view();
  return bytes;
}

std::string rendition_bytes(std::uint64_t package) {
  return picture_bytes(package).substr(0, 20'000);
}

Digest picture_of(std::uint64_t package) {
  return sha256(picture_bytes(package));
}

Result<content::Sequence> store_package(store::Store& store, std::uint64_t number) {
  content::Media media;
  media.digest = picture_of(number);
  media.content_type = "image/jpeg";
  media.renditions = {{320, 240, "webp", 20'000}};
  SEN_TRY(put(store, {media.digest, "original"}, picture_bytes(number)));
  SEN_TRY(put(store, {media.digest, content::rendition_name(media.renditions[0])}, rendition_bytes(number)));

  std::vector<content::Mutation> mutations = {media};
  for (int i = 0; i < kDocuments; ++i) {
    const std::string id = document_id(number, i);
    content::Document shared = document(id);
    shared.locales = {content::Locale("en"), content::Locale("vi")};
    content::MediaUse use;
    use.digest = media.digest;
    use.file = "images/one.jpg";
    shared.media = {use};
    mutations.emplace_back(shared);
    for (const char* locale : {"en", "vi"}) {
      const content::Version words = version(id, locale, 1, unique_word(number, i) + " " + locale);
      mutations.emplace_back(words);
      mutations.emplace_back(published(words, static_cast<std::int64_t>(number) * 1'000));
    }
  }
  if (number > 1) {
    const std::string id = document_id(number - 1, 0);
    const auto snapshot = SEN_TRY(store.snapshot({}));
    content::Edition edition = SEN_TRY(snapshot->edition(content::ContentId(id), content::Locale("vi")));
    content::Version corrected = version(id, "vi", 2, unique_word(number - 1, 0) + " corrected");
    corrected.kind = content::ChangeKind::Correction;
    corrected.note = "corrected";
    edition.latest = 2;
    content::publish(edition, corrected, {static_cast<std::int64_t>(number) * 1'000});
    mutations.emplace_back(corrected);
    mutations.emplace_back(edition);
  }
  content::Change change = planned(store, std::move(mutations));
  change.reason = "package " + std::to_string(number);
  return store.commit(std::move(change));
}

}  // namespace sen::test
