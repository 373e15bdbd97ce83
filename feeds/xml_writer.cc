#include "feeds/xml_writer.h"

#include <libxml/xmlwriter.h>

#include "engine/base/text.h"

namespace sen::feeds {
namespace {

/// `text` without what XML 1.0 (section 2.2) has no place for; malformed UTF-8 becomes U+FFFD.
std::string clean(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t start = i;
    const char32_t c = next_code_point(text, i);
    if (c == kMalformed)
      out += "\xEF\xBF\xBD";
    else if (c == '\t' || c == '\n' || c == '\r' || (c >= 0x20 && c != 0xFFFE && c != 0xFFFF))
      out.append(text.substr(start, i - start));
  }
  return out;
}

const xmlChar* chars(const std::string& text) {
  return reinterpret_cast<const xmlChar*>(text.c_str());
}

}  // namespace

struct XmlWriter::Impl {
  Impl()
      : buffer(xmlBufferCreate(), xmlBufferFree), writer(xmlNewTextWriterMemory(buffer.get(), 0), xmlFreeTextWriter) {}

  std::unique_ptr<xmlBuffer, decltype(&xmlBufferFree)> buffer;
  std::unique_ptr<xmlTextWriter, decltype(&xmlFreeTextWriter)> writer;  // Before the buffer it writes to is freed.
};

XmlWriter::XmlWriter() : impl_(std::make_unique<Impl>()) {
  xmlTextWriterStartDocument(impl_->writer.get(), "1.0", "UTF-8", nullptr);
}

XmlWriter::~XmlWriter() = default;

void XmlWriter::instruction(std::string_view target, std::string_view content) {
  xmlTextWriterWritePI(impl_->writer.get(), chars(std::string(target)), chars(std::string(content)));
}

void XmlWriter::open(std::string_view name, const Attributes& attributes) {
  xmlTextWriterStartElement(impl_->writer.get(), chars(std::string(name)));
  for (const auto& [key, value] : attributes)
    xmlTextWriterWriteAttribute(impl_->writer.get(), chars(std::string(key)), chars(clean(value)));
}

void XmlWriter::close() {
  xmlTextWriterEndElement(impl_->writer.get());
}

void XmlWriter::text(std::string_view text) {
  xmlTextWriterWriteString(impl_->writer.get(), chars(clean(text)));
}

void XmlWriter::element(std::string_view name, std::string_view content, const Attributes& attributes) {
  open(name, attributes);
  text(content);
  close();
}

void XmlWriter::empty(std::string_view name, const Attributes& attributes) {
  open(name, attributes);
  close();
}

std::string XmlWriter::take() {
  xmlTextWriterFlush(impl_->writer.get());
  std::string out(reinterpret_cast<const char*>(xmlBufferContent(impl_->buffer.get())),
                  static_cast<std::size_t>(xmlBufferLength(impl_->buffer.get())));
  xmlBufferEmpty(impl_->buffer.get());
  return out;
}

std::string XmlWriter::finish() {
  xmlTextWriterEndDocument(impl_->writer.get());
  return take();
}

}  // namespace sen::feeds
