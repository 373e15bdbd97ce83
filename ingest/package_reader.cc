#include "ingest/package_reader.h"

#include <set>

#include "engine/base/text.h"
#include "ingest/amendments.h"
#include "ingest/dataset_reader.h"
#include "ingest/document_reader.h"
#include "ingest/images_sheet.h"
#include "ingest/manifest.h"
#include "ingest/worker/client.h"
#include "ingest/worker/image_header.h"

namespace sen::ingest {
namespace {

constexpr int kMostDeaths = 2;  ///< Of workers, in one package.

bool is_picture(std::string_view name) {
  const std::string lower = to_lower_ascii(name);
  for (const char* ending : {".jpg", ".jpeg", ".png", ".webp", ".gif"})
    if (lower.ends_with(ending)) return true;
  return false;
}

/// Files that go with a package without being content.
bool is_companion(std::string_view name) {
  const std::string base = to_lower_ascii(name.substr(name.rfind('/') + 1));
  for (const char* start : {"readme", "licence", "license", "changelog", "datapackage.", "images.csv", ".git"})
    if (base.starts_with(start)) return true;
  return name.ends_with(".minisig");
}

class Reader {
 public:
  Reader(const PackageSource& source, const content::Vocabulary& vocabulary, const Options& options, Depth depth,
         const KnownMedia& known, Findings& findings)
      : source_(source),
        vocabulary_(vocabulary),
        options_(options),
        depth_(depth),
        known_(known),
        findings_(findings),
        worker_(options.worker, kMostDeaths, options.made),
        interrupt_(findings.stop(), [this] { worker_.interrupt(); }) {}

  Result<Package> read() {
    const Manifest manifest = read_manifest(source_, vocabulary_, options_, findings_);
    package_.name = manifest.name;
    package_.digest = source_.digest();
    package_.organisation = manifest.organisation;
    package_.organisation_place = manifest.organisation_place;
    package_.licence = manifest.licence;
    package_.plain = manifest.plain;
    package_.created = manifest.created;
    package_.documents = read_documents(source_, vocabulary_, worker_, findings_, progress("documents"));
    SEN_TRY(read_images());
    package_.datasets = SEN_TRY(read_datasets(source_, manifest, vocabulary_, depth_, findings_, progress("tables")));
    find_charts();
    if (!manifest.file.empty()) find_unused(manifest);
    count();
    return std::move(package_);
  }

 private:
  std::function<void(std::uint64_t, std::uint64_t)> progress(std::string_view stage) const {
    if (!options_.progress) return {};
    return [this, stage](std::uint64_t done, std::uint64_t all) { options_.progress(done, all, stage); };
  }

  /// Every picture that a document shows, once.
  Result<void> read_images() {
    const auto words = read_images_sheet(source_, vocabulary_, options_.amendments, findings_);
    std::vector<std::string> names;
    std::set<std::string>& seen = shown_;
    for (const DocumentDraft& document : package_.documents) {
      for (const std::string& name : document.images()) {
        if (!seen.insert(name).second) continue;
        if (source_.find(name) != nullptr) {
          names.push_back(name);
        } else {
          report_missing(document, name);
        }
      }
    }
    for (std::size_t i = 0; i < names.size() && !findings_.given_up(); ++i) {
      SEN_TRY(read_image(*source_.find(names[i]), words));
      if (options_.progress) options_.progress(i + 1, names.size(), "pictures");
    }
    for (const Entry& entry : source_.entries())
      if (is_picture(entry.name) && !seen.contains(entry.name)) findings_.add(Rule::UnusedImage, {.file = entry.name});
    return {};
  }

  void report_missing(const DocumentDraft& document, const std::string& name) {
    std::vector<std::string> known;
    for (const Entry& entry : source_.entries())
      if (is_picture(entry.name)) known.push_back(entry.name);
    const std::string hint = did_you_mean(findings_, nearest(name, known));
    if (document.image == name) {
      findings_.add_with_hint(Rule::MissingFile, {.file = document.file, .field = "image"}, {name}, hint);
      return;
    }
    for (const EditionDraft& edition : document.editions)
      for (const content::BodyPart& part : edition.rendered.parts)
        if (part.kind == content::BodyPart::Kind::Figure && part.value == name) {
          findings_.add_with_hint(Rule::MissingFile, {.file = edition.file, .line = edition.body_line}, {name}, hint);
          break;
        }
  }

  Result<void> read_image(const Entry& entry, const std::map<std::string, content::MediaUse>& words) {
    ImageDraft draft{.entry = entry, .use = {}, .media = {}, .pieces = {}};
    if (const std::optional<content::Media> known = known_(entry.digest)) {
      draft.media = *known;
    } else if (!SEN_TRY(make_renditions(draft))) {
      return {};
    }
    if (const auto found = words.find(entry.name); found != words.end()) draft.use = found->second;
    draft.use.file = entry.name;
    amend(draft.use, options_.amendments);
    draft.use.digest = entry.digest;
    if (draft.use.licence.empty()) draft.use.licence = package_.licence;
    package_.images.emplace(entry.name, std::move(draft));
    return {};
  }

  /// Fills `draft` in from its file by way of the worker; false if a finding says why not.
  Result<bool> make_renditions(ImageDraft& draft) {
    const Entry& entry = draft.entry;
    const Result<std::string> bytes = source_.read(entry, worker::kMaxImageBytes);
    if (!bytes && bytes.error().code() == ErrorCode::Storage) return bytes.error();
    if (!bytes) {
      findings_.add(Rule::ImageTooLarge, {.file = entry.name},
                    {Reason{Phrase::PictureMegabytes, {std::to_string(entry.size / 1024 / 1024)}}});
      return false;
    }
    const Result<worker::MadeImage> made = worker_.make_renditions(*bytes);
    if (!made) {
      SEN_TRY(report_image(entry, made.error()));
      return false;
    }
    draft.media = {.digest = entry.digest,
                   .content_type = made->content_type,
                   .width = made->width,
                   .height = made->height,
                   .bytes = entry.size,
                   .colour = made->colour,
                   .renditions = {}};
    for (const worker::MadeRendition& rendition : made->renditions) {
      draft.media.renditions.push_back(rendition.rendition);
      if (depth_ == Depth::Publish) draft.pieces.push_back(SEN_TRY(package_.spool.put(rendition.bytes)));
    }
    return true;
  }

  Result<void> report_image(const Entry& entry, const Error& error) {
    const Place place{.file = entry.name};
    switch (error.code()) {
      case ErrorCode::NotFound:
        findings_.add(Rule::ImageFormat, place);
        return {};
      case ErrorCode::TooLarge:
        findings_.add(Rule::ImageTooLarge, place, {reason_for(error.message(), Phrase::PictureData)});
        return {};
      case ErrorCode::Unavailable:
        findings_.add(Rule::WorkerLimit, place, {reason_for(error.message(), Phrase::WorkerOther)});
        return {};
      case ErrorCode::InvalidInput:
        findings_.add(Rule::ImageDamaged, place, {reason_for(error.message(), Phrase::PictureData)});
        return {};
      default:
        return error;
    }
  }

  /// Puts a dataset's code where a body names its table; a table that is no dataset is not shown.
  void find_charts() {
    std::map<std::string, std::string> codes;
    for (const DatasetDraft& dataset : package_.datasets) codes[dataset.file] = dataset.dataset.code.value;
    for (DocumentDraft& document : package_.documents)
      for (EditionDraft& edition : document.editions)
        std::erase_if(edition.rendered.parts, [&](content::BodyPart& part) {
          if (part.kind != content::BodyPart::Kind::Chart) return false;
          const Place place{.file = edition.file, .line = edition.body_line};
          const auto found = codes.find(part.value);
          if (found == codes.end())
            findings_.add(source_.find(part.value) == nullptr ? Rule::MissingFile : Rule::ChartWithoutDataset, place,
                          {part.value});
          if (found != codes.end()) part.value = found->second;
          return found == codes.end();
        });
  }

  void find_unused(const Manifest& manifest) {
    std::set<std::string> tables;
    for (const Resource& resource : manifest.resources) tables.insert(resource.path);
    for (const Entry& entry : source_.entries()) {
      const std::string_view base = std::string_view(entry.name).substr(entry.name.rfind('/') + 1);
      const bool article = entry.name.starts_with("articles/") &&
                           (base.ends_with(".md") || base == "document.yaml" || base == "document.yml");
      const bool schema = entry.name.ends_with(".json");
      if (article || schema || is_picture(entry.name) || is_companion(entry.name) || tables.contains(entry.name))
        continue;
      if (has_doctype(entry)) {
        findings_.add(Rule::XmlDoctype, {.file = entry.name});
      } else if (!shown_.contains(entry.name)) {
        findings_.add(Rule::IgnoredFile, {.file = entry.name});
      }
    }
    if (package_.documents.empty() && manifest.resources.empty() && !findings_.has_errors())
      findings_.add(Rule::EmptyPackage, {.file = manifest.file});
  }

  /// Whether a file that nobody reads is XML with a document type: it would be dangerous to whoever does.
  bool has_doctype(const Entry& entry) const {
    constexpr std::uint64_t kMost = 1024ULL * 1024;
    if (entry.size > kMost) return false;
    const Result<std::string> text = source_.read(entry, kMost);
    return text && trim(*text).starts_with('<') && text->find("<!DOCTYPE") != std::string::npos &&
           !to_lower_ascii(entry.name).ends_with(".html");
  }

  void count() {
    Counts& counts = package_.counts;
    counts.files = source_.entries().size();
    counts.documents = package_.documents.size();
    for (const DocumentDraft& document : package_.documents) counts.editions += document.editions.size();
    counts.images = package_.images.size();
    for (const DatasetDraft& dataset : package_.datasets) {
      ++(dataset.is_table() ? counts.tables : counts.datasets);
      counts.observations += dataset.observations;
      counts.rows += dataset.rows;
    }
  }

  const PackageSource& source_;
  const content::Vocabulary& vocabulary_;
  const Options& options_;
  Depth depth_;
  const KnownMedia& known_;
  Findings& findings_;
  worker::Client worker_;
  std::stop_callback<std::function<void()>> interrupt_;  ///< Of the worker, when the check is given up.
  Package package_;
  std::set<std::string> shown_;  ///< Pictures that documents name.
};

}  // namespace

Result<Package> read_package(const PackageSource& source, const content::Vocabulary& vocabulary, const Options& options,
                             Depth depth, const KnownMedia& known, Findings& findings) {
  return Reader(source, vocabulary, options, depth, known, findings).read();
}

Result<std::vector<DatasetDraft>> read_figures(const PackageSource& source, const content::Vocabulary& vocabulary,
                                               const Options& options) {
  Findings told_before(options.language);
  const Manifest manifest = read_manifest(source, vocabulary, options, told_before);
  return read_datasets(source, manifest, vocabulary, Depth::Publish, told_before, {});
}

}  // namespace sen::ingest
