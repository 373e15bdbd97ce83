#include "engine/desk/pages/draft_form.h"

#include <charconv>

#include "engine/base/maybe.h"
#include "engine/base/text.h"

namespace sen::desk::pages {

using content::Draft;

std::uint32_t number_of(std::string_view text) {
  std::uint32_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

Result<Draft> begin_draft(const Visit& visit, const content::ContentId& id, const content::Locale& locale) {
  const auto last = visit.snapshot->draft(id, locale);
  if (last && !last->closed) return *last;
  Draft draft;
  draft.id = id;
  draft.locale = locale;
  draft.revision = last ? last->revision : 0;
  content::Locale from{std::string(visit.request.parameter("from").value_or(""))};
  if (from == locale) from = {};
  const auto edition = SEN_TRY(maybe(visit.snapshot->edition(id, locale)));
  if (edition) {
    const content::Version newest = SEN_TRY(visit.snapshot->version(id, locale, edition->latest));
    draft.based_on = newest.number;
    draft.title = newest.title;
    draft.summary = newest.summary;
    draft.body = newest.body;
    draft.provenance = newest.provenance;
    draft.translates = newest.translates;
    draft.translates_version = newest.translates_version;
    // What is an original stays one.
    if (newest.translates.empty()) return draft;
    if (from.empty()) from = newest.translates;
  }
  // The words are compared with the source as the page shows it beside them, not as it was when somebody wrote the
  // last.
  if (const auto source = SEN_TRY(maybe(visit.snapshot->edition(id, from)))) {
    draft.translates = from;
    draft.translates_version = source->latest;
  }
  return draft;
}

Draft read_draft(const Visit& visit, const content::ContentId& id, const content::Locale& locale) {
  Draft draft;
  draft.id = id;
  draft.locale = locale;
  draft.revision = number_of(visit.form.value("revision"));
  draft.based_on = number_of(visit.form.value("based_on"));
  draft.title = trim(visit.form.value("title"));
  draft.summary = trim(visit.form.value("summary"));
  draft.body = visit.form.value("body");
  const std::uint32_t provenance = number_of(visit.form.value("provenance"));
  if (provenance >= 1 && provenance <= 3) draft.provenance = static_cast<content::Provenance>(provenance);
  draft.translates = content::Locale(std::string(visit.form.value("translates")));
  draft.translates_version = number_of(visit.form.value("translates_version"));
  return draft;
}

}  // namespace sen::desk::pages
