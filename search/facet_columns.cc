#include "search/facet_columns.h"

#include <algorithm>
#include <functional>

#include "engine/base/text.h"
#include "search/stored_edition.h"

namespace sen::search {
namespace {

/// The bytes up to the next zero byte, which are taken off `lists`.
std::string_view take_list(std::string_view& lists) {
  const std::size_t end = std::min(lists.find('\0'), lists.size());
  const std::string_view list = lists.substr(0, end);
  lists.remove_prefix(std::min(end + 1, lists.size()));
  return list;
}

}  // namespace

std::uint64_t document_hash(std::string_view id) {
  return std::hash<std::string_view>()(id);
}

const FacetCode* FacetDictionary::code(std::size_t facet, std::string_view text) {
  std::unique_ptr<const FacetCode>& code = codes_[facet][std::string(text)];
  if (code == nullptr) code = std::make_unique<const FacetCode>(FacetCode{facet, std::string(text)});
  return code.get();
}

const FacetGroup* FacetDictionary::group(std::string_view lists) {
  std::unique_ptr<const FacetGroup>& group = groups_[std::string(lists)];
  if (group != nullptr) return group.get();
  FacetGroup codes;
  for (std::size_t facet = 1; facet < kFacets.size(); ++facet)
    if (const std::string_view list = take_list(lists); !list.empty())
      for (const std::string_view text : split(list, ',')) codes.push_back(code(facet, text));
  group = std::make_unique<const FacetGroup>(std::move(codes));
  return group.get();
}

FacetRow facet_row(std::string_view value, std::int64_t date, FacetDictionary& dictionary) {
  const std::string_view id = take_list(value);
  const std::string_view language = take_list(value);  // kFacets begins with it.
  return {document_hash(id), date, dictionary.code(0, language), dictionary.group(value)};
}

FacetRow FacetColumns::row(std::uint32_t number) const {
  const std::size_t piece = number / kRows;
  if (piece >= pieces_.size() || pieces_[piece] == nullptr) return {};
  return pieces_[piece]->rows[number % kRows];
}

std::uint32_t FacetColumns::next_in(const DateRange& range, std::uint32_t number) const {
  while (number < end_) {
    const std::shared_ptr<Piece>& piece = pieces_[number / kRows];
    if (piece != nullptr && piece->newest >= range.from && piece->oldest < range.to) return number;
    number = std::min(end_, static_cast<std::uint32_t>((number / kRows + 1) * kRows));
  }
  return number;
}

std::vector<std::int64_t> FacetColumns::sampled_dates() const {
  constexpr std::size_t kEvery = 64;
  std::vector<std::int64_t> dates;
  for (const std::shared_ptr<Piece>& piece : pieces_)
    for (std::size_t i = 0; piece != nullptr && i < kRows; i += kEvery)
      if (!piece->rows[i].empty()) dates.push_back(piece->rows[i].date);
  return dates;
}

std::uint32_t FacetColumns::estimate(const DateRange& range) const {
  const std::vector<std::int64_t> dates = sampled_dates();
  const auto inside = static_cast<std::size_t>(
      std::count_if(dates.begin(), dates.end(), [&](std::int64_t date) { return range.holds(date); }));
  return static_cast<std::uint32_t>((inside + 1) * end() / (dates.size() + 1));
}

void FacetColumns::set(std::uint32_t number, std::string_view value, std::int64_t date) {
  Piece& piece = own_piece(number);
  piece.rows[number % kRows] = facet_row(value, date, *dictionary_);
  piece.oldest = std::min(piece.oldest, date);
  piece.newest = std::max(piece.newest, date);
  end_ = std::max(end_, number + 1);
}

void FacetColumns::erase(std::uint32_t number) {
  own_piece(number).rows[number % kRows] = {};
}

FacetColumns::Piece& FacetColumns::own_piece(std::uint32_t number) {
  const std::size_t place = number / kRows;
  if (place >= pieces_.size()) pieces_.resize(place + 1);
  std::shared_ptr<Piece>& piece = pieces_[place];
  if (piece == nullptr)
    piece = std::make_shared<Piece>();
  else if (piece.use_count() > 1)  // A copy may be being read.
    piece = std::make_shared<Piece>(*piece);
  return *piece;
}

}  // namespace sen::search
