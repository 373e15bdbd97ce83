#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "content/model/ids.h"
#include "engine/base/clock.h"
#include "engine/base/result.h"
#include "engine/desk/visit.h"
#include "engine/workflow/queue.h"

namespace sen::desk::views {

/// One thing that waits for the person.
struct QueueRow {
  std::string href;  ///< Empty: it has no page.
  std::string title;
  content::Locale title_language;  ///< Empty: the desk's own.
  std::string reason;              ///< `To approve`
  std::string language;            ///< `Japanese`; empty of figures and of what all languages share.
  std::string state;               ///< Empty where the reason says it.
  std::string organisation;
  std::string who;  ///< Who wrote it; empty: nobody is named.
  Timestamp since;
  std::optional<Timestamp> due;
  std::string due_words;  ///< `in 3 hours`
  bool overdue = false;
  bool asked = false;  ///< The person.
  std::string others;  ///< Who else was asked by name; empty: nobody.
  bool sensitive = false;
};

/// A choice of a filter.
struct QueueFilter {
  std::string value;
  std::string label;
  bool chosen = false;
  std::size_t count = 0;
};

/// A page of what waits. The alarms stand on the first page only, outside of any filter.
struct Queue {
  std::vector<QueueRow> alarms;
  std::vector<QueueRow> rows;
  std::vector<QueueFilter> reasons;
  std::vector<QueueFilter> languages;
  std::vector<QueueFilter> types;
  std::vector<QueueFilter> organisations;
  std::size_t mine = 0;   ///< Things that are the person's own: asked by name, written, returned.
  std::size_t all = 0;    ///< Without filters.
  std::size_t found = 0;  ///< With them.
  std::size_t page = 1;   ///< From 1.
  std::size_t pages = 1;
};

/// What is asked of the queue; empty: everything.
struct QueueQuery {
  std::string reason;        ///< waiting_name()
  std::string language;      ///< A locale, or empty.
  std::string type;          ///< Of the document; `dataset` of figures.
  std::string organisation;  ///< A code.
  bool mine = false;         ///< Asked by name, written by the person, returned to it.
  std::size_t page = 1;      ///< Beyond the last: the last.
};

inline constexpr std::size_t kQueuePageSize = 20;

/// `approve`, `publish` …: a reason in an address.
std::string_view waiting_name(workflow::Waiting waiting);

/// What waits for the visit's person. Cost: as workflow::queue(), a read for each thing that waits, and four for each
/// row that is shown. Errors: Storage.
Result<Queue> make_queue(const Visit& visit, const QueueQuery& query, std::size_t page_size = kQueuePageSize);

}  // namespace sen::desk::views
