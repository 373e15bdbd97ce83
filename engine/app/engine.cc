#include "engine/app/engine.h"

#include <filesystem>
#include <system_error>

#include "engine/identity/secret.h"

namespace sen::app {

Result<std::unique_ptr<Engine>> Engine::open(const std::string& folder, const Clock& clock) {
  std::error_code failed;
  std::filesystem::create_directories(folder, failed);
  if (failed) return Error(ErrorCode::Storage, "the data directory " + folder + " cannot be made: " + failed.message());

  std::unique_ptr<Engine> engine(
      new Engine(folder, SEN_TRY(content::load_built_in_vocabulary().within("vocabulary")), clock));
  engine->store_ = SEN_TRY(store::open_rocks_store(folder, clock).within("store"));
  engine->library_ = std::make_unique<store::Library>(*engine->store_, engine->vocabulary_.fallbacks());
  engine->past_queries_ = SEN_TRY(search::PastQueries::open({.file = folder + "/queries"}, clock).within("queries"));
  engine->index_ =
      SEN_TRY(search::open_index(folder + "/index", engine->vocabulary_, {.past = engine->past_queries_.get()})
                  .within("index"));
  engine->publisher_ = std::make_unique<ingest::Publisher>(*engine->store_, engine->vocabulary_, clock);
  engine->vault_ = SEN_TRY(identity::open_file_vault(folder + "/vault").within("vault"));
  engine->hasher_ = std::make_unique<identity::PasswordHasher>(
      SEN_TRY(identity::open_secret_key(folder + "/password.key").within("password.key")));
  return engine;
}

Result<audit::CheckpointBook*> Engine::checkpoints() {
  if (!checkpoints_)
    checkpoints_ = SEN_TRY(audit::CheckpointBook::open(folder_ + "/checkpoints").within("checkpoints"));
  return checkpoints_.get();
}

Result<std::unique_ptr<Engine>> Engine::open_existing(const std::string& folder, const Clock& clock) {
  const std::filesystem::path place(folder);
  std::error_code failed;
  // A witness without its store is a store that was lost: opening it says so.
  if (!std::filesystem::exists(place / "store", failed) && !std::filesystem::exists(place / "witness", failed))
    return Error(ErrorCode::Storage, "there is no data directory at " + folder);
  return open(folder, clock);
}

std::string own_path() {
  std::error_code failed;
  return std::filesystem::read_symlink("/proc/self/exe", failed).string();
}

}  // namespace sen::app
