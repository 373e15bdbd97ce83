// TBX-Basic (ISO 30042:2019, DCA style).
//
//     tbx type="TBX-Basic" style="dca"
//       tbxHeader/fileDesc/sourceDesc/p
//       text/body/conceptEntry id
//         descrip type="subjectField"?  admin type="projectSubset" (name-lock)?  note?
//         langSec xml:lang
//           descrip type="definition"?
//           termSec: term  termNote type="administrativeStatus"  note?

#include <libxml/xmlwriter.h>

#include <map>
#include <memory>
#include <set>

#include "engine/base/bytes.h"
#include "engine/base/text.h"
#include "ingest/xliff/termbase.h"
#include "ingest/xliff/xml_tree.h"

namespace sen::xliff {
namespace {

using content::Locale;
using content::Term;
using content::TermEntry;
using content::TermStatus;

/// Of an entry whose names and terms are locked: a subset of its own, which other tools keep.
constexpr const char* kLock = "name-lock";

const xmlChar* chars(const char* text) {
  return reinterpret_cast<const xmlChar*>(text);
}

/// Writes indented XML. Called by one thread.
class Tree {
 public:
  Tree()
      : buffer_(xmlBufferCreate(), xmlBufferFree),
        writer_(xmlNewTextWriterMemory(buffer_.get(), 0), xmlFreeTextWriter) {
    xmlTextWriterSetIndent(writer_.get(), 1);
    xmlTextWriterStartDocument(writer_.get(), nullptr, "UTF-8", nullptr);
  }
  void open(const char* name) { xmlTextWriterStartElement(writer_.get(), chars(name)); }
  void attribute(const char* name, const std::string& value) {
    xmlTextWriterWriteAttribute(writer_.get(), chars(name), chars(value.c_str()));
  }
  void close() { xmlTextWriterEndElement(writer_.get()); }
  /// Nothing for an empty `text`.
  void leaf(const char* name, const char* type, const std::string& text) {
    if (text.empty()) return;
    open(name);
    if (type != nullptr) attribute("type", type);
    xmlTextWriterWriteString(writer_.get(), chars(text.c_str()));
    close();
  }
  std::string finish() {
    xmlTextWriterEndDocument(writer_.get());
    writer_.reset();
    return reinterpret_cast<const char*>(xmlBufferContent(buffer_.get()));
  }

 private:
  std::unique_ptr<xmlBuffer, decltype(&xmlBufferFree)> buffer_;
  std::unique_ptr<xmlTextWriter, decltype(&xmlFreeTextWriter)> writer_;
};

const char* status_name(TermStatus status) {
  switch (status) {
    case TermStatus::Preferred:
      return "preferredTerm-admn-sts";
    case TermStatus::Admitted:
      return "admittedTerm-admn-sts";
    case TermStatus::Forbidden:
      return "deprecatedTerm-admn-sts";
  }
  return "preferredTerm-admn-sts";
}

void write_language(const TermEntry& entry, const Locale& locale, Tree& out) {
  out.open("langSec");
  out.attribute("xml:lang", locale.value);
  if (const auto definition = entry.definitions.find(locale); definition != entry.definitions.end())
    out.leaf("descrip", "definition", definition->second);
  for (const Term& term : entry.terms) {
    if (term.locale != locale) continue;
    out.open("termSec");
    out.leaf("term", nullptr, term.text);
    out.leaf("termNote", "administrativeStatus", status_name(term.status));
    out.leaf("note", nullptr, term.note);
    out.close();
  }
  out.close();
}

Error at_line(const Element& element, const std::string& message) {
  return Error(ErrorCode::InvalidInput, "line " + std::to_string(element.line) + ": " + message);
}

bool is(const Element& element, std::string_view now, std::string_view before) {
  return element.name == now || element.name == before;
}

std::string text_of(const Element& element) {
  std::string text = element.text;
  for (const Element& child : element.children) text += text_of(child);
  return std::string(trim(text));
}

/// A language of the site, or the one that `tag` is a region of.
Result<Locale> read_language(const Element& element, const content::Vocabulary& vocabulary) {
  const std::string tag(element.get("xml:lang"));
  const Locale whole(tag), language(tag.substr(0, tag.find('-')));
  if (vocabulary.language(whole) != nullptr) return whole;
  if (vocabulary.language(language) != nullptr) return language;
  return at_line(element, "xml:lang: the site has no language \"" + tag + "\"");
}

Result<TermStatus> read_status(const Element& note) {
  const std::string status = text_of(note);
  if (status == "preferredTerm-admn-sts" || status == "standardizedTerm-admn-sts") return TermStatus::Preferred;
  if (status == "admittedTerm-admn-sts" || status == "legalTerm-admn-sts" || status == "regulatedTerm-admn-sts")
    return TermStatus::Admitted;
  if (status == "deprecatedTerm-admn-sts" || status == "supersededTerm-admn-sts") return TermStatus::Forbidden;
  return at_line(note, "administrativeStatus: \"" + status + "\" is none of ISO 30042");
}

Result<Term> read_term(const Element& section, const Locale& locale) {
  Term term{locale, {}, TermStatus::Preferred, {}};
  for (const Element& child : section.children) {
    if (child.name == "term") term.text = text_of(child);
    if (child.name == "termNote" && child.get("type") == "administrativeStatus")
      term.status = SEN_TRY(read_status(child));
    if (child.name == "note") term.note = text_of(child);
    // `ntig` of former TBX wraps the same in a group.
    if (child.name == "termGrp") {
      term = SEN_TRY(read_term(child, locale));
    }
  }
  if (term.text.empty()) return at_line(section, "a termSec without a term");
  return term;
}

/// What stands in a descripGrp counts as if it stood alone.
void read_descriptions(const Element& parent, const Locale& locale, TermEntry& entry) {
  for (const Element& child : parent.children) {
    if (child.name == "descripGrp") read_descriptions(child, locale, entry);
    if (child.name != "descrip") continue;
    if (child.get("type") == "subjectField") entry.subject = text_of(child);
    if (child.get("type") == "definition") entry.definitions[locale] = text_of(child);
  }
}

/// The ids that a file has so far.
struct Ids {
  std::set<std::string> taken;
  std::map<std::string, int> alike;  ///< Of those that were made of the same words: the last one's number.
};

/// For an entry without an id: of its first word and its language, so that the same entry of a later file takes its
/// place and another does not.
content::TermId make_id(const TermEntry& entry, Ids& ids) {
  constexpr std::size_t kLetters = 16;
  const Term& first = entry.terms.front();
  const std::string text = to_nfc(first.text).value_or(first.text);
  const std::string words = to_base32(sha256(first.locale.value + "\n" + text).view()).substr(0, kLetters);
  int& number = ids.alike[words];
  const auto next = [&] { return "entry-" + words + (++number == 1 ? "" : "-" + std::to_string(number)); };
  std::string id = next();
  while (ids.taken.contains(id)) id = next();
  return content::TermId(id);
}

Result<TermEntry> read_entry(const Element& concept_entry, const content::Vocabulary& vocabulary, Ids& ids) {
  TermEntry entry;
  entry.id = content::TermId(std::string(concept_entry.get("id", concept_entry.get("xml:id"))));
  for (char& c : entry.id.value)
    if (c == '_' || c == '.') c = '-';
  for (const Element& child : concept_entry.children) {
    if (child.name == "note") entry.note = text_of(child);
    if (child.name == "admin" && child.get("type") == "projectSubset" && text_of(child) == kLock) entry.locked = true;
    if (!is(child, "langSec", "langSet")) continue;
    const Locale locale = SEN_TRY(read_language(child, vocabulary));
    if (entry.definitions.empty()) read_descriptions(concept_entry, locale, entry);
    read_descriptions(child, locale, entry);
    for (const Element& section : child.children)
      if (is(section, "termSec", "tig") || section.name == "ntig")
        entry.terms.push_back(SEN_TRY(read_term(section, locale)));
  }
  if (entry.id.empty() && !entry.terms.empty()) entry.id = make_id(entry, ids);
  SEN_TRY(settle_term(entry, vocabulary)
              .within("line " + std::to_string(concept_entry.line) + ": entry " + entry.id.value));
  return entry;
}

/// Every concept below, in order.
Result<void> collect(const Element& parent, const content::Vocabulary& vocabulary, std::vector<TermEntry>& out,
                     Ids& ids, std::size_t& terms) {
  for (const Element& child : parent.children) {
    if (!is(child, "conceptEntry", "termEntry")) {
      SEN_TRY(collect(child, vocabulary, out, ids, terms));
      continue;
    }
    TermEntry entry = SEN_TRY(read_entry(child, vocabulary, ids));
    if (!ids.taken.insert(entry.id.value).second)
      return at_line(child, "entry " + entry.id.value + ": it stands twice");
    terms += entry.terms.size();
    if (terms > kMostTerms) return Error(ErrorCode::TooLarge, "a termbase has at most 20,000 terms");
    out.push_back(std::move(entry));
  }
  return {};
}

}  // namespace

std::string write_tbx(const std::vector<TermEntry>& entries) {
  Tree out;
  out.open("tbx");
  out.attribute("type", "TBX-Basic");
  out.attribute("style", "dca");
  out.attribute("xml:lang", "en");
  out.attribute("xmlns", "urn:iso:std:iso:30042:ed-2");
  out.open("tbxHeader");
  out.open("fileDesc");
  out.open("sourceDesc");
  out.leaf("p", nullptr, "The termbase of a Sen site");
  for (int levels = 0; levels < 3; ++levels) out.close();
  out.open("text");
  out.open("body");
  for (const TermEntry& entry : entries) {
    if (entry.removed) continue;
    out.open("conceptEntry");
    out.attribute("id", entry.id.value);
    out.leaf("descrip", "subjectField", entry.subject);
    if (entry.locked) out.leaf("admin", "projectSubset", kLock);
    out.leaf("note", nullptr, entry.note);
    Locale last;
    for (const Term& term : entry.terms) {
      if (term.locale == last) continue;
      last = term.locale;
      write_language(entry, last, out);
    }
    out.close();
  }
  return out.finish();
}

Result<std::vector<TermEntry>> read_tbx(std::string_view xml, const content::Vocabulary& vocabulary) {
  const Element root = SEN_TRY(read_xml(xml));
  if (!is(root, "tbx", "martif")) return at_line(root, "the root is no tbx");
  std::vector<TermEntry> entries;
  Ids ids;
  std::size_t terms = 0;
  SEN_TRY(collect(root, vocabulary, entries, ids, terms));
  if (entries.empty()) return at_line(root, "there is no conceptEntry");
  return entries;
}

}  // namespace sen::xliff
