#pragma once

#include <string>
#include <vector>

#include "engine/portal/views/pages.h"
#include "engine/portal/views/scene.h"
#include "engine/store/visible_content.h"

/// The press room: what journalists come for, in every language of the site.
namespace sen::portal::views {

/// Somebody who speaks for an organisation, or answers the press.
struct PressContact {
  Words name;
  Words office;
  std::string duty;  ///< `Spokesperson`, `Press contact`.
  std::string languages;
  std::string since;
  std::vector<Link> ways;  ///< E-mail, telephone.
  Badge organisation;
  std::string href;
};

struct ContactGroup {
  std::string title;
  std::vector<PressContact> contacts;
};

/// Words that may be quoted, as one version of them says.
struct Quote {
  std::vector<std::string> paragraphs;
  Words language;  ///< `lang` and `dir` of the words, where they are not the page's.
  Words speaker;   ///< Who, and in which office at the time.
  Words occasion;
  Time said;
  Link source;     ///< The statement; no `href`: none that can be read.
  Link permanent;  ///< This very version.
};

struct Briefing {
  Words title;
  std::string href;
  Time when;  ///< In Hanoi and in UTC.
  std::string venue;
  std::string spokesperson;
  Badge organisation;
};

/// An incident in a list.
struct IncidentLine {
  Words title;
  std::string href;
  std::string state;  ///< `Under way`, `Closed`.
  bool open = false;
  Time updated;
};

struct PressRoom {
  Frame frame;
  Crumbs crumbs;
  std::string title;
  std::string summary;
  std::vector<Link> services;  ///< Asking, accreditation, answers, quotes, the media kit.
  std::vector<IncidentLine> incidents;
  std::vector<Briefing> briefings;
  Block statements;
  Block releases;
  std::vector<Quote> quotes;
  Link all_quotes;
  std::vector<ContactGroup> contacts;
  Listing all;  ///< Everything of the section; without frame and crumbs.
};

struct Quotes {
  Frame frame;
  Crumbs crumbs;
  std::string title;
  std::string summary;
  std::string path;
  std::string speaker;         ///< What was searched for.
  std::vector<Link> speakers;  ///< Each with the way to what he or she said.
  bool is_speaker = false;     ///< Whether `speaker` is the whole name of one of them.
  std::vector<Quote> quotes;
  Pagination pagination;
  std::string empty;
  Link feed;
};

/// An entry of an incident.
struct IncidentEntry {
  std::string anchor;  ///< `e-` and the entry's id.
  Words title;
  Time when;  ///< In Hanoi and in UTC.
  std::string standing;
  bool certain = false;
  Words language;
  std::vector<BodyPart> body;
  std::vector<Note> notes;    ///< Corrections, the language, a machine's translation.
  std::vector<Note> history;  ///< Its versions, newest first; nothing of one that never changed.
  Link permanent;
};

struct Incident {
  Document page;  ///< The incident's own text.
  std::string state;
  bool open = false;
  Time opened;
  Time closed;                         ///< Empty: still open.
  Time updated;                        ///< When the newest entry came or one was changed; empty: no entry yet.
  std::string promise;                 ///< How often something new is said at least; or empty.
  std::string count;                   ///< How many entries there are.
  std::vector<IncidentEntry> entries;  ///< Newest first, fifty a page.
  Pagination pagination;
  std::string empty;
  std::vector<Link> feeds;
  std::vector<ContactGroup> contacts;
};

/// A point in time on both clocks: `21 November 2026, 15:00 Hanoi · 08:00 UTC`.
Time make_both_clocks(const Scene& scene, Timestamp at);

/// The contacts that can be read: those who answer in the page's language first. `organisation` empty: of all.
Result<std::vector<ContactGroup>> make_contacts(const Scene& scene, const content::OrganisationCode& organisation);
Quote make_quote(const Scene& scene, const store::VisibleEdition& edition);
/// The documents of a type in the best language there is, newest first, at most `limit`.
Result<std::vector<store::VisibleEdition>> editions_of_type(const Scene& scene, const std::string& type,
                                                            std::size_t limit = std::string::npos);

/// `page` counts the pages of the section's listing; the rooms stand on the first alone. Errors: NotFound behind the
/// last.
Result<PressRoom> make_press_room(const Scene& scene, std::size_t page);
/// `speaker`: only quotes of whom this is the whole name or, if it is nobody's, whose names hold these words, without
/// regard to accents; empty: all. Fifty a page.
/// Errors: NotFound behind the last page.
Result<Quotes> make_quotes(const Scene& scene, const std::string& speaker, std::size_t page);
/// `/en/press/quotes`, with `?speaker=` where one is asked for.
std::string quotes_path(const content::Locale& locale, const std::string& speaker);
/// Answers to the press that are public.
Result<Listing> make_press_answers(const Scene& scene, std::size_t page);
/// `page` counts the pages of its entries. Errors: NotFound behind the last.
Result<Incident> make_incident(const Scene& scene, const store::VisibleEdition& edition, std::size_t page);

}  // namespace sen::portal::views
