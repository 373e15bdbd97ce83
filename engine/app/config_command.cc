// `sen config`.

#include <cstdio>

#include "content/model/vocabulary.h"
#include "engine/app/commands.h"
#include "engine/app/config.h"
#include "engine/app/exit_code.h"

namespace sen::app {

int run_config(const std::string& path) {
  const auto vocabulary = content::load_built_in_vocabulary();
  if (!vocabulary) return fail(vocabulary.error());
  const auto config = read_config(path, *vocabulary);
  if (!config) return fail(config.error());
  std::fputs(to_toml(*config).c_str(), stdout);
  return kDone;
}

}  // namespace sen::app
