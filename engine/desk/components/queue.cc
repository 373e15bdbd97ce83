#include "engine/desk/components/queue.h"

#include "engine/desk/components/parts.h"

namespace sen::desk::components {
namespace {

using portal::Tongue;
using portal::html::Attr;
using portal::html::Literal;
using portal::html::Text;
using portal::html::Url;
using portal::html::Writer;
using views::QueueRow;

void title(Writer& w, const QueueRow& row) {
  const auto words = [&] {
    w << "<b";
    if (!row.title_language.empty()) w << " lang=\"" << Attr{row.title_language.value} << "\" dir=\"auto\"";
    w << ">" << Text{row.title} << "</b>";
  };
  if (row.href.empty()) return words();
  w << "<a class=\"row-title\" href=\"" << Url{row.href} << "\">";
  words();
  w << "</a>";
}

void tags(Writer& w, const Tongue& tongue, const QueueRow& row) {
  w << "<span class=\"tags\"><span class=\"tag\">" << Text{row.reason} << "</span>";
  if (!row.language.empty()) w << " <span class=\"tag\">" << Text{row.language} << "</span>";
  if (row.asked) w << " <span class=\"tag warn\">" << Text{tongue.t("You were asked")} << "</span>";
  if (row.sensitive) w << " <span class=\"tag warn\">" << Text{tongue.t("Sensitive")} << "</span>";
  w << "</span>";
}

void due(Writer& w, const Tongue& tongue, const QueueRow& row) {
  if (!row.due) return;
  w << "<p class=\"due" << (row.overdue ? Literal(" late") : Literal("")) << "\"><b>" << Text{row.due_words}
    << "</b><br>" << Text{tongue.t("Due:")} << " ";
  time(w, tongue, *row.due);
  w << "</p>";
}

}  // namespace

void alarms(Writer& w, const Tongue& tongue, const std::vector<QueueRow>& rows) {
  if (rows.empty()) return;
  w << "<section class=\"alarm\" role=\"alert\"><h2>" << Text{tongue.t("This cannot wait")} << "</h2><ul>";
  for (const QueueRow& row : rows) {
    w << "<li>";
    title(w, row);
    w << " – " << Text{row.reason};
    if (!row.language.empty()) w << ", " << Text{row.language};
    if (row.due) w << ": <b>" << Text{row.due_words} << "</b>";
    w << "</li>";
  }
  w << "</ul></section>";
}

void queue_rows(Writer& w, const Tongue& tongue, const std::vector<QueueRow>& rows) {
  w << "<ul class=\"rows queue\">";
  for (const QueueRow& row : rows) {
    w << "<li><div>";
    title(w, row);
    tags(w, tongue, row);
    w << "<p class=\"hint\">" << Text{row.organisation};
    if (!row.who.empty()) w << " · " << Text{row.who};
    if (!row.state.empty()) w << " · " << Text{row.state};
    if (!row.others.empty()) w << " · " << Text{tongue.t("asked: {names}", {{"names", row.others}})};
    w << " · " << Text{tongue.t("since")} << " ";
    time(w, tongue, row.since);
    w << "</p></div>";
    due(w, tongue, row);
    w << "</li>";
  }
  w << "</ul>";
}

void pages(Writer& w, const Tongue& tongue, std::string_view path, std::size_t page, std::size_t pages) {
  if (pages < 2) return;
  const auto to = [&](std::size_t number) { return std::string(path) + "page=" + std::to_string(number); };
  w << "<nav class=\"pages\" aria-label=\"" << Attr{tongue.t("Pages")} << "\">";
  if (page > 1)
    w << "<a rel=\"prev\" href=\"" << Url{to(page - 1)} << "\">" << Text{tongue.t("Earlier page")} << "</a>";
  w << "<span>"
    << Text{tongue.t("Page {page} of {pages}",
                     {{"page", tongue.format.number(page)}, {"pages", tongue.format.number(pages)}})}
    << "</span>";
  if (page < pages)
    w << "<a rel=\"next\" href=\"" << Url{to(page + 1)} << "\">" << Text{tongue.t("Next page")} << "</a>";
  w << "</nav>";
}

}  // namespace sen::desk::components
