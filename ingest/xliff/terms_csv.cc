// Termbases as CSV: a row a term.
#include <algorithm>
#include <map>

#include "engine/base/text.h"
#include "ingest/csv.h"
#include "ingest/xliff/termbase.h"

namespace sen::xliff {
namespace {

using content::Term;
using content::TermEntry;
using content::TermStatus;

constexpr const char* kColumns[] = {"id",   "subject", "locked",     "language",  "status",
                                    "term", "note",    "definition", "entry_note"};

Error at_row(std::uint64_t row, const std::string& message) {
  return Error(ErrorCode::InvalidInput, "row " + std::to_string(row) + ": " + message);
}

std::string cell(std::string_view text) {
  // A sheet must not take a term for a formula.
  std::string out = "\"";
  if (!text.empty() && std::string_view("=+-@\t").find(text.front()) != std::string_view::npos) out += '\'';
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + "\"";
}

Result<TermStatus> parse_status(std::string_view text, std::uint64_t row) {
  if (text.empty() || text == "preferred") return TermStatus::Preferred;
  if (text == "admitted") return TermStatus::Admitted;
  if (text == "forbidden") return TermStatus::Forbidden;
  return at_row(row, "column status: it is preferred, admitted or forbidden");
}

const char* status_name(TermStatus status) {
  switch (status) {
    case TermStatus::Preferred:
      return "preferred";
    case TermStatus::Admitted:
      return "admitted";
    case TermStatus::Forbidden:
      return "forbidden";
  }
  return "preferred";
}

/// Where each column of kColumns stands; nothing: it is not there.
Result<std::map<std::string, std::size_t, std::less<>>> read_header(const std::vector<std::string>& cells) {
  std::map<std::string, std::size_t, std::less<>> places;
  for (std::size_t at = 0; at < cells.size(); ++at) {
    const std::string name(trim(cells[at]));
    const bool known = std::find(std::begin(kColumns), std::end(kColumns), name) != std::end(kColumns);
    if (!known)
      return at_row(1, "column " + name +
                           ": it is none of id, subject, locked, language, status, term, note, definition, entry_note");
    if (!places.emplace(name, at).second) return at_row(1, "column " + name + ": it stands twice");
  }
  for (const char* needed : {"id", "language", "term"})
    if (!places.contains(needed)) return at_row(1, "column " + std::string(needed) + ": it is missing");
  return places;
}

}  // namespace

std::string write_terms_csv(const std::vector<TermEntry>& entries) {
  std::string csv;
  for (const char* column : kColumns) csv += (csv.empty() ? "" : ",") + std::string(column);
  csv += "\r\n";
  for (const TermEntry& entry : entries) {
    if (entry.removed) continue;
    for (const Term& term : entry.terms) {
      const auto definition = entry.definitions.find(term.locale);
      const std::string values[] = {entry.id.value,
                                    entry.subject,
                                    entry.locked ? "true" : "false",
                                    term.locale.value,
                                    status_name(term.status),
                                    term.text,
                                    term.note,
                                    definition == entry.definitions.end() ? "" : definition->second,
                                    entry.note};
      bool first = true;
      for (const std::string& value : values) {
        if (!first) csv += ',';
        first = false;
        csv += cell(value);
      }
      csv += "\r\n";
    }
  }
  return csv;
}

Result<std::vector<TermEntry>> read_terms_csv(std::string_view csv, const content::Vocabulary& vocabulary) {
  if (csv.starts_with("\xEF\xBB\xBF")) csv.remove_prefix(3);
  ingest::CsvReader reader(csv, {.delimiter = ingest::find_delimiter(csv, ','), .quote = '"'});
  if (!reader.next()) return at_row(1, "the file is empty");
  const auto places = SEN_TRY(read_header(reader.cells()));
  std::vector<TermEntry> entries;
  std::map<std::string, std::size_t> known;
  std::map<std::string, std::uint64_t> rows;
  std::size_t terms = 0;
  while (reader.next()) {
    const std::uint64_t row = reader.row();
    if (reader.bad_quotes()) return at_row(row, "a quoted cell is not closed");
    const auto value = [&](std::string_view column) -> std::string {
      const auto place = places.find(column);
      if (place == places.end() || place->second >= reader.cells().size()) return {};
      const std::string_view text = trim(reader.cells()[place->second]);
      // What write_terms_csv() put before a sign that a sheet would take for a formula.
      const bool guarded =
          text.size() > 1 && text[0] == '\'' && std::string_view("=+-@").find(text[1]) != std::string_view::npos;
      return std::string(guarded ? text.substr(1) : text);
    };
    if (++terms > kMostTerms) return Error(ErrorCode::TooLarge, "a termbase has at most 20,000 terms");
    const std::string id = value("id");
    const auto [place, is_new] = known.emplace(id, entries.size());
    if (is_new) {
      entries.emplace_back();
      entries.back().id = content::TermId(id);
      rows[id] = row;
    }
    TermEntry& entry = entries[place->second];
    if (const std::string subject = value("subject"); !subject.empty()) entry.subject = subject;
    if (const std::string note = value("entry_note"); !note.empty()) entry.note = note;
    const std::string locked = value("locked");
    if (!locked.empty() && locked != "true" && locked != "false")
      return at_row(row, "column locked: it is true or false");
    entry.locked = entry.locked || locked == "true";
    const content::Locale locale(value("language"));
    if (const std::string definition = value("definition"); !definition.empty()) entry.definitions[locale] = definition;
    entry.terms.push_back({locale, value("term"), SEN_TRY(parse_status(value("status"), row)), value("note")});
  }
  for (TermEntry& entry : entries) {
    const std::uint64_t row = rows[entry.id.value];
    SEN_TRY(settle_term(entry, vocabulary).within("row " + std::to_string(row) + ": entry " + entry.id.value));
  }
  return entries;
}

}  // namespace sen::xliff
