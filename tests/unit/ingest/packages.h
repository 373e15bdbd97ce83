#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "content/model/vocabulary.h"
#include "ingest/publisher.h"

namespace sen::ingest {

/// A file of the repository.
inline std::string repository_file(const std::string& name) {
  return (std::filesystem::path(SEN_SOURCE_DIR) / name).string();
}

inline std::string good_package() {
  return repository_file("tests/data/packages/good");
}

/// The bytes of a file; empty if there is none.
inline std::string file_bytes(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

inline const content::Vocabulary& built_in_vocabulary() {
  static const content::Vocabulary kVocabulary = *content::load_built_in_vocabulary();
  return kVocabulary;
}

/// A package in a temporary folder that goes with this object.
class TemporaryPackage {
 public:
  TemporaryPackage() {
    std::string name = (std::filesystem::temp_directory_path() / "sen-test-XXXXXX").string();
    folder_ = mkdtemp(name.data());
  }
  TemporaryPackage(const TemporaryPackage&) = delete;
  TemporaryPackage& operator=(const TemporaryPackage&) = delete;
  ~TemporaryPackage() { std::filesystem::remove_all(folder_); }

  static void copy_good(const TemporaryPackage& to) {
    std::filesystem::copy(good_package(), to.path(), std::filesystem::copy_options::recursive);
  }
  void write(const std::string& name, std::string_view text) const {
    const std::filesystem::path file = std::filesystem::path(folder_) / name;
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << text;
  }
  std::string read(const std::string& name) const {
    return file_bytes((std::filesystem::path(folder_) / name).string());
  }
  void remove(const std::string& name) const { std::filesystem::remove_all(std::filesystem::path(folder_) / name); }
  /// Replaces `from`, which must be there, in a file.
  void edit(const std::string& name, const std::string& from, const std::string& to) const {
    std::string text = read(name);
    const std::size_t at = text.find(from);
    ASSERT_NE(at, std::string::npos) << from;
    write(name, text.replace(at, from.size(), to));
  }
  std::string path() const { return folder_; }

 private:
  std::string folder_;
};

/// The first finding of `rule`, or null.
inline const Finding* find_rule(const Report& report, std::string_view rule) {
  for (const Finding& finding : report.findings)
    if (finding.rule == rule) return &finding;
  return nullptr;
}

}  // namespace sen::ingest
