#pragma once

// Between the model and the generated messages; for the codec's own files.

#include "content/codec/sen.pb.h"
#include "content/model/change.h"

namespace sen::codec {

/// Translation's records, and what a review says of a translation (translation_codec.cc).
void write_translation(const content::TranslationRequest& request, stored::TranslationRequest& out);
void write_translation(const content::TermEntry& entry, stored::TermEntry& out);
void write_translation(const content::Review& review, stored::Review& out);

void write_record(const content::Mutation& record, stored::Record& out);
/// All but mutations and touches.
void write_change_head(const content::Change& change, stored::Change& out);

/// Reads messages; what cannot be understood leaves `ok()` false. Called by one thread.
class Decoder {
 public:
  bool ok() const { return ok_; }
  content::Mutation record(const stored::Record& in);
  /// All but the mutations.
  static content::Change change(const stored::Change& in);

 private:
  content::Document document(const stored::Document& in);
  content::Edition edition(const stored::Edition& in);
  content::Version version(const stored::Version& in);
  content::Media media(const stored::Media& in);
  content::Dataset dataset(const stored::Dataset& in);
  content::Series series(const stored::Series& in);
  content::Account account(const stored::Account& in);
  content::Review review(const stored::Review& in);
  content::Draft draft(const stored::Draft& in);
  content::PackageReceipt package(const stored::PackageReceipt& in);
  content::TranslationRequest translation_request(const stored::TranslationRequest& in);
  content::TermEntry term_entry(const stored::TermEntry& in);
  void read_translation(const stored::Review& in, content::Review& review);
  content::MediaUse media_use(const stored::MediaUse& in);
  content::Column column(const stored::Column& in);
  Digest digest(const std::string& bytes);
  /// A value of an enum that must be there: an unknown one was dropped by the parser.
  template <typename Enum, typename Stored>
  Enum known(bool there, Stored value) {
    if (!there) ok_ = false;
    return static_cast<Enum>(value);
  }

  bool ok_ = true;
};

}  // namespace sen::codec
