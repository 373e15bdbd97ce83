#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "content/markup/markup.h"
#include "content/model/dataset.h"
#include "content/model/document.h"
#include "content/model/media.h"
#include "content/model/table.h"
#include "ingest/messages.h"
#include "ingest/package_source.h"
#include "ingest/report.h"
#include "ingest/spool.h"

namespace sen::ingest {

/// One language of a document as handed in.
struct EditionDraft {
  content::Locale locale;
  std::string file;
  std::string title;
  std::string summary;
  std::string slug;  ///< Empty: made from the title.
  std::string body;
  std::uint64_t body_line = 1;  ///< Where the body begins in the file.
  content::Provenance provenance = content::Provenance::Human;
  content::Locale translates;
  markup::Rendered rendered;
};

/// A document as handed in.
struct DocumentDraft {
  std::string folder;
  std::string file;  ///< Where its fields stand: document.yaml, or its one edition.
  std::string type;
  std::optional<Timestamp> date, embargo, expiry;
  std::string licence;
  std::vector<std::string> topics, places, markets;
  std::vector<std::string> related;  ///< FOLDER or ORGANISATION/FOLDER.
  std::string image;                 ///< Name of an entry, or empty.
  std::vector<content::Field> fields;
  std::optional<content::ChangeKind> change;
  content::Texts notes;  ///< The note of one text for all languages is under an empty locale.
  std::vector<EditionDraft> editions;

  /// Entry names of all its pictures, no duplicates.
  std::vector<std::string> images() const;
};

/// A picture that documents of the package use.
struct ImageDraft {
  Entry entry;
  content::MediaUse use;  ///< With the words of images.csv.
  content::Media media;
  std::vector<Spool::Piece>
      pieces;  ///< The bytes of `media.renditions`, in the package's spool; empty if only checked.
};

/// A table that became a dataset or a plain table.
struct DatasetDraft {
  std::string file;                     ///< Name of the entry.
  content::Dataset dataset;             ///< Without releases and state.
  std::string note;                     ///< Of the release.
  std::vector<content::Series> series;  ///< By key; empty if only checked.
  std::uint64_t observations = 0;
  std::vector<content::TablePart> parts;  ///< Of a plain table; empty if only checked.
  std::uint64_t rows = 0;

  bool is_table() const { return dataset.structure == content::Structure::Table; }
};

/// Everything that a package says.
struct Package {
  std::string name;
  Digest digest;
  content::OrganisationCode organisation;
  Place organisation_place;  ///< Where the manifest names it, or would.
  std::string licence;
  bool plain = false;  ///< A Data Package from elsewhere, without "sen".
  std::optional<Timestamp> created;
  std::vector<DocumentDraft> documents;
  std::map<std::string, ImageDraft> images;  ///< By entry name.
  std::vector<DatasetDraft> datasets;
  Counts counts;
  Spool spool;
};

}  // namespace sen::ingest
