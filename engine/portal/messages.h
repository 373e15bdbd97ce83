#pragma once

#include <cstdint>
#include <initializer_list>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "content/model/ids.h"
#include "engine/base/embedded.h"
#include "engine/base/result.h"

namespace sen::portal {

/// A named value for a message: `{"n", "12"}` fills `{n}`.
using Placeholder = std::pair<std::string_view, std::string_view>;

/// The interface's words in one language, from its gettext catalogue (engine/portal/po). A message that
/// the catalogue lacks is given in English, the language that messages are written in.
/// Immutable, thread-safe. `t`, `tc`, `tn` are what scripts/messages looks for.
class Words {
 public:
  virtual ~Words() = default;

  virtual const content::Locale& locale() const = 0;
  /// The message `english` with its placeholders filled.
  std::string t(const char* english, std::initializer_list<Placeholder> values = {}) const;
  /// The same where one English text has several meanings: `context` tells them apart.
  std::string tc(const char* context, const char* english, std::initializer_list<Placeholder> values = {}) const;
  /// The form for `n` things. `{n}` is filled with `shown`, the number as readers of the language write it.
  std::string tn(const char* one, const char* many, std::uint64_t n, std::string_view shown) const;

 protected:
  /// Null if the catalogue lacks it. `context` may be null.
  virtual const char* find(const char* context, const char* english) const = 0;
  virtual const char* find_plural(const char* one, std::uint64_t n) const = 0;
};

/// The catalogues of the portal (engine/portal/po); the desk has its own.
std::span<const EmbeddedFile> portal_catalogues();

/// The catalogues of all languages. Built once; immutable, thread-safe.
class Messages {
 public:
  /// Reads `catalogues`, files `LANG.mo` that are built into the program. A language without one speaks English.
  /// Errors: Storage if a catalogue cannot be read.
  static Result<Messages> load(const std::vector<content::Locale>& locales,
                               std::span<const EmbeddedFile> catalogues = portal_catalogues());

  /// English for a language that was not loaded.
  const Words& in(const content::Locale& locale) const;

 private:
  std::map<content::Locale, std::unique_ptr<const Words>> words_;
};

/// `pattern` with each `{name}` replaced by its value; a name without value stays as it is.
std::string fill(std::string_view pattern, std::initializer_list<Placeholder> values);

}  // namespace sen::portal
