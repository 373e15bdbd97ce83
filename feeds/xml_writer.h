#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sen::feeds {

/// Writes one XML document to memory (libxml2's xmlTextWriter): UTF-8, escaped, without
/// characters that XML 1.0 cannot hold. take() gives what is written so far, so that a long
/// document can leave piece by piece. Called by one thread.
class XmlWriter {
 public:
  using Attributes = std::vector<std::pair<std::string_view, std::string_view>>;

  XmlWriter();
  ~XmlWriter();
  XmlWriter(const XmlWriter&) = delete;
  XmlWriter& operator=(const XmlWriter&) = delete;

  /// A processing instruction in front of the root: `xml-stylesheet`.
  void instruction(std::string_view target, std::string_view content);
  void open(std::string_view name, const Attributes& attributes = {});
  void close();
  void text(std::string_view text);
  /// `<name attributes>text</name>`
  void element(std::string_view name, std::string_view text, const Attributes& attributes = {});
  /// `<name attributes/>`
  void empty(std::string_view name, const Attributes& attributes = {});

  /// What has been written since the last call.
  std::string take();
  /// Closes what is open and gives the rest.
  std::string finish();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace sen::feeds
