#pragma once

#include <functional>
#include <memory>
#include <stop_token>
#include <string>

#include "content/model/change.h"
#include "content/model/vocabulary.h"
#include "engine/base/clock.h"
#include "engine/base/result.h"
#include "engine/store/store.h"
#include "ingest/report.h"

namespace sen::ingest {

struct Limits {
  std::uint64_t max_packed_bytes = 200ULL * 1024 * 1024;
  std::uint64_t max_unpacked_bytes = 1024ULL * 1024 * 1024;
  std::size_t max_entries = 5000;
  std::uint64_t max_ratio = 100;  ///< Unpacked to packed, of an entry and of the whole.
};
/// Up to here an entry may be packed as tightly as it likes: a short table of zeros is no attack.
inline constexpr std::uint64_t kRatioFloor = 1024ULL * 1024;

class Neighbours;

struct Options {
  content::OrganisationCode organisation;  ///< Takes the place of the package's own; empty: the package says.
  /// Of a plain Data Package that names none: the site's owner; empty: the vocabulary's default.
  content::OrganisationCode default_organisation;
  /// At the desk and by API: the organisation that the person may act for. A package that names another is refused.
  content::OrganisationCode handed_in_for;
  bool publish = false;  ///< Publish at once, or schedule what is embargoed; else it waits for approval.
  std::string actor = "operator";
  std::vector<content::AccountName> asked;  ///< Approvers whom it asks by name; empty: as what waits already has them.
  MessageLanguage language = MessageLanguage::English;
  Limits limits;
  std::vector<content::Amendment> amendments;  ///< Typed beside the package; by file, field and key.
  std::string changed;  ///< A folder of files that take the place of the package's own; empty: none.
  /// A folder for what was made of pictures and texts, so that a later check makes only what is new; empty: none.
  std::string made;
  const Neighbours* neighbours = nullptr;  ///< What others have published, to compare with; null: nothing.
  std::string worker;                      ///< Path of this program, for the worker process (`sen worker`).
  /// Called now and then: bytes or items done of all, and what is being done.
  std::function<void(std::uint64_t done, std::uint64_t all, std::string_view stage)> progress;
  /// Nobody waits for it any more: reading and checking end soon, and nothing is stored.
  std::stop_token stop;
};

enum class Outcome { Published, Submitted, AlreadyStored, Refused };
std::string_view to_string(Outcome outcome);

/// What became of a package.
struct Receipt {
  Outcome outcome = Outcome::Refused;
  /// Of the change; of what is already stored the one that stored it; 0 if there is none.
  content::Sequence sequence;
  Report report;
};

/// The object that `sen ingest --json` prints (DESIGN, section 5), on one line.
std::string to_json(const Receipt& receipt);
/// What became of the package at `path`, for a terminal: one line, then its findings if it has any.
std::string to_text(const Receipt& receipt, const std::string& path, MessageLanguage language, bool colour);

/// Checks a package: a folder, zip or tar.gz at `path`. Needs no store: what can only be known with
/// one (a document that exists) is left out. What is wrong is a finding, also that there is nothing
/// at `path`. Errors: Storage.
Result<Report> check_package(const std::string& path, const content::Vocabulary& vocabulary, const Options& options);

/// A package that was read and checked by itself; what it means for the store is still to be seen.
/// It keeps what was unpacked for it, until it goes.
class Prepared {
 public:
  Prepared(Prepared&&) noexcept;
  Prepared& operator=(Prepared&&) noexcept;
  ~Prepared();

  /// How many of the package's observations wait in memory.
  std::uint64_t observations() const;

 private:
  friend class Publisher;
  struct Parts;
  explicit Prepared(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

/// The way in: reads, checks, plans and commits packages, one at a time or several beside each other.
/// Thread-safe. References must outlive it.
class Publisher {
 public:
  Publisher(store::Store& store, const content::Vocabulary& vocabulary, const Clock& clock)
      : store_(store), vocabulary_(vocabulary), clock_(clock) {}

  /// Whole or not at all; the receipt is durable when it is returned.
  /// Errors: Storage; Unavailable, also if Options::stop asked for it; a refused package is a receipt.
  Result<Receipt> publish(const std::string& path, const Options& options);
  /// What publish() would say, and nothing is stored: the receipt's sequence is 0. Errors: Storage; Unavailable if
  /// Options::stop asked for it.
  Result<Receipt> rehearse(const std::string& path, const Options& options);

  /// The first half of publish(): reads and checks the package at `path` and has its texts and pictures rendered.
  /// `settle` is called before the store is asked which pictures it has, and returns when what is being committed
  /// in front of this package is in it. Errors: as publish().
  Result<Prepared> prepare(
      const std::string& path, const Options& options, const std::function<void()>& settle = [] {});
  /// The second half, on any thread: compares with the store, plans and commits.
  Result<Receipt> commit(Prepared prepared, const Options& options);

 private:
  enum class Purpose { Publish, Rehearse };
  Result<Receipt> finish(Prepared prepared, const Options& options, Purpose purpose);

  store::Store& store_;
  const content::Vocabulary& vocabulary_;
  const Clock& clock_;
};

/// The worker process: reads requests from standard input (one package), renders Markdown and makes
/// renditions under CPU, memory and file limits that it sets for itself. Returns the exit code.
int run_worker();

}  // namespace sen::ingest
