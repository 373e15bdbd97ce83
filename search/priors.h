#pragma once

#include <memory>
#include <set>
#include <string>

#include "content/model/vocabulary.h"
#include "search/facet_columns.h"
#include "search/ranking.h"

namespace sen::search {

using TypeCodes = std::set<std::string, std::less<>>;

/// The types of documents that are parts of other pages, such as quotations.
std::shared_ptr<const TypeCodes> types_of_parts(const content::Vocabulary& vocabulary);

/// What an edition gains in the ranking whatever it says.
class Priors {
 public:
  Priors() = default;
  Priors(const Ranking& ranking, const content::Locale& reader, std::shared_ptr<const TypeCodes> parts);

  /// In points of BM25+, from 0 to most().
  double of(const FacetRow& row) const;
  double most() const { return reader_language_ + freshness_ + whole_text_; }

 private:
  double reader_language_ = 0, freshness_ = 0, whole_text_ = 0;
  double half_life_ = 1;  ///< Milliseconds.
  std::string reader_;
  std::int64_t now_ = 0;
  std::shared_ptr<const TypeCodes> parts_;
};

}  // namespace sen::search
