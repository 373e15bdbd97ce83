#include "engine/desk/notices/notifier.h"

#include "engine/base/bytes.h"
#include "engine/desk/words.h"

namespace sen::desk {
namespace {

using portal::Tongue;

/// What stands in front of the list of texts.
std::string opening(const Tongue& tongue, const Notice& notice) {
  const std::string& by = notice.by;
  switch (notice.kind) {
    case NoticeKind::ReviewAsked:
      return by.empty() ? tongue.t("This waits for your review:")
                        : tongue.t("{name} handed this in; it waits for your review:", {{"name", by}});
    case NoticeKind::Returned:
      return tongue.t("{name} returned this to you:", {{"name", by}});
    case NoticeKind::Approved:
      return tongue.t("{name} approved this:", {{"name", by}});
    case NoticeKind::Scheduled:
      return tongue.t("{name} set the hour at which this becomes public:", {{"name", by}});
    case NoticeKind::Published:
      return by.empty() ? tongue.t("Its hour has come; this is public:")
                        : tongue.t("{name} published this:", {{"name", by}});
    case NoticeKind::EmergencyAsked:
      return tongue.t("{name} asks for an emergency publication. A second person must confirm it within two hours:",
                      {{"name", by}});
    case NoticeKind::EmergencyOverdue:
      return tongue.t("This went out as an emergency, and nobody has reviewed it in time:");
    case NoticeKind::TranslationAsked:
      return tongue.t("{name} asks you for a translation:", {{"name", by}});
    case NoticeKind::DueToday:
      return tongue.t("This is due today or overdue:");
  }
  return {};
}

/// The words of a subject for one text, with `{title}`.
std::string subject_of(const Tongue& tongue, NoticeKind kind, std::string_view title) {
  const std::initializer_list<portal::Placeholder> values = {{"title", title}};
  switch (kind) {
    case NoticeKind::ReviewAsked:
      return tongue.t("To review: {title}", values);
    case NoticeKind::Returned:
      return tongue.t("Returned: {title}", values);
    case NoticeKind::Approved:
      return tongue.t("Approved: {title}", values);
    case NoticeKind::Scheduled:
      return tongue.t("Scheduled: {title}", values);
    case NoticeKind::Published:
      return tongue.t("Published: {title}", values);
    case NoticeKind::EmergencyAsked:
      return tongue.t("Emergency, please confirm: {title}", values);
    case NoticeKind::EmergencyOverdue:
      return tongue.t("Overdue, review the emergency: {title}", values);
    case NoticeKind::TranslationAsked:
      return tongue.t("To translate: {title}", values);
    case NoticeKind::DueToday:
      return tongue.t("Due today: {title}", values);
  }
  return {};
}

/// Where the person finds all that a notice is about: what one has done with stands in no queue.
std::string_view list_of(NoticeKind kind) {
  return kind == NoticeKind::Approved || kind == NoticeKind::Published ? "/desk/documents" : "/desk/queue";
}

std::string when(const Tongue& tongue, NoticeKind kind, Timestamp at) {
  const std::string hour = tongue.format.date_time(at);
  return kind == NoticeKind::Scheduled ? tongue.t("Public from: {time}", {{"time", hour}})
                                       : tongue.t("Due: {time}", {{"time", hour}});
}

}  // namespace

Result<std::unique_ptr<Notifier>> Notifier::make(mail::Outbox& outbox, mail::Mailbox sender,
                                                 const content::Vocabulary& vocabulary, const portal::Site& site,
                                                 const Clock& clock) {
  portal::Tongues tongues =
      SEN_TRY(portal::Tongues::load(desk_languages(), vocabulary, desk_catalogues()).within("notices"));
  return std::unique_ptr<Notifier>(
      new Notifier(outbox, std::move(sender), std::move(tongues), vocabulary, site, clock));
}

const Tongue& Notifier::tongue_of(const content::Account& account) const {
  const Tongue* tongue = tongues_.find(account.desk_language);
  return tongue != nullptr ? *tongue : *tongues_.find(desk_languages().front());
}

Result<void> Notifier::put(const content::Account& to, std::string subject, const std::string& body, std::string id,
                           bool secret) {
  const Tongue& tongue = tongue_of(to);
  mail::Message message;
  message.from = sender_;
  if (message.from.name.empty()) message.from.name = tongue.name(site_.name);
  message.to = {to.display_name, SEN_TRY(mail::parse_address(to.email))};
  message.subject = subject;
  message.body = tongue.t("Dear {name},", {{"name", to.display_name.empty() ? to.name.value : to.display_name}}) +
                 "\n\n" + body + "\n-- \n" + std::string(tongue.name(site_.name)) + "\n" +
                 tongue.t("You choose which mails you get here: {address}", {{"address", site_.address + "/desk/me"}}) +
                 "\n";
  message.language = tongue.locale.value;
  message.id = id;
  message.date = clock_.now();
  return outbox_.put({.id = std::move(id),
                      .from = sender_.address,
                      .to = message.to.address,
                      .subject = secret ? std::string() : std::move(subject),
                      .secret = secret,
                      .made = message.date,
                      .next = message.date,
                      .failure = {},
                      .text = mail::format_message(message)});
}

Result<void> Notifier::send(const Notice& notice, const content::Account& to, std::string_view id) {
  if (!wants(to, notice.kind) || notice.items.empty()) return {};
  const Tongue& tongue = tongue_of(to);
  // A mail stays under what the outbox takes, whatever the length of titles and remarks, also as quoted-printable.
  constexpr std::size_t kMostItems = 100;
  constexpr std::size_t kMostBytes = std::size_t{60} * 1024;
  std::string body = opening(tongue, notice) + "\n";
  std::size_t listed = 0;
  for (const NoticeItem& item : notice.items) {
    if (listed == kMostItems || body.size() > kMostBytes) break;
    ++listed;
    body += "\n" + (item.title.empty() ? tongue.t("A text under embargo") : item.title);
    if (!item.locale.empty())
      if (const content::Language* language = vocabulary_.language(item.locale))
        body += " (" + std::string(tongue.name(language->names)) + ")";
    body += "\n";
    if (item.at) body += when(tongue, notice.kind, *item.at) + "\n";
    if (!item.remark.empty()) body += tongue.t("Remark: {text}", {{"text", item.remark}}) + "\n";
    body += site_.address + "/desk/documents/" + item.id.value +
            (item.locale.empty() ? std::string() : "/" + item.locale.value) + (item.is_request ? "/request\n" : "\n");
  }
  if (listed < notice.items.size())
    body += "\n" + tongue.tn("And {n} more text:", "And {n} more texts:", notice.items.size() - listed) + "\n" +
            site_.address + std::string(list_of(notice.kind)) + "\n";
  const std::string title = notice.items.size() > 1         ? tongue.tn("{n} text", "{n} texts", notice.items.size())
                            : notice.items[0].title.empty() ? tongue.t("A text under embargo")
                                                            : notice.items[0].title;
  return put(to, subject_of(tongue, notice.kind, title), std::move(body), std::string(id), false);
}

Result<void> Notifier::send_link(const content::Account& to, const std::string& token, std::string_view by) {
  const Tongue& tongue = tongue_of(to);
  if (to.email.empty()) return Error(ErrorCode::InvalidInput, "email: the account has no address");
  const std::string body =
      tongue.t("{name} made a link with which you set your password and sign in as {account}:",
               {{"name", by}, {"account", to.name.value}}) +
      "\n\n" + site_.address + "/desk/link/" + token + "\n\n" +
      tongue.t(
          "It works once and ends after 72 hours. If you did not expect it, tell the administrator of your "
          "organisation.") +
      "\n";
  return put(to, tongue.t("Your link to the desk"), body, "link-" + to_hex(sha256(token)).substr(0, 32), true);
}

}  // namespace sen::desk
