#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/desk/desk.h"
#include "engine/identity/package_signature.h"
#include "engine/identity/vault.h"
#include "engine/portal/assets.h"
#include "engine/store/store.h"
#include "engine/workflow/workflow.h"
#include "tests/support/temporary_folder.h"

namespace sen::desk::test {

/// An answer of the desk with its parts laid out.
struct Answer {
  int status = 0;
  std::string body;
  std::string location;  ///< Of a redirect.
  std::string cookie;    ///< The session's token of Set-Cookie; `-` if it was taken away.
  http::Pairs headers;

  bool holds(std::string_view text) const { return body.find(text) != std::string::npos; }
};

/// The desk over a store and a vault in memory, with a few people. Names are accounts, everybody's password is
/// kPassword.
///   lan    contributor of mofa
///   minh   no role
///   quan   administrator of mofa, so a second factor is asked for
class World {
 public:
  static constexpr const char* kPassword = "sen nở mùa hạ 2026";

  World();

  struct Ask {
    http::Method method = http::Method::Get;
    std::string path;
    std::string form{};     ///< application/x-www-form-urlencoded unless `headers` say otherwise, as sent.
    std::string session{};  ///< Token; empty: none.
    std::string origin = "http://desk.example";
    std::string language = "en";
    http::Pairs headers{};
    std::string client = "127.0.0.1";
  };
  Answer ask(const Ask& ask);
  Answer get(const std::string& path, const std::string& session = {}) {
    return ask({.method = http::Method::Get, .path = path, .session = session});
  }
  /// A form with the session's own CSRF token.
  Answer post(const std::string& path, const std::string& form, const std::string& session = {});

  /// A session without asking for the password; its token.
  std::string signed_in(const std::string& account, bool second_factor = false);
  void add(content::Account account);
  content::Account account(const std::string& name, content::DeskRole role, const std::string& organisation) const;

  Accounts accounts() { return {*store_, *vault_, vocabulary_, clock_}; }
  Desk& desk() { return *desk_; }
  const http::Router& router() const { return router_; }
  store::Store& store() { return *store_; }
  const content::Vocabulary& vocabulary() const { return vocabulary_; }
  workflow::Workflow& workflow() { return *workflow_; }
  workflow::Previews& previews() { return previews_; }
  workflow::ReceiptBook& receipts() { return receipts_; }
  /// As somebody who has signed in with a second factor.
  identity::Actor actor(const std::string& account);
  /// A news item of mofa in one language, handed in by `author`; its id.
  content::ContentId hand_in(const std::string& author, const std::string& folder, const std::string& language,
                             const std::string& title, const std::string& body = "The ship left.");
  identity::Vault& vault() { return *vault_; }
  press::Enquiries& enquiries() { return enquiries_; }
  press::Accreditations& accreditations() { return accreditations_; }
  intake::Unfinished& unfinished() { return *unfinished_; }
  identity::SigningKeys& signing_keys() { return signing_keys_; }
  ManualClock& clock() { return clock_; }
  std::shared_ptr<const store::Snapshot> now() { return store_->snapshot().value(); }

 private:
  sen::test::TemporaryFolder folder_;
  ManualClock clock_{{1'795'000'000'000}};
  content::Vocabulary vocabulary_;
  std::unique_ptr<store::Store> store_;
  std::unique_ptr<workflow::Workflow> workflow_;
  workflow::Previews previews_{*store_, vocabulary_, clock_, {1, 2, 3}};
  workflow::ReceiptBook receipts_;
  std::unique_ptr<identity::Vault> vault_;
  identity::PasswordHasher hasher_;
  std::unique_ptr<identity::Vault> press_vault_ = identity::open_memory_vault();
  press::Enquiries enquiries_{*press_vault_, clock_};
  press::Accreditations accreditations_{*press_vault_, clock_};
  portal::Site site_;
  portal::Assets assets_;
  ingest::Publisher publisher_{*store_, vocabulary_, clock_};
  identity::SigningKeys signing_keys_{*vault_, clock_};
  std::unique_ptr<intake::Intake> intake_;
  std::unique_ptr<intake::Unfinished> unfinished_;
  std::unique_ptr<Desk> desk_;
  http::Router router_;
};

}  // namespace sen::desk::test
