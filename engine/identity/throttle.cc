#include "engine/identity/throttle.h"

#include <algorithm>
#include <array>

#include "engine/base/bytes.h"
#include "engine/base/network.h"
#include "engine/identity/secret.h"

namespace sen::identity {
namespace {

using content::AccountName;
using std::chrono::milliseconds;

/// Account names hold no zero byte.
std::string pair_of(const AccountName& account, std::string_view client) {
  std::string pair = account.value;
  pair += '\0';
  pair += network_of(client);
  return pair;
}

/// The time in which one try is forgotten.
std::int64_t interval(const Allowance& allowance) {
  return milliseconds(allowance.per).count() / allowance.tries;
}

Admission waiting(milliseconds time) {
  return {Admission::Kind::Wait, std::chrono::ceil<std::chrono::seconds>(time)};
}

}  // namespace

SignInThrottle::SignInThrottle(const Clock& clock, const ThrottleOptions& options)
    : clock_(clock), options_(options), key_(random_bytes(kTokenBytes)) {
  for (Table& table : tables_) table.resize(options_.slots);
}

const Allowance& SignInThrottle::allowance(Count count) const {
  switch (count) {
    case Count::Client:
      return options_.of_client;
    case Count::Account:
      return options_.of_account;
    case Count::KnownClient:
      return options_.of_known_client;
    case Count::Codes:
      return options_.of_codes;
    case Count::AllCodes:
      break;
  }
  return options_.of_all_codes;
}

SignInThrottle::Slot& SignInThrottle::slot(Count count, std::string_view name) {
  Table& table = tables_[static_cast<std::size_t>(count)];
  return table[read_u64(keyed_hash(key_, name)) % table.size()];
}

milliseconds SignInThrottle::wait(Count count, std::string_view name) {
  const Allowance& allowed = allowance(count);
  // A try more must not fill the slot beyond `tries`.
  const std::int64_t latest =
      clock_.now().milliseconds + interval(allowed) * (static_cast<std::int64_t>(allowed.tries) - 1);
  return milliseconds(std::max<std::int64_t>(0, slot(count, name).empty_at - latest));
}

void SignInThrottle::add(Count count, std::string_view name) {
  const Allowance& allowed = allowance(count);
  const std::int64_t now = clock_.now().milliseconds;
  Slot& counted = slot(count, name);
  // Never fuller than full, so that nobody waits longer than `per`, however many tries were under way at once.
  counted.empty_at =
      std::min(std::max(counted.empty_at, now) + interval(allowed), now + milliseconds(allowed.per).count());
}

bool SignInThrottle::knows(const std::string& pair) {
  return known_.contains(pair);
}

Admission SignInThrottle::password(const AccountName& account, std::string_view client, bool has_second_factor) {
  const std::string pair = pair_of(account, client);
  const MutexLock lock(mutex_);
  if (knows(pair)) {
    // Others may share the address of a known client: a ministry's whole network, say.
    const milliseconds own = wait(Count::KnownClient, pair);
    if (own.count() == 0) return {};
    return has_second_factor ? Admission{Admission::Kind::SecondFactorFirst, {}} : waiting(own);
  }
  const milliseconds clients = wait(Count::Client, network_of(client));
  const milliseconds accounts = wait(Count::Account, account.value);
  if (has_second_factor && (clients.count() > 0 || accounts.count() > 0))
    return {Admission::Kind::SecondFactorFirst, {}};
  const milliseconds longest = std::max(clients, accounts);
  return longest.count() > 0 ? waiting(longest) : Admission();
}

Admission SignInThrottle::code(const AccountName& account, std::string_view client) {
  const std::string pair = pair_of(account, client);
  const MutexLock lock(mutex_);
  const milliseconds own = wait(Count::Codes, pair);
  const milliseconds all = knows(pair) ? milliseconds(0) : wait(Count::AllCodes, account.value);
  const milliseconds longest = std::max(own, all);
  return longest.count() > 0 ? waiting(longest) : Admission();
}

void SignInThrottle::wrong_password(const AccountName& account, std::string_view client) {
  const std::string pair = pair_of(account, client);
  const MutexLock lock(mutex_);
  if (knows(pair)) {
    add(Count::KnownClient, pair);
    return;
  }
  add(Count::Client, network_of(client));
  add(Count::Account, account.value);
}

void SignInThrottle::wrong_code(const AccountName& account, std::string_view client) {
  const std::string pair = pair_of(account, client);
  const MutexLock lock(mutex_);
  add(Count::Codes, pair);
  if (!knows(pair)) add(Count::AllCodes, account.value);
}

void SignInThrottle::signed_in(const AccountName& account, std::string_view client) {
  const std::string pair = pair_of(account, client);
  const MutexLock lock(mutex_);
  slot(Count::KnownClient, pair) = {};
  slot(Count::Codes, pair) = {};
  if (const auto found = known_.find(pair); found != known_.end()) {
    known_order_.splice(known_order_.begin(), known_order_, found->second);
    return;
  }
  known_order_.push_front(pair);
  known_.emplace(pair, known_order_.begin());
  if (known_.size() <= options_.known_clients) return;
  known_.erase(known_order_.back());
  known_order_.pop_back();
}

}  // namespace sen::identity
