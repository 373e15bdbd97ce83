#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/report.h"

namespace sen::ingest {

/// Words that stand within messages, or around them. Each has its texts in ingest/catalogue/phrases.cc.
enum class Phrase {
  // Why an archive cannot be read.
  ZipTooShort,
  ZipUnreadable,
  ZipBytesAfterEnd,
  ZipNoDirectory,
  ZipTwoCounts,
  ZipDirectoryMisplaced,
  ZipDirectoryCutOff,
  ZipBytesInDirectory,
  ZipExtraCutOff,
  ZipNoLocalHeader,
  ZipLocalHeaderCutOff,
  ArchiveFewerEntries,
  ArchiveData,
  FolderUnreadable,
  NothingThere,
  MayNotBeRead,
  SeveralDisks,
  Zip64End,
  OtherCompression,
  ItsSizes,
  ItsName,
  ItsFlags,
  TheFile,
  ALink,
  ASpecialFile,
  AFileWithHoles,
  // Why an entry may not be called so.
  NameEmpty,
  NameTooLong,
  NameAbsolute,
  NameDrive,
  NameBackslash,
  NameNotUtf8,
  NameControl,
  NameEmptyPart,
  NameDots,
  // Why a file may not take the place of the package's own.
  ChangedTooMany,
  ChangedTooLarge,
  // What is wrong with JSON, YAML or front matter.
  TextAfterValue,
  NestedTooDeep,
  TooManyValues,
  NoName,
  NameTwice,
  NoColon,
  NoCommaOrBrace,
  NoCommaOrBracket,
  HexDigits,
  UnknownEscape,
  HalfSurrogate,
  NotUtf8,
  ControlInString,
  StringOpen,
  NoValue,
  NoJsonValue,
  NoMap,
  Aliases,
  Anchors,
  Tags,
  NamePlain,
  FrontMatterOpen,
  YamlTab,
  YamlMapOpen,
  YamlListOpen,
  YamlMisplaced,
  YamlQuotes,
  YamlEscape,
  YamlOther,
  // Why Markdown cannot be shown (content/markup says it in English).
  MarkdownTooLong,
  MarkdownBrackets,
  MarkdownNesting,
  MarkdownMarks,
  MarkdownControl,
  MarkdownNotUtf8,
  MarkdownOther,
  // Why a picture cannot be read, or the worker was stopped (ingest/worker says it in English).
  PicturePixels,
  PictureMegabytes,
  PictureHeader,
  PictureEmpty,
  PictureMismatch,
  PictureData,
  WorkerLate,
  WorkerCpu,
  WorkerDied,
  WorkerEnded,
  WorkerTired,
  WorkerOther,
  // Why a table is not stored, or is no statistic.
  TableTwins,
  TableNoCsv,
  TableTwoTimes,
  TableLongTexts,
  TableNoTime,
  TableNoNumbers,
  TableManyTexts,
  AddMapping,
  // Rules of a schema that a cell breaks.
  AtLeastCharacters,
  AtMostCharacters,
  AtLeast,
  AtMost,
  OneOf,
  LikePattern,
  // What a field or a cell must be.
  Text,
  TextPerLanguage,
  AList,
  AListOfTexts,
  AMap,
  OneValue,
  TrueOrFalse,
  Number,
  Integer,
  Boolean,
  Year,
  YearMonth,
  Date,
  DateTime,
  TimeOfDay,
  // Single words, and what stands around findings.
  Missing,
  Tab,
  DifferBoth,
  DifferMissing,
  DifferAdded,
  DifferExpected,
  AmendmentTooLong,
  AmendmentLines,
  AmendmentControl,
  AmendmentLicence,
  DidYouMean,
  MoreLikeIt,
  LabelError,
  LabelWarning,
  LabelLine,
  LabelRow,
  LabelField,
  LabelColumn,
  Accepted,
  NotAccepted,
  Summary,
  SummaryOfTables,
  OutcomePublished,
  OutcomeSubmitted,
  OutcomeAlreadyStored,
  OutcomeRefused,
  AsChange,
  AsNothing,
  Count,
};

/// A phrase's texts; `{0}`, `{1}` stand for what was found.
struct PhraseText {
  Phrase phrase;
  std::string_view english, vietnamese;
};

/// Every phrase, in the order of the enumeration.
std::span<const PhraseText> phrases();

/// A phrase and what its marks stand for.
struct Reason {
  Phrase phrase = Phrase::Count;
  std::vector<std::string> values = {};
};

/// `reason` in words.
std::string text_of(const Reason& reason, MessageLanguage language);

/// The reason that `english` words, the message of an Error from a room that speaks English only; else `otherwise`,
/// which is given the message.
Reason reason_for(std::string_view english, Phrase otherwise);

/// A value in a message: a text as it was found, or words of the catalogue. A literal is neither: it would be English.
class Said {
 public:
  Said(std::string text) : text_(std::move(text)) {}   // NOLINT(google-explicit-constructor): reads as a text
  Said(Phrase phrase) : reason_{phrase} {}             // NOLINT(google-explicit-constructor): reads as a text
  Said(Reason reason) : reason_(std::move(reason)) {}  // NOLINT(google-explicit-constructor): reads as a text
  Said(const char*) = delete;

  std::string in(MessageLanguage language) const {
    return reason_.phrase == Phrase::Count ? text_ : text_of(reason_, language);
  }

 private:
  std::string text_;
  Reason reason_;
};

}  // namespace sen::ingest
