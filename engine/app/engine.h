#pragma once

#include <memory>
#include <string>

#include "content/model/vocabulary.h"
#include "engine/audit/checkpoint_book.h"
#include "engine/base/clock.h"
#include "engine/base/result.h"
#include "engine/identity/password.h"
#include "engine/identity/vault.h"
#include "engine/store/store.h"
#include "engine/store/visible_content.h"
#include "ingest/publisher.h"
#include "search/past_queries.h"
#include "search/search.h"

namespace sen::app {

/// Everything that works on one data directory, in the order it is built: store, library,
/// index, publisher, vault. Followers do not run by themselves: a command catches up, the server
/// has a runner. Thread-safe as its parts are.
class Engine {
 public:
  /// Opens `folder`, and makes it if there is none. `clock` must outlive the engine.
  /// Errors: Unavailable if another process has it open; Storage.
  static Result<std::unique_ptr<Engine>> open(const std::string& folder, const Clock& clock);
  /// For commands that only look: a mistyped path must not become an empty store that is in order.
  /// Errors: as open(); Storage if nothing was ever stored in `folder`.
  static Result<std::unique_ptr<Engine>> open_existing(const std::string& folder, const Clock& clock);

  const std::string& folder() const { return folder_; }
  const content::Vocabulary& vocabulary() const { return vocabulary_; }
  store::Store& store() { return *store_; }
  const store::Library& library() const { return *library_; }
  search::Index& index() { return *index_; }
  /// What readers asked, for suggestions.
  search::PastQueries& past_queries() { return *past_queries_; }
  ingest::Publisher& publisher() { return *publisher_; }
  /// Secrets: passwords, sessions, links, keys. Beside the store, never in it.
  identity::Vault& vault() { return *vault_; }
  identity::PasswordHasher& hasher() { return *hasher_; }
  const Clock& clock() const { return clock_; }
  /// The signed heads of the log; opened by the first call, which one thread makes. Errors: as CheckpointBook::open().
  Result<audit::CheckpointBook*> checkpoints();

 private:
  Engine(std::string folder, content::Vocabulary vocabulary, const Clock& clock)
      : folder_(std::move(folder)), vocabulary_(std::move(vocabulary)), clock_(clock) {}

  std::string folder_;
  content::Vocabulary vocabulary_;
  const Clock& clock_;
  std::unique_ptr<store::Store> store_;
  std::unique_ptr<store::Library> library_;
  std::unique_ptr<search::PastQueries> past_queries_;
  std::unique_ptr<search::Index> index_;
  std::unique_ptr<ingest::Publisher> publisher_;
  std::unique_ptr<identity::Vault> vault_;
  std::unique_ptr<identity::PasswordHasher> hasher_;
  std::unique_ptr<audit::CheckpointBook> checkpoints_;
};

/// The path of the running program, for its worker processes.
std::string own_path();

}  // namespace sen::app
