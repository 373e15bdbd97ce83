#include "ingest/neighbours.h"

#include <algorithm>

#include "engine/base/log.h"
#include "ingest/neighbours_file.h"

namespace sen::ingest {
namespace {

constexpr std::size_t kIdLetters = 10, kLetterBits = 5, kIdBits = kIdLetters * kLetterBits;
constexpr std::uint64_t kSaveEvery = 5000;  ///< Changes.
constexpr std::size_t kPage = 5000;         ///< Documents of a listing at a time.
constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyz234567";

content::ContentId id_of(std::uint64_t key) {
  std::string id;
  for (std::size_t i = 0; i < kIdLetters; ++i) id += kLetters[(key >> (kLetterBits * (kIdLetters - 1 - i))) & 31U];
  return content::ContentId(std::move(id));
}

}  // namespace

Neighbours::Neighbours(std::string file) : file_(std::move(file)) {
  auto kept = file_.empty() ? std::nullopt : read_neighbours(file_);
  if (!kept) return;
  const MutexLock lock(mutex_);
  for (const auto& [key, fingerprint] : kept->texts)
    if ((key >> kIdBits) < kept->locales.size()) texts_.put(key, fingerprint);
  locales_ = std::move(kept->locales);
  position_ = saved_ = kept->position;
}

Neighbours::~Neighbours() {
  if (position_ != saved_) save();
}

std::string Neighbours::words(std::string_view title, std::string_view summary, std::string_view text) {
  return std::string(title) + "\n" + std::string(summary) + "\n" + std::string(text);
}

Result<void> Neighbours::apply(std::span<const content::Change> changes, const store::VisibleContent& after) {
  constexpr std::string_view kEdition = "edition:";
  for (const content::Change& change : changes)
    for (const content::DependencyKey& touched : change.touches) {
      const std::string_view name = touched.value;
      const std::size_t slash = name.find('/');
      if (!name.starts_with(kEdition) || slash == std::string_view::npos) continue;
      SEN_TRY(look_at(content::ContentId(std::string(name.substr(kEdition.size(), slash - kEdition.size()))),
                      content::Locale(std::string(name.substr(slash + 1))), after));
    }
  position_ = after.sequence().value;
  if (position_ - saved_ >= kSaveEvery) save();
  return {};
}

Result<void> Neighbours::rebuild(const store::VisibleContent& from) {
  {
    const MutexLock lock(mutex_);
    texts_ = {};
    locales_.clear();
  }
  for (std::size_t offset = 0;; offset += kPage) {
    const store::ListedPage page = SEN_TRY(from.list({}, offset, kPage));
    for (const store::Listed& listed : page.entries)
      for (const store::Translation& one : SEN_TRY(from.translations(listed.id)))
        SEN_TRY(look_at(listed.id, one.locale, from));
    if (page.entries.size() < kPage) break;
  }
  position_ = from.sequence().value;
  save();
  return {};
}

Result<void> Neighbours::look_at(const content::ContentId& id, const content::Locale& locale,
                                 const store::VisibleContent& content) {
  const auto found = content.find_exact(id, locale);
  const bool gone = !found && (found.error().code() == ErrorCode::NotFound || found.error().code() == ErrorCode::Gone);
  if (!found && !gone) return found.error();
  std::optional<compare::Fingerprint> fingerprint;
  if (found)
    fingerprint = compare::fingerprint(words(found->version.title, found->version.summary, found->version.text));
  const MutexLock lock(mutex_);
  if (std::find(locales_.begin(), locales_.end(), locale) == locales_.end()) locales_.push_back(locale);
  const auto key = key_of(id, locale);
  if (key && fingerprint) texts_.put(*key, *fingerprint);
  if (key && !fingerprint) texts_.remove(*key);
  return {};
}

std::optional<std::uint64_t> Neighbours::key_of(const content::ContentId& id, const content::Locale& locale) const {
  const auto place = std::find(locales_.begin(), locales_.end(), locale);
  if (id.value.size() != kIdLetters || place == locales_.end()) return std::nullopt;
  auto key = static_cast<std::uint64_t>(place - locales_.begin());
  for (const char c : id.value) {
    const std::size_t letter = kLetters.find(c);
    if (letter == std::string_view::npos) return std::nullopt;
    key = key << kLetterBits | letter;
  }
  return key;
}

std::vector<Neighbour> Neighbours::find(const compare::Fingerprint& text, std::size_t most, double least) const {
  const MutexLock lock(mutex_);
  std::vector<Neighbour> all;
  for (const auto& match : texts_.find(text, most, std::nullopt, least))
    all.push_back({id_of(match.key), locales_[match.key >> kIdBits], match.resemblance});
  return all;
}

double Neighbours::resemblance(const compare::Fingerprint& text, const content::ContentId& id,
                               const content::Locale& locale) const {
  const MutexLock lock(mutex_);
  const auto key = key_of(id, locale);
  const compare::Fingerprint* kept = key ? texts_.get(*key) : nullptr;
  return kept == nullptr ? 0 : compare::resemblance(text, *kept);
}

std::size_t Neighbours::size() const {
  const MutexLock lock(mutex_);
  return texts_.size();
}

void Neighbours::save() {
  if (file_.empty()) return;
  NeighboursFile file;
  file.position = position_;
  {
    const MutexLock lock(mutex_);
    file.locales = locales_;
    file.texts.reserve(texts_.size());
    texts_.each([&](std::uint64_t key, const compare::Fingerprint& one) { file.texts.emplace_back(key, one); });
  }
  // Without it only a start takes longer.
  if (write_neighbours(file_, file))
    saved_ = file.position;
  else
    log::warning("neighbours", {{"error", file_ + " cannot be written"}});
}

}  // namespace sen::ingest
