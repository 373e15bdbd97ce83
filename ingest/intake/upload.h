#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "content/model/ids.h"
#include "engine/base/clock.h"
#include "ingest/report.h"

namespace sen::intake {

/// Names an upload in addresses: 32 hexadecimal digits, 128 random bits.
using UploadId = content::Name<struct UploadIdKind>;

UploadId make_upload_id();

/// How far a package has come. Stored by name (docs/formats/uploads.md): never rename.
enum class State {
  Waiting,        ///< For its check.
  Checking,       ///< Being checked.
  Accepted,       ///< No errors: it may be submitted.
  Refused,        ///< It has errors.
  AlreadyStored,  ///< The store says already what it says.
  Submitting,     ///< Waits to be stored, or is being stored.
  Submitted,      ///< Stored; its texts wait in reviews. Its files are gone.
  Failed,         ///< The check could not be done; it may be tried again.
};
/// `waiting`, `already-stored` …
std::string_view to_string(State state);

/// A package that somebody handed in, before and after it was submitted.
struct Upload {
  UploadId id;
  content::OrganisationCode organisation;  ///< For whom it was handed in.
  content::AccountName account;            ///< Who handed it in.
  std::string name;                        ///< The archive's or folder's name, as it was sent; UTF-8, NFC.
  std::uint64_t bytes = 0;                 ///< Of all its files as they were sent.
  Timestamp received;
  State state = State::Waiting;
  ingest::MessageLanguage language = ingest::MessageLanguage::English;  ///< Of its report.
  Timestamp checked;                                                    ///< Of the last check; 0: never.
  std::uint64_t errors = 0, warnings = 0;                               ///< Of the last check.
  ingest::Counts counts;                                                ///< Of the last check.
  std::string signed_by;              ///< Id of the key whose signature was good at the last check; empty: unsigned.
  std::uint64_t signed_sequence = 0;  ///< Of that signature.
  content::AccountName submitter;     ///< Who submitted it; empty: nobody.
  std::vector<content::AccountName> asked;  ///< Approvers whom the submitter asked by name.
  content::Sequence sequence;               ///< Of the change that stored it; 0: none.

  /// While it is checked or stored; not kept. `all` is 0 where it is not known.
  struct Progress {
    std::uint64_t done = 0, all = 0;
    std::string stage;  ///< `reading`, `documents`, `pictures`, `tables`.
  } progress;

  /// Whether something is being done with it, or will be.
  bool busy() const { return state == State::Waiting || state == State::Checking || state == State::Submitting; }
};

}  // namespace sen::intake
