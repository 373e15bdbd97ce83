#include "engine/desk/notices/notice.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "content/model/review_content.h"
#include "engine/mail/message.h"
#include "engine/workflow/deciders.h"

namespace sen::desk {
namespace {

using content::Account;
using content::AccountName;
using content::Review;
using content::State;
using content::TranslationRequest;
using store::Snapshot;
using workflow::Waiting;

constexpr std::array<std::pair<NoticeKind, std::string_view>, 9> kKinds = {{
    {NoticeKind::ReviewAsked, "review-asked"},
    {NoticeKind::Returned, "returned"},
    {NoticeKind::Approved, "approved"},
    {NoticeKind::Scheduled, "scheduled"},
    {NoticeKind::Published, "published"},
    {NoticeKind::EmergencyAsked, "emergency-asked"},
    {NoticeKind::EmergencyOverdue, "emergency-overdue"},
    {NoticeKind::TranslationAsked, "translation-asked"},
    {NoticeKind::DueToday, "due-today"},
}};

/// What a change did, from its reason (engine/workflow) and where the review stands after it.
std::optional<NoticeKind> kind_of(std::string_view reason, const Review& review) {
  const auto did = [&](std::string_view words) { return reason.starts_with(words); };
  if (review.state == State::Submitted && (did("submit ") || did("correct ") || did("package ")))
    return NoticeKind::ReviewAsked;
  // One approval of several: who may give the next.
  if (review.state == State::InReview && did("approve ")) return NoticeKind::ReviewAsked;
  if (review.state == State::Draft && did("return ")) return NoticeKind::Returned;
  if (review.state == State::Approved && (did("approve ") || did("cosign "))) return NoticeKind::Approved;
  if (review.state == State::Scheduled && (did("schedule ") || did("publish "))) return NoticeKind::Scheduled;
  if (review.state == State::Published && (did("publish ") || did("released") || did("confirm emergency")))
    return NoticeKind::Published;
  if (did("start emergency")) return NoticeKind::EmergencyAsked;
  return std::nullopt;
}

bool holds(const std::vector<AccountName>& names, const AccountName& name) {
  return std::ranges::find(names, name) != names.end();
}

/// The accounts of one snapshot and what waits for each. Called by one thread.
class People {
 public:
  static Result<People> read(const Snapshot& snapshot, const content::Vocabulary& vocabulary) {
    std::vector<Account> accounts = SEN_TRY(snapshot.accounts());
    return People(std::move(accounts), SEN_TRY(workflow::Deciders::read(snapshot, vocabulary)));
  }

  /// Whom `kind` is to, because of `review` as it was at `at`.
  std::vector<AccountName> recipients(NoticeKind kind, const Review& review, Timestamp at) {
    const std::vector<AccountName> authors = content::authors_of(review);
    if (kind == NoticeKind::ReviewAsked && review.state == State::InReview) return next_approvers(review);
    if (kind == NoticeKind::ReviewAsked && !review.asked.empty()) return asked_and_needed(review, at);
    if (kind == NoticeKind::ReviewAsked)
      return find(kind, [&](const identity::Actor& person) {
        const auto waiting = deciders_.reason(review, person, at);
        const bool decides = waiting == Waiting::Approve || waiting == Waiting::SignOff || waiting == Waiting::Review;
        return decides && !holds(authors, person.account);
      });
    if (kind == NoticeKind::EmergencyAsked)
      return find(kind, [&](const identity::Actor& person) {
        return deciders_.reason(review, person, at) == Waiting::EmergencyConfirm;
      });
    // Also to the two who let it out: they know whom to ask.
    if (kind == NoticeKind::EmergencyOverdue)
      return find(kind, [&](const identity::Actor& person) {
        return deciders_.may(person, identity::Action::EmergencyReview, review);
      });
    return authors;
  }
  std::vector<AccountName> translators(const TranslationRequest& request) {
    return find(NoticeKind::TranslationAsked,
                [&](const identity::Actor& person) { return deciders_.waits(request, person); });
  }

  /// Whether there is such an account and it can get such a mail.
  bool hears(const AccountName& name, NoticeKind kind) const {
    const auto account = accounts_.find(name);
    return account != accounts_.end() && wants(account->second, kind);
  }
  /// Empty if there is no such account.
  std::string display_name(const AccountName& name) const {
    const auto account = accounts_.find(name);
    return account == accounts_.end() ? std::string() : account->second.display_name;
  }

 private:
  People(std::vector<Account> accounts, workflow::Deciders deciders) : deciders_(std::move(deciders)) {
    for (Account& account : accounts) {
      const AccountName name = account.name;
      accounts_.emplace(name, std::move(account));
    }
  }

  /// Those who were asked by name, and those without whom what they approve goes nowhere: language reviewers, and
  /// approvers of organisations that sign too.
  std::vector<AccountName> asked_and_needed(const Review& review, Timestamp at) {
    const std::vector<AccountName> authors = content::authors_of(review);
    std::vector<AccountName> to = find(NoticeKind::ReviewAsked, [&](const identity::Actor& person) {
      if (holds(review.asked, person.account) || holds(authors, person.account)) return false;
      if (content::awaits_sign_off(review) && deciders_.may(person, identity::Action::TranslationSignOff, review))
        return true;
      return deciders_.reason(review, person, at) == Waiting::Approve &&
             !deciders_.may(person, identity::Action::DocumentApprove, review);
    });
    to.insert(to.end(), review.asked.begin(), review.asked.end());
    return to;
  }

  /// Once the last of those who were asked by name has approved, and more persons must: whoever may and has heard
  /// nothing yet.
  std::vector<AccountName> next_approvers(const Review& review) {
    std::vector<AccountName> done = content::authors_of(review);
    std::size_t persons = 0;
    for (const content::Approval& approval : review.approvals) {
      done.push_back(approval.account);
      if (approval.organisation == review.organisation) ++persons;
    }
    const auto may_approve = [&](const identity::Actor& person) {
      return !holds(done, person.account) && deciders_.may(person, identity::Action::DocumentApprove, review);
    };
    const bool was_asked = !review.approvals.empty() && holds(review.asked, review.approvals.back().account);
    const bool waits_for_asked = std::ranges::any_of(review.asked, [&](const AccountName& name) {
      const auto account = accounts_.find(name);
      return account != accounts_.end() && may_approve(identity::make_actor(account->second, true));
    });
    if (!was_asked || waits_for_asked || persons >= review.needed) return {};
    return find(NoticeKind::ReviewAsked, may_approve);
  }

  /// Who can get such a mail: few, and cheaper to find than what waits for each.
  const std::vector<identity::Actor>& hearers(NoticeKind kind) {
    const auto known = hearers_.find(kind);
    if (known != hearers_.end()) return known->second;
    std::vector<identity::Actor> hearers;
    // Whoever reads the mail has signed in with all that his roles ask for before he acts on it.
    for (const auto& [name, account] : accounts_)
      if (wants(account, kind)) hearers.push_back(identity::make_actor(account, true));
    return hearers_.emplace(kind, std::move(hearers)).first->second;
  }

  template <typename Decides>
  std::vector<AccountName> find(NoticeKind kind, const Decides& decides) {
    std::vector<AccountName> found;
    for (const identity::Actor& person : hearers(kind))
      if (decides(person)) found.push_back(person.account);
    return found;
  }

  std::map<AccountName, Account> accounts_;
  std::map<NoticeKind, std::vector<identity::Actor>> hearers_;
  workflow::Deciders deciders_;
};

Result<NoticeItem> item_of(const Review& review, const Snapshot& snapshot, Timestamp now) {
  NoticeItem item;
  item.id = review.id;
  item.locale = review.locale;
  item.title = SEN_TRY(title_in_mail(snapshot, review.id, review.locale, review.version, now));
  return item;
}

/// Gathers what one person hears of one kind into one mail.
class Gathering {
 public:
  explicit Gathering(const People& people) : people_(people) {}
  void add(NoticeKind kind, const std::vector<AccountName>& to, const AccountName& without, const NoticeItem& item) {
    for (const AccountName& name : to) {
      if (name == without || !people_.hears(name, kind)) continue;
      Notice& notice = notices_[{kind, name}];
      notice.kind = kind;
      notice.to = name;
      notice.items.push_back(item);
    }
  }
  std::vector<Notice> take(const AccountName& by) {
    std::vector<Notice> out;
    for (auto& [key, notice] : notices_) {
      notice.by = people_.display_name(by);
      out.push_back(std::move(notice));
    }
    return out;
  }

 private:
  const People& people_;
  std::map<std::pair<NoticeKind, AccountName>, Notice> notices_;
};

bool is_asking(const content::Change& change) {
  return change.reason.starts_with("request translation ");
}

/// Whether somebody may hear of it.
bool tells(const content::Change& change) {
  return std::ranges::any_of(change.mutations, [&](const content::Mutation& mutation) {
    const auto* review = std::get_if<Review>(&mutation);
    return review != nullptr ? kind_of(change.reason, *review).has_value()
                             : is_asking(change) && std::holds_alternative<TranslationRequest>(mutation);
  });
}

Result<std::vector<Notice>> notices_of(const content::Change& change, const Snapshot& after, People& people) {
  Gathering gathering(people);
  const AccountName actor(change.actor.name);
  for (const content::Mutation& mutation : change.mutations) {
    if (const auto* request = std::get_if<TranslationRequest>(&mutation); request != nullptr && is_asking(change)) {
      const NoticeItem item{.id = request->id,
                            .locale = request->locale,
                            .title = SEN_TRY(title_in_mail(after, request->id, request->source, request->source_version,
                                                           change.committed_at)),
                            .at = request->due,
                            .is_request = true};
      gathering.add(NoticeKind::TranslationAsked, people.translators(*request), actor, item);
    }
    const auto* review = std::get_if<Review>(&mutation);
    const auto kind = review == nullptr ? std::nullopt : kind_of(change.reason, *review);
    if (!kind) continue;
    NoticeItem item = SEN_TRY(item_of(*review, after, change.committed_at));
    if (kind == NoticeKind::ReviewAsked) item.at = review->due;
    if (kind == NoticeKind::Scheduled) {
      const content::Document document = SEN_TRY(after.document(review->id));
      item.at = content::release_time(document, review);
    }
    if (kind == NoticeKind::Returned)
      for (const content::Remark& remark : review->remarks)
        if (!remark.settled && !item.title.empty()) item.remark = remark.text;
    gathering.add(*kind, people.recipients(*kind, *review, change.committed_at), actor, item);
  }
  std::vector<Notice> notices = gathering.take(actor);
  // Whoever approved it did not hand it in.
  if (change.reason.starts_with("approve "))
    for (Notice& notice : notices)
      if (notice.kind == NoticeKind::ReviewAsked) notice.by.clear();
  return notices;
}

}  // namespace

std::span<const NoticeKind> all_notice_kinds() {
  static const std::vector<NoticeKind> kAll = [] {
    std::vector<NoticeKind> all;
    for (const auto& [kind, name] : kKinds) all.push_back(kind);
    return all;
  }();
  return kAll;
}

std::string_view notice_name(NoticeKind kind) {
  return kKinds[static_cast<std::size_t>(kind)].second;
}

Result<NoticeKind> parse_notice(std::string_view name) {
  for (const auto& [kind, known] : kKinds)
    if (known == name) return kind;
  return Error(ErrorCode::InvalidInput, "there is no such kind of notice");
}

std::string notice_label(const portal::Tongue& tongue, NoticeKind kind) {
  switch (kind) {
    case NoticeKind::ReviewAsked:
      return tongue.t("A text waits for my review");
    case NoticeKind::Returned:
      return tongue.t("A text of mine was returned");
    case NoticeKind::Approved:
      return tongue.t("A text of mine was approved");
    case NoticeKind::Scheduled:
      return tongue.t("A text of mine was scheduled");
    case NoticeKind::Published:
      return tongue.t("A text of mine was published");
    case NoticeKind::EmergencyAsked:
      return tongue.t("An emergency publication waits for a second person");
    case NoticeKind::EmergencyOverdue:
      return tongue.t("The review of an emergency publication is overdue");
    case NoticeKind::TranslationAsked:
      return tongue.t("I am asked for a translation");
    case NoticeKind::DueToday:
      return tongue.t("Every morning: what is due today");
  }
  return {};
}

bool wants(const Account& account, NoticeKind kind) {
  return account.active && mail::parse_address(account.email).has_value() &&
         std::find(account.declined_notices.begin(), account.declined_notices.end(), notice_name(kind)) ==
             account.declined_notices.end();
}

Result<std::string> title_in_mail(const Snapshot& snapshot, const content::ContentId& id, const content::Locale& locale,
                                  std::uint32_t version, Timestamp now) {
  const content::Document document = SEN_TRY(snapshot.document(id));
  if (document.embargo && *document.embargo > now) return std::string();
  if (locale.empty() && document.locales.empty()) return std::string();
  const content::Locale shown = locale.empty() ? document.locales.front() : locale;
  const auto edition = snapshot.edition(id, shown);
  if (!edition) return std::string();
  const auto words = snapshot.version(id, shown, version > 0 ? version : edition->latest);
  return words ? words->title : std::string();
}

Result<void> notices_of(std::span<const content::Change> changes, const Snapshot& after,
                        const content::Vocabulary& vocabulary, const TellNotices& tell) {
  std::optional<People> people;
  for (const content::Change& change : changes) {
    std::vector<Notice> notices;
    if (tells(change)) {
      if (!people) people.emplace(SEN_TRY(People::read(after, vocabulary)));
      notices = SEN_TRY(notices_of(change, after, *people));
    }
    SEN_TRY(tell(change, notices));
  }
  return {};
}

Result<std::vector<Notice>> overdue_notices(const Snapshot& snapshot, const content::Vocabulary& vocabulary,
                                            Timestamp now) {
  People people = SEN_TRY(People::read(snapshot, vocabulary));
  Gathering gathering(people);
  for (const Review& review : SEN_TRY(snapshot.open_reviews())) {
    if (!review.review_due || review.reviewed || *review.review_due > now) continue;
    NoticeItem item = SEN_TRY(item_of(review, snapshot, now));
    item.at = review.review_due;
    gathering.add(NoticeKind::EmergencyOverdue, people.recipients(NoticeKind::EmergencyOverdue, review, now), {}, item);
  }
  return gathering.take({});
}

}  // namespace sen::desk
