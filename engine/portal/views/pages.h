#pragma once

#include <string>
#include <variant>
#include <vector>

#include "content/compare/diff.h"
#include "engine/portal/views/frame.h"
#include "engine/portal/views/parts.h"

/// One view a kind of page.
namespace sen::portal::views {

struct Figure {
  std::string label;
  std::string value;
  std::string remark;
  std::string href;
  std::string spark;  ///< Safe SVG, or empty.
};

struct Home {
  Frame frame;
  std::vector<Teaser> lead;  ///< The first is the lead, up to three stand beside it.
  std::vector<Link> guides;
  std::vector<Figure> figures;
  Link all_figures;
  std::vector<Block> blocks;
  Block gallery;
  Block facts;
  Link provinces;
};

/// A listing: a section, a topic, and the head of every hub.
struct Listing {
  Frame frame;
  Crumbs crumbs;
  std::string kicker;
  std::string title;
  std::string summary;
  std::vector<Link> filters;  ///< Topics of the section, neighbours.
  std::vector<Teaser> teasers;
  std::string empty;  ///< Said where there is nothing.
  Pagination pagination;
  Link feed;
};

/// That readers were told of something wrong.
struct CorrectionRow {
  Time at;
  std::string kind;
  std::string tone;  ///< `correction`, `gone`.
  Words title;       ///< Of what was taken back: what kind of text it was.
  std::string href;
  Badge organisation;
  Words note;
  std::string language;  ///< Own name of the language that the note is in, if it is not the page's.
  Link changes;          ///< No `href`: there is nothing to compare.
};
struct Corrections {
  Frame frame;
  Crumbs crumbs;
  std::string title;
  std::string summary;
  std::vector<CorrectionRow> rows;
  std::string empty;
  Pagination pagination;
  Link feed;
};

/// What a version changed in the one before it.
struct Changes {
  Frame frame;
  Crumbs crumbs;
  std::string kicker;
  std::string title;
  std::string summary;
  Note note;              ///< What the public was told of it; or an empty title.
  Words language;         ///< `lang` and `dir` of what is compared, where it is not the page's.
  compare::Diff heading;  ///< Of the text's own title.
  compare::Diff standfirst;
  compare::Diff body;
  std::string same;  ///< Said where the words are the same; else empty.
  Link before, after;
};

/// Places or organisations under a heading.
struct Group {
  std::string title;
  std::vector<Link> links;
};

struct Directory {
  Frame frame;
  Crumbs crumbs;
  std::string title;
  std::string summary;
  Chart map;  ///< No `wide`: none.
  std::vector<Group> groups;
  Listing listing;  ///< Without frame and crumbs: documents under the directory.
};

/// A province or an organisation.
struct Hub {
  Listing listing;
  std::vector<Fact> facts;
  std::string map;  ///< Safe SVG, or empty.
  std::vector<Group> groups;
};

struct BodyHtml {
  std::string html;  ///< Safe.
};
using BodyPart = std::variant<BodyHtml, Picture, Chart>;

struct Document {
  Frame frame;
  Crumbs crumbs;
  std::string type;
  std::string tone;
  Words title;
  Words summary;
  Badge organisation;
  Time published;
  Time updated;  ///< Empty text: not since.
  std::string reading_time;
  std::vector<Note> notes;
  std::string verdict;       ///< Of a fact check.
  std::string verdict_tone;  ///< `wrong`, `doubt`, `right`.
  Words body_language;       ///< `lang` and `dir` of the body, where it is not the page's.
  Picture picture;
  std::vector<BodyPart> body;
  std::vector<Fact> facts;
  std::vector<LanguageLink> languages;
  std::vector<Link> topics;
  std::vector<Link> places;
  std::string provenance;  ///< Who wrote and translated it.
  Link licence;
  Link permanent;
  std::vector<Link> formats;
  std::vector<Note> history;
  Block related;
  std::vector<Link> share;
};

struct FilterOption {
  std::string value;
  std::string text;
  std::string count;
  bool chosen = false;
};
struct Filter {
  std::string name;  ///< Of the query parameter.
  std::string title;
  std::vector<FilterOption> options;
};
struct SearchHit {
  Teaser teaser;
  std::string snippet;  ///< Safe HTML with `<mark>`.
};
/// What answers a query at once, above the results.
struct SearchAnswer {
  std::string kind;  ///< `Statistics`, `Province or city` …
  std::string title;
  std::string href;
  std::string figure{};  ///< The newest value with its unit, or empty.
  std::string remark{};  ///< Of when it is, or how long the table.
  std::string spark{};   ///< Safe SVG, or empty.
};
/// An operator of the query language and what it does.
struct SearchSyntax {
  std::string code;
  std::string meaning;
};
struct Search {
  Frame frame;
  std::string title;
  std::string query;
  std::string outcome;  ///< `12 results`, or what is missing.
  Link suggestion;
  Link as_typed;  ///< The way back from another spelling; no `href`: none.
  std::vector<SearchAnswer> answers;
  std::vector<Link> elsewhere;  ///< What other languages have.
  std::vector<Link> guides;     ///< When nothing was found.
  std::vector<SearchSyntax> syntax;
  std::vector<Filter> filters;
  std::string sort;                                       ///< `date`, or empty.
  std::vector<std::pair<std::string, std::string>> kept;  ///< Parameters that the form sends on as they are.
  std::vector<SearchHit> hits;
  std::vector<std::string> tips;  ///< When nothing was found.
  std::vector<Link> clear;        ///< Chosen filters, each with the way to drop it.
  Link feed;                      ///< No `href`: nothing was asked.
  Pagination pagination;
};

struct DatasetCard {
  std::string title;
  std::string href;
  std::string summary;
  Badge organisation;
  Time updated;
  std::string spark;          ///< Safe SVG, or empty.
  std::string latest;         ///< The newest value with its unit; or empty.
  std::string latest_period;  ///< When that was.
  std::string kind;           ///< `Table`, of a plain one; else empty.
  std::string size;           ///< How many rows a plain table has.
};
struct Catalogue {
  Frame frame;
  Crumbs crumbs;
  std::string title;
  std::string summary;
  std::vector<DatasetCard> datasets;
  std::vector<Link> machine;  ///< For programs.
  std::string empty;
};

struct Dataset {
  Frame frame;
  Crumbs crumbs;
  std::string kind;  ///< `Dataset`, `Table`.
  std::string title;
  std::string summary;
  Badge organisation;
  Time updated;
  std::vector<Figure> figures;
  Chart chart;
  Pagination pagination;  ///< Of a plain table's rows.
  std::vector<Link> sources;
  Link licence;
  std::vector<Link> machine;
  std::vector<Fact> releases;
  std::vector<Fact> structure;
  Block documents;
};

struct Failure {
  Frame frame;
  int status = 404;
  std::string title;
  std::string text;
  std::string reason;  ///< Public reason of a withdrawal.
  std::string search_query;
  std::vector<Link> links;
};

}  // namespace sen::portal::views
