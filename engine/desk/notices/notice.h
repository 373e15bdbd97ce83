#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "content/model/account.h"
#include "content/model/change.h"
#include "content/model/vocabulary.h"
#include "engine/base/clock.h"
#include "engine/base/result.h"
#include "engine/portal/tongue.h"
#include "engine/store/snapshot.h"

namespace sen::desk {

/// What people hear of by mail. The names stand in accounts: never rename.
enum class NoticeKind {
  ReviewAsked,       ///< `review-asked`: a text waits, and this person was asked, is needed, or has it in the queue.
  Returned,          ///< `returned`: to whoever wrote it.
  Approved,          ///< `approved`
  Scheduled,         ///< `scheduled`
  Published,         ///< `published`
  EmergencyAsked,    ///< `emergency-asked`: a second person is missing.
  EmergencyOverdue,  ///< `emergency-overdue`: nobody looked at what went out as an emergency.
  TranslationAsked,  ///< `translation-asked`
  DueToday,          ///< `due-today`: once a day, what is due or overdue.
};
std::span<const NoticeKind> all_notice_kinds();
std::string_view notice_name(NoticeKind kind);
/// Errors: InvalidInput if there is no such kind.
Result<NoticeKind> parse_notice(std::string_view name);
/// As a choice of one's account: `Somebody asks you for a review`.
std::string notice_label(const portal::Tongue& tongue, NoticeKind kind);
/// Whether the account can get such a mail: it is active, has an address that mail can go to and did not decline the
/// kind.
bool wants(const content::Account& account, NoticeKind kind);

/// A text that a notice is about.
struct NoticeItem {
  content::ContentId id;
  content::Locale locale;       ///< Empty: the document's proposal.
  std::string title;            ///< Empty of what is under embargo: its words do not go by mail.
  std::optional<Timestamp> at;  ///< Its hour: due, scheduled, overdue since.
  std::string remark{};         ///< Why it was returned.
  bool is_request = false;      ///< A translation that is asked for: in its language there is nothing to open yet.
};

/// One mail to one person.
struct Notice {
  NoticeKind kind = NoticeKind::ReviewAsked;
  content::AccountName to;
  std::string by;  ///< Who did it, by display name; empty of what the hour did, or where another approval is needed.
  std::vector<NoticeItem> items;
};

/// The title of a version (0: the newest) for a mail; empty of what is under embargo at `now`, and of what has no
/// words. `locale` empty: the document's first language. Errors: NotFound if there is no such document; Storage.
Result<std::string> title_in_mail(const store::Snapshot& snapshot, const content::ContentId& id,
                                  const content::Locale& locale, std::uint32_t version, Timestamp now);

/// Of one change, in the order of the log; none if nobody hears of it. Its error ends the round.
using TellNotices = std::function<Result<void>(const content::Change& change, const std::vector<Notice>& notices)>;

/// Who hears of what each of `changes` did to the texts that it names, as `after` knows them: those for whom it waits
/// in their queue now (workflow::Deciders), or its authors. Nobody hears of what he did himself, nor who cannot get
/// such a mail. One notice a change, person and kind. Accounts are read once, by the first change that tells.
/// Errors: Storage; as `tell`.
Result<void> notices_of(std::span<const content::Change> changes, const store::Snapshot& after,
                        const content::Vocabulary& vocabulary, const TellNotices& tell);

/// Emergencies whose review is owed since before `now`, to those who approve for their organisation and wrote none of
/// it. Errors: Storage.
Result<std::vector<Notice>> overdue_notices(const store::Snapshot& snapshot, const content::Vocabulary& vocabulary,
                                            Timestamp now);

}  // namespace sen::desk
