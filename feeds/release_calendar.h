#pragma once

#include <vector>

#include "content/model/vocabulary.h"
#include "engine/store/visible_content.h"
#include "feeds/calendar.h"
#include "feeds/feed_builder.h"

namespace sen::feeds {

/// A calendar and what was read for it.
struct BuiltCalendar {
  Calendar calendar;
  std::vector<content::DependencyKey> reads;
};

/// What a calendar calls its parts, in the reader's language.
struct CalendarWords {
  std::string title;    ///< `Releases and events`
  std::string release;  ///< `Release of data: {title}`
};

constexpr std::size_t kCalendarEvents = 200;

/// What may be said in public of what is to come: releases of datasets that were announced, with code, title and hour
/// alone; and events and briefings that are published, with those of the past, the newest at most kCalendarEvents.
/// Nothing of what waits under embargo stands in it. Errors: as VisibleContent.
Result<BuiltCalendar> build_calendar(const store::VisibleContent& content, const content::Vocabulary& vocabulary,
                                     const FeedSite& site, const content::Locale& locale, const CalendarWords& words);

}  // namespace sen::feeds
