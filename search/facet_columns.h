#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace sen::search {

struct FacetCode {
  std::size_t facet = 0;  ///< Its place in kFacets.
  std::string code;
};

/// The facet codes that many documents share: all but the language.
using FacetGroup = std::vector<const FacetCode*>;

/// What one edition is counted and ordered by.
struct FacetRow {
  std::uint64_t document = 0;           ///< document_hash() of its ContentId.
  std::int64_t date = 0;                ///< Milliseconds; Timestamp of the document.
  const FacetCode* language = nullptr;  ///< Null: no edition has this number.
  const FacetGroup* group = nullptr;

  bool empty() const { return language == nullptr; }
};

std::uint64_t document_hash(std::string_view id);

/// Every code and group once. Only grows; what it gave stays where it is and is never written again, so that other
/// threads may read it while one thread asks for more.
class FacetDictionary {
 public:
  const FacetCode* code(std::size_t facet, std::string_view text);
  /// `lists`: FacetCodes::encode() without the language.
  const FacetGroup* group(std::string_view lists);

 private:
  std::array<std::unordered_map<std::string, std::unique_ptr<const FacetCode>>, 6> codes_;
  std::unordered_map<std::string, std::unique_ptr<const FacetGroup>> groups_;
};

/// `value`: the value slot of an edition (slots.h, kFacetSlot).
FacetRow facet_row(std::string_view value, std::int64_t date, FacetDictionary& dictionary);

/// Dates, `[from, to)` in milliseconds.
struct DateRange {
  std::int64_t from = std::numeric_limits<std::int64_t>::min();
  std::int64_t to = std::numeric_limits<std::int64_t>::max();

  bool holds(std::int64_t date) const { return date >= from && date < to; }
  bool is_open() const { return *this == DateRange(); }
  bool operator==(const DateRange&) const = default;
};

/// The facets of an index in memory, by the index's number of each edition: 32 bytes an edition, where the value slot
/// would be read for every match of every query. A copy shares its rows with the original until the original changes
/// them; a copy may be read by any thread while the original is changed by one.
class FacetColumns {
 public:
  /// An empty row if there is none.
  FacetRow row(std::uint32_t number) const;
  /// Above the number of every edition that has a row.
  std::uint32_t end() const { return end_; }
  /// The first number from `number` on whose edition may be dated in `range`, or may have no row. Looks only at bounds
  /// that many editions share, so row() decides.
  std::uint32_t next_in(const DateRange& range, std::uint32_t number) const;
  /// About how many editions are dated in `range`.
  std::uint32_t estimate(const DateRange& range) const;

  void set(std::uint32_t number, std::string_view value, std::int64_t date);
  void erase(std::uint32_t number);

 private:
  static constexpr std::size_t kRows = 1024;
  struct Piece {
    std::array<FacetRow, kRows> rows;
    /// Of all dates that were ever set here.
    std::int64_t oldest = std::numeric_limits<std::int64_t>::max();
    std::int64_t newest = std::numeric_limits<std::int64_t>::min();
  };

  Piece& own_piece(std::uint32_t number);
  std::vector<std::int64_t> sampled_dates() const;

  std::vector<std::shared_ptr<Piece>> pieces_;
  std::uint32_t end_ = 1;                                                              ///< Numbers begin with 1.
  std::shared_ptr<FacetDictionary> dictionary_ = std::make_shared<FacetDictionary>();  ///< What rows point to.
};

}  // namespace sen::search
