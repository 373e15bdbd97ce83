#include "engine/identity/session.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "engine/identity/secret.h"

namespace sen::identity {
namespace {

using nlohmann::json;
using std::chrono::milliseconds;
using std::chrono::minutes;

constexpr std::string_view kPrefix = "session/";
constexpr std::size_t kMostClientBytes = 200;
constexpr milliseconds kTouchEvery = minutes(1);

std::string key_of(std::string_view id) {
  return std::string(kPrefix) + std::string(id);
}

std::string encode(const Session& session) {
  json fields = {{"account", session.account.value},
                 {"client", session.client},
                 {"begun", session.begun.milliseconds},
                 {"seen", session.seen.milliseconds}};
  if (session.second_factor) fields["second_factor"] = session.second_factor->milliseconds;
  return fields.dump();
}

/// `client` as text that can be kept and shown.
std::string clean(std::string_view client) {
  std::string text;
  for (std::size_t at = 0; at < client.size() && at < kMostClientBytes; ++at) {
    const char c = client[at];
    text += c >= ' ' && c <= '~' ? c : '?';
  }
  return text;
}

Error expired() {
  return Error(ErrorCode::NotFound, "not signed in");
}

}  // namespace

Session Sessions::decode(const VaultEntry& entry) const {
  const json fields = json::parse(*entry.value, nullptr, false);
  Session session;
  session.id = entry.key.substr(kPrefix.size());
  // What cannot be read is a session that ended long ago.
  if (!fields.is_object()) return session;
  session.account = content::AccountName(fields.value("account", ""));
  session.client = fields.value("client", "");
  session.begun.milliseconds = fields.value("begun", std::int64_t{0});
  session.seen.milliseconds = fields.value("seen", std::int64_t{0});
  if (fields.contains("second_factor"))
    session.second_factor = Timestamp{fields.value("second_factor", std::int64_t{0})};
  session.ends = std::min(session.begun + milliseconds(limits_.absolute), session.seen + milliseconds(limits_.idle));
  return session;
}

Result<std::vector<std::pair<VaultEntry, Session>>> Sessions::all() const {
  std::vector<std::pair<VaultEntry, Session>> sessions;
  for (VaultEntry& entry : SEN_TRY(vault_.list(kPrefix))) {
    Session session = decode(entry);
    sessions.emplace_back(std::move(entry), std::move(session));
  }
  return sessions;
}

Result<std::pair<VaultEntry, Session>> Sessions::read(const SessionToken& token) const {
  VaultEntry entry{key_of(hash_token(token.value)), std::nullopt};
  entry.value = SEN_TRY(vault_.get(entry.key));
  if (!entry.value) return expired();
  Session session = decode(entry);
  if (session.ends <= clock_.now()) return expired();
  return std::pair(std::move(entry), std::move(session));
}

Result<void> Sessions::make_room(const content::AccountName& account) {
  const std::vector<Session> sessions = SEN_TRY(list(account));
  std::vector<VaultEntry> edits;
  for (std::size_t i = limits_.per_account - 1; i < sessions.size(); ++i)
    edits.push_back({key_of(sessions[i].id), std::nullopt});
  return vault_.commit(edits);
}

Result<NewSession> Sessions::begin(const content::AccountName& account, std::string_view client, bool second_factor) {
  SEN_TRY(make_room(account));
  const Timestamp now = clock_.now();
  const SessionToken token(make_token());
  Session session{.id = hash_token(token.value),
                  .account = account,
                  .client = clean(client),
                  .begun = now,
                  .seen = now,
                  .second_factor = second_factor ? std::optional(now) : std::nullopt,
                  .ends = {}};
  const VaultEntry entry{key_of(session.id), encode(session)};
  SEN_TRY(vault_.commit({&entry, 1}));
  return NewSession{token, decode(entry)};
}

Result<Session> Sessions::find(const SessionToken& token) {
  auto [entry, session] = SEN_TRY(read(token));
  const Timestamp now = clock_.now();
  if (now < session.seen + kTouchEvery) return session;
  session.seen = now;
  const VaultEntry touched{entry.key, encode(session)};
  const auto written = vault_.commit({&touched, 1}, {&entry, 1});
  if (written) return decode(touched);
  if (written.error().code() != ErrorCode::Conflict) return written.error();
  // Somebody else touched it, or ended it: what is there now counts.
  return SEN_TRY(read(token)).second;
}

Result<NewSession> Sessions::rotate(const SessionToken& token, bool second_factor) {
  auto [entry, session] = SEN_TRY(read(token));
  const SessionToken fresh(make_token());
  session.id = hash_token(fresh.value);
  session.seen = clock_.now();
  if (second_factor) session.second_factor = session.seen;
  const VaultEntry renewed{key_of(session.id), encode(session)};
  const std::array<VaultEntry, 2> edits = {VaultEntry{entry.key, std::nullopt}, renewed};
  const auto written = vault_.commit(edits, {&entry, 1});
  if (!written && written.error().code() == ErrorCode::Conflict) return expired();
  if (!written) return written.error();
  return NewSession{fresh, decode(renewed)};
}

Result<void> Sessions::end(const SessionToken& token) {
  return vault_.erase(key_of(hash_token(token.value)));
}

Result<void> Sessions::end(const content::AccountName& account, std::string_view id) {
  for (const Session& session : SEN_TRY(list(account)))
    if (session.id == id) return vault_.erase(key_of(id));
  return Error(ErrorCode::NotFound, "there is no such session");
}

Result<void> Sessions::end_all(const content::AccountName& account, const SessionToken& keep) {
  const std::string kept = keep.empty() ? std::string() : hash_token(keep.value);
  std::vector<VaultEntry> edits;
  for (const auto& [entry, session] : SEN_TRY(all()))
    if (session.account == account && session.id != kept) edits.push_back({entry.key, std::nullopt});
  return vault_.commit(edits);
}

Result<std::vector<Session>> Sessions::list(const content::AccountName& account) const {
  std::vector<Session> found;
  for (auto& [entry, session] : SEN_TRY(all()))
    if (session.account == account && session.ends > clock_.now()) found.push_back(std::move(session));
  std::stable_sort(found.begin(), found.end(), [](const Session& a, const Session& b) { return a.seen > b.seen; });
  return found;
}

Result<std::size_t> Sessions::sweep() {
  std::vector<VaultEntry> edits;
  std::vector<VaultEntry> expected;
  for (auto& [entry, session] : SEN_TRY(all())) {
    if (session.ends > clock_.now()) continue;
    edits.push_back({entry.key, std::nullopt});
    expected.push_back(std::move(entry));
  }
  SEN_TRY(vault_.commit(edits, expected));
  return edits.size();
}

std::string csrf_token(const SessionToken& token) {
  const auto secret = parse_base64url(token.value);
  if (!secret || secret->size() != kTokenBytes) return {};
  return to_base64url(keyed_hash(*secret, "csrf"));
}

bool csrf_matches(const SessionToken& token, std::string_view given) {
  const std::string right = csrf_token(token);
  return !right.empty() && equal_secrets(right, given);
}

}  // namespace sen::identity
