#include "engine/desk/credentials.h"

namespace sen::desk {

std::string password_key(const content::AccountName& account) {
  return "password/" + account.value;
}

Result<bool> Credentials::check_password(const content::AccountName& account, std::string_view password) {
  // A name from outside may be longer than a key: then there is nobody of that name.
  constexpr std::size_t kLongestName = 100;
  std::optional<std::string> hash;
  if (account.value.size() <= kLongestName) hash = SEN_TRY(vault_.get(password_key(account)));
  const bool right = SEN_TRY(hasher_.verify(hash.value_or(""), password));
  if (right && hasher_.needs_rehash(*hash)) SEN_TRY(set_password(account, password));
  return right;
}

Result<void> Credentials::keep(const content::AccountName& account, std::string hash) {
  return vault_.put(password_key(account), std::move(hash));
}

Result<void> Credentials::set_password(const content::AccountName& account, std::string_view password) {
  return keep(account, SEN_TRY(hasher_.hash(password)));
}

}  // namespace sen::desk
