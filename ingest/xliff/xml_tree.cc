#include "ingest/xliff/xml_tree.h"

#include <libxml/xmlreader.h>

#include <memory>

namespace sen::xliff {
namespace {

constexpr int kMostDepth = 64;
constexpr std::string_view kXml = "http://www.w3.org/XML/1998/namespace";

std::string chars(const xmlChar* text) {
  return text == nullptr ? std::string() : std::string(reinterpret_cast<const char*>(text));
}

/// Keeps the line of the first error; libxml2 says more after it, in English that no officer should have to read.
void complain(void* user, xmlError* error) {
  auto& line = *static_cast<int*>(user);
  if (line == 0 && error != nullptr) line = error->line;
}

class TreeReader {
 public:
  explicit TreeReader(std::string_view xml)
      : reader_(xmlReaderForMemory(xml.data(), static_cast<int>(xml.size()), nullptr, nullptr,
                                   XML_PARSE_NONET | XML_PARSE_NOCDATA),
                xmlFreeTextReader) {
    xmlTextReaderSetStructuredErrorHandler(reader_.get(), reinterpret_cast<xmlStructuredErrorFunc>(complain),
                                           &wrong_line_);
  }

  Result<Element> read() {
    Element root;
    std::vector<Element*> open = {&root};
    int more = 0;
    while ((more = xmlTextReaderRead(reader_.get())) == 1) {
      switch (xmlTextReaderNodeType(reader_.get())) {
        case XML_READER_TYPE_DOCUMENT_TYPE:
          return at_line("a document type declaration is refused");
        case XML_READER_TYPE_ELEMENT: {
          if (open.size() > kMostDepth) return at_line("elements are nested deeper than 64");
          open.back()->children.push_back(element());
          if (xmlTextReaderIsEmptyElement(reader_.get()) != 1) open.push_back(&open.back()->children.back());
          break;
        }
        case XML_READER_TYPE_END_ELEMENT:
          open.pop_back();
          break;
        case XML_READER_TYPE_TEXT:
        case XML_READER_TYPE_CDATA:
        case XML_READER_TYPE_WHITESPACE:
        case XML_READER_TYPE_SIGNIFICANT_WHITESPACE:
          add_text(*open.back());
          break;
        default:
          break;
      }
    }
    if (more != 0 || root.children.empty())
      return Error(ErrorCode::InvalidInput, "line " + std::to_string(wrong_line_) + ": not well-formed XML");
    return std::move(root.children.front());
  }

 private:
  /// Where the current node begins: the parser itself reads ahead.
  int line() const { return static_cast<int>(xmlGetLineNo(xmlTextReaderCurrentNode(reader_.get()))); }

  Error at_line(const std::string& message) const {
    return {ErrorCode::InvalidInput, "line " + std::to_string(line()) + ": " + message};
  }

  Element element() const {
    Element out;
    out.name = chars(xmlTextReaderConstLocalName(reader_.get()));
    out.space = chars(xmlTextReaderConstNamespaceUri(reader_.get()));
    out.line = line();
    while (xmlTextReaderMoveToNextAttribute(reader_.get()) == 1) {
      if (xmlTextReaderIsNamespaceDecl(reader_.get()) == 1) continue;
      const std::string space = chars(xmlTextReaderConstNamespaceUri(reader_.get()));
      const std::string local = chars(xmlTextReaderConstLocalName(reader_.get()));
      std::string name = space.empty() ? "" : space == kXml ? "xml:" : "{" + space + "}";
      name += local;
      out.attributes[name] = chars(xmlTextReaderConstValue(reader_.get()));
    }
    xmlTextReaderMoveToElement(reader_.get());
    return out;
  }

  void add_text(Element& parent) const {
    const std::string text = chars(xmlTextReaderConstValue(reader_.get()));
    if (!parent.children.empty() && parent.children.back().name.empty()) {
      parent.children.back().text += text;
      return;
    }
    Element& piece = parent.children.emplace_back();
    piece.text = text;
    piece.line = line();
  }

  int wrong_line_ = 0;
  std::unique_ptr<xmlTextReader, decltype(&xmlFreeTextReader)> reader_;
};

}  // namespace

std::string_view Element::get(const std::string& attribute, std::string_view otherwise) const {
  const auto found = attributes.find(attribute);
  return found == attributes.end() ? otherwise : std::string_view(found->second);
}

Result<Element> read_xml(std::string_view xml) {
  if (xml.size() > kMostXmlBytes) return Error(ErrorCode::TooLarge, "the file is larger than 4 MiB");
  if (xml.empty()) return Error(ErrorCode::InvalidInput, "line 1: the file is empty");
  return TreeReader(xml).read();
}

}  // namespace sen::xliff
