#include "content/compare/near_duplicate.h"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>

#include <algorithm>
#include <string>

#include "content/compare/words.h"

namespace sen::compare {
namespace {

constexpr std::size_t kShingleWords = 2;

/// The finaliser of MurmurHash3: every bit of `x` moves every bit of the result.
constexpr std::uint64_t mix(std::uint64_t x) {
  x = (x ^ (x >> 33)) * 0xFF51AFD7ED558CCDULL;
  x = (x ^ (x >> 33)) * 0xC4CEB9FE1A85EC53ULL;
  return x ^ (x >> 33);
}

/// FNV-1a, 64 bits: the same on every machine, since fingerprints are stored.
std::uint64_t hash(std::string_view word) {
  std::uint64_t value = 0xCBF29CE484222325ULL;
  for (const char c : word) value = (value ^ static_cast<unsigned char>(c)) * 0x100000001B3ULL;
  return mix(value);
}

/// Odd factors: each gives another order of all hashes (multiply-shift).
constexpr auto kOrders = [] {
  std::array<std::uint64_t, 128> orders{};
  for (std::size_t i = 0; i < orders.size(); ++i) orders[i] = mix(i + 1) | 1U;
  return orders;
}();

/// `text` in NFKC_Casefold (UAX #15); as it is if ICU cannot.
std::string folded(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* fold = icu::Normalizer2::getNFKCCasefoldInstance(status);
  std::string out;
  icu::StringByteSink<std::string> sink(&out);
  if (U_SUCCESS(status) != 0)
    fold->normalizeUTF8(0, icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())), sink, nullptr,
                        status);
  return U_SUCCESS(status) != 0 ? out : std::string(text);
}

std::vector<std::uint64_t> word_hashes(std::string_view text) {
  const std::string plain = folded(text);
  std::vector<std::uint64_t> hashes;
  for (const Piece& piece : cut_words(plain))
    if (piece.word) hashes.push_back(hash(std::string_view(plain).substr(piece.begin, piece.end - piece.begin)));
  return hashes;
}

}  // namespace

std::optional<Fingerprint> fingerprint(std::string_view text) {
  const std::vector<std::uint64_t> words = word_hashes(text);
  if (words.size() < kLeastWords) return std::nullopt;

  std::array<std::uint64_t, kOrders.size()> least;
  least.fill(~std::uint64_t{0});
  for (std::size_t i = 0; i + kShingleWords <= words.size(); ++i) {
    const std::uint64_t shingle = mix(words[i] + 3 * words[i + 1]);
    for (std::size_t order = 0; order < kOrders.size(); ++order)
      least[order] = std::min(least[order], (shingle ^ (shingle >> 32)) * kOrders[order]);
  }

  Fingerprint out;
  for (std::size_t i = 0; i < out.bytes.size(); ++i) out.bytes[i] = static_cast<std::uint8_t>(mix(least[i]));
  return out;
}

double resemblance(const Fingerprint& a, const Fingerprint& b) {
  unsigned equal = 0;
  for (std::size_t i = 0; i < a.bytes.size(); ++i) equal += a.bytes[i] == b.bytes[i] ? 1U : 0U;
  // One byte in 256 is equal by chance.
  const double share = static_cast<double>(equal) / static_cast<double>(a.bytes.size());
  return std::max(0.0, (share - 1.0 / 256) / (1 - 1.0 / 256));
}

NearDuplicates::NearDuplicates() : heads_(kBands * 1024, kNone) {}

std::size_t NearDuplicates::head_place(std::size_t band, const Fingerprint& fingerprint) const {
  const std::uint8_t* row = &fingerprint.bytes[band * kRows];
  const std::uint64_t key = row[0] | std::uint64_t{row[1]} << 8 | std::uint64_t{row[2]} << 16;
  const std::size_t chains = heads_.size() / kBands;
  return band * chains + (mix(key + 1) & (chains - 1));
}

std::uint32_t& NearDuplicates::head(std::size_t band, const Fingerprint& fingerprint) {
  return heads_[head_place(band, fingerprint)];
}

void NearDuplicates::link(std::uint32_t slot) {
  Entry& entry = entries_[slot];
  for (std::size_t band = 0; band < kBands; ++band) {
    std::uint32_t& first = head(band, entry.fingerprint);
    entry.next[band] = first;
    first = slot;
  }
}

void NearDuplicates::unlink(std::uint32_t slot) {
  for (std::size_t band = 0; band < kBands; ++band) {
    std::uint32_t* at = &head(band, entries_[slot].fingerprint);
    while (*at != slot) at = &entries_[*at].next[band];
    *at = entries_[slot].next[band];
  }
}

void NearDuplicates::grow() {
  heads_.assign(heads_.size() * 2, kNone);
  for (const auto& [key, slot] : slots_) link(slot);
}

void NearDuplicates::put(Key key, const Fingerprint& fingerprint) {
  remove(key);
  std::uint32_t slot = 0;
  if (free_.empty()) {
    slot = static_cast<std::uint32_t>(entries_.size());
    entries_.emplace_back();
  } else {
    slot = free_.back();
    free_.pop_back();
  }
  entries_[slot].key = key;
  entries_[slot].fingerprint = fingerprint;
  slots_[key] = slot;
  if (slots_.size() > heads_.size() / kBands)
    grow();
  else
    link(slot);
}

void NearDuplicates::remove(Key key) {
  const auto found = slots_.find(key);
  if (found == slots_.end()) return;
  unlink(found->second);
  free_.push_back(found->second);
  slots_.erase(found);
}

const Fingerprint* NearDuplicates::get(Key key) const {
  const auto found = slots_.find(key);
  return found == slots_.end() ? nullptr : &entries_[found->second].fingerprint;
}

void NearDuplicates::each(const std::function<void(Key, const Fingerprint&)>& visit) const {
  for (const auto& [key, slot] : slots_) visit(key, entries_[slot].fingerprint);
}

std::vector<NearDuplicates::Match> NearDuplicates::find(const Fingerprint& fingerprint, std::size_t most,
                                                        std::optional<Key> except, double least) const {
  std::vector<std::uint32_t> candidates;
  for (std::size_t band = 0; band < kBands; ++band) {
    std::size_t left = kMostCandidates;
    for (std::uint32_t at = heads_[head_place(band, fingerprint)]; at != kNone && left > 0; --left) {
      candidates.push_back(at);
      at = entries_[at].next[band];
    }
  }
  std::sort(candidates.begin(), candidates.end());
  candidates.erase(std::unique(candidates.begin(), candidates.end()), candidates.end());

  std::vector<Match> matches;
  for (const std::uint32_t slot : candidates) {
    const Entry& entry = entries_[slot];
    if (except && entry.key == *except) continue;
    const double alike = resemblance(fingerprint, entry.fingerprint);
    if (alike >= least) matches.push_back({entry.key, alike});
  }
  std::sort(matches.begin(), matches.end(), [](const Match& a, const Match& b) {
    return a.resemblance != b.resemblance ? a.resemblance > b.resemblance : a.key < b.key;
  });
  if (matches.size() > most) matches.resize(most);
  return matches;
}

}  // namespace sen::compare
