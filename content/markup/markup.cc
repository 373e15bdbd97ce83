#include "content/markup/markup.h"

#include <cmark.h>

#include <charconv>
#include <map>
#include <memory>

#include "content/markup/address.h"
#include "content/markup/html_writer.h"
#include "content/markup/limits.h"
#include "content/markup/pipe_table.h"
#include "engine/base/text.h"

namespace sen::markup {
namespace {

/// Stands in front of a table's cell, so that nothing in it opens a block.
constexpr char kCellMark = '\x03';

struct NodeFree {
  void operator()(cmark_node* node) const { cmark_node_free(node); }
  void operator()(cmark_iter* iterator) const { cmark_iter_free(iterator); }
};
using Node = std::unique_ptr<cmark_node, NodeFree>;
using Iterator = std::unique_ptr<cmark_iter, NodeFree>;

Node parse(std::string_view markdown) {
  return Node(cmark_parse_document(markdown.data(), markdown.size(), CMARK_OPT_DEFAULT));
}

std::string_view literal(cmark_node* node) {
  const char* text = cmark_node_get_literal(node);
  return text == nullptr ? std::string_view() : std::string_view(text);
}

std::string_view view_of(const char* text) {
  return text == nullptr ? std::string_view() : std::string_view(text);
}

/// The words within `node`, without marks.
std::string plain_text(cmark_node* node) {
  std::string text;
  const Iterator iterator(cmark_iter_new(node));
  for (cmark_event_type event; (event = cmark_iter_next(iterator.get())) != CMARK_EVENT_DONE;) {
    cmark_node* current = cmark_iter_get_node(iterator.get());
    const cmark_node_type type = cmark_node_get_type(current);
    if (event != CMARK_EVENT_ENTER) continue;
    if (type == CMARK_NODE_TEXT || type == CMARK_NODE_CODE) text += literal(current);
    if (type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK) text += ' ';
  }
  return text;
}

/// Writes a parsed body as parts, plain text and lists of what it names. Used once.
class Renderer {
 public:
  Renderer(const std::function<Target(std::string_view)>& resolve, const Limits& limits,
           const std::vector<PipeTable>& tables)
      : resolve_(resolve), limits_(limits), tables_(tables) {}

  Result<Rendered> render(cmark_node* document) {
    shift_ = heading_shift(document);
    SEN_TRY(walk(document));
    end_html();
    while (out_.text.ends_with('\n')) out_.text.pop_back();
    return std::move(out_);
  }

 private:
  /// How far headings move so that the largest of the body is an h2.
  static int heading_shift(cmark_node* document) {
    int smallest = 7;
    for (cmark_node* node = cmark_node_first_child(document); node != nullptr; node = cmark_node_next(node))
      if (cmark_node_get_type(node) == CMARK_NODE_HEADING)
        smallest = std::min(smallest, cmark_node_get_heading_level(node));
    return smallest == 7 ? 1 : 2 - smallest;
  }

  Result<void> walk(cmark_node* root) {
    const Iterator iterator(cmark_iter_new(root));
    std::size_t depth = 0;
    for (cmark_event_type event; (event = cmark_iter_next(iterator.get())) != CMARK_EVENT_DONE;) {
      cmark_node* node = cmark_iter_get_node(iterator.get());
      const bool enter = event == CMARK_EVENT_ENTER;
      if (!enter || !is_leaf(node)) depth = enter ? depth + 1 : depth - 1;
      if (depth > limits_.max_nesting + 2)
        return Error(ErrorCode::TooLarge, "line " + std::to_string(line_of(node)) + ": marks nested deeper than " +
                                              std::to_string(limits_.max_nesting));
      if (enter && skips(node)) {
        cmark_iter_reset(iterator.get(), node, CMARK_EVENT_EXIT);
        if (!is_leaf(node)) --depth;
        continue;
      }
      write(node, enter);
    }
    return {};
  }

  static bool is_leaf(cmark_node* node) {
    switch (cmark_node_get_type(node)) {
      case CMARK_NODE_CODE_BLOCK:
      case CMARK_NODE_HTML_BLOCK:
      case CMARK_NODE_THEMATIC_BREAK:
      case CMARK_NODE_TEXT:
      case CMARK_NODE_SOFTBREAK:
      case CMARK_NODE_LINEBREAK:
      case CMARK_NODE_CODE:
      case CMARK_NODE_HTML_INLINE:
        return true;
      default:
        return false;
    }
  }

  static int line_of(cmark_node* node) {
    while (node != nullptr && cmark_node_get_start_line(node) == 0) node = cmark_node_parent(node);
    return node == nullptr ? 1 : cmark_node_get_start_line(node);
  }

  /// Writes a node that is shown other than by its marks; whether it was one.
  bool skips(cmark_node* node) {
    const cmark_node_type type = cmark_node_get_type(node);
    if (type == CMARK_NODE_IMAGE) {
      const std::string path = take_image(node);
      out_.dropped_images.push_back(path);
      return true;
    }
    if (type != CMARK_NODE_PARAGRAPH) return false;
    cmark_node* only = cmark_node_first_child(node);
    if (only == nullptr || cmark_node_next(only) != nullptr) return false;
    if (cmark_node_get_type(only) == CMARK_NODE_TEXT) return write_table(literal(only));
    const bool outer = cmark_node_get_type(cmark_node_parent(node)) == CMARK_NODE_DOCUMENT;
    if (cmark_node_get_type(only) != CMARK_NODE_IMAGE || !outer) return false;
    write_figure(only);
    return true;
  }

  /// Notes what was meant as a picture and is none in CommonMark because of a space in its path.
  void note_spaced_images(cmark_node* paragraph) {
    std::string words;
    for (cmark_node* node = cmark_node_first_child(paragraph); node != nullptr; node = cmark_node_next(node))
      words += cmark_node_get_type(node) == CMARK_NODE_TEXT ? literal(node) : std::string_view("\n");
    for (std::size_t at = 0; (at = words.find("![", at)) != std::string::npos; at += 2) {
      const std::size_t begin = words.find("](", at), end = words.find(')', begin);
      if (begin == std::string::npos || end == std::string::npos) return;
      std::string path = words.substr(begin + 2, end - begin - 2);
      path.resize(std::min(path.size(), path.find(" \"")));
      const bool one_line = words.find('\n', at) > end;
      if (one_line && path.find(' ') != std::string::npos) out_.spaced_images.push_back(std::move(path));
    }
  }

  std::string take_image(cmark_node* image) {
    std::string path(view_of(cmark_node_get_url(image)));
    out_.images.push_back(path);
    out_.image_words.push_back({path, plain_text(image), std::string(view_of(cmark_node_get_title(image)))});
    return path;
  }

  void write_figure(cmark_node* image) {
    const std::string path = take_image(image);
    const Target target = resolve_(path);
    if (target == Target::Unknown) {
      out_.dropped_images.push_back(path);
      return;
    }
    end_html();
    using Kind = content::BodyPart::Kind;
    out_.parts.push_back({target == Target::Image ? Kind::Figure : Kind::Chart, path});
  }

  /// Writes the table whose mark `text` is; whether it is one.
  bool write_table(std::string_view text) {
    if (text.size() < 3 || text.front() != kTableMark || text.back() != kTableMark) return false;
    std::size_t number = 0;
    std::from_chars(text.data() + 1, text.data() + text.size() - 1, number);
    const PipeTable& table = tables_[number];
    html_ += "<div class=\"table\" role=\"region\" tabindex=\"0\"><table><thead>";
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
      html_ += "<tr>";
      for (std::size_t i = 0; i < table.columns.size(); ++i)
        write_cell(table.rows[row][i], table.columns[i], row == 0 ? "th" : "td");
      html_ += row == 0 ? "</tr></thead><tbody>" : "</tr>";
      out_.text += '\n';
    }
    html_ += "</tbody></table></div>\n";
    return true;
  }

  void write_cell(const std::string& markdown, Align align, std::string_view tag) {
    constexpr std::array<std::string_view, 4> kClasses = {"", "start", "centre", "end"};
    html_ += '<';
    html_ += tag;
    if (tag == "th") html_ += " scope=\"col\"";
    if (align != Align::None) append_attribute(html_, "class", kClasses[static_cast<std::size_t>(align)]);
    html_ += '>';
    const Node document = parse(kCellMark + markdown);
    if (cmark_node* paragraph = cmark_node_first_child(document.get()); paragraph != nullptr) {
      in_cell_ = true;
      // The limits of the whole body hold for its cells; deeper marks stay unwritten.
      if (const Result<void> written = walk(paragraph); !written) append_escaped(html_, markdown);
      in_cell_ = false;
    }
    html_ += "</";
    html_ += tag;
    html_ += '>';
    out_.text += ' ';
  }

  void end_html() {
    if (!html_.empty()) out_.parts.push_back({content::BodyPart::Kind::Html, std::move(html_)});
    html_.clear();
  }

  void write_text(std::string_view text) {
    if (in_cell_ && text.starts_with(kCellMark)) text.remove_prefix(1);
    append_escaped(html_, text);
    out_.text += text;
  }

  static bool is_tight(cmark_node* paragraph) {
    cmark_node* item = cmark_node_parent(paragraph);
    cmark_node* list = item == nullptr ? nullptr : cmark_node_parent(item);
    return list != nullptr && cmark_node_get_type(list) == CMARK_NODE_LIST && cmark_node_get_list_tight(list) != 0;
  }

  void write_element(bool enter, std::string_view tag, std::string_view after = "") {
    html_ += enter ? "<" : "</";
    html_ += tag;
    html_ += '>';
    if (!enter) html_ += after;
  }

  void write_heading(cmark_node* node, bool enter) {
    const int level = std::min(6, cmark_node_get_heading_level(node) + shift_);
    if (!enter) {
      write_element(false, "h" + std::to_string(std::max(2, level)), "\n");
      out_.text += '\n';
      return;
    }
    const std::string title = plain_text(node);
    std::string id = "s-" + ascii_slug(title, 60);
    if (id == "s-") id += unicode_slug(title, 60);
    if (const int uses = ++ids_[id]; uses > 1) id += "--" + std::to_string(uses);
    html_ += "<h" + std::to_string(std::max(2, level));
    append_attribute(html_, "id", id);
    html_ += '>';
  }

  void write_link(cmark_node* node, bool enter) {
    const auto address = safe_address(view_of(cmark_node_get_url(node)));
    if (!enter) {
      if (address) html_ += "</a>";
      return;
    }
    if (!address) {
      out_.dropped_links.emplace_back(view_of(cmark_node_get_url(node)));
      return;
    }
    out_.links.push_back(*address);
    html_ += "<a";
    append_attribute(html_, "href", *address);
    if (const auto title = view_of(cmark_node_get_title(node)); !title.empty()) append_attribute(html_, "title", title);
    html_ += '>';
  }

  void write_code_block(cmark_node* node) {
    html_ += "<pre><code>";
    write_text(literal(node));
    html_ += "</code></pre>\n";
    if (!out_.text.ends_with('\n')) out_.text += '\n';
  }

  void write_list(cmark_node* node, bool enter) {
    const bool ordered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST;
    const int start = cmark_node_get_list_start(node);
    if (enter && ordered && start != 1) {
      html_ += "<ol start=\"" + std::to_string(start) + "\">";
    } else {
      write_element(enter, ordered ? "ol" : "ul", "\n");
    }
  }

  void write(cmark_node* node, bool enter) {
    switch (cmark_node_get_type(node)) {
      case CMARK_NODE_BLOCK_QUOTE:
        write_element(enter, "blockquote", "\n");
        break;
      case CMARK_NODE_LIST:
        write_list(node, enter);
        break;
      case CMARK_NODE_ITEM:
        write_element(enter, "li", "\n");
        break;
      case CMARK_NODE_CODE_BLOCK:
        write_code_block(node);
        break;
      case CMARK_NODE_HTML_BLOCK:
      case CMARK_NODE_CUSTOM_BLOCK:
      case CMARK_NODE_HTML_INLINE:
      case CMARK_NODE_CUSTOM_INLINE:
        out_.dropped_html = true;
        break;
      case CMARK_NODE_PARAGRAPH:
        if (in_cell_) break;
        if (enter) note_spaced_images(node);
        if (!is_tight(node)) write_element(enter, "p", "\n");
        if (!enter) out_.text += '\n';
        break;
      case CMARK_NODE_HEADING:
        write_heading(node, enter);
        break;
      case CMARK_NODE_THEMATIC_BREAK:
        html_ += "<hr>\n";
        break;
      case CMARK_NODE_TEXT:
        write_text(literal(node));
        break;
      case CMARK_NODE_SOFTBREAK:
        html_ += '\n';
        out_.text += ' ';
        break;
      case CMARK_NODE_LINEBREAK:
        html_ += "<br>\n";
        out_.text += ' ';
        break;
      case CMARK_NODE_CODE:
        html_ += "<code>";
        write_text(literal(node));
        html_ += "</code>";
        break;
      case CMARK_NODE_EMPH:
        write_element(enter, "em");
        break;
      case CMARK_NODE_STRONG:
        write_element(enter, "strong");
        break;
      case CMARK_NODE_LINK:
        write_link(node, enter);
        break;
      default:
        break;
    }
  }

  const std::function<Target(std::string_view)>& resolve_;
  const Limits& limits_;
  const std::vector<PipeTable>& tables_;
  Rendered out_;
  std::string html_;
  std::map<std::string, int> ids_;  ///< How often each was made.
  int shift_ = 0;
  bool in_cell_ = false;
};

Result<void> check_bytes(std::string_view markdown) {
  std::size_t line = 1;
  for (const char c : markdown) {
    if (c == '\n') ++line;
    if (static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r')
      return Error(ErrorCode::InvalidInput, "line " + std::to_string(line) + ": a control character");
  }
  if (!is_utf8(markdown)) return Error(ErrorCode::InvalidInput, "the text is not UTF-8");
  return {};
}

}  // namespace

Result<Rendered> render(std::string_view markdown, const std::function<Target(std::string_view path)>& resolve,
                        const Limits& limits) {
  SEN_TRY(check_limits(markdown, limits));
  SEN_TRY(check_bytes(markdown));
  const WithoutTables body = take_pipe_tables(markdown);
  const Node document = parse(body.markdown);
  return Renderer(resolve, limits, body.tables).render(document.get());
}

}  // namespace sen::markup
