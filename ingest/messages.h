#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/report.h"

namespace sen::ingest {

/// What a check looks for. Each has a stable code (docs/formats/package.md lists them all).
enum class Rule {
  // The package and its archive.
  UnreadablePackage,
  NotAPackage,
  ArchiveDamaged,
  ArchiveEncrypted,
  ArchiveMismatch,
  ArchiveOverlap,
  ArchiveUnsupported,
  EntryName,
  EntryDuplicate,
  EntryType,
  NestedArchive,
  TooManyEntries,
  PackageTooLarge,
  UnpackedTooLarge,
  EntryRatio,
  FileTooLarge,
  IgnoredFile,
  XmlDoctype,
  EmptyPackage,
  // Manifest, document.yaml, front matter, images.csv: their form.
  MissingManifest,
  Syntax,
  TextEncoding,
  ControlCharacter,
  UnknownField,
  MisspeltField,
  WrongKind,
  UnsupportedFormat,
  // What a manifest says.
  MissingOrganisation,
  UnknownOrganisation,
  OrganisationNotChecked,
  UnknownLicence,
  // Repairs.
  RepairedName,
  RepairedOrganisation,
  RepairedLicence,
  RepairedManifest,
  RepairedPath,
  RepairedPlace,
  RepairedBom,
  RepairedEncoding,
  RepairedDelimiter,
  RepairedDecimalComma,
  // Documents and editions.
  FolderName,
  MissingEdition,
  UnknownLanguage,
  MissingType,
  UnknownType,
  MissingTitle,
  TitleTooLong,
  SummaryTooLong,
  EmptyBody,
  UnknownTopic,
  UnknownPlace,
  BadMarket,
  BadDate,
  ExpiryBeforeEmbargo,
  MissingField,
  UnknownCode,
  TooFewItems,
  BadAddress,
  BadInteger,
  DateOrder,
  MissingImage,
  MissingFile,
  BadRelated,
  UnknownRelated,
  BadProvenance,
  MissingTranslates,
  UnknownSource,
  MisplacedField,
  BadChange,
  MissingNote,
  ChangeNotStated,
  MarkdownLimit,
  InlineImage,
  ImagePath,
  DroppedHtml,
  DroppedLink,
  // Between a translation and its source.
  FigureDiffers,
  DateDiffers,
  NameDiffers,
  // Pictures.
  ImageFormat,
  ImageTooLarge,
  ImageDamaged,
  WorkerLimit,
  MissingAlt,
  MissingCredit,
  UnusedImage,
  BadFocus,
  RightsExpired,
  // Tables.
  RemoteResource,
  TableHeader,
  TableQuotes,
  TableColumns,
  TableEmpty,
  BadPattern,
  CellType,
  CellRequired,
  CellUnique,
  CellReference,
  BadForeignKey,
  CellConstraint,
  CellCode,
  CellPeriod,
  DuplicateKey,
  // Datasets.
  BadDataflow,
  RepeatedDataflow,
  MappingColumn,
  MappingRole,
  MissingMeasure,
  ProposedMapping,
  PlainTable,
  TableNotStored,
  ChartWithoutDataset,
  TooManyObservations,
  TablesTooLarge,
  // What only the store knows.
  DatasetOfAnother,
  StructureWaits,
  EmbargoOnUpdate,
  WithdrawalNeedsPublish,
  FolderOfTraining,
  ProvenanceUnlabelled,
  DocumentWaits,
  NearDuplicate,
  TopicOverlap,
  // What only the desk knows.
  PackageOfAnother,
  // What a package's signature says.
  SignatureMissing,
  SignatureOfNoArchive,
  SignatureMalformed,
  SignatureUnknownKey,
  SignatureRevoked,
  SignatureNotYetValid,
  SignatureExpired,
  SignatureTooLarge,
  SignatureChanged,
  SignatureComment,
  SignatureOfAnother,
  SignatureReplayed,
  Count,
};

/// A rule's code, severity and words; `{0}`, `{1}` stand for what was found.
struct RuleText {
  Rule rule;
  std::string_view code;
  Severity severity;
  std::string_view english, vietnamese;
  std::string_view english_hint, vietnamese_hint;
};

/// Every rule, in the order of the enumeration.
std::span<const RuleText> rules();

/// Why a rule is there, for whoever has to mend what it found.
struct WhyText {
  Rule rule;
  std::string_view english, vietnamese;
};
/// A reason a rule, in the order of the enumeration.
std::span<const WhyText> reasons();

/// Where something was found, and what goes with it. Empty and 0 mean: not there.
struct Place {
  std::string file = {};
  std::uint64_t line = 0;
  std::string field = {};
  std::uint64_t row = 0;
  std::string column = {};
  std::optional<Fix> fix = {};
  std::vector<Quote> quotes = {};
  std::string document = {};
};

/// `text` with `{0}`, `{1}` … replaced; `{0 file|files}` is `1 file`, and `2 files`.
std::string fill(std::string_view text, std::span<const std::string> values);

}  // namespace sen::ingest
