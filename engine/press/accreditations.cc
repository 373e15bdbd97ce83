#include "engine/press/accreditations.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "engine/base/bytes.h"
#include "engine/identity/secret.h"

namespace sen::press {
namespace {

using identity::VaultEntry;
using nlohmann::json;
using State = Accreditation::State;

constexpr std::string_view kPrefix = "accreditation/";
constexpr std::string_view kTokens = "accreditation-token/";
constexpr std::string_view kLinks = "press-link/";
constexpr std::string_view kSessions = "press-session/";
constexpr std::string_view kAccesses = "press-access/";
constexpr std::array<std::string_view, 4> kStates = {"waiting", "accepted", "declined", "revoked"};
constexpr std::chrono::minutes kTouchEvery{5};

std::string key_of(std::string_view number) {
  return std::string(kPrefix) + std::string(number);
}

struct Stored {
  Accreditation record;
  std::string hash;
};

std::string encode(const Stored& stored) {
  const Accreditation& record = stored.record;
  json fields = {{"number", record.number},
                 {"name", record.name},
                 {"medium", record.medium},
                 {"email", record.email},
                 {"language", record.language.value},
                 {"about", record.about},
                 {"proof", record.proof},
                 {"state", kStates[static_cast<std::size_t>(record.state)]},
                 {"applied", record.applied.milliseconds},
                 {"decided_by", record.decided_by.value},
                 {"reason", record.reason},
                 {"token", stored.hash}};
  if (record.decided) fields["decided"] = record.decided->milliseconds;
  if (record.expires) fields["expires"] = record.expires->milliseconds;
  return fields.dump();
}

Result<Stored> decode(const std::string& value) {
  const json fields = json::parse(value, nullptr, false);
  if (!fields.is_object()) return Error(ErrorCode::Storage, "an accreditation of the press's vault cannot be read");
  Stored stored;
  Accreditation& record = stored.record;
  record.number = fields.value("number", "");
  record.name = fields.value("name", "");
  record.medium = fields.value("medium", "");
  record.email = fields.value("email", "");
  record.language = content::Locale(fields.value("language", ""));
  record.about = fields.value("about", "");
  record.proof = fields.value("proof", "");
  const auto state = std::find(kStates.begin(), kStates.end(), fields.value("state", ""));
  if (state == kStates.end()) return Error(ErrorCode::Storage, "an accreditation of the press's vault cannot be read");
  record.state = static_cast<State>(state - kStates.begin());
  record.applied = {fields.value("applied", std::int64_t{0})};
  record.decided_by = content::AccountName(fields.value("decided_by", ""));
  record.reason = fields.value("reason", "");
  if (fields.contains("decided")) record.decided = Timestamp{fields.value("decided", std::int64_t{0})};
  if (fields.contains("expires")) record.expires = Timestamp{fields.value("expires", std::int64_t{0})};
  stored.hash = fields.value("token", "");
  return stored;
}

Error unknown() {
  return Error(ErrorCode::NotFound, "there is no such accreditation");
}

Error ended() {
  return Error(ErrorCode::NotFound, "this link was used already or has expired");
}

/// What a link's or session's entry says.
struct Pass {
  std::string number;
  Timestamp begun;
  Timestamp seen;
};

std::string encode(const Pass& pass) {
  return json({{"number", pass.number}, {"begun", pass.begun.milliseconds}, {"seen", pass.seen.milliseconds}}).dump();
}

std::optional<Pass> decode_pass(const std::optional<std::string>& value) {
  if (!value) return std::nullopt;
  const json fields = json::parse(*value, nullptr, false);
  if (!fields.is_object()) return std::nullopt;
  return Pass{
      fields.value("number", ""), {fields.value("begun", std::int64_t{0})}, {fields.value("seen", std::int64_t{0})}};
}

/// Edits that end all links, or sessions too, of `number`.
Result<std::vector<VaultEntry>> endings(const identity::Vault& vault, std::string_view number, bool sessions) {
  std::vector<VaultEntry> edits;
  for (const std::string_view prefix : {kLinks, kSessions}) {
    if (prefix == kSessions && !sessions) continue;
    for (const VaultEntry& entry : SEN_TRY(vault.list(prefix)))
      if (const auto pass = decode_pass(entry.value); !pass || pass->number == number)
        edits.push_back({entry.key, std::nullopt});
  }
  return edits;
}

/// When a record's time is over.
Timestamp deleted_from(const Accreditation& record, const AccreditationOptions& options) {
  switch (record.state) {
    case State::Waiting:
      return record.applied + options.waits;
    case State::Accepted:
      return record.expires.value_or(record.applied + options.valid) + options.kept;
    case State::Declined:
    case State::Revoked:
      return record.decided.value_or(record.applied) + options.kept;
  }
  return {};
}

}  // namespace

Result<Receipt> Accreditations::apply(Accreditation application) {
  constexpr int kTries = 5;
  for (int attempt = 1;; ++attempt) {
    if (SEN_TRY(vault_.list(kPrefix)).size() >= options_.most)
      return Error(ErrorCode::Unavailable, "too many applications wait; please try again later");
    const FreeNumber free = SEN_TRY(free_number(vault_, "A", clock_.now()));
    Receipt receipt{free.number, identity::make_token()};
    application.number = free.number;
    application.state = State::Waiting;
    application.applied = clock_.now();
    application.decided.reset();
    application.expires.reset();
    const std::string hash = identity::hash_token(receipt.token);
    const std::array<VaultEntry, 3> edits = {VaultEntry{key_of(free.number), encode({application, hash})},
                                             VaultEntry{std::string(kTokens) + hash, free.number}, free.edit};
    const auto written = vault_.commit(edits, {&free.expected, 1});
    if (written) return receipt;
    if (written.error().code() != ErrorCode::Conflict || attempt == kTries) return written.error();
  }
}

Result<Accreditation> Accreditations::by_token(std::string_view token) const {
  const auto number = SEN_TRY(vault_.get(std::string(kTokens) + identity::hash_token(token)));
  if (!number) return unknown();
  return find(*number);
}

Result<Accreditation> Accreditations::find(std::string_view number) const {
  if (!is_number("A", number)) return unknown();
  const auto value = SEN_TRY(vault_.get(key_of(number)));
  if (!value) return unknown();
  return std::move(SEN_TRY(decode(*value)).record);
}

Result<std::vector<Accreditation>> Accreditations::list() const {
  std::vector<Accreditation> all;
  for (const VaultEntry& entry : SEN_TRY(vault_.list(kPrefix)))
    all.push_back(std::move(SEN_TRY(decode(*entry.value)).record));
  std::stable_sort(all.begin(), all.end(), [](const Accreditation& a, const Accreditation& b) {
    const bool waits = a.state == State::Waiting;
    if (waits != (b.state == State::Waiting)) return waits;
    return waits ? a.applied < b.applied : b.decided < a.decided;
  });
  return all;
}

Result<void> Accreditations::decide(std::string_view number, State state, const content::AccountName& by,
                                    const std::string& reason) {
  if (!is_number("A", number)) return unknown();
  const VaultEntry before{key_of(number), SEN_TRY(vault_.get(key_of(number)))};
  if (!before.value) return unknown();
  Stored stored = SEN_TRY(decode(*before.value));
  const bool allowed =
      state == State::Revoked ? stored.record.state == State::Accepted : stored.record.state == State::Waiting;
  if (!allowed) return Error(ErrorCode::InvalidInput, "this accreditation has been decided on already");
  stored.record.state = state;
  stored.record.decided = clock_.now();
  stored.record.decided_by = by;
  stored.record.reason = reason;
  if (state == State::Accepted) stored.record.expires = clock_.now() + options_.valid;
  std::vector<VaultEntry> edits;
  if (state == State::Revoked) edits = SEN_TRY(endings(vault_, number, true));
  edits.push_back({before.key, encode(stored)});
  return vault_.commit(edits, {&before, 1});
}

Result<void> Accreditations::accept(std::string_view number, const content::AccountName& by) {
  return decide(number, State::Accepted, by, {});
}

Result<void> Accreditations::decline(std::string_view number, const content::AccountName& by,
                                     const std::string& reason) {
  return decide(number, State::Declined, by, reason);
}

Result<void> Accreditations::revoke(std::string_view number, const content::AccountName& by,
                                    const std::string& reason) {
  return decide(number, State::Revoked, by, reason);
}

Result<std::string> Accreditations::make_link(std::string_view number) {
  const VaultEntry record{key_of(number), SEN_TRY(vault_.get(key_of(number)))};
  if (!is_number("A", number) || !record.value) return unknown();
  if (!SEN_TRY(decode(*record.value)).record.is_valid(clock_.now()))
    return Error(ErrorCode::InvalidInput, "this accreditation is not valid");
  std::vector<VaultEntry> edits = SEN_TRY(endings(vault_, number, false));
  std::string token = identity::make_token();
  edits.push_back({std::string(kLinks) + identity::hash_token(token),
                   encode(Pass{std::string(number), clock_.now(), clock_.now()})});
  SEN_TRY(vault_.commit(edits, {&record, 1}));
  return token;
}

Result<Accreditation> Accreditations::peek(std::string_view link) const {
  const auto pass = decode_pass(SEN_TRY(vault_.get(std::string(kLinks) + identity::hash_token(link))));
  if (!pass || pass->begun + options_.link <= clock_.now()) return ended();
  const auto record = find(pass->number);
  if (!record || !record->is_valid(clock_.now())) return ended();
  return *record;
}

Result<std::string> Accreditations::redeem(std::string_view link) {
  const VaultEntry entry{std::string(kLinks) + identity::hash_token(link),
                         SEN_TRY(vault_.get(std::string(kLinks) + identity::hash_token(link)))};
  const Accreditation record = SEN_TRY(peek(link));
  if (!entry.value) return ended();
  std::string session = identity::make_token();
  const std::array<VaultEntry, 2> edits = {VaultEntry{entry.key, std::nullopt},
                                           VaultEntry{std::string(kSessions) + identity::hash_token(session),
                                                      encode(Pass{record.number, clock_.now(), clock_.now()})}};
  const auto written = vault_.commit(edits, {&entry, 1});
  if (written) return session;
  return written.error().code() == ErrorCode::Conflict ? ended() : written.error();
}

Result<Accreditation> Accreditations::visitor(std::string_view session) {
  const VaultEntry entry{std::string(kSessions) + identity::hash_token(session),
                         SEN_TRY(vault_.get(std::string(kSessions) + identity::hash_token(session)))};
  auto pass = decode_pass(entry.value);
  const Timestamp now = clock_.now();
  if (!pass || pass->seen + options_.idle <= now || pass->begun + options_.session <= now) return ended();
  const auto record = find(pass->number);
  if (!record || !record->is_valid(now)) return ended();
  if (pass->seen + kTouchEvery <= now) {
    pass->seen = now;
    const VaultEntry touched{entry.key, encode(*pass)};
    const auto written = vault_.commit({&touched, 1}, {&entry, 1});
    // Another request touched it, or it was revoked at this moment: the next request knows.
    if (!written && written.error().code() == ErrorCode::Conflict) return visitor(session);
    if (!written) return written.error();
  }
  return *record;
}

Result<void> Accreditations::sign_out(std::string_view session) {
  return vault_.erase(std::string(kSessions) + identity::hash_token(session));
}

Result<void> Accreditations::note_access(std::string_view number, const content::ContentId& document) {
  const std::string prefix = std::string(kAccesses) + std::string(number) + "/";
  const std::vector<VaultEntry> known = SEN_TRY(vault_.list(prefix));
  std::string at;
  append_u64(at, static_cast<std::uint64_t>(clock_.now().milliseconds));
  std::vector<VaultEntry> edits{{prefix + to_hex(at) + "/" + document.value, std::string()}};
  if (known.size() >= options_.most_accesses) edits.push_back({known.front().key, std::nullopt});
  return vault_.commit(edits);
}

Result<std::vector<Access>> Accreditations::accesses(std::string_view number) const {
  constexpr std::size_t kHexTime = 16;
  const std::string prefix = std::string(kAccesses) + std::string(number) + "/";
  std::vector<Access> found;
  for (const VaultEntry& entry : SEN_TRY(vault_.list(prefix))) {
    const std::string_view rest = std::string_view(entry.key).substr(prefix.size());
    if (rest.size() < kHexTime + 1) continue;
    const std::string at(rest.substr(0, kHexTime));
    found.push_back({{static_cast<std::int64_t>(std::stoull(at, nullptr, 16))},
                     content::ContentId(std::string(rest.substr(kHexTime + 1)))});
  }
  return found;
}

Result<void> Accreditations::erase(std::string_view number) {
  if (!is_number("A", number)) return unknown();
  const auto value = SEN_TRY(vault_.get(key_of(number)));
  if (!value) return unknown();
  std::vector<VaultEntry> edits = SEN_TRY(endings(vault_, number, true));
  for (const VaultEntry& access : SEN_TRY(vault_.list(std::string(kAccesses) + std::string(number) + "/")))
    edits.push_back({access.key, std::nullopt});
  edits.push_back({std::string(kTokens) + SEN_TRY(decode(*value)).hash, std::nullopt});
  edits.push_back({key_of(number), std::nullopt});
  return vault_.commit(edits);
}

Result<std::size_t> Accreditations::sweep() {
  const Timestamp now = clock_.now();
  std::size_t forgotten = 0;
  for (const VaultEntry& entry : SEN_TRY(vault_.list(kPrefix))) {
    const Accreditation record = SEN_TRY(decode(*entry.value)).record;
    if (now < deleted_from(record, options_)) continue;
    SEN_TRY(erase(record.number));
    ++forgotten;
  }
  for (const std::string_view prefix : {kLinks, kSessions})
    for (const VaultEntry& entry : SEN_TRY(vault_.list(prefix))) {
      const auto pass = decode_pass(entry.value);
      const auto life = prefix == kLinks ? options_.link : options_.session;
      if (!pass || pass->begun + life <= now) SEN_TRY(vault_.erase(entry.key));
    }
  return forgotten;
}

}  // namespace sen::press
