#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "content/model/ids.h"

/// Views are pages as plain data: words already in the reader's language, links already built,
/// nothing left to decide. Components (engine/portal/components) turn them into HTML.
namespace sen::portal::views {

struct Link {
  std::string text;
  std::string href;
  bool current = false;
};

struct Time {
  std::string text;
  std::string machine;  ///< For `datetime`.
};

/// Words that may be in another language than the page: `lang` and `dir` are empty where they are not.
struct Words {
  std::string text;
  std::string lang;
  std::string dir;
};

/// A page in another language.
struct LanguageLink {
  content::Locale code;
  std::string name;  ///< In that language.
  std::string href;
  bool right_to_left = false;
  bool current = false;
  std::string remark;  ///< `original`, `machine translation`; or empty.
};

struct PictureSource {
  std::string type;    ///< `image/webp`
  std::string srcset;  ///< `/media/…/320.webp 320w, …`
};

/// A `<picture>`. An empty `src` is no picture.
struct Picture {
  std::vector<PictureSource> sources;  ///< Best first.
  std::string src;                     ///< The address for browsers that know none of them.
  std::uint32_t width = 0;
  std::uint32_t height = 0;
  std::string alt;
  std::string caption;
  std::string credit;       ///< `Photo: … · CC BY 4.0`; or empty.
  std::string licence_url;  ///< Or empty.
  std::string licence;
  std::string sizes;   ///< How wide it is shown, as `sizes` says it.
  bool first = false;  ///< The page's main picture: loaded at once.
};

/// The organisation that answers for what is shown.
struct Badge {
  std::string name;
  std::string initials;
  std::string href;
};

/// A document in a listing.
struct Teaser {
  Words title;
  std::string href;
  Words summary;
  Badge organisation;
  std::string type;
  std::string tone;  ///< Of the type's tag: `plain`, `press`, `check`.
  Time date;
  Picture picture;
  std::string language;  ///< Own name of the language that is shown, if it is not the page's; that a machine wrote it.
};

/// A titled list of documents with a way to more.
struct Block {
  std::string title;
  Link more;  ///< No `href`: none.
  std::vector<Teaser> teasers;
};

struct Crumbs {
  std::vector<Link> links;  ///< From the home page; the last is the page itself and has no `href`.
};

struct Pagination {
  std::vector<Link> pages;  ///< No `href`: a gap.
  Link previous, next;      ///< No `href`: none.
};

/// A notice above a text.
struct Note {
  enum class Kind { Info, Correction, Warning };
  Kind kind = Kind::Info;
  std::string title;
  Words text;
  Link link;
  Link more{};  ///< A second way on; no `href`: none.
};

/// A label and what it says: a field of the document.
struct Fact {
  std::string label;
  std::vector<Link> values;  ///< No `href`: plain text.
};

/// A table of figures or words.
struct Table {
  std::string caption;
  std::vector<std::string> head;  ///< The first is the row's name.
  std::vector<bool> words;        ///< Which columns hold words and not figures; none: only the row's name does.
  struct Row {
    std::string name;
    std::vector<std::string> cells;
  };
  std::vector<Row> rows;
  std::string remark;  ///< Under the table: units, flags.
};

/// A drawing with its words, its table and its downloads.
struct Chart {
  std::string id;  ///< Unique on the page.
  std::string title;
  std::string subtitle;
  std::string wide;                ///< Safe SVG; empty: the table stands alone.
  std::string narrow;              ///< The same drawing for phones; empty: `wide` is for both.
  std::vector<Link> legend;        ///< Classes of a map, lightest first.
  std::vector<std::string> lines;  ///< Names of several lines, in their order; shown on phones.
  bool map = false;
  Table table;
  std::vector<Link> downloads;
  Link page;  ///< The dataset's page, when the chart stands elsewhere.
  std::string source;
};

}  // namespace sen::portal::views
