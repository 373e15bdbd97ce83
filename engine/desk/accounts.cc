#include "engine/desk/accounts.h"

#include "engine/base/text.h"
#include "engine/desk/credentials.h"
#include "engine/desk/directory.h"
#include "engine/identity/api_key.h"
#include "engine/identity/roles.h"
#include "engine/identity/second_factors.h"
#include "engine/identity/session.h"
#include "engine/mail/message.h"

namespace sen::desk {
namespace {

constexpr std::size_t kMostNameBytes = 200;
constexpr std::size_t kMostGrants = 50;

content::Change make_change(content::Account account, content::Sequence based_on, const content::Actor& by,
                            std::string reason) {
  std::sort(account.grants.begin(), account.grants.end(), [](const auto& a, const auto& b) {
    return std::pair(a.organisation, a.role) < std::pair(b.organisation, b.role);
  });
  account.grants.erase(std::unique(account.grants.begin(), account.grants.end()), account.grants.end());
  content::Change change;
  change.based_on = based_on;
  change.actor = by;
  change.reason = std::move(reason);
  change.mutations.emplace_back(std::move(account));
  return change;
}

}  // namespace

bool is_account_name(std::string_view name) {
  const auto letter = [](char c) { return c >= 'a' && c <= 'z'; };
  if (name.size() < 2 || name.size() > 64 || !letter(name.front())) return false;
  return std::all_of(name.begin(), name.end(),
                     [&](char c) { return letter(c) || (c >= '0' && c <= '9') || c == '.' || c == '-'; });
}

Result<void> Accounts::check(const content::Account& account, const store::Snapshot& snapshot) const {
  const auto wrong = [](const std::string& message) { return Error(ErrorCode::InvalidInput, message); };
  if (!is_account_name(account.name.value))
    return wrong("name: an account name has 2 to 64 of a-z, 0-9, '.' and '-', a letter first");
  if (account.display_name.size() > kMostNameBytes) return wrong("display_name: at most 200 bytes");
  if (!account.email.empty()) SEN_TRY(mail::parse_address(account.email).within("email"));
  const Directory directory = SEN_TRY(Directory::read(vocabulary_, snapshot));
  if (!directory.find(account.organisation))
    return wrong("organisation: there is no organisation " + account.organisation.value);
  if (account.grants.size() > kMostGrants) return wrong("role: at most 50 roles");
  for (const content::RoleGrant& grant : account.grants)
    if (!grant.organisation.empty() && !directory.find(grant.organisation))
      return wrong("role: there is no organisation " + grant.organisation.value);
  for (const content::Locale& language : account.languages)
    if (!vocabulary_.language(language)) return wrong("language: there is no language " + language.value);
  return {};
}

Result<std::string> Accounts::add(content::Account account, const content::Actor& by) {
  const auto snapshot = SEN_TRY(store_.snapshot());
  SEN_TRY(check(account, *snapshot));
  const content::AccountName name = account.name;
  if (snapshot->account(name))
    return Error(ErrorCode::Conflict, "name: there is an account " + name.value + "; a name is never given twice");
  account.created = clock_.now();
  std::string reason = "make the account " + name.value;
  SEN_TRY(store_.commit(make_change(std::move(account), snapshot->sequence(), by, std::move(reason))));
  return links_.make(identity::LinkPurpose::FirstSignIn, name, kLinkFor);
}

Result<void> Accounts::change(content::Account account, content::Sequence based_on, const content::Actor& by,
                              std::string reason) {
  const auto snapshot = SEN_TRY(store_.snapshot());
  SEN_TRY(snapshot->account(account.name));
  SEN_TRY(check(account, *snapshot));
  SEN_TRY(store_.commit(make_change(std::move(account), based_on, by, std::move(reason))));
  return {};
}

Result<void> Accounts::set_active(const content::AccountName& name, bool active, const content::Actor& by) {
  const auto snapshot = SEN_TRY(store_.snapshot());
  content::Account account = SEN_TRY(snapshot->account(name));
  if (account.active == active) return {};
  account.active = active;
  SEN_TRY(store_.commit(make_change(std::move(account), snapshot->sequence(), by,
                                    (active ? "enable the account " : "disable the account ") + name.value)));
  return {};
}

Result<void> Accounts::disable(const content::AccountName& name, const content::Actor& by) {
  SEN_TRY(set_active(name, false, by));
  SEN_TRY(identity::Sessions(vault_, clock_).end_all(name));
  SEN_TRY(links_.end_all(name));
  return identity::ApiKeys(vault_, clock_).revoke_all(name);
}

Result<void> Accounts::enable(const content::AccountName& name, const content::Actor& by) {
  return set_active(name, true, by);
}

Result<std::string> Accounts::reset(const content::AccountName& name, const content::Actor& by) {
  const auto snapshot = SEN_TRY(store_.snapshot());
  content::Account account = SEN_TRY(snapshot->account(name));
  if (!account.active) return Error(ErrorCode::InvalidInput, "the account " + name.value + " is disabled");
  // The record stays as it is; the entry in the log says who gave out a link, and when.
  SEN_TRY(store_.commit(make_change(std::move(account), snapshot->sequence(), by,
                                    "give a new sign-in link to the account " + name.value)));
  SEN_TRY(identity::Sessions(vault_, clock_).end_all(name));
  SEN_TRY(identity::SecondFactors(vault_, clock_).remove_all(name));
  SEN_TRY(vault_.erase(password_key(name)));
  SEN_TRY(links_.end_all(name));
  return links_.make(identity::LinkPurpose::Reset, name, kLinkFor);
}

}  // namespace sen::desk
