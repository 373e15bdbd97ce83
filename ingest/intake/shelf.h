#pragma once

#include <string>
#include <vector>

#include "engine/base/result.h"
#include "ingest/intake/upload.h"
#include "ingest/report.h"

namespace sen::intake {

/// The folder in which packages wait, one folder each (docs/formats/uploads.md). Any thread may use it, each upload by
/// one at a time.
class Shelf {
 public:
  explicit Shelf(std::string folder) : folder_(std::move(folder)) {}

  /// What was kept, oldest first. What was never acknowledged is removed. Errors: Storage.
  Result<std::vector<Upload>> load() const;
  /// Makes room for `id`. Errors: Storage.
  Result<void> add(const UploadId& id) const;
  /// Removes all of it; what cannot be removed is logged.
  void remove(const UploadId& id) const;

  /// Durable when it returns. Errors: Storage.
  Result<void> keep(const Upload& upload) const;
  Result<void> keep_report(const UploadId& id, const ingest::Report& report) const;
  Result<void> keep_amendments(const UploadId& id, const std::vector<content::Amendment>& amendments) const;
  Result<void> keep_signature(const UploadId& id, const std::string& signature) const;

  /// Errors: NotFound if it was never checked; Storage.
  Result<ingest::Report> report(const UploadId& id) const;
  /// What was typed beside it. Errors: Storage.
  Result<std::vector<content::Amendment>> amendments(const UploadId& id) const;
  /// The text of its `.minisig`; empty if it came without. Errors: Storage.
  Result<std::string> signature(const UploadId& id) const;
  /// Where the archive, or the folder of files, lies.
  std::string package(const UploadId& id) const { return place(id) + "/package"; }
  /// Where files lie that take the place of the package's own; a folder, if there are any.
  std::string changed(const UploadId& id) const { return place(id) + "/changed"; }
  /// Where what was made of pictures and texts is kept from check to check.
  std::string made(const UploadId& id) const { return place(id) + "/made"; }
  /// Removes the package and what was changed in it or made of it.
  void remove_package(const UploadId& id) const;

 private:
  std::string place(const UploadId& id) const { return folder_ + "/" + id.value; }

  std::string folder_;
};

}  // namespace sen::intake
