#include "ingest/publisher.h"

#include <filesystem>

#include "engine/store/keys.h"
#include "ingest/amendments.h"
#include "ingest/blob_files.h"
#include "ingest/checker.h"
#include "ingest/findings.h"
#include "ingest/neighbour_check.h"
#include "ingest/package_reader.h"
#include "ingest/planner.h"
#include "ingest/store_check.h"

namespace sen::ingest {
namespace {

constexpr int kMostConflicts = 20;

std::string file_name(const std::string& path) {
  std::filesystem::path trimmed(path);
  if (!trimmed.has_filename()) trimmed = trimmed.parent_path();
  return trimmed.filename().string();
}

Report report_of(const std::string& path, const Package& package, const Options& options, Findings& findings) {
  return {.package = package.name.empty() ? file_name(path) : package.name,
          .findings = findings.finish(),
          .counts = package.counts,
          .amendments = options.amendments};
}

Result<PackageSource> open_with_progress(const std::string& path, const Options& options, Findings& findings) {
  std::function<void(std::uint64_t, std::uint64_t)> progress;
  if (options.progress)
    progress = [&](std::uint64_t done, std::uint64_t all) { options.progress(done, all, "reading"); };
  return open_package(path, options.limits, findings, progress, options.changed);
}

Result<void> write_pictures(const Plan& plan, const Package& package, const PackageSource& source,
                            store::Blobs& blobs) {
  for (const ImageDraft* picture : plan.pictures) {
    const std::string original = SEN_TRY(source.read(picture->entry, picture->entry.size));
    SEN_TRY(write_blob(blobs, {picture->media.digest, "original"}, original));
    for (std::size_t i = 0; i < picture->pieces.size(); ++i) {
      const store::BlobName name{picture->media.digest, content::rendition_name(picture->media.renditions[i])};
      const std::string bytes = SEN_TRY(package.spool.get(picture->pieces[i]));
      SEN_TRY(write_blob(blobs, name, bytes));
    }
  }
  return {};
}

std::optional<content::Media> nothing_known(const Digest&) {
  return std::nullopt;
}

Result<void> go_on(const Findings& findings) {
  if (findings.given_up()) return Error(ErrorCode::Unavailable, "the check was given up");
  return {};
}

/// Pictures that the store has are not made again: packages of one organisation share many.
KnownMedia known_in(const store::Store& store, const std::function<void()>& settle) {
  return [&store, settle, settled = false](const Digest& digest) mutable -> std::optional<content::Media> {
    if (!settled) settle();
    settled = true;
    const auto snapshot = store.snapshot();
    if (!snapshot) return std::nullopt;
    const Result<content::Media> kept = (*snapshot)->media(digest);
    return kept ? std::optional(*kept) : std::nullopt;
  };
}

/// The last change of what `key` names; 0 if there was none.
Result<content::Sequence> last_change(const store::Snapshot& snapshot, const std::string& key) {
  const std::vector<content::Sequence> changes = SEN_TRY(snapshot.history(key));
  return changes.empty() ? content::Sequence{} : changes.back();
}

/// The change that stored this very package, if it was handed in before and nothing is left to do with it. What was
/// typed beside it then holds for its bytes alone, too.
Result<std::optional<content::Sequence>> stored_by(const Package& package, const store::Snapshot& snapshot,
                                                   const Options& options) {
  const auto receipt = snapshot.package(package.digest);
  if (!receipt && receipt.error().code() != ErrorCode::NotFound) return receipt.error();
  const bool same = receipt && receipt->organisation == package.organisation &&
                    (receipt->outcome == "published" || !options.publish) &&
                    (options.amendments.empty() || same_amendments(options.amendments, receipt->amendments));
  if (!same) return std::optional<content::Sequence>();
  return std::optional(SEN_TRY(last_change(snapshot, store::keys::package(package.digest))));
}

/// The last change of all that a package speaks of.
Result<content::Sequence> last_change_of(const Package& package, const store::Snapshot& snapshot) {
  content::Sequence last;
  for (const DocumentDraft& draft : package.documents) {
    const content::ContentId id = content::make_content_id(package.organisation, draft.folder);
    last = std::max(last, SEN_TRY(last_change(snapshot, store::keys::document(id))));
  }
  for (const DatasetDraft& draft : package.datasets)
    last = std::max(last, SEN_TRY(last_change(snapshot, store::keys::dataset(draft.dataset.code))));
  return last;
}

}  // namespace

Result<Report> check_package(const std::string& path, const content::Vocabulary& vocabulary, const Options& options) {
  Findings findings(options.language);
  const PackageSource source = SEN_TRY(open_with_progress(path, options, findings));
  Package package;
  package.counts.files = source.entries().size();
  if (!findings.has_errors()) {
    package = SEN_TRY(read_package(source, vocabulary, options, Depth::Check, nothing_known, findings));
    SEN_TRY(check_organisation(package, nullptr, vocabulary, options, findings));
    check(package, vocabulary, SystemClock().now(), findings);
  }
  return report_of(path, package, options, findings);
}

struct Prepared::Parts {
  std::string path;
  PackageSource source;
  Package package;
  Findings findings;
};

Prepared::Prepared(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Prepared::Prepared(Prepared&&) noexcept = default;
Prepared& Prepared::operator=(Prepared&&) noexcept = default;
Prepared::~Prepared() = default;

std::uint64_t Prepared::observations() const {
  return parts_->package.counts.observations;
}

Result<Prepared> Publisher::prepare(const std::string& path, const Options& options,
                                    const std::function<void()>& settle) {
  Findings findings(options.language, options.stop);
  PackageSource source = SEN_TRY(open_with_progress(path, options, findings));
  SEN_TRY(go_on(findings));
  Package package;
  package.counts.files = source.entries().size();
  if (!findings.has_errors()) {
    package = SEN_TRY(read_package(source, vocabulary_, options, Depth::Publish, known_in(store_, settle), findings));
    SEN_TRY(go_on(findings));
    const auto snapshot = SEN_TRY(store_.snapshot());
    SEN_TRY(check_organisation(package, snapshot.get(), vocabulary_, options, findings));
    check(package, vocabulary_, clock_.now(), findings);
  }
  return Prepared(std::make_unique<Prepared::Parts>(
      Prepared::Parts{path, std::move(source), std::move(package), std::move(findings)}));
}

Result<Receipt> Publisher::commit(Prepared prepared, const Options& options) {
  return finish(std::move(prepared), options, Purpose::Publish);
}

Result<Receipt> Publisher::rehearse(const std::string& path, const Options& options) {
  return finish(SEN_TRY(prepare(path, options)), options, Purpose::Rehearse);
}

Result<Receipt> Publisher::finish(Prepared prepared, const Options& options, Purpose purpose) {
  const Outcome taken = options.publish ? Outcome::Published : Outcome::Submitted;
  Prepared::Parts& parts = *prepared.parts_;
  Package& package = parts.package;
  Findings& findings = parts.findings;
  const auto receipt = [&](Outcome outcome, content::Sequence sequence) {
    return Receipt{
        .outcome = outcome, .sequence = sequence, .report = report_of(parts.path, package, options, findings)};
  };
  if (findings.has_errors()) return receipt(Outcome::Refused, {});

  for (int conflicts = 0; conflicts < kMostConflicts; ++conflicts) {
    SEN_TRY(go_on(findings));
    const auto snapshot = SEN_TRY(store_.snapshot());
    if (const auto stored = SEN_TRY(stored_by(package, *snapshot, options)))
      return receipt(Outcome::AlreadyStored, *stored);
    // What the store adds is found anew on each round.
    Findings later = findings;
    SEN_TRY(check_against(package, *snapshot, options, clock_.now(), later));
    if (options.neighbours != nullptr) {
      const store::VisibleContent others(snapshot, store_.blobs(), store::Audience::Public, vocabulary_.fallbacks());
      SEN_TRY(check_neighbours(package, *options.neighbours, others, *snapshot, vocabulary_, clock_.now(), later));
    }
    Plan plan;
    if (!later.has_errors())
      plan = SEN_TRY(ingest::plan(package, *snapshot, vocabulary_, options, clock_.now(), later));
    if (later.has_errors()) {
      findings = std::move(later);
      return receipt(Outcome::Refused, {});
    }
    if (plan.empty) return receipt(Outcome::AlreadyStored, SEN_TRY(last_change_of(package, *snapshot)));
    if (purpose == Purpose::Rehearse) {
      findings = std::move(later);
      return receipt(taken, {});
    }
    SEN_TRY(write_pictures(plan, package, parts.source, store_.blobs()));
    const auto committed = store_.commit(std::move(plan.change));
    if (committed) {
      findings = std::move(later);
      return receipt(taken, *committed);
    }
    if (committed.error().code() != ErrorCode::Conflict) return committed.error();
    // The plan took the figures out of the package.
    package.datasets = SEN_TRY(read_figures(parts.source, vocabulary_, options));
  }
  return Error(ErrorCode::Unavailable, "what the package changes is being changed by others all the time");
}

Result<Receipt> Publisher::publish(const std::string& path, const Options& options) {
  return commit(SEN_TRY(prepare(path, options)), options);
}

}  // namespace sen::ingest
