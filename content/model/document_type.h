#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "content/model/document.h"
#include "engine/base/embedded.h"
#include "engine/base/result.h"

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

/// A rule that a type declares for its documents, beside required fields:
/// `min_items` (`field` has at least `count` values), `needs_image` (the document has
/// at least one picture), `not_before` (`field` is not earlier than `other`).
struct TypeCheck {
  std::string rule;
  std::string field;  ///< May be empty.
  std::string other;  ///< May be empty.
  std::uint32_t count = 0;
};

/// What a document can be, declared as data in content/types/TYPE.yaml: a new type is a new file.
struct DocumentType {
  std::string code;        ///< `fact-check`
  std::string section;     ///< `facts`
  std::string schema_org;  ///< `ClaimReview`
  std::string tone;        ///< How its tag looks on pages: `plain`, `press`, `check`.
  std::string date_field;  ///< The field whose day stands on cards, such as an event's `starts`; empty: the document's.
  Texts labels;            ///< One of them.
  Texts plural;
  std::vector<FieldType> fields;
  std::vector<TypeCheck> checks;
  std::uint32_t approvals = 1;  ///< Persons who must approve, 1 or 2.
  bool sign_off = false;        ///< A translation of it waits for a language reviewer's sign-off.
  bool needs_note = false;      ///< Even a minor change of what is public needs a public note.
  bool unlisted = false;        ///< A part of other pages: it does not stand beside news on the home page.

  /// Null if the type has no such field.
  const FieldType* field(std::string_view name) const;
};

/// A part of the site with a listing of its own.
struct Section {
  std::string code;  ///< `news`
  Texts labels;
  bool in_navigation = true;
};

/// Reads a type's file. Errors: InvalidInput names file and line.
Result<DocumentType> read_document_type(const EmbeddedFile& file);

/// Reads sections.yaml: the sections in the order in which they are listed.
/// Errors: InvalidInput names file and line.
Result<std::vector<Section>> read_sections(const EmbeddedFile& file);

}  // namespace sen::content
