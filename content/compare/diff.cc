#include "content/compare/diff.h"

#include <algorithm>
#include <unordered_map>

#include "content/compare/paragraphs.h"
#include "content/compare/sequence.h"
#include "content/compare/words.h"
#include "content/markup/html_writer.h"

namespace sen::compare {
namespace {

/// Appends `text` to `runs`, to the last run if it has the same fate.
void append(std::vector<Run>& runs, Fate fate, std::string_view text) {
  if (text.empty()) return;
  if (runs.empty() || runs.back().fate != fate)
    runs.push_back({fate, std::string(text)});
  else
    runs.back().text.append(text);
}

/// Collects runs of a changed paragraph: what is equal but too short to be worth parting two changes (blanks, a
/// comma) is shown as changed, and between two equal runs the deletion comes first.
class RunWriter {
 public:
  void deleted(std::string_view text) { deleted_.append(text); }
  void inserted(std::string_view text) { inserted_.append(text); }
  void same(std::string_view text, bool word) {
    if (word) {
      keep();
      append(runs_, Fate::Same, text);
    } else {
      pending_.append(text);
      if (deleted_.empty() && inserted_.empty()) keep();
    }
  }
  /// Call before each change: what was pending stands between two changes.
  void join() {
    deleted_.append(pending_);
    inserted_.append(pending_);
    pending_.clear();
  }
  std::vector<Run> finish() {
    keep();
    return std::move(runs_);
  }

 private:
  void keep() {
    append(runs_, Fate::Deleted, deleted_);
    append(runs_, Fate::Inserted, inserted_);
    append(runs_, Fate::Same, pending_);
    deleted_.clear();
    inserted_.clear();
    pending_.clear();
  }

  std::vector<Run> runs_;
  std::string deleted_, inserted_, pending_;
};

/// Numbers for words, the same number for the same bytes.
class WordNumbers {
 public:
  std::uint32_t of(std::string_view word) {
    return numbers_.try_emplace(word, static_cast<std::uint32_t>(numbers_.size())).first->second;
  }

 private:
  std::unordered_map<std::string_view, std::uint32_t> numbers_;
};

/// The words of one paragraph, cut and numbered.
struct Words {
  std::string_view text;
  std::vector<Piece> pieces;
  std::vector<std::uint32_t> numbers;

  Words(std::string_view paragraph, Form form, WordNumbers& words)
      : text(paragraph), pieces(form == Form::Markdown ? with_whole_addresses(paragraph) : cut_words(paragraph)) {
    numbers.reserve(pieces.size());
    for (const Piece& piece : pieces) numbers.push_back(words.of(bytes(piece)));
  }
  std::string_view bytes(const Piece& piece) const { return text.substr(piece.begin, piece.end - piece.begin); }

 private:
  /// Joins the pieces of `](address)`, so that an address changes as a whole.
  static std::vector<Piece> with_whole_addresses(std::string_view text) {
    std::vector<Piece> out;
    std::size_t joined = 0;
    for (const Piece& piece : cut_words(text)) {
      if (piece.end <= joined) {
        out.back().end = piece.end;
        continue;
      }
      out.push_back(piece);
      if (!text.substr(piece.begin).starts_with("](")) continue;
      const std::size_t end = text.find_first_of(") \t\n", piece.begin);
      if (end == std::string_view::npos || text[end] != ')') continue;
      joined = end + 1;
      out.back().word = true;
    }
    return out;
  }
};

std::vector<Run> compare_words(std::string_view before, std::string_view after, Form form, Budget& budget,
                               bool& coarse) {
  WordNumbers numbers;
  const Words old_words(before, form, numbers), new_words(after, form, numbers);
  const Matches matches = match(old_words.numbers, new_words.numbers, budget);
  coarse = coarse || matches.coarse;

  RunWriter writer;
  std::size_t x = 0, y = 0;
  const auto change_up_to = [&](std::size_t old_end, std::size_t new_end) {
    if (x == old_end && y == new_end) return;
    writer.join();
    for (; x < old_end; ++x) writer.deleted(old_words.bytes(old_words.pieces[x]));
    for (; y < new_end; ++y) writer.inserted(new_words.bytes(new_words.pieces[y]));
  };
  for (const auto& [old_at, new_at] : matches.pairs) {
    change_up_to(old_at, new_at);
    writer.same(old_words.bytes(old_words.pieces[x]), old_words.pieces[x].word);
    ++x, ++y;
  }
  change_up_to(old_words.pieces.size(), new_words.pieces.size());
  return writer.finish();
}

/// `text` without the line breaks at its end.
std::string_view without_breaks(std::string_view text) {
  while (text.ends_with('\n') || text.ends_with('\r')) text.remove_suffix(1);
  return text;
}

}  // namespace

bool Paragraph::unchanged() const {
  return std::all_of(runs.begin(), runs.end(), [](const Run& run) { return run.fate == Fate::Same; });
}

bool Diff::unchanged() const {
  return std::all_of(paragraphs.begin(), paragraphs.end(), [](const Paragraph& one) { return one.unchanged(); });
}

Diff diff(std::string_view before, std::string_view after, Form form, const DiffLimits& limits) {
  Diff out;
  Budget budget(limits.max_steps);
  const bool words = before.size() + after.size() <= limits.max_bytes;
  const Alignment alignment =
      align_paragraphs(cut_paragraphs(before, form), cut_paragraphs(after, form), words, budget);
  out.coarse = alignment.coarse;
  for (const AlignedPair& pair : alignment.pairs) {
    Paragraph paragraph;
    if (pair.before.empty() || pair.after.empty()) {
      paragraph.fate = pair.before.empty() ? Fate::Inserted : Fate::Deleted;
      append(paragraph.runs, Fate::Deleted, pair.before);
      append(paragraph.runs, Fate::Inserted, pair.after);
    } else if (pair.before == pair.after) {
      append(paragraph.runs, Fate::Same, pair.before);
    } else {
      paragraph.runs = compare_words(pair.before, pair.after, form, budget, out.coarse);
    }
    out.paragraphs.push_back(std::move(paragraph));
  }
  return out;
}

std::string to_html(const Diff& diff) {
  std::string html;
  for (const Paragraph& paragraph : diff.paragraphs) {
    std::string inner;
    for (const Run& run : paragraph.runs) {
      const std::string_view text = &run == &paragraph.runs.back() ? without_breaks(run.text) : run.text;
      if (text.empty()) continue;
      const std::string_view name = run.fate == Fate::Deleted ? "del" : run.fate == Fate::Inserted ? "ins" : "";
      if (!name.empty()) inner.append("<").append(name).append(">");
      markup::append_escaped(inner, text);
      if (!name.empty()) inner.append("</").append(name).append(">");
    }
    if (inner.empty()) continue;
    html += "<p dir=\"auto\"";
    if (paragraph.fate != Fate::Same)
      markup::append_attribute(html, "class", paragraph.fate == Fate::Deleted ? "deleted" : "inserted");
    html += ">" + inner + "</p>\n";
  }
  return html;
}

}  // namespace sen::compare
