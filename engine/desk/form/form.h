#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "engine/http/request.h"
#include "engine/http/spool.h"

namespace sen::desk {

/// What a form may hold. Whatever is beyond is a FormFault, before it is kept.
struct FormLimits {
  std::size_t fields = 200;
  std::size_t name_bytes = 100;
  std::size_t field_bytes = std::size_t{256} * 1024;
  std::size_t memory_bytes = std::size_t{1024} * 1024;  ///< All names and values together.
  std::size_t files = 0;                                ///< Parts with a file name; 0: the form takes none.
  std::uint64_t file_bytes = 0;                         ///< Of one file.
};

/// A file that a form brought, in the spool for as long as the form lives.
struct FormFile {
  std::string field;
  std::string name;       ///< As the browser sends it, without folders; NFC.
  std::string full_name;  ///< With the folders that a browser sends where a whole folder was chosen: `a/vi.md`.
  std::string content_type;
  std::shared_ptr<http::Spool> spool;

  std::uint64_t size() const { return spool->size(); }
  /// Where its bytes are; empty for a file without any.
  const std::string& path() const { return spool->file(); }
  /// All its bytes. Errors: Storage.
  Result<std::string> read() const;
};

/// A form as it was sent: fields in their order, UTF-8 in NFC, line ends as `\n`, no other control characters but tabs.
class Form {
 public:
  /// The first value of `field`; empty if the form has none.
  std::string_view value(std::string_view field) const;
  bool has(std::string_view field) const;
  /// Every value of `field`, in order: of checkboxes.
  std::vector<std::string_view> values(std::string_view field) const;
  const http::Pairs& fields() const { return fields_; }

  /// The first file of `field`, or null. A file field that was left empty has none.
  const FormFile* file(std::string_view field) const;
  const std::vector<FormFile>& files() const { return files_; }

  void add(std::string name, std::string value) { fields_.emplace_back(std::move(name), std::move(value)); }
  void add(FormFile file) { files_.push_back(std::move(file)); }

 private:
  http::Pairs fields_;
  std::vector<FormFile> files_;
};

/// Why a form was not taken, for a sentence in the person's language.
struct FormFault {
  enum class Kind {
    ContentType,    ///< Neither application/x-www-form-urlencoded nor multipart/form-data.
    Malformed,      ///< Not what RFC 7578 or the URL standard says; or cut off.
    NotText,        ///< A field that is not UTF-8, or has control characters.
    FieldTooLong,   ///< A value over `field_bytes`, or a name over `name_bytes`.
    TooManyFields,  ///< Over `fields`, or over `memory_bytes` in all.
    FileTooLarge,   ///< Over `file_bytes`.
    TooManyFiles,   ///< Over `files`.
  };
  Kind kind;
  std::string field;  ///< Which one, where that is known.
};

/// A form, or why there is none.
struct ReadForm {
  Form form;
  std::optional<FormFault> fault;
};

/// Reads the body of `request`, from memory or spool, at most 64 KB at a time; files go to `spool_folder`.
/// Errors: Storage if a spool file cannot be read or written.
Result<ReadForm> read_form(const http::Request& request, const FormLimits& limits, const std::string& spool_folder);

}  // namespace sen::desk
