#include <libxml/xmlwriter.h>

#include <memory>

#include "engine/base/text.h"
#include "ingest/xliff/segments.h"
#include "ingest/xliff/xliff.h"

namespace sen::xliff {
namespace {

/// The attributes `type` and `subType` of a code (XLIFF 2.1, sections 4.3.1.43 and 4.3.1.40).
std::pair<const char*, const char*> types_of(Code::Kind kind) {
  switch (kind) {
    case Code::Kind::Strong:
      return {"fmt", "xlf:b"};
    case Code::Kind::Emphasis:
      return {"fmt", "xlf:i"};
    case Code::Kind::Link:
      return {"link", nullptr};
    case Code::Kind::Image:
      return {"image", nullptr};
    case Code::Kind::LineBreak:
      return {"fmt", "xlf:lb"};
    case Code::Kind::CodeSpan:
    case Code::Kind::Html:
    case Code::Kind::Entity:
      break;
  }
  return {"other", nullptr};
}

/// `text` without what XML 1.0 has no place for (section 2.2).
std::string clean(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t start = i;
    const char32_t c = next_code_point(text, i);
    if (c == kMalformed)
      out += "\xEF\xBF\xBD";
    else if (c == '\t' || c == '\n' || (c >= 0x20 && c != 0xFFFE && c != 0xFFFF))
      out.append(text.substr(start, i - start));
  }
  return out;
}

class Writer {
 public:
  Writer()
      : buffer_(xmlBufferCreate(), xmlBufferFree),
        writer_(xmlNewTextWriterMemory(buffer_.get(), 0), xmlFreeTextWriter) {}

  std::string write(const Order& order, const std::vector<Segment>& segments) {
    xmlTextWriterStartDocument(writer_.get(), "1.0", "UTF-8", nullptr);
    open("xliff");
    attribute("xmlns", "urn:oasis:names:tc:xliff:document:2.0");
    attribute("version", "2.1");
    attribute("srcLang", order.source.value);
    attribute("trgLang", order.target.value);
    line(1);
    open("file");
    attribute("id", "f1");
    attribute("original", order.original);
    attribute("xml:space", "preserve");
    notes(order.notes);
    const auto plain = [](const std::string& text) { return Inline{{{Piece::Kind::Text, text, 0}}, {}}; };
    if (!order.words.title.empty()) unit("title", "title", plain(order.words.title));
    if (!order.words.summary.empty()) unit("summary", "summary", plain(order.words.summary));
    for (std::size_t i = 0; i < segments.size(); ++i) {
      const Place place = segments[i].place;
      unit("b" + std::to_string(i + 1),
           place == Place::Heading     ? "heading"
           : place == Place::TableCell ? "cell"
                                       : "paragraph",
           segments[i].words);
    }
    line(1);
    close();
    line(0);
    close();
    xmlTextWriterEndDocument(writer_.get());
    xmlTextWriterFlush(writer_.get());
    return {reinterpret_cast<const char*>(xmlBufferContent(buffer_.get())),
            static_cast<std::size_t>(xmlBufferLength(buffer_.get()))};
  }

 private:
  void open(const char* name) { xmlTextWriterStartElement(writer_.get(), reinterpret_cast<const xmlChar*>(name)); }
  void close() { xmlTextWriterEndElement(writer_.get()); }
  void attribute(const char* name, std::string_view value) {
    xmlTextWriterWriteAttribute(writer_.get(), reinterpret_cast<const xmlChar*>(name),
                                reinterpret_cast<const xmlChar*>(clean(value).c_str()));
  }
  void text(std::string_view value) {
    xmlTextWriterWriteString(writer_.get(), reinterpret_cast<const xmlChar*>(clean(value).c_str()));
  }
  /// Indentation by hand: a source holds its blanks.
  void line(std::size_t depth) {
    xmlTextWriterWriteRaw(writer_.get(),
                          reinterpret_cast<const xmlChar*>(("\n" + std::string(2 * depth, ' ')).c_str()));
  }

  void notes(const std::vector<std::string>& notes) {
    if (notes.empty()) return;
    line(2);
    open("notes");
    for (std::size_t i = 0; i < notes.size(); ++i) {
      line(3);
      open("note");
      attribute("id", "n" + std::to_string(i + 1));
      text(notes[i]);
      close();
    }
    line(2);
    close();
  }

  void unit(const std::string& id, const char* name, const Inline& words) {
    line(2);
    open("unit");
    attribute("id", id);
    attribute("name", name);
    original_data(words.codes);
    line(3);
    open("segment");
    attribute("id", "s1");
    attribute("state", "initial");
    line(4);
    open("source");
    for (const Piece& piece : words.pieces) write_piece(piece, words.codes);
    close();
    line(3);
    close();
    line(2);
    close();
  }

  void original_data(const std::vector<Code>& codes) {
    if (codes.empty()) return;
    line(3);
    open("originalData");
    for (std::size_t i = 0; i < codes.size(); ++i) {
      datum("d" + std::to_string(i + 1) + (codes[i].pair() ? "s" : ""), codes[i].open);
      if (codes[i].pair()) datum("d" + std::to_string(i + 1) + "e", codes[i].close);
    }
    line(3);
    close();
  }

  void datum(const std::string& id, const std::string& value) {
    line(4);
    open("data");
    attribute("id", id);
    text(value);
    close();
  }

  void write_piece(const Piece& piece, const std::vector<Code>& codes) {
    if (piece.kind == Piece::Kind::Text) return text(piece.text);
    if (piece.kind == Piece::Kind::Close) return close();
    const Code& code = codes[piece.code];
    const std::string number = std::to_string(piece.code + 1);
    open(code.pair() ? "pc" : "ph");
    attribute("id", number);
    const auto [type, sub_type] = types_of(code.kind);
    attribute("type", type);
    if (sub_type != nullptr) attribute("subType", sub_type);
    if (code.pair()) {
      attribute("dataRefStart", "d" + number + "s");
      attribute("dataRefEnd", "d" + number + "e");
    } else {
      attribute("dataRef", "d" + number);
      attribute("disp", code.open);
      close();
    }
  }

  std::unique_ptr<xmlBuffer, decltype(&xmlBufferFree)> buffer_;
  std::unique_ptr<xmlTextWriter, decltype(&xmlFreeTextWriter)> writer_;
};

}  // namespace

Result<std::string> write_xliff(const Order& order) {
  const std::vector<Segment> segments = SEN_TRY(cut_segments(order.words.body));
  return Writer().write(order, segments);
}

}  // namespace sen::xliff
