#include "engine/press/enquiries.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "engine/identity/secret.h"

namespace sen::press {
namespace {

using identity::VaultEntry;
using nlohmann::json;

constexpr std::string_view kPrefix = "question/";
constexpr std::string_view kTokens = "question-token/";
constexpr std::array<std::string_view, 3> kStates = {"open", "answered", "declined"};

std::string key_of(std::string_view number) {
  return std::string(kPrefix) + std::string(number);
}

/// `hash`: of the private address's token, so that both go together.
struct Stored {
  Enquiry enquiry;
  std::string hash;
};

std::string encode(const Stored& stored) {
  const Enquiry& enquiry = stored.enquiry;
  json fields = {{"number", enquiry.number},
                 {"name", enquiry.name},
                 {"medium", enquiry.medium},
                 {"email", enquiry.email},
                 {"language", enquiry.language.value},
                 {"organisation", enquiry.organisation.value},
                 {"text", enquiry.text},
                 {"asked", enquiry.asked.milliseconds},
                 {"due", enquiry.due.milliseconds},
                 {"assigned", enquiry.assigned.value},
                 {"state", kStates[static_cast<std::size_t>(enquiry.state)]},
                 {"answer", enquiry.answer},
                 {"public_answer", enquiry.public_answer.value},
                 {"token", stored.hash}};
  if (enquiry.closed) fields["closed"] = enquiry.closed->milliseconds;
  return fields.dump();
}

Result<Stored> decode(const std::string& value) {
  const json fields = json::parse(value, nullptr, false);
  if (!fields.is_object()) return Error(ErrorCode::Storage, "a question of the press's vault cannot be read");
  Stored stored;
  Enquiry& enquiry = stored.enquiry;
  enquiry.number = fields.value("number", "");
  enquiry.name = fields.value("name", "");
  enquiry.medium = fields.value("medium", "");
  enquiry.email = fields.value("email", "");
  enquiry.language = content::Locale(fields.value("language", ""));
  enquiry.organisation = content::OrganisationCode(fields.value("organisation", ""));
  enquiry.text = fields.value("text", "");
  enquiry.asked = {fields.value("asked", std::int64_t{0})};
  enquiry.due = {fields.value("due", std::int64_t{0})};
  enquiry.assigned = content::AccountName(fields.value("assigned", ""));
  const auto state = std::find(kStates.begin(), kStates.end(), fields.value("state", ""));
  enquiry.state = static_cast<Enquiry::State>(state == kStates.end() ? 0 : state - kStates.begin());
  enquiry.answer = fields.value("answer", "");
  enquiry.public_answer = content::ContentId(fields.value("public_answer", ""));
  if (fields.contains("closed")) enquiry.closed = Timestamp{fields.value("closed", std::int64_t{0})};
  stored.hash = fields.value("token", "");
  return stored;
}

Error unknown() {
  return Error(ErrorCode::NotFound, "there is no such question");
}

/// Erases `stored` with its private address, if its record is still as it was read: `before`.
Result<void> erase_as_read(identity::Vault& vault, const VaultEntry& before, const Stored& stored) {
  const std::array<VaultEntry, 2> edits = {VaultEntry{before.key, std::nullopt},
                                           VaultEntry{std::string(kTokens) + stored.hash, std::nullopt}};
  return vault.commit(edits, {&before, 1});
}

}  // namespace

Result<std::optional<Timestamp>> public_since(const store::VisibleContent& content, const Enquiry& enquiry) {
  if (enquiry.public_answer.empty()) return std::optional<Timestamp>();
  const auto answer = content.find(enquiry.public_answer, enquiry.language);
  if (answer) return std::optional(answer->edition.first_published.value_or(answer->document.date));
  const bool hidden = answer.error().code() == ErrorCode::NotFound || answer.error().code() == ErrorCode::Gone;
  return hidden ? Result<std::optional<Timestamp>>(std::optional<Timestamp>()) : answer.error();
}

Result<Receipt> Enquiries::ask(Enquiry enquiry) {
  constexpr int kTries = 5;
  for (int attempt = 1;; ++attempt) {
    if (SEN_TRY(vault_.list(kPrefix)).size() >= options_.most)
      return Error(ErrorCode::Unavailable, "too many questions wait; please try again later");
    const FreeNumber free = SEN_TRY(free_number(vault_, "Q", clock_.now()));
    Receipt receipt{free.number, identity::make_token()};
    enquiry.number = free.number;
    enquiry.asked = clock_.now();
    enquiry.due = enquiry.asked + options_.due;
    enquiry.state = Enquiry::State::Open;
    const std::string hash = identity::hash_token(receipt.token);
    const std::array<VaultEntry, 3> edits = {VaultEntry{key_of(free.number), encode({enquiry, hash})},
                                             VaultEntry{std::string(kTokens) + hash, free.number}, free.edit};
    const auto written = vault_.commit(edits, {&free.expected, 1});
    if (written) return receipt;
    if (written.error().code() != ErrorCode::Conflict || attempt == kTries) return written.error();
  }
}

Result<Enquiry> Enquiries::by_token(std::string_view token) const {
  const auto number = SEN_TRY(vault_.get(std::string(kTokens) + identity::hash_token(token)));
  if (!number) return unknown();
  return find(*number);
}

Result<Enquiry> Enquiries::find(std::string_view number) const {
  if (!is_number("Q", number)) return unknown();
  const auto value = SEN_TRY(vault_.get(key_of(number)));
  if (!value) return unknown();
  return std::move(SEN_TRY(decode(*value)).enquiry);
}

Result<std::vector<Enquiry>> Enquiries::list() const {
  std::vector<Enquiry> all;
  for (const VaultEntry& entry : SEN_TRY(vault_.list(kPrefix)))
    all.push_back(std::move(SEN_TRY(decode(*entry.value)).enquiry));
  std::stable_sort(all.begin(), all.end(), [](const Enquiry& a, const Enquiry& b) {
    const bool open = a.state == Enquiry::State::Open;
    if (open != (b.state == Enquiry::State::Open)) return open;
    return open ? a.due < b.due : b.asked < a.asked;
  });
  return all;
}

template <typename Change>
Result<void> Enquiries::change(std::string_view number, const Change& change) {
  if (!is_number("Q", number)) return unknown();
  const VaultEntry before{key_of(number), SEN_TRY(vault_.get(key_of(number)))};
  if (!before.value) return unknown();
  Stored stored = SEN_TRY(decode(*before.value));
  change(stored.enquiry);
  const VaultEntry after{before.key, encode(stored)};
  return vault_.commit({&after, 1}, {&before, 1});
}

Result<void> Enquiries::assign(std::string_view number, const content::AccountName& officer) {
  return change(number, [&](Enquiry& enquiry) { enquiry.assigned = officer; });
}

Result<void> Enquiries::hand_over(std::string_view number, const content::OrganisationCode& organisation) {
  return change(number, [&](Enquiry& enquiry) {
    enquiry.organisation = organisation;
    enquiry.assigned = {};
  });
}

Result<void> Enquiries::answer(std::string_view number, const std::string& text) {
  SEN_TRY(check_reply("answer", text));
  return change(number, [&](Enquiry& enquiry) {
    enquiry.state = Enquiry::State::Answered;
    enquiry.answer = text;
    enquiry.closed = clock_.now();
  });
}

Result<void> Enquiries::answer_publicly(std::string_view number, const content::ContentId& id) {
  return change(number, [&](Enquiry& enquiry) { enquiry.public_answer = id; });
}

Result<void> Enquiries::decline(std::string_view number, const std::string& reason) {
  SEN_TRY(check_reply("reason", reason));
  return change(number, [&](Enquiry& enquiry) {
    enquiry.state = Enquiry::State::Declined;
    enquiry.answer = reason;
    enquiry.closed = clock_.now();
  });
}

Result<void> Enquiries::erase(std::string_view number) {
  if (!is_number("Q", number)) return unknown();
  const VaultEntry before{key_of(number), SEN_TRY(vault_.get(key_of(number)))};
  if (!before.value) return unknown();
  return erase_as_read(vault_, before, SEN_TRY(decode(*before.value)));
}

Result<bool> Enquiries::forget_in_time(std::string_view number) {
  const VaultEntry before{key_of(number), SEN_TRY(vault_.get(key_of(number)))};
  if (!before.value) return unknown();
  const Stored stored = SEN_TRY(decode(*before.value));
  if (!is_to_forget(stored.enquiry.closed)) return false;
  SEN_TRY(erase_as_read(vault_, before, stored));
  return true;
}

Result<bool> Enquiries::close_or_forget(const Enquiry& listed, std::optional<Timestamp> public_since) {
  std::optional<Timestamp> closed = listed.closed;
  if (listed.state == Enquiry::State::Open && public_since)
    SEN_TRY(change(listed.number, [&](Enquiry& enquiry) {
      // An officer may have decided otherwise since it was listed.
      if (enquiry.state == Enquiry::State::Open && enquiry.public_answer == listed.public_answer) {
        enquiry.state = Enquiry::State::Answered;
        enquiry.closed = std::max(*public_since, enquiry.asked);
      }
      closed = enquiry.closed;
    }));
  // He may also have answered once more since: what is stored decides.
  return is_to_forget(closed) ? forget_in_time(listed.number) : Result<bool>(false);
}

Result<std::size_t> Enquiries::sweep(const store::VisibleContent& seen) {
  std::size_t forgotten = 0;
  for (const Enquiry& listed : SEN_TRY(list())) {
    const Result<bool> swept = close_or_forget(listed, SEN_TRY(public_since(seen, listed)));
    if (swept) {
      if (*swept) ++forgotten;
      continue;
    }
    // Somebody changed or erased it meanwhile: the next sweep looks at it again, and this one goes on.
    const ErrorCode code = swept.error().code();
    if (code != ErrorCode::NotFound && code != ErrorCode::Conflict) return swept.error();
  }
  return forgotten;
}

}  // namespace sen::press
