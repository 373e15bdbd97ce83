#include "engine/app/engine.h"

#include <filesystem>
#include <system_error>

namespace sen::app {

Result<std::unique_ptr<Engine>> Engine::open(const std::string& folder, const Clock& clock) {
  std::error_code failed;
  std::filesystem::create_directories(folder, failed);
  if (failed) return Error(ErrorCode::Storage, "the data directory " + folder + " cannot be made: " + failed.message());

  std::unique_ptr<Engine> engine(new Engine(folder, SEN_TRY(content::load_built_in_vocabulary().within("vocabulary"))));
  engine->store_ = SEN_TRY(store::open_rocks_store(folder, clock).within("store"));
  engine->library_ = std::make_unique<store::Library>(*engine->store_, engine->vocabulary_.fallbacks());
  engine->index_ = SEN_TRY(search::open_index(folder + "/index", engine->vocabulary_).within("index"));
  engine->publisher_ = std::make_unique<ingest::Publisher>(*engine->store_, engine->vocabulary_, clock);
  return engine;
}

std::string own_path() {
  std::error_code failed;
  return std::filesystem::read_symlink("/proc/self/exe", failed).string();
}

}  // namespace sen::app
