#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace sen::compare {

/// Changes whenever fingerprint() gives another answer for the same text: stored fingerprints are made anew.
inline constexpr int kFingerprintVersion = 1;
/// Texts of fewer words are too short to be told apart, and have no fingerprint.
inline constexpr std::size_t kLeastWords = 20;

/// The likeness of a text in 128 bytes: for each of 128 orders of all possible pairs of neighbouring words, one byte
/// of the pair of this text that comes first (MinHash: A. Broder, "On the resemblance and containment of documents",
/// 1997; one byte of each: P. Li, A. C. König, "b-bit minwise hashing", 2010). Plain data, to be kept as it is.
struct Fingerprint {
  std::array<std::uint8_t, 128> bytes{};
  bool operator==(const Fingerprint&) const = default;
};

/// The fingerprint of plain `text`, UTF-8 of any script (UAX #29 words, ICU dictionaries, case and width folded);
/// nothing if it has fewer than kLeastWords words. Thread-safe. About 0.1 ms for 300 words.
std::optional<Fingerprint> fingerprint(std::string_view text);

/// The estimated share of word pairs that two texts have in common (Jaccard), [0, 1]; standard error at most
/// 0.045. One word in ten replaced gives about 0.68, half of them 0.15, half of the paragraphs 0.35.
double resemblance(const Fingerprint& a, const Fingerprint& b);

/// At and above it two texts are near-duplicates: nine words in ten are the same, and half of them is not enough.
inline constexpr double kNearDuplicate = 0.5;

/// Finds near-duplicates among many texts in less than a millisecond, by the bands of their fingerprints: 24 bands
/// of three bytes, of which near-duplicates share one with a probability of 0.999. A follower keeps the fingerprints
/// and fills this from them. About 300 bytes a text. Called by one thread, or behind a lock.
class NearDuplicates {
 public:
  /// The caller's number for a text: of an edition, not of a version.
  using Key = std::uint64_t;
  struct Match {
    Key key = 0;
    double resemblance = 0;
  };

  NearDuplicates();

  /// Adds a text, or replaces what `key` had.
  void put(Key key, const Fingerprint& fingerprint);
  /// Nothing happens if there is none.
  void remove(Key key);
  std::size_t size() const { return slots_.size(); }
  /// What was put under `key`; null if nothing was.
  const Fingerprint* get(Key key) const;
  /// Every text, in no order.
  void each(const std::function<void(Key, const Fingerprint&)>& visit) const;

  /// The `most` texts that are nearest to `fingerprint` and at least `least` alike, nearest first; `except` is left
  /// out. Of more than kMostCandidates texts that share a band the newest are looked at.
  std::vector<Match> find(const Fingerprint& fingerprint, std::size_t most, std::optional<Key> except = std::nullopt,
                          double least = kNearDuplicate) const;
  static constexpr std::size_t kMostCandidates = 1000;

 private:
  static constexpr std::size_t kBands = 24;
  static constexpr std::size_t kRows = 3;
  static constexpr std::uint32_t kNone = 0xFFFFFFFF;

  struct Entry {
    Key key = 0;
    Fingerprint fingerprint;
    std::array<std::uint32_t, kBands> next{};  ///< The next entry of the same chain, a band each.
  };

  std::uint32_t& head(std::size_t band, const Fingerprint& fingerprint);
  std::size_t head_place(std::size_t band, const Fingerprint& fingerprint) const;
  void link(std::uint32_t slot);
  void unlink(std::uint32_t slot);
  void grow();

  std::vector<Entry> entries_;
  std::vector<std::uint32_t> heads_;  ///< First entries of chains, kBands for each of a power of two.
  std::vector<std::uint32_t> free_;
  std::unordered_map<Key, std::uint32_t> slots_;
};

}  // namespace sen::compare
