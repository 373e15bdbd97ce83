#pragma once

#include <chrono>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/mutex.h"
#include "engine/workflow/preview.h"
#include "engine/workflow/workflow.h"

namespace sen::workflow {

/// For so long a link may show what is not public.
inline constexpr std::chrono::hours kLongestPreview{14 * 24};

/// Preview links as people make, see, count and revoke them. Making and revoking are changes in the log; so are their
/// views, a minute's together: what the process counted since it wrote last is lost if it is killed. Thread-safe.
class Previews {
 public:
  /// All references must outlive it.
  Previews(store::Store& store, const content::Vocabulary& vocabulary, const Clock& clock,
           const PreviewLinks::Key& key);
  /// Writes the views that are not written yet.
  ~Previews();
  Previews(const Previews&) = delete;
  Previews& operator=(const Previews&) = delete;

  /// Whether the person may make and revoke links of a document. Errors: as Workflow.
  Result<bool> may_make(const identity::Actor& actor, const content::ContentId& id) const;
  /// Makes a link to one version, which shows it until `valid` has passed. Returns its token.
  /// Errors: as Workflow; InvalidInput for a time of less than an hour or more than kLongestPreview.
  Result<std::string> make(const identity::Actor& actor, const content::ContentId& id, const content::Locale& locale,
                           std::uint32_t version, std::chrono::hours valid);
  /// From now on the link shows nothing. Errors: as Workflow; Conflict if it has ended already.
  Result<content::Sequence> revoke(const identity::Actor& actor, const content::ContentId& id, std::uint32_t number);

  /// The token of a link that was made.
  std::string token_of(const content::PreviewLink& link) const;
  /// Whether a link shows its version now.
  bool is_open(const content::PreviewLink& link) const;

  /// What `token` shows now. Errors: NotFound if it was not made here; Gone if it has expired or was revoked.
  Result<content::PreviewLink> open(std::string_view token) const;
  /// Counts a view of an open link.
  void count(const content::PreviewLink& link);
  /// The views of a link, those that are not written yet with them.
  std::uint64_t views(const content::PreviewLink& link) const;

 private:
  /// Of a link that was opened since the start.
  struct Views {
    std::uint64_t all = 0;      ///< Ever.
    std::uint64_t written = 0;  ///< Of them, those that its record is known to have.
    Timestamp last;
    Timestamp tried;  ///< When they were to be written last.
  };
  using Name = std::pair<content::ContentId, std::uint32_t>;
  /// Writes into the link's record how often it was opened; whether that could be done. A failure is logged.
  bool write(const Name& name, const Views& views);

  store::Store& store_;
  const content::Vocabulary& vocabulary_;
  const Clock& clock_;
  const PreviewLinks links_;
  mutable Mutex mutex_;
  std::map<Name, Views> views_ SEN_GUARDED_BY(mutex_);
};

}  // namespace sen::workflow
