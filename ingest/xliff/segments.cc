#include "ingest/xliff/segments.h"

#include <cmark.h>

#include <memory>

#include "content/markup/limits.h"
#include "engine/base/text.h"

namespace sen::xliff {
namespace {

struct NodeFree {
  void operator()(cmark_node* node) const { cmark_node_free(node); }
  void operator()(cmark_iter* iterator) const { cmark_iter_free(iterator); }
};

struct Span {
  std::size_t begin = 0, end = 0;
};

bool is_blank(char c) {
  return c == ' ' || c == '\t';
}

/// The label of a link reference definition (CommonMark, section 4.7) that `line` begins with, in lower case.
std::string definition_label(std::string_view line) {
  line = trim(line);
  const std::size_t close = line.find("]:");
  if (!line.starts_with('[') || close == std::string_view::npos || close == 1) return {};
  return to_lower_ascii(line.substr(1, close - 1));
}

/// Whether `line` parts the header of a pipe table from its rows.
bool is_delimiter_row(std::string_view line) {
  return line.find('|') != std::string_view::npos && line.find('-') != std::string_view::npos &&
         line.find_first_not_of(" \t|:-\r") == std::string_view::npos;
}

class Segmenter {
 public:
  explicit Segmenter(std::string_view body) : body_(body) {
    for (std::size_t at = 0; at <= body.size();) {
      const std::size_t found = body.find('\n', at), end = found == std::string_view::npos ? body.size() : found;
      lines_.push_back({at, end > at && body[end - 1] == '\r' ? end - 1 : end});
      at = end + 1;
    }
    for (const Span& line : lines_) {
      std::string_view words = text(line);
      words.remove_prefix(std::min(words.find_first_not_of(" \t>"), words.size()));
      if (std::string label = definition_label(words); !label.empty()) labels_.insert(std::move(label));
    }
  }

  std::vector<Segment> read() {
    const std::unique_ptr<cmark_node, NodeFree> document(
        cmark_parse_document(body_.data(), body_.size(), CMARK_OPT_DEFAULT));
    const std::unique_ptr<cmark_iter, NodeFree> iterator(cmark_iter_new(document.get()));
    for (cmark_event_type event; (event = cmark_iter_next(iterator.get())) != CMARK_EVENT_DONE;) {
      cmark_node* node = cmark_iter_get_node(iterator.get());
      const cmark_node_type type = cmark_node_get_type(node);
      if (type == CMARK_NODE_BLOCK_QUOTE) quotes_ += event == CMARK_EVENT_ENTER ? 1 : -1;
      if (event == CMARK_EVENT_ENTER && (type == CMARK_NODE_PARAGRAPH || type == CMARK_NODE_HEADING))
        block(node, type == CMARK_NODE_HEADING);
    }
    return std::move(segments_);
  }

 private:
  std::string_view text(const Span& span) const { return body_.substr(span.begin, span.end - span.begin); }

  void block(cmark_node* node, bool heading) {
    const auto first = static_cast<std::size_t>(cmark_node_get_start_line(node)) - 1;
    const auto last = static_cast<std::size_t>(cmark_node_get_end_line(node)) - 1;
    std::vector<Span> words;
    for (std::size_t i = first; i <= last && i < lines_.size(); ++i) {
      Span line = lines_[i];
      if (i == first)
        line.begin = std::min(line.begin + static_cast<std::size_t>(cmark_node_get_start_column(node)) - 1, line.end);
      else
        skip_quotes(line);
      while (line.begin < line.end && is_blank(body_[line.begin])) ++line.begin;
      if (line.begin == line.end && i > first) break;
      words.push_back(line);
    }
    if (heading) return add_heading(words);
    while (!words.empty() && !definition_label(text(words.front())).empty()) words.erase(words.begin());
    const bool outer = cmark_node_get_type(cmark_node_parent(node)) == CMARK_NODE_DOCUMENT;
    if (outer && words.size() > 1 && is_delimiter_row(text(words[1])) &&
        text(words[0]).find('|') != std::string_view::npos)
      return add_table(words);
    add(Place::Paragraph, words);
  }

  void skip_quotes(Span& line) const {
    for (int i = 0; i < quotes_; ++i) {
      std::size_t at = line.begin;
      while (at < line.end && is_blank(body_[at])) ++at;
      if (at >= line.end || body_[at] != '>') return;
      line.begin = at + 1;
    }
  }

  /// Sections 4.2 and 4.3: with marks in front, or a line of `=` or `-` below.
  void add_heading(std::vector<Span>& words) {
    if (words.empty()) return;
    Span first = words.front();
    if (first.begin < first.end && body_[first.begin] == '#') {
      while (first.begin < first.end && body_[first.begin] == '#') ++first.begin;
      while (first.begin < first.end && is_blank(body_[first.begin])) ++first.begin;
      trim_end(first);
      Span closed = first;
      while (closed.end > closed.begin && body_[closed.end - 1] == '#') --closed.end;
      if (closed.end == closed.begin || is_blank(body_[closed.end - 1])) first = closed;
      words = {first};
    } else if (words.size() > 1) {
      words.pop_back();
    }
    add(Place::Heading, words);
  }

  void add_table(const std::vector<Span>& rows) {
    for (std::size_t i = 0; i < rows.size(); ++i) {
      if (i == 1) continue;
      std::size_t begin = rows[i].begin;
      for (std::size_t at = begin; at <= rows[i].end; ++at) {
        const bool escaped = at > rows[i].begin && body_[at - 1] == '\\';
        if (at < rows[i].end && (body_[at] != '|' || escaped)) continue;
        Span cell{begin, at};
        while (cell.begin < cell.end && is_blank(body_[cell.begin])) ++cell.begin;
        add(Place::TableCell, {cell});
        begin = at + 1;
      }
    }
  }

  void trim_end(Span& span) const {
    while (span.end > span.begin && is_blank(body_[span.end - 1])) --span.end;
  }

  void add(Place place, std::vector<Span> words) {
    if (words.empty()) return;
    trim_end(words.back());
    std::vector<Line> lines;
    for (std::size_t i = 0; i < words.size(); ++i) {
      const std::size_t next = i + 1 < words.size() ? words[i + 1].begin : words[i].end;
      lines.push_back({text(words[i]), body_.substr(words[i].end, next - words[i].end)});
    }
    Segment segment{place, words.front().begin, words.back().end, read_inline(lines, labels_)};
    if (segment.words.has_words()) segments_.push_back(std::move(segment));
  }

  std::string_view body_;
  std::vector<Span> lines_;
  std::set<std::string> labels_;
  int quotes_ = 0;
  std::vector<Segment> segments_;
};

}  // namespace

Result<std::vector<Segment>> cut_segments(std::string_view body) {
  SEN_TRY(markup::check_limits(body, {}));
  return Segmenter(body).read();
}

std::string replace_segments(std::string_view body, const std::vector<Segment>& segments,
                             const std::vector<const std::string*>& replacements) {
  std::string out;
  std::size_t at = 0;
  for (std::size_t i = 0; i < segments.size(); ++i) {
    if (replacements[i] == nullptr) continue;
    out.append(body.substr(at, segments[i].begin - at)).append(*replacements[i]);
    at = segments[i].end;
  }
  return out.append(body.substr(at));
}

}  // namespace sen::xliff
