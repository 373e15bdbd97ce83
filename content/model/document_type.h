#pragma once

#include <optional>
#include <string>
#include <vector>

#include "content/model/document.h"

namespace sen::content {

/// A field that documents of a type may have.
struct FieldType {
  enum class Kind { Text, Url, Date, DateTime, Integer, Code, List, UrlList };
  std::string name;
  Kind kind = Kind::Text;
  bool required = false;
  bool shown = true;  ///< Whether the document's page shows it.
  Texts labels;
  std::vector<std::pair<std::string, Texts>> codes;  ///< Of Kind::Code: the values and their labels.
};

/// A rule that a type declares for its documents, beside required fields.
struct TypeCheck {
  std::string rule;  ///< `min_items`, `needs_image` …
  std::string field;
  std::uint32_t count = 0;
};

/// What a document can be, declared as data in content/types/TYPE.yaml: a new type is a new file.
struct DocumentType {
  std::string code;        ///< `fact-check`
  std::string section;     ///< `facts`
  std::string schema_org;  ///< `ClaimReview`
  Texts labels;            ///< One of them.
  Texts plural;
  std::vector<FieldType> fields;
  std::vector<TypeCheck> checks;
  std::uint32_t approvals = 1;

  const FieldType* field(std::string_view name) const;
};

/// A part of the site with a listing of its own.
struct Section {
  std::string code;  ///< `news`
  Texts labels;
  bool in_navigation = true;
};

}  // namespace sen::content
