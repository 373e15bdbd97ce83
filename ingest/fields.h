#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "content/model/document.h"
#include "ingest/findings.h"
#include "ingest/value.h"

namespace sen::ingest {

/// Reads the members of a map one by one, and finds what was not asked for. A member of the wrong
/// kind is a finding and reads as absent. Called by one thread; map and findings must outlive it.
class Fields {
 public:
  /// `path` stands before each field's name in findings: `resources[0].`.
  Fields(const Value& map, std::string file, std::string path, Findings& findings)
      : map_(map), file_(std::move(file)), path_(std::move(path)), findings_(findings) {}

  bool has(std::string_view name) const { return map_.find(name) != nullptr; }
  /// Trimmed; empty if there is none.
  std::string text(std::string_view name);
  /// A list of scalars, or one scalar; trimmed, without empty ones.
  std::vector<std::string> list(std::string_view name);
  /// Text per language, or one text, which is taken as `plain` language.
  content::Texts texts(std::string_view name, const content::Locale& plain);
  /// A moment. Findings: BadDate.
  std::optional<Timestamp> time(std::string_view name);
  bool flag(std::string_view name);
  /// The member if it is a map; null otherwise.
  const Value* map(std::string_view name);
  /// The member if it is a list; null otherwise.
  const Value* items(std::string_view name);
  /// Says that the member is known, whatever it is.
  void know(std::string_view name) { known_.emplace_back(name); }

  /// Where a field stands.
  Place place(std::string_view name) const;

  /// Findings for members that nobody asked for: a warning, or an error if the name is nearly one of
  /// `guarded`, whose loss would change what is published.
  void finish(const std::vector<std::string>& guarded = {});

 private:
  const Value* take(std::string_view name, Value::Kind kind, Phrase must_be);

  const Value& map_;
  std::string file_;
  std::string path_;
  Findings& findings_;
  std::vector<std::string> known_;
};

}  // namespace sen::ingest
