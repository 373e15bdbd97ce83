#pragma once

#include <map>
#include <string>
#include <vector>

#include "tests/integration/canary/secrets.h"

namespace sen::canary {

struct Target {
  http::Method method = http::Method::Get;
  std::string address;
};

/// Addresses of every route of the router: each placeholder gets what is public, what waits and what is neither. A
/// route whose placeholders this does not know is among `unknown`, so that nobody adds one that is not looked at.
struct Crawl {
  std::vector<Target> targets;
  std::vector<std::string> unknown;
};
Crawl plan(const Site& site, const content::Vocabulary& vocabulary, const Secrets& secrets);

/// The words of `words` that `answer` tells and `address` did not.
std::vector<std::string> told(const Answer& answer, const std::string& address, const std::set<std::string>& words);

}  // namespace sen::canary
