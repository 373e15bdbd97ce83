#include "engine/desk/views/document_changes.h"

#include <algorithm>
#include <set>

#include "content/model/review_content.h"
#include "engine/desk/review_words.h"
#include "engine/store/keys.h"

namespace sen::desk::views {
namespace {

using content::Document;
using content::MediaUse;

/// Collects what differs.
class Comparison {
 public:
  explicit Comparison(const Visit& visit) : visit_(visit) {}

  void add(std::string label, std::string before, std::string after) {
    if (before != after) changes_.push_back({std::move(label), std::move(before), std::move(after)});
  }
  void add(std::string label, const std::optional<Timestamp>& before, const std::optional<Timestamp>& after) {
    if (before != after) changes_.push_back({std::move(label), words(before), words(after)});
  }
  template <typename List, typename Name>
  void add_list(std::string label, const List& before, const List& after, Name name) {
    if (before != after) changes_.push_back({std::move(label), joined(before, name), joined(after, name)});
  }
  std::vector<FieldChange> take() { return std::move(changes_); }

 private:
  std::string words(const std::optional<Timestamp>& at) const {
    return at ? visit_.tongue.format.date_time(*at) : std::string();
  }
  template <typename List, typename Name>
  static std::string joined(const List& list, Name name) {
    std::string text;
    for (const auto& one : list) text += (text.empty() ? "" : ", ") + name(one);
    return text;
  }

  const Visit& visit_;
  std::vector<FieldChange> changes_;
};

const MediaUse* find(const Document& document, const Digest& digest) {
  const auto found = std::find_if(document.media.begin(), document.media.end(),
                                  [&](const MediaUse& use) { return use.digest == digest; });
  return found == document.media.end() ? nullptr : &*found;
}

void compare_texts(const Visit& visit, const std::string& label, const content::Texts& before,
                   const content::Texts& after, Comparison& out) {
  std::set<content::Locale> languages;
  for (const auto* texts : {&before, &after})
    for (const auto& [locale, text] : *texts) languages.insert(locale);
  const auto text_in = [](const content::Texts& texts, const content::Locale& locale) {
    const auto found = texts.find(locale);
    return found == texts.end() ? std::string() : found->second;
  };
  for (const content::Locale& locale : languages)
    out.add(label + " (" + language_label(visit, locale) + ")", text_in(before, locale), text_in(after, locale));
}

std::string focus_words(const MediaUse& use) {
  const auto percent = [](double part) { return std::to_string(static_cast<int>(part * 100 + 0.5)) + " %"; };
  return percent(use.focus_x) + ", " + percent(use.focus_y);
}

void compare_picture(const Visit& visit, const MediaUse& before, const MediaUse& after, Comparison& out) {
  const std::string file = after.file + ": ";
  compare_texts(visit, file + visit.t("What it shows"), before.alt, after.alt, out);
  compare_texts(visit, file + visit.t("Caption"), before.caption, after.caption, out);
  out.add(file + visit.t("Who took it"), before.credit, after.credit);
  out.add(file + visit.t("Licence of the picture"), before.licence, after.licence);
  out.add(file + visit.t("May be shown until"), before.rights_until, after.rights_until);
  out.add(file + visit.t("What matters in it"), focus_words(before), focus_words(after));
}

void compare_pictures(const Visit& visit, const Document& before, const Document& after, Comparison& out) {
  out.add(visit.t("Main picture"), before.image, after.image);
  for (const MediaUse& use : before.media)
    if (find(after, use.digest) == nullptr) out.add(visit.t("Picture"), use.file, {});
  for (const MediaUse& use : after.media) {
    const MediaUse* former = find(before, use.digest);
    if (former == nullptr) out.add(visit.t("Picture"), {}, use.file);
    compare_picture(visit, former == nullptr ? MediaUse() : *former, use, out);
  }
}

void compare_type_fields(const Visit& visit, const Document& before, const Document& after, Comparison& out) {
  const content::DocumentType* type = visit.context.parts.vocabulary.type(after.type);
  std::set<std::string> names;
  for (const Document* document : {&before, &after})
    for (const content::Field& field : document->fields) names.insert(field.name);
  const auto values = [](const Document& document, const std::string& name) {
    std::string text;
    for (const content::Field& field : document.fields)
      if (field.name == name)
        for (const std::string& value : field.values) text += (text.empty() ? "" : ", ") + value;
    return text;
  };
  for (const std::string& name : names) {
    const content::FieldType* field = type == nullptr ? nullptr : type->field(name);
    out.add(field == nullptr ? name : std::string(visit.tongue.name(field->labels)), values(before, name),
            values(after, name));
  }
}

}  // namespace

std::vector<FieldChange> compare_documents(const Visit& visit, const Document& before, const Document& after) {
  const content::Vocabulary& vocabulary = visit.context.parts.vocabulary;
  const auto itself = [](const std::string& text) { return text; };
  Comparison out(visit);
  compare_type_fields(visit, before, after, out);
  out.add(visit.t("Date"), before.date, after.date);
  out.add(visit.t("Embargo until"), before.embargo, after.embargo);
  out.add(visit.t("Public until"), before.expiry, after.expiry);
  out.add(visit.t("Licence"), before.licence, after.licence);
  out.add_list(visit.t("Topics"), before.topics, after.topics, [&](const std::string& code) {
    const content::Topic* topic = vocabulary.topic(code);
    return topic == nullptr ? code : std::string(visit.tongue.name(topic->names));
  });
  out.add_list(visit.t("Provinces"), before.places, after.places, [&](const std::string& code) {
    const content::Place* place = vocabulary.place(code);
    return place == nullptr ? code : std::string(visit.tongue.name(place->names));
  });
  out.add_list(visit.t("Written for"), before.markets, after.markets, itself);
  out.add_list(visit.t("Related documents"), before.related, after.related,
               [](const content::ContentId& id) { return id.value; });
  compare_pictures(visit, before, after, out);
  return out.take();
}

Result<std::optional<Document>> former_document(const Visit& visit, const content::ContentId& id, const Digest& seen) {
  constexpr std::ptrdiff_t kMostRead = 100;
  const std::vector<content::Sequence> history = SEN_TRY(visit.snapshot->history(store::keys::document(id)));
  for (auto at = history.rbegin(); at != history.rend() && at - history.rbegin() < kMostRead; ++at) {
    const auto entries = SEN_TRY(visit.context.parts.store.log().read({at->value - 1}, 1));
    for (const content::Change& change : entries)
      for (const content::Mutation& mutation : change.mutations) {
        const auto* proposal = std::get_if<content::Proposal>(&mutation);
        const auto* document = proposal != nullptr ? &proposal->document : std::get_if<Document>(&mutation);
        if (document != nullptr && document->id == id && content::document_content(*document) == seen)
          return std::optional(*document);
      }
  }
  return std::optional<Document>();
}

}  // namespace sen::desk::views
