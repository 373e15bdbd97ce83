#include "engine/portal/components/parts.h"

#include "engine/portal/components/icons.h"

namespace sen::portal::components {

using html::Attr;
using html::Text;
using html::Url;
using html::Writer;

void language_of(Writer& w, const views::Words& words) {
  if (words.lang.empty()) return;
  w << " lang=\"" << Attr{words.lang} << "\" dir=\"" << Attr{words.dir} << "\"";
}

void words(Writer& w, const views::Words& words) {
  if (words.lang.empty()) {
    w << Text{words.text};
    return;
  }
  w << "<bdi";
  language_of(w, words);
  w << ">" << Text{words.text} << "</bdi>";
}

void time(Writer& w, const views::Time& time) {
  if (!time.text.empty()) w << "<time datetime=\"" << Attr{time.machine} << "\">" << Text{time.text} << "</time>";
}

void badge(Writer& w, const views::Badge& badge) {
  if (badge.name.empty()) return;
  w << "<span class=\"badge\"><i aria-hidden=\"true\">" << Text{badge.initials} << "</i>";
  if (badge.href.empty()) {
    w << "<span>" << Text{badge.name} << "</span>";
  } else {
    w << "<a href=\"" << Url{badge.href} << "\">" << Text{badge.name} << "</a>";
  }
  w << "</span>";
}

void picture(Writer& w, const views::Picture& picture) {
  if (picture.src.empty()) return;
  w << "<picture>";
  for (const views::PictureSource& source : picture.sources)
    w << "<source type=\"" << Attr{source.type} << "\" srcset=\"" << Attr{source.srcset} << "\" sizes=\""
      << Attr{picture.sizes} << "\">";
  w << "<img src=\"" << Url{picture.src} << "\" width=\"" << picture.width << "\" height=\"" << picture.height
    << "\" alt=\"" << Attr{picture.alt} << "\"";
  if (picture.first) {
    w << " fetchpriority=\"high\"></picture>";
  } else {
    w << " loading=\"lazy\" decoding=\"async\"></picture>";
  }
}

void figure(Writer& w, const views::Picture& view) {
  if (view.src.empty()) return;
  w << "<figure>";
  picture(w, view);
  if (!view.caption.empty() || !view.credit.empty()) {
    w << "<figcaption>" << Text{view.caption} << " <span class=\"credit\">" << Text{view.credit};
    if (!view.licence.empty()) {
      if (!view.credit.empty()) w << " · ";
      if (view.licence_url.empty()) {
        w << Text{view.licence};
      } else {
        w << "<a rel=\"license\" href=\"" << Url{view.licence_url} << "\">" << Text{view.licence} << "</a>";
      }
    }
    w << "</span></figcaption>";
  }
  w << "</figure>";
}

void crumbs(Writer& w, const views::Crumbs& crumbs, const Tongue& tongue) {
  w << "<nav class=\"crumbs\" aria-label=\"" << Attr{tongue.t("You are here")} << "\"><ol>";
  for (const views::Link& link : crumbs.links) {
    if (link.href.empty()) {
      w << "<li aria-current=\"page\">" << Text{link.text} << "</li>";
    } else {
      w << "<li><a href=\"" << Url{link.href} << "\">" << Text{link.text} << "</a></li>";
    }
  }
  w << "</ol></nav>";
}

void pagination(Writer& w, const views::Pagination& view, const Tongue& tongue) {
  if (view.pages.size() < 2) return;
  w << "<nav class=\"pages\" aria-label=\"" << Attr{tongue.t("Pages")} << "\"><ul>";
  if (!view.previous.href.empty())
    w << "<li><a rel=\"prev\" href=\"" << Url{view.previous.href} << "\">" << Text{view.previous.text} << "</a></li>";
  for (const views::Link& page : view.pages) {
    if (page.href.empty()) {
      w << "<li><span>…</span></li>";
      continue;
    }
    w << "<li><a href=\"" << Url{page.href} << "\"";
    if (page.current) w << " aria-current=\"page\"";
    w << ">" << Text{page.text} << "</a></li>";
  }
  if (!view.next.href.empty())
    w << "<li><a rel=\"next\" href=\"" << Url{view.next.href} << "\">" << Text{view.next.text} << "</a></li>";
  w << "</ul></nav>";
}

void note(Writer& w, const views::Note& view) {
  switch (view.kind) {
    case views::Note::Kind::Info:
      w << "<div class=\"note info\">";
      break;
    case views::Note::Kind::Correction:
      w << "<div class=\"note correction\">";
      break;
    case views::Note::Kind::Warning:
      w << "<div class=\"note warning\">";
      break;
  }
  w << "<p>";
  if (!view.title.empty()) w << "<strong>" << Text{view.title} << "</strong> ";
  words(w, view.text);
  if (!view.link.href.empty()) w << " <a href=\"" << Url{view.link.href} << "\">" << Text{view.link.text} << "</a>";
  w << "</p></div>";
}

void link_list(Writer& w, const std::vector<views::Link>& links) {
  w << "<ul class=\"links\">";
  for (const views::Link& link : links) {
    w << "<li><a href=\"" << Url{link.href} << "\"";
    if (link.current) w << " aria-current=\"true\"";
    w << ">" << Text{link.text} << "</a></li>";
  }
  w << "</ul>";
}

void chips(Writer& w, const std::vector<views::Link>& links) {
  if (links.empty()) return;
  w << "<ul class=\"chips\">";
  for (const views::Link& link : links) {
    w << "<li><a href=\"" << Url{link.href} << "\"";
    if (link.current) w << " aria-current=\"true\"";
    w << ">" << Text{link.text} << "</a></li>";
  }
  w << "</ul>";
}

void facts(Writer& w, const std::vector<views::Fact>& facts) {
  if (facts.empty()) return;
  w << "<dl class=\"facts\">";
  for (const views::Fact& fact : facts) {
    w << "<div><dt>" << Text{fact.label} << "</dt>";
    for (const views::Link& value : fact.values) {
      if (value.href.empty()) {
        w << "<dd>" << Text{value.text} << "</dd>";
      } else {
        w << "<dd><a href=\"" << Url{value.href} << "\">" << Text{value.text} << "</a></dd>";
      }
    }
    w << "</div>";
  }
  w << "</dl>";
}

namespace {

void teaser_meta(Writer& w, const views::Teaser& teaser) {
  w << "<p class=\"meta\">";
  if (!teaser.type.empty()) w << "<span class=\"tag " << Attr{teaser.tone} << "\">" << Text{teaser.type} << "</span>";
  time(w, teaser.date);
  if (!teaser.language.empty())
    w << "<span lang=\"" << Attr{teaser.title.lang} << "\">" << Text{teaser.language} << "</span>";
  w << "</p>";
}

}  // namespace

void card(Writer& w, const views::Teaser& teaser) {
  w << "<article class=\"card\">";
  picture(w, teaser.picture);
  w << "<div class=\"card-text\">";
  badge(w, teaser.organisation);
  w << "<h3><a href=\"" << Url{teaser.href} << "\"";
  language_of(w, teaser.title);
  w << ">" << Text{teaser.title.text} << "</a></h3>";
  teaser_meta(w, teaser);
  w << "</div></article>";
}

void row(Writer& w, const views::Teaser& teaser) {
  if (teaser.picture.src.empty()) {
    w << "<li class=\"row\"><div>";
  } else {
    w << "<li class=\"row pictured\"><div>";
  }
  badge(w, teaser.organisation);
  w << "<h3><a href=\"" << Url{teaser.href} << "\"";
  language_of(w, teaser.title);
  w << ">" << Text{teaser.title.text} << "</a></h3>";
  if (!teaser.summary.text.empty()) {
    w << "<p";
    language_of(w, teaser.summary);
    w << ">" << Text{teaser.summary.text} << "</p>";
  }
  teaser_meta(w, teaser);
  w << "</div>";
  picture(w, teaser.picture);
  w << "</li>";
}

void block_head(Writer& w, const std::string& title, const views::Link& more) {
  w << "<div class=\"block-head\"><h2>" << Text{title} << "</h2>";
  if (!more.href.empty()) w << "<a href=\"" << Url{more.href} << "\">" << Text{more.text} << "</a>";
  w << "</div>";
}

void block(Writer& w, const views::Block& view) {
  if (view.teasers.empty()) return;
  w << "<section class=\"block\">";
  block_head(w, view.title, view.more);
  w << "<div class=\"cards\">";
  for (const views::Teaser& teaser : view.teasers) card(w, teaser);
  w << "</div></section>";
}

void table(Writer& w, const views::Table& view) {
  if (view.rows.empty()) return;
  w << "<section class=\"table" << (view.words.empty() ? html::Literal("") : html::Literal(" words"))
    << "\" tabindex=\"0\" aria-label=\"" << Attr{view.caption} << "\"><table><caption>" << Text{view.caption}
    << "</caption><thead><tr>";
  // Words come from anywhere and keep their own direction within the cell.
  const auto holds_words = [&](std::size_t column) {
    return view.words.empty() ? column == 0 : static_cast<bool>(view.words[column]);
  };
  for (std::size_t i = 0; i < view.head.size(); ++i) {
    if (holds_words(i)) {
      w << "<th scope=\"col\"><bdi>" << Text{view.head[i]} << "</bdi></th>";
    } else {
      w << "<th scope=\"col\" class=\"n\">" << Text{view.head[i]} << "</th>";
    }
  }
  w << "</tr></thead><tbody>";
  for (const views::Table::Row& line : view.rows) {
    w << "<tr><th scope=\"row\"><bdi>" << Text{line.name} << "</bdi></th>";
    for (std::size_t i = 0; i < line.cells.size(); ++i) {
      if (holds_words(i + 1)) {
        w << "<td><bdi>" << Text{line.cells[i]} << "</bdi></td>";
      } else {
        w << "<td class=\"n\">" << Text{line.cells[i]} << "</td>";
      }
    }
    w << "</tr>";
  }
  w << "</tbody></table></section>";
  if (!view.remark.empty()) w << "<p class=\"remark\">" << Text{view.remark} << "</p>";
}

void chart(Writer& w, const views::Chart& view, const Tongue& tongue) {
  w << "<figure class=\"chart" << (view.map ? html::Literal(" map") : html::Literal("")) << "\"><figcaption><strong>"
    << Text{view.title} << "</strong>";
  if (!view.subtitle.empty()) w << "<span>" << Text{view.subtitle} << "</span>";
  w << "</figcaption>";
  if (view.wide.empty()) {
    table(w, view.table);
  } else if (view.narrow.empty()) {
    w << "<div class=\"drawing\">" << html::Safe{view.wide} << "</div>";
  } else {
    w << "<div class=\"drawing wide\">" << html::Safe{view.wide} << "</div><div class=\"drawing narrow\">"
      << html::Safe{view.narrow} << "</div>";
  }
  if (!view.lines.empty()) {
    w << "<ul class=\"legend line-names\">";
    int number = 0;
    for (const std::string& name : view.lines)
      w << "<li><svg viewBox=\"0 0 24 14\" aria-hidden=\"true\"><path class=\"line s" << ++number
        << "\" d=\"M1 7h22\"/></svg>" << Text{name} << "</li>";
    w << "</ul>";
  }
  if (!view.legend.empty()) {
    w << "<ul class=\"legend\">";
    int step = 0;
    for (const views::Link& entry : view.legend)
      w << "<li><svg viewBox=\"0 0 20 14\" aria-hidden=\"true\"><rect class=\"q" << ++step
        << "\" width=\"20\" height=\"14\" rx=\"2\"/></svg>" << Text{entry.text} << "</li>";
    w << "</ul>";
  }
  if (!view.source.empty()) w << "<p class=\"source\">" << Text{view.source} << "</p>";
  if (!view.downloads.empty() || !view.page.href.empty()) {
    w << "<ul class=\"downloads\">";
    for (const views::Link& link : view.downloads) {
      w << "<li><a href=\"" << Url{link.href} << "\" download>";
      icon(w, Icon::Download);
      w << Text{link.text} << "</a></li>";
    }
    if (!view.page.href.empty()) {
      w << "<li><a href=\"" << Url{view.page.href} << "\">";
      icon(w, Icon::Chart);
      w << Text{view.page.text} << "</a></li>";
    }
    w << "</ul>";
  }
  if (!view.wide.empty() && !view.table.rows.empty()) {
    w << "<details class=\"more\" open><summary>" << Text{tongue.t("The figures as a table")} << "</summary>";
    table(w, view.table);
    w << "</details>";
  }
  w << "</figure>";
}

}  // namespace sen::portal::components
