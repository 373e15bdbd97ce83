#include "ingest/checker.h"

#include <algorithm>
#include <charconv>
#include <set>

#include "engine/base/text.h"
#include "ingest/amendments.h"
#include "ingest/licences.h"
#include "ingest/manifest.h"
#include "ingest/translation_check.h"

namespace sen::ingest {
namespace {

constexpr std::size_t kMaxTitle = 200, kMaxSummary = 500;

/// Checks one document. Used once.
class DocumentCheck {
 public:
  DocumentCheck(DocumentDraft& draft, const Package& package, const content::Vocabulary& vocabulary, Timestamp now,
                Findings& findings)
      : draft_(draft), package_(package), vocabulary_(vocabulary), now_(now), findings_(findings) {}

  void check() {
    check_type();
    check_codes();
    if (draft_.embargo && draft_.expiry && *draft_.expiry <= *draft_.embargo)
      findings_.add(Rule::ExpiryBeforeEmbargo, at("expires"));
    if (!draft_.licence.empty())
      draft_.licence = read_licence(draft_.licence, at("licence"), package_.plain, findings_);
    for (const std::string& related : draft_.related)
      if (!related_id(package_.organisation, related)) findings_.add(Rule::BadRelated, at("related"), {related});
    check_change();
    for (const EditionDraft& edition : draft_.editions) check_edition(edition);
    check_translations();
    check_pictures();
  }

 private:
  Place at(std::string_view field) const { return {.file = draft_.file, .field = std::string(field)}; }

  void check_type() {
    if (draft_.type.empty()) return;
    const content::DocumentType* type = vocabulary_.type(draft_.type);
    if (type == nullptr) {
      std::vector<std::string> known;
      for (const content::DocumentType& one : vocabulary_.types()) known.push_back(one.code);
      std::string hint = did_you_mean(findings_, nearest(draft_.type, known));
      if (hint.empty())
        for (const std::string& code : known) hint += (hint.empty() ? "" : ", ") + code;
      findings_.add_with_hint(Rule::UnknownType, at("type"), {draft_.type}, std::move(hint));
      return;
    }
    for (const content::FieldType& field : type->fields) check_field(field);
    for (const content::TypeCheck& rule : type->checks) check_rule(rule);
  }

  const std::vector<std::string>* values_of(std::string_view name) const {
    for (const content::Field& field : draft_.fields)
      if (field.name == name) return &field.values;
    return nullptr;
  }

  static bool is_address(std::string_view text) {
    const bool web = text.starts_with("https://") || text.starts_with("http://");
    return web && text.size() > text.find("://") + 3 && text.find_first_of(" \t\"<>") == std::string_view::npos;
  }

  void check_field(const content::FieldType& field) {
    const std::vector<std::string>* values = values_of(field.name);
    if (values == nullptr) {
      if (field.required) findings_.add(Rule::MissingField, at(field.name), {draft_.type, field.name});
      return;
    }
    using Kind = content::FieldType::Kind;
    const bool many = field.kind == Kind::List || field.kind == Kind::UrlList;
    if (!many && values->size() > 1) findings_.add(Rule::WrongKind, at(field.name), {field.name, Phrase::OneValue});
    for (const std::string& value : *values) check_value(field, value);
  }

  void check_value(const content::FieldType& field, const std::string& value) {
    using Kind = content::FieldType::Kind;
    const auto refuse = [&](Rule rule) { findings_.add(rule, at(field.name), {field.name, value}); };
    switch (field.kind) {
      case Kind::Url:
      case Kind::UrlList:
        if (!is_address(value)) refuse(Rule::BadAddress);
        break;
      case Kind::Date:
      case Kind::DateTime:
        if (!parse_rfc3339(value)) refuse(Rule::BadDate);
        break;
      case Kind::Integer: {
        std::int64_t number = 0;
        const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
        if (error != std::errc() || end != value.data() + value.size()) refuse(Rule::BadInteger);
        break;
      }
      case Kind::Code:
        check_code(field, value);
        break;
      case Kind::Text:
      case Kind::List:
        break;
    }
  }

  void check_code(const content::FieldType& field, const std::string& value) {
    std::vector<std::string> known;
    for (const auto& [code, names] : field.codes) known.push_back(code);
    if (std::find(known.begin(), known.end(), value) != known.end()) return;
    std::string hint = did_you_mean(findings_, nearest(value, known));
    if (hint.empty())
      for (const std::string& code : known) hint += (hint.empty() ? "" : ", ") + code;
    findings_.add_with_hint(Rule::UnknownCode, at(field.name), {value, field.name}, std::move(hint));
  }

  void check_rule(const content::TypeCheck& rule) {
    const std::vector<std::string>* values = values_of(rule.field);
    if (rule.rule == "min_items" && values != nullptr && values->size() < rule.count)
      findings_.add(Rule::TooFewItems, at(rule.field),
                    {rule.field, std::to_string(rule.count), std::to_string(values->size())});
    if (rule.rule == "needs_image" && draft_.images().empty()) findings_.add(Rule::MissingImage, at(""), {draft_.type});
    if (rule.rule == "not_before") {
      const std::vector<std::string>* others = values_of(rule.other);
      if (values == nullptr || others == nullptr) return;
      const auto later = parse_rfc3339(values->front()), earlier = parse_rfc3339(others->front());
      if (later && earlier && *later < *earlier)
        findings_.add(Rule::DateOrder, at(rule.field), {rule.field, rule.other});
    }
  }

  void check_codes() {
    for (const std::string& topic : draft_.topics) {
      if (vocabulary_.topic(topic) != nullptr) continue;
      std::vector<std::string> known;
      for (const content::Topic& one : vocabulary_.topics()) known.push_back(one.code);
      findings_.add_with_hint(Rule::UnknownTopic, at("topics"), {topic},
                              did_you_mean(findings_, nearest(topic, known)));
    }
    for (std::string& code : draft_.places) {
      const content::Place* now = vocabulary_.place_now(code);
      if (now == nullptr) {
        findings_.add(Rule::UnknownPlace, at("places"), {code});
      } else if (now->code != code) {
        findings_.add(Rule::RepairedPlace, at("places"), {code, now->code});
        code = now->code;
      }
    }
    for (const std::string& market : draft_.markets) {
      const bool letters =
          market.size() == 2 && market.find_first_not_of("abcdefghijklmnopqrstuvwxyz") == std::string::npos;
      if (!letters) findings_.add(Rule::BadMarket, at("markets"), {market});
    }
    remove_repeats(draft_.topics);
    remove_repeats(draft_.places);
    remove_repeats(draft_.markets);
  }

  static void remove_repeats(std::vector<std::string>& values) {
    std::set<std::string> seen;
    std::erase_if(values, [&](const std::string& value) { return !seen.insert(value).second; });
  }

  void check_change() {
    if (!draft_.change || *draft_.change == content::ChangeKind::Minor || !draft_.notes.empty()) return;
    constexpr std::array<std::string_view, 6> kNames = {"",           "minor",      "update",
                                                        "correction", "withdrawal", "retraction"};
    findings_.add(Rule::MissingNote, at("note"), {std::string(kNames[static_cast<std::size_t>(*draft_.change)])});
  }

  void check_edition(const EditionDraft& edition) {
    const auto place = [&](std::string_view field) { return Place{.file = edition.file, .field = std::string(field)}; };
    if (edition.title.empty()) findings_.add(Rule::MissingTitle, place("title"));
    if (const std::size_t size = count_code_points(edition.title); size > kMaxTitle)
      findings_.add(Rule::TitleTooLong, place("title"), {std::to_string(size), std::to_string(kMaxTitle)});
    if (const std::size_t size = count_code_points(edition.summary); size > kMaxSummary)
      findings_.add(Rule::SummaryTooLong, place("summary"), {std::to_string(size), std::to_string(kMaxSummary)});
    const bool withdrawn = draft_.change && *draft_.change >= content::ChangeKind::Withdrawal;
    if (trim(edition.body).empty() && !withdrawn)
      findings_.add(Rule::EmptyBody, {.file = edition.file, .line = edition.body_line});
    if (!edition.translates.empty() && vocabulary_.language(edition.translates) == nullptr)
      findings_.add(Rule::UnknownLanguage, place("translates"), {edition.translates.value});
  }

  void check_translations() {
    std::size_t originals = 0;
    for (const EditionDraft& edition : draft_.editions) originals += edition.translates.empty() ? 1 : 0;
    if (originals > 1) findings_.add(Rule::MissingTranslates, {.file = draft_.file});
  }

  void check_pictures() {
    for (const std::string& name : draft_.images()) {
      const auto found = package_.images.find(name);
      if (found == package_.images.end()) continue;
      const content::MediaUse& use = found->second.use;
      if (use.rights_until && *use.rights_until <= now_)
        findings_.add(Rule::RightsExpired, {.file = name}, {format_rfc3339(*use.rights_until)});
      for (const EditionDraft& edition : draft_.editions)
        if (!has_alt(use, edition, name))
          findings_.add(
              Rule::MissingAlt,
              {.file = edition.file, .fix = Fix{.file = name, .field = std::string(kAlt), .key = edition.locale.value}},
              {name, edition.locale.value});
    }
  }

  static bool has_alt(const content::MediaUse& use, const EditionDraft& edition, const std::string& name) {
    if (use.alt.contains(edition.locale)) return true;
    // Languages that the sheet does not have fall back on those that it has.
    if (use.alt.contains(content::Locale("en")) && edition.locale.value != "vi") return true;
    for (const markup::ImageWords& words : edition.rendered.image_words)
      if (words.path == name && !words.alt.empty()) return true;
    return false;
  }

  DocumentDraft& draft_;
  const Package& package_;
  const content::Vocabulary& vocabulary_;
  Timestamp now_;
  Findings& findings_;
};

}  // namespace

void check(Package& package, const content::Vocabulary& vocabulary, Timestamp now, Findings& findings) {
  for (DocumentDraft& draft : package.documents) DocumentCheck(draft, package, vocabulary, now, findings).check();
  for (const auto& [name, picture] : package.images)
    if (picture.use.credit.empty())
      findings.add(Rule::MissingCredit,
                   {.file = name, .fix = Fix{.file = name, .field = std::string(kCredit), .key = ""}});
  check_translations_of(package, vocabulary, findings);
}

std::optional<content::ContentId> related_id(const content::OrganisationCode& organisation, std::string_view said) {
  if (said.empty() || said.size() > 200 || said.find_first_of(" \t") != std::string_view::npos) return std::nullopt;
  const std::size_t slash = said.find('/');
  if (slash == std::string_view::npos) return content::make_content_id(organisation, said);
  const std::string_view folder = said.substr(slash + 1);
  if (slash == 0 || folder.empty() || folder.find('/') != std::string_view::npos) return std::nullopt;
  return content::make_content_id(content::OrganisationCode(std::string(said.substr(0, slash))), folder);
}

}  // namespace sen::ingest
