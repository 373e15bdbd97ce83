#include "ingest/document_reader.h"

#include <algorithm>
#include <charconv>

#include "engine/base/text.h"
#include "ingest/fields.h"
#include "ingest/front_matter.h"
#include "ingest/value.h"

namespace sen::ingest {
namespace {

constexpr std::string_view kArticles = "articles/";

/// Fields whose misspelling would change what is published, or when.
const std::vector<std::string> kGuarded = {"embargo", "expires", "change", "type", "provenance", "translates", "title"};

std::optional<content::Provenance> parse_provenance(std::string_view said) {
  if (said == "human") return content::Provenance::Human;
  if (said == "machine") return content::Provenance::Machine;
  if (said == "machine-reviewed") return content::Provenance::MachineReviewed;
  return std::nullopt;
}

std::optional<content::ChangeKind> parse_change(std::string_view said) {
  using content::ChangeKind;
  if (said == "minor") return ChangeKind::Minor;
  if (said == "update") return ChangeKind::Update;
  if (said == "correction") return ChangeKind::Correction;
  if (said == "withdrawal") return ChangeKind::Withdrawal;
  if (said == "retraction") return ChangeKind::Retraction;
  return std::nullopt;
}

/// The number in a message that begins with `line 12: `, and the rest of it.
std::pair<std::uint64_t, std::string> take_line(const std::string& message) {
  std::uint64_t line = 0;
  if (!message.starts_with("line ")) return {0, message};
  const auto [end, error] = std::from_chars(message.data() + 5, message.data() + message.size(), line);
  const std::string_view rest(end, static_cast<std::size_t>(message.data() + message.size() - end));
  if (error != std::errc() || !rest.starts_with(": ")) return {0, message};
  return {line, std::string(rest.substr(2))};
}

/// A path as a Markdown address writes it: `%20` is a space.
std::string percent_decode(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    unsigned byte = 0;
    const char* start = text.data() + i + 1;
    const bool whole =
        text[i] == '%' && i + 2 < text.size() && std::from_chars(start, start + 2, byte, 16).ptr == start + 2;
    out += whole ? static_cast<char>(byte) : text[i];
    if (whole) i += 2;
  }
  return out;
}

class Reader {
 public:
  Reader(const PackageSource& source, const content::Vocabulary& vocabulary, worker::Client& worker, Findings& findings)
      : source_(source), vocabulary_(vocabulary), worker_(worker), findings_(findings) {}

  DocumentDraft read(const std::string& folder, const std::vector<const Entry*>& files) {
    DocumentDraft draft;
    draft.folder = folder;
    unreadable_ = false;
    if (folder.size() > 100) findings_.add(Rule::FolderName, {.file = std::string(kArticles) + folder}, {folder});
    const Entry* shared = nullptr;
    std::vector<const Entry*> texts;
    for (const Entry* entry : files) {
      const std::string_view base = std::string_view(entry->name).substr(entry->name.rfind('/') + 1);
      if (base == "document.yaml" || base == "document.yml") shared = entry;
      if (base.ends_with(".md")) texts.push_back(entry);
    }
    if (shared != nullptr) read_shared(*shared, draft);
    for (const Entry* entry : texts) read_edition(*entry, draft, shared == nullptr && texts.size() == 1);
    if (texts.empty()) findings_.add(Rule::MissingEdition, {.file = std::string(kArticles) + folder});
    if (draft.file.empty())
      draft.file = texts.empty() ? std::string(kArticles) + folder : std::string(kArticles) + folder + "/document.yaml";
    // A file that could not be read is told once, not as a file without fields.
    if (draft.type.empty() && !unreadable_) findings_.add(Rule::MissingType, {.file = draft.file, .field = "type"});
    return draft;
  }

 private:
  /// The file's text, NFC, with `\n` as line end; nothing with a finding if it is too long or not UTF-8.
  std::optional<std::string> read_text(const Entry& entry, std::uint64_t limit) {
    const Result<std::string> bytes = source_.read(entry, limit);
    if (!bytes) {
      findings_.add(Rule::FileTooLarge, {.file = entry.name}, {std::to_string(limit)});
      unreadable_ = true;
      return std::nullopt;
    }
    const Result<std::string> text = to_nfc(*bytes);
    if (!text) {
      findings_.add(Rule::TextEncoding, {.file = entry.name});
      return std::nullopt;
    }
    std::string out;
    out.reserve(text->size());
    std::uint64_t line = 1;
    for (std::size_t i = 0; i < text->size(); ++i) {
      const char c = (*text)[i];
      if (c == '\r' && i + 1 < text->size() && (*text)[i + 1] == '\n') continue;
      if (c == '\n' || c == '\r') ++line;
      const auto byte = static_cast<unsigned char>(c);
      if ((byte < 0x20 && c != '\n' && c != '\r' && c != '\t') || byte == 0x7F) {
        findings_.add(Rule::ControlCharacter, {.file = entry.name, .line = line});
        return std::nullopt;
      }
      out += c == '\r' ? '\n' : c;
    }
    return out;
  }

  std::optional<Value> read_map(std::string_view yaml, const std::string& file, std::uint64_t line) {
    auto read = read_yaml(yaml, line);
    if (const auto* error = std::get_if<SyntaxError>(&read)) {
      findings_.add(Rule::Syntax, {.file = file, .line = error->line}, {error->what});
      unreadable_ = true;
      return std::nullopt;
    }
    Value value = std::get<Value>(std::move(read));
    if (value.kind == Value::Kind::Null) value.kind = Value::Kind::Map;
    if (value.is_map()) return value;
    findings_.add(Rule::Syntax, {.file = file, .line = line}, {Phrase::NoMap});
    return std::nullopt;
  }

  void read_shared(const Entry& entry, DocumentDraft& draft) {
    draft.file = entry.name;
    const auto text = read_text(entry, kMaxDocumentBytes);
    const auto map = text ? read_map(*text, entry.name, 1) : std::nullopt;
    if (!map) return;
    Fields fields(*map, entry.name, "", findings_);
    read_document_fields(fields, draft);
    fields.finish(kGuarded);
  }

  void read_document_fields(Fields& fields, DocumentDraft& draft) {
    draft.type = fields.text("type");
    draft.date = fields.time("date");
    draft.embargo = fields.time("embargo");
    draft.expiry = fields.time("expires");
    draft.licence = fields.text("licence");
    draft.topics = fields.list("topics");
    draft.places = fields.list("places");
    draft.markets = fields.list("markets");
    draft.related = fields.list("related");
    draft.notes = fields.texts("note", content::Locale());
    if (const std::string image = fields.text("image"); !image.empty())
      draft.image = resolve_path(source_, draft.folder, image);
    if (const std::string change = fields.text("change"); !change.empty()) {
      draft.change = parse_change(change);
      if (!draft.change) findings_.add(Rule::BadChange, fields.place("change"), {change});
    }
    if (const content::DocumentType* type = vocabulary_.type(draft.type))
      for (const content::FieldType& field : type->fields) {
        std::vector<std::string> values = fields.list(field.name);
        if (!values.empty()) draft.fields.push_back({field.name, std::move(values)});
      }
  }

  void read_edition(const Entry& entry, DocumentDraft& draft, bool may_have_fields) {
    EditionDraft edition;
    edition.file = entry.name;
    const std::size_t start = entry.name.rfind('/') + 1;
    edition.locale = content::Locale(entry.name.substr(start, entry.name.size() - start - 3));
    if (vocabulary_.language(edition.locale) == nullptr) {
      findings_.add(Rule::UnknownLanguage, {.file = entry.name}, {edition.locale.value});
      return;
    }
    const auto text = read_text(entry, kMaxEditionBytes);
    if (!text) return;
    const FrontMatter parts = split_front_matter(*text);
    if (parts.unclosed) findings_.add(Rule::Syntax, {.file = entry.name, .line = 1}, {Phrase::FrontMatterOpen});
    if (parts.yaml.size() > kMaxFrontMatterBytes) {
      findings_.add(Rule::FileTooLarge, {.file = entry.name, .line = 1}, {std::to_string(kMaxFrontMatterBytes)});
      return;
    }
    const auto map = read_map(parts.yaml, entry.name, parts.yaml_line);
    if (!map) return;
    read_edition_fields(*map, entry.name, draft, edition, may_have_fields);
    edition.body = parts.body;
    edition.body_line = parts.body_line;
    render(edition, draft.folder);
    draft.editions.push_back(std::move(edition));
  }

  void read_edition_fields(const Value& map, const std::string& file, DocumentDraft& draft, EditionDraft& edition,
                           bool may_have_fields) {
    Fields fields(map, file, "", findings_);
    edition.title = fields.text("title");
    edition.summary = fields.text("summary");
    edition.slug = fields.text("slug");
    edition.translates = content::Locale(fields.text("translates"));
    if (const std::string provenance = fields.text("provenance"); !provenance.empty()) {
      const auto parsed = parse_provenance(provenance);
      if (!parsed) findings_.add(Rule::BadProvenance, fields.place("provenance"), {provenance});
      edition.provenance = parsed.value_or(content::Provenance::Human);
    }
    if (may_have_fields) {
      draft.file = file;
      read_document_fields(fields, draft);
    } else {
      for (const char* name : {"type", "date", "embargo", "expires", "licence", "topics", "places", "markets",
                               "related", "image", "change", "note"}) {
        if (!fields.has(name)) continue;
        fields.know(name);
        findings_.add(Rule::MisplacedField, fields.place(name), {std::string(name)});
      }
    }
    fields.finish(kGuarded);
  }

  void render(EditionDraft& edition, const std::string& folder) {
    Result<markup::Rendered> rendered = worker_.render(edition.body);
    if (!rendered) {
      const auto [line, message] = take_line(rendered.error().message());
      const Place place{.file = edition.file, .line = line == 0 ? edition.body_line : edition.body_line + line - 1};
      const bool stopped = rendered.error().code() == ErrorCode::Unavailable;
      findings_.add(stopped ? Rule::WorkerLimit : Rule::MarkdownLimit, place,
                    {reason_for(message, stopped ? Phrase::WorkerOther : Phrase::MarkdownOther)});
      return;
    }
    edition.rendered = *std::move(rendered);
    const Place place{.file = edition.file, .line = edition.body_line};
    for (const std::string& path : edition.rendered.dropped_images)
      findings_.add(Rule::InlineImage, place, {shown(path)});
    for (const std::string& path : edition.rendered.spaced_images)
      if (is_meant_as_file(path, folder)) findings_.add(Rule::ImagePath, place, {shown(path)});
    for (const std::string& address : edition.rendered.dropped_links)
      findings_.add(Rule::DroppedLink, place, {shown(address)});
    if (edition.rendered.dropped_html) findings_.add(Rule::DroppedHtml, place);
    for (content::BodyPart& part : edition.rendered.parts)
      if (part.kind != content::BodyPart::Kind::Html) part.value = resolve_path(source_, folder, part.value);
    for (markup::ImageWords& words : edition.rendered.image_words)
      words.path = resolve_path(source_, folder, words.path);
  }

  /// Whether words that look like a picture's path name a file, there or not.
  bool is_meant_as_file(const std::string& path, const std::string& folder) const {
    const std::size_t dot = path.rfind('.');
    const std::string ending = dot == std::string::npos ? std::string() : to_lower_ascii(path.substr(dot));
    for (const char* known : {".jpg", ".jpeg", ".png", ".webp", ".gif", ".csv", ".tsv"})
      if (ending == known) return true;
    return source_.find(resolve_path(source_, folder, path)) != nullptr;
  }

  static std::string shown(const std::string& text) {
    constexpr std::size_t kShown = 200;
    std::string start(text, 0, kShown);
    if (text.size() > kShown) start.append("…");
    return start;
  }

  const PackageSource& source_;
  const content::Vocabulary& vocabulary_;
  worker::Client& worker_;
  Findings& findings_;
  bool unreadable_ = false;  ///< A file of the document at hand could not be read.
};

}  // namespace

std::vector<std::string> DocumentDraft::images() const {
  std::vector<std::string> names;
  const auto add = [&](const std::string& name) {
    if (!name.empty() && std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
  };
  add(image);
  for (const EditionDraft& edition : editions)
    for (const content::BodyPart& part : edition.rendered.parts)
      if (part.kind == content::BodyPart::Kind::Figure) add(part.value);
  return names;
}

std::string resolve_path(const PackageSource& source, const std::string& folder, std::string_view path) {
  while (path.starts_with("./")) path.remove_prefix(2);
  std::string name = to_nfc(path).value_or(std::string(path));
  if (source.find(name) != nullptr) return name;
  std::string inner = std::string(kArticles) + folder + "/" + name;
  if (source.find(inner) != nullptr) return inner;
  if (name.find('%') != std::string::npos) {
    const std::string decoded = percent_decode(name);
    if (source.find(decoded) != nullptr) return decoded;
  }
  // `../../images/port.jpg`, as an editor with a preview writes it.
  std::string_view rest = name;
  for (int i = 0; i < 2 && rest.starts_with("../"); ++i) rest.remove_prefix(3);
  if (source.find(rest) != nullptr) return std::string(rest);
  return name;
}

std::vector<DocumentDraft> read_documents(const PackageSource& source, const content::Vocabulary& vocabulary,
                                          worker::Client& worker, Findings& findings,
                                          const std::function<void(std::uint64_t, std::uint64_t)>& progress) {
  std::map<std::string, std::vector<const Entry*>> folders;
  for (const Entry& entry : source.entries()) {
    if (!entry.name.starts_with(kArticles)) continue;
    const std::size_t end = entry.name.find('/', kArticles.size());
    if (end != std::string::npos)
      folders[entry.name.substr(kArticles.size(), end - kArticles.size())].push_back(&entry);
  }
  std::vector<DocumentDraft> documents;
  Reader reader(source, vocabulary, worker, findings);
  for (const auto& [folder, files] : folders) {
    if (findings.given_up()) break;
    documents.push_back(reader.read(folder, files));
    if (progress) progress(documents.size(), folders.size());
  }
  return documents;
}

}  // namespace sen::ingest
