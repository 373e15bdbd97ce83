#pragma once

#include "engine/portal/html/writer.h"
#include "engine/portal/tongue.h"
#include "engine/portal/views/parts.h"

/// Pieces that several pages have. Each appends itself to `w`.
namespace sen::portal::components {

/// ` lang="…" dir="…"` where the words are in another language than the page.
void language_of(html::Writer& w, const views::Words& words);
void words(html::Writer& w, const views::Words& words);
void time(html::Writer& w, const views::Time& time);
void badge(html::Writer& w, const views::Badge& badge);
void picture(html::Writer& w, const views::Picture& picture);
/// The picture with caption, credit and licence under it.
void figure(html::Writer& w, const views::Picture& picture);
void crumbs(html::Writer& w, const views::Crumbs& crumbs, const Tongue& tongue);
void pagination(html::Writer& w, const views::Pagination& pagination, const Tongue& tongue);
void note(html::Writer& w, const views::Note& note);
void link_list(html::Writer& w, const std::vector<views::Link>& links);
/// Links in a row of buttons.
void chips(html::Writer& w, const std::vector<views::Link>& links);
void facts(html::Writer& w, const std::vector<views::Fact>& facts);
/// A document as a card with picture; headings of level 3.
void card(html::Writer& w, const views::Teaser& teaser);
/// A document as a row with a small picture.
void row(html::Writer& w, const views::Teaser& teaser);
/// A heading of level 2 with a way to more.
void block_head(html::Writer& w, const std::string& title, const views::Link& more);
/// A block of cards. `id` is the heading's.
void block(html::Writer& w, const views::Block& block);
void table(html::Writer& w, const views::Table& table);
void chart(html::Writer& w, const views::Chart& chart, const Tongue& tongue);

}  // namespace sen::portal::components
