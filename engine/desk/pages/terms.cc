// `/desk/terms`: the termbase: looked up, edited, brought in and taken out.

#include "content/compare/terms.h"

#include <algorithm>
#include <charconv>

#include "engine/base/text.h"
#include "engine/desk/components/form.h"
#include "engine/desk/components/terms.h"
#include "engine/desk/pages/translation_form.h"
#include "engine/desk/pages/translation_pages.h"
#include "engine/desk/refusals.h"
#include "engine/desk/termbase.h"
#include "ingest/xliff/termbase.h"

namespace sen::desk::pages {
namespace {

using content::TermEntry;
using identity::Action;
using portal::html::Text;
using portal::html::Writer;

constexpr std::size_t kShown = 100;
constexpr std::uint64_t kMostBytes = std::uint64_t{4} * 1024 * 1024;

/// Whether the entry says `sought` somewhere; everything does if it is empty.
bool says(const TermEntry& entry, const std::string& sought) {
  if (sought.empty()) return true;
  if (entry.id.value.find(sought) != std::string::npos) return true;
  return std::any_of(entry.terms.begin(), entry.terms.end(),
                     [&](const content::Term& term) { return compare::FoldedText(term.text).says(sought); });
}

/// The first kShown entries of those that were found.
struct Found {
  std::vector<TermEntry> entries;
  std::size_t all = 0;
};

Found found(std::vector<TermEntry> entries, const std::string& sought) {
  std::erase_if(entries, [&](const TermEntry& entry) { return entry.removed || !says(entry, sought); });
  const std::size_t all = entries.size();
  if (all > kShown) entries.resize(kShown);
  return {std::move(entries), all};
}

void found_table(Writer& w, const Visit& visit, const Found& found, bool linked) {
  components::term_table(w, visit, found.entries, linked);
  if (found.all == found.entries.size()) return;
  w << "<p class=\"hint\">"
    << Text{visit.t("The first {shown} of {all}: look up a word to find the others.",
                    {{"shown", visit.tongue.format.number(found.entries.size())},
                     {"all", visit.tongue.format.number(found.all)}})}
    << "</p>";
}

void ways_in(Writer& w, const Visit& visit) {
  w << "<p class=\"actions\"><a class=\"button\" href=\"/desk/terms/new\">" << Text{visit.t("New term")}
    << "</a></p><details class=\"decision\"><summary>" << Text{visit.t("Bring terms in")} << "</summary>";
  components::begin_form(w, "/desk/terms/import", visit.csrf(), true);
  components::Field file{.name = "file", .label = visit.t("TBX or CSV file")};
  file.type = "file";
  file.required = true;
  file.hint = visit.t("Entries of the same number are replaced, others stay. Nothing is stored if one is wrong.");
  components::field(w, file);
  components::submit(w, visit.t("Bring it in"));
  components::end_form(w);
  w << "</details>";
}

Result<http::Response> list(Visit& visit) {
  const std::string sought(visit.request.parameter("q").value_or(""));
  const Found own = found(SEN_TRY(visit.snapshot->terms()), sought);
  const Found shipped = found(vocabulary_terms(visit.context.parts.vocabulary), sought);
  Page page;
  page.title = visit.t("Terms");
  page.section = "terms";
  page.wide = true;
  return render(visit, page, [&](Writer& w) {
    w << "<h1>" << Text{page.title} << "</h1><p class=\"lead\">"
      << Text{visit.t("The words that everybody uses for the same thing, in every language.")} << "</p>";
    if (visit.request.parameter("done")) components::notice(w, visit.t("Saved."));
    w << "<form class=\"filters\" method=\"get\" action=\"/desk/terms\">";
    components::field(w, {.name = "q", .label = visit.t("Word or number"), .value = sought, .type = "search"});
    components::submit(w, visit.t("Look up"));
    w << "</form><p class=\"actions\"><a class=\"button quiet\" href=\"/desk/terms.tbx\" download>TBX</a> "
      << "<a class=\"button quiet\" href=\"/desk/terms.csv\" download>CSV</a></p>";
    if (keeps_terms(visit)) ways_in(w, visit);
    w << "<h2>" << Text{visit.t("Termbase")} << "</h2>";
    if (own.entries.empty())
      w << "<p class=\"empty\">" << Text{visit.t("There is no such term yet.")} << "</p>";
    else
      found_table(w, visit, own, true);
    w << "<h2>" << Text{visit.t("Names of the vocabulary")} << "</h2><p class=\"hint\">"
      << Text{visit.t("Sen ships these; they are locked and nobody edits them here.")} << "</p>";
    found_table(w, visit, shipped, false);
  });
}

/// What the person looks at who fills the form in.
struct Shown {
  TermEntry entry;
  bool is_new = false;
  content::Sequence based_on;            ///< Of an entry that is there.
  std::optional<TermEntry> meanwhile{};  ///< What somebody else made of it.
};

Result<http::Response> show_form(const Visit& visit, const Shown& shown, const std::string& mistake) {
  const TermEntry& entry = shown.entry;
  const bool is_new = shown.is_new;
  Page page;
  page.title = is_new ? visit.t("New term") : visit.t("Entry {number}", {{"number", entry.id.value}});
  page.section = "terms";
  page.status = mistake.empty() ? 200 : 400;
  return render(visit, page, [&](Writer& w) {
    w << "<p><a href=\"/desk/terms\">" << Text{visit.t("All terms")} << "</a></p><h1>" << Text{page.title} << "</h1>";
    if (!mistake.empty()) components::mistakes(w, visit.tongue, {{{}, mistake}});
    if (!keeps_terms(visit)) {
      components::term_table(w, visit, {entry}, false);
      return;
    }
    if (shown.meanwhile) components::term_table(w, visit, {*shown.meanwhile}, false);
    components::begin_form(w, is_new ? "/desk/terms/new" : "/desk/terms/" + entry.id.value, visit.csrf());
    if (is_new) {
      components::Field id{.name = "id", .label = visit.t("Number"), .value = entry.id.value};
      id.hint = visit.t("a-z, 0-9 and hyphen, such as doi-moi. It is never given to another entry.");
      id.required = true;
      id.max_length = 64;
      components::field(w, id);
    } else {
      components::hidden(w, "based_on", std::to_string(shown.based_on.value));
    }
    components::term_fields(w, visit, entry);
    w << "<p class=\"actions\"><button class=\"button\" type=\"submit\">" << Text{visit.t("Save")} << "</button>";
    if (!is_new)
      w << "<button class=\"button danger\" type=\"submit\" name=\"remove\" value=\"yes\">"
        << Text{visit.t("Remove the entry")} << "</button>";
    w << "</p>";
    components::end_form(w);
  });
}

content::TermStatus status_of(std::string_view text) {
  if (text == "2") return content::TermStatus::Admitted;
  if (text == "3") return content::TermStatus::Forbidden;
  return content::TermStatus::Preferred;
}

TermEntry read_form(const Form& form) {
  TermEntry entry;
  entry.subject = form.value("subject");
  entry.note = form.value("note");
  entry.locked = form.value("locked") == "yes";
  for (std::size_t at = 0; form.has("term-" + std::to_string(at)); ++at) {
    const std::string number = std::to_string(at);
    const std::string_view text = trim(form.value("term-" + number));
    if (!text.empty())
      entry.terms.push_back({content::Locale(std::string(form.value("language-" + number))), std::string(text),
                             status_of(form.value("status-" + number)), std::string(form.value("note-" + number))});
  }
  for (std::size_t at = 0; form.has("definition-" + std::to_string(at)); ++at) {
    const std::string number = std::to_string(at);
    const std::string_view text = trim(form.value("definition-" + number));
    if (!text.empty())
      entry.definitions[content::Locale(std::string(form.value("definition-language-" + number)))] = text;
  }
  return entry;
}

std::string told(const Visit& visit, const Error& error) {
  if (error.code() == ErrorCode::Conflict) return visit.t("Somebody was faster: look at what is there now.");
  return explain_refusal(visit.tongue, error.message()).text;
}

Result<http::Response> save(Visit& visit, Shown shown) {
  TermEntry& entry = shown.entry;
  if (const auto fit = xliff::settle_term(entry, visit.context.parts.vocabulary); !fit.has_value())
    return show_form(visit, shown, told(visit, fit.error()));
  if (shown.is_new && visit.snapshot->term(entry.id).has_value())
    return show_form(visit, shown, visit.t("There is an entry of this number already."));
  const std::string reason = (entry.removed ? "remove term " : "save term ") + entry.id.value;
  const auto done = save_terms(visit, {entry}, reason, shown.based_on);
  if (done.has_value()) return see_other("/desk/terms?done=save&q=" + http::encode_query(entry.id.value));
  if (done.error().code() != ErrorCode::Conflict) return done.error();
  visit.snapshot = SEN_TRY(visit.context.parts.store.snapshot());
  shown.based_on = visit.snapshot->sequence();
  TermEntry now = SEN_TRY(visit.snapshot->term(entry.id));
  if (now.removed)
    return show_form(visit, shown,
                     visit.t("Somebody else removed this entry meanwhile. Saving brings it back as it stands here."));
  shown.meanwhile = std::move(now);
  return show_form(visit, shown, told(visit, done.error()));
}

Result<TermEntry> entry_of(const Visit& visit) {
  TermEntry entry = SEN_TRY(visit.snapshot->term(content::TermId(std::string(visit.parameters["id"]))));
  if (entry.removed) return Error(ErrorCode::NotFound, "there is no such term");
  return entry;
}

/// The content that the form was made from; the first of all if it does not say.
content::Sequence read_based_on(const Visit& visit) {
  content::Sequence sequence;
  const std::string_view text = visit.form.value("based_on");
  std::from_chars(text.data(), text.data() + text.size(), sequence.value);
  return std::min(sequence, visit.snapshot->sequence());
}

Result<http::Response> edit(Visit& visit) {
  // Also one that somebody removed meanwhile: what was typed is not lost.
  Shown shown{.entry = SEN_TRY(visit.snapshot->term(content::TermId(std::string(visit.parameters["id"])))),
              .based_on = read_based_on(visit)};
  if (visit.form.has("remove")) {
    if (shown.entry.removed) return see_other("/desk/terms?done=save");
    shown.entry.removed = true;
    return save(visit, std::move(shown));
  }
  const content::TermId id = shown.entry.id;
  shown.entry = read_form(visit.form);
  shown.entry.id = id;
  return save(visit, std::move(shown));
}

Result<http::Response> make(Visit& visit) {
  Shown shown{.entry = read_form(visit.form), .is_new = true, .based_on = visit.snapshot->sequence()};
  shown.entry.id = content::TermId(std::string(trim(visit.form.value("id"))));
  return save(visit, std::move(shown));
}

http::Response refused(const Visit& visit, std::string mistake) {
  return refuse_files(visit, {{{}, std::move(mistake)}}, "terms", visit.t("All terms"));
}

Result<http::Response> bring_in(Visit& visit) {
  const FormFile* file = visit.form.file("file");
  if (file == nullptr) return refused(visit, visit.t("Choose a file."));
  const std::string text = SEN_TRY(file->read());
  const bool is_xml = text.find('<') < text.find(',');
  const content::Vocabulary& vocabulary = visit.context.parts.vocabulary;
  auto entries = is_xml ? xliff::read_tbx(text, vocabulary) : xliff::read_terms_csv(text, vocabulary);
  if (!entries.has_value()) return refused(visit, file->name + ": " + told(visit, entries.error()));
  const std::string reason = "import " + std::to_string(entries->size()) + " terms";
  const auto done = save_terms(visit, *std::move(entries), reason, visit.snapshot->sequence());
  if (done.has_value()) return see_other("/desk/terms?done=import");
  if (done.error().code() != ErrorCode::Conflict) return done.error();
  return refused(visit, told(visit, done.error()));
}

Result<http::Response> take_out(const Visit& visit, bool csv) {
  const std::vector<TermEntry> entries = SEN_TRY(visit.snapshot->terms());
  http::Response response = http::make_response(200, csv ? "text/csv; charset=utf-8" : "application/x-tbx",
                                                csv ? xliff::write_terms_csv(entries) : xliff::write_tbx(entries));
  response.add("Content-Disposition",
               csv ? "attachment; filename=\"terms.csv\"" : "attachment; filename=\"terms.tbx\"");
  return response;
}

}  // namespace

void add_term_routes(Guard& guard) {
  FormLimits limits;
  limits.files = 1;
  limits.file_bytes = kMostBytes;
  FormLimits many;
  many.fields = 1'200;
  const Access reading = Access::to(Action::DocumentRead), keeping = Access::to(Action::TranslationSignOff);
  guard.get("/desk/terms", reading, list);
  guard.get("/desk/terms.csv", reading, [](Visit& visit) { return take_out(visit, true); });
  guard.get("/desk/terms.tbx", reading, [](Visit& visit) { return take_out(visit, false); });
  guard.get("/desk/terms/new", keeping,
            [](Visit& visit) { return show_form(visit, {.entry = {}, .is_new = true, .based_on = {}}, {}); });
  guard.post("/desk/terms/new", keeping, make, many);
  guard.post("/desk/terms/import", keeping, bring_in, limits);
  guard.get("/desk/terms/{id}", reading, [](Visit& visit) -> Result<http::Response> {
    return show_form(visit, {.entry = SEN_TRY(entry_of(visit)), .based_on = visit.snapshot->sequence()}, {});
  });
  guard.post("/desk/terms/{id}", keeping, edit, many);
}

}  // namespace sen::desk::pages
