#pragma once

#include <initializer_list>
#include <map>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/messages.h"
#include "ingest/phrases.h"
#include "ingest/report.h"

namespace sen::ingest {

/// Collects what a check finds. Of one rule in one column of a file it keeps the first
/// kKept, then says how many more there were. Called by one thread.
class Findings {
 public:
  static constexpr std::uint64_t kKept = 20;

  /// `stop`: when the check is to be given up.
  explicit Findings(MessageLanguage language, std::stop_token stop = {})
      : language_(language), stop_(std::move(stop)) {}

  void add(Rule rule, const Place& place, std::initializer_list<Said> values = {});
  /// As add(), with a hint of its own instead of the rule's; an empty one leaves the rule's.
  void add_with_hint(Rule rule, const Place& place, std::initializer_list<Said> values, std::string hint);

  MessageLanguage language() const { return language_; }
  bool has_errors() const { return errors_ > 0; }
  /// Whether nobody waits for the findings any more: whoever reads rows or files ends where he is.
  bool given_up() const { return stop_.stop_requested(); }
  const std::stop_token& stop() const { return stop_; }
  /// All findings by file, then line or row.
  std::vector<Finding> finish();

 private:
  MessageLanguage language_;
  std::stop_token stop_;
  std::uint64_t errors_ = 0;
  std::vector<Finding> findings_;
  std::map<std::string, std::pair<std::size_t, std::uint64_t>> seen_;  ///< Last kept finding, and how many there were.
};

/// `said` names the nearest of `known` if it is near enough to be meant; else empty.
std::string nearest(std::string_view said, const std::vector<std::string>& known);

/// "Did you mean `x`?" in the language of `findings`; empty without a `suggestion`.
std::string did_you_mean(const Findings& findings, std::string_view suggestion);

}  // namespace sen::ingest
