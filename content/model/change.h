#pragma once

#include <string>
#include <variant>
#include <vector>

#include "content/model/dataset.h"
#include "content/model/document.h"
#include "content/model/ids.h"
#include "content/model/media.h"
#include "content/model/preview_link.h"
#include "content/model/review.h"
#include "content/model/table.h"
#include "content/model/translation.h"
#include "engine/base/clock.h"

namespace sen::content {

/// Who asked for a change.
struct Actor {
  std::string name;               ///< Account, or `operator`, `scheduler`, `renditions`.
  OrganisationCode organisation;  ///< Empty for the system itself.
};

/// What somebody typed beside a package after its check, as if the package had said it.
struct Amendment {
  std::string file;   ///< Name of the picture or edition; empty: the package as a whole.
  std::string field;  ///< `alt`, `credit`, `licence`, `explanation`.
  std::string key;    ///< Of `alt` the language, of `explanation` the difference; else empty.
  std::string value;
  AccountName account;
  Timestamp at;
};

/// What was handed in, so that the same bytes are known again.
struct PackageReceipt {
  Digest digest;  ///< Of all file names and contents, in order of name.
  std::string name;
  OrganisationCode organisation;
  std::string outcome;                ///< `published`, `submitted`.
  std::vector<Amendment> amendments;  ///< What was typed beside it; by file, field and key.
};

/// A dataset's series that a new release no longer has.
struct SeriesEnd {
  DatasetCode dataset;
  std::vector<std::string> key;
  std::uint32_t release = 0;
};

/// One record that takes the place of the former one of the same name. Media bytes are
/// not here: they are in the store's media before the change that names them.
using Mutation =
    std::variant<Document, Edition, Version, Media, Dataset, Series, SeriesEnd, PackageReceipt, Account,
                 OrganisationEntry, Review, Proposal, Draft, TablePart, PreviewLink, TranslationRequest, TermEntry>;

/// Something that pages depend on, by name: `document:ID`, `edition:ID/vi`, `list:vi/section/news`,
/// `media:HEX`, `dataset:CODE`, `datasets`, `announcements`, `organisation:CODE`, `organisations`.
struct DependencyKey {
  std::string value;
  auto operator<=>(const DependencyKey&) const = default;
};

/// One atomic step in the life of the content: all of its mutations are
/// visible, or none is. A change is plain data; replaying the log from the
/// first change gives the same content on every machine.
struct Change {
  Sequence based_on;                   ///< The snapshot it was planned against.
  Sequence sequence;                   ///< Its place in the log; set by Store::commit.
  Timestamp committed_at;              ///< UTC, milliseconds; set by Store::commit.
  Actor actor;                         ///< Who asked for it.
  std::string reason;                  ///< `package mofa-2026-11-20-01`, `released`, `expired`, `renditions`.
  std::vector<Mutation> mutations;     ///< Applied in this order.
  std::vector<DependencyKey> touches;  ///< What looks different after it, sorted; set by Store::commit.
};

}  // namespace sen::content
