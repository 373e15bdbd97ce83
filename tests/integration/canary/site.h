#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/api/api.h"
#include "engine/api/log_routes.h"
#include "engine/api/package_api.h"
#include "engine/api/upload_api.h"
#include "engine/audit/checkpoint_book.h"
#include "engine/desk/desk.h"
#include "engine/portal/page_cache.h"
#include "engine/portal/portal.h"
#include "engine/press/press_pages.h"
#include "tests/support/temporary_folder.h"

namespace sen::canary {

struct Answer {
  int status = 0;
  std::string fields;  ///< `Name: value` a line.
  std::string body;
  bool operator==(const Answer&) const = default;
};

/// Every route of `sen serve` over a memory store, asked without a socket, as somebody who is not signed in.
class Site {
 public:
  Site(const content::Vocabulary& vocabulary, const Clock& clock);

  /// Commits and lets every follower catch up.
  void commit(std::vector<content::Mutation> mutations);
  void follow();
  void keep_picture(const Digest& digest, const std::string& name);

  Answer ask(http::Method method, const std::string& target);

  store::Store& store() { return *store_; }
  const http::Router& router() const { return router_; }
  const search::Index& index() const { return *index_; }

 private:
  test::TemporaryFolder folder_;
  const content::Vocabulary& vocabulary_;
  const Clock& clock_;
  std::unique_ptr<store::Store> store_;
  store::Library library_;
  std::unique_ptr<search::Index> index_;
  std::unique_ptr<portal::Portal> portal_;
  portal::PageCache answers_{16U * 1024 * 1024, "answer-cache"};
  std::unique_ptr<identity::Vault> vault_;
  std::unique_ptr<identity::Vault> press_vault_;
  press::Enquiries enquiries_;
  press::Accreditations accreditations_;
  press::PressPages press_pages_;
  identity::PasswordHasher hasher_;
  workflow::Workflow workflow_;
  workflow::Previews previews_;
  workflow::ReceiptBook receipts_;
  ingest::Publisher publisher_;
  identity::ApiKeys keys_;
  identity::SigningKeys signing_keys_;
  std::unique_ptr<intake::Intake> intake_;
  std::unique_ptr<intake::Unfinished> unfinished_;
  std::unique_ptr<desk::Desk> desk_;
  std::unique_ptr<api::Callers> callers_;
  /// None is signed here: a checkpoint counts the log's entries, of whatever kind, and that is all that it tells.
  std::unique_ptr<audit::CheckpointBook> checkpoints_;
  std::unique_ptr<api::PackageApi> packages_;
  std::unique_ptr<api::UploadApi> resumable_;
  std::unique_ptr<api::Parts> parts_;
  http::Router router_;
};

}  // namespace sen::canary
