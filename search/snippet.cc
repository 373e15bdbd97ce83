#include "search/snippet.h"

#include <unicode/brkiter.h>
#include <unicode/utext.h>

#include "engine/base/text.h"
#include "search/analyser.h"

namespace sen::search {
namespace {

constexpr std::size_t kCharacters = 240;
constexpr std::size_t kBefore = 60;  ///< Characters shown in front of the first match.

/// A place that matches, and by which term.
struct Match {
  Span span;
  std::string term;
};

/// Collects the matches of a text. In a Vietnamese text a question typed with marks marks words as they
/// are written; elsewhere marks decide the ranking only.
class Matches {
 public:
  Matches(const Profile& profile, const QueryPlan& plan) : strict_(profile.exact && plan.marked), plan_(plan) {}

  void add(const Term& term) {
    if (term.family == Family::Pair || term.family == Family::StemPair) return add_pair(term);
    const bool character = term.family == Family::Unigram || term.family == Family::Cluster;
    if (!term.needed && !character) return;
    if (term.begin != word_.begin || term.end != word_.end) exact_.clear();
    word_ = {term.begin, term.end};
    if (term.family == Family::Exact) exact_ = term.text;
    // The analyser gives a word as written before it gives it folded.
    if (strict_ && term.family == Family::Folded && term.text != exact_) return;
    std::string form = stored_form(term);
    if (plan_.shown.count(form) > 0 || plan_.shown_pairs.count(form) > 0) matches_.push_back({word_, std::move(form)});
  }

  std::vector<Match> take() {
    join_pairs();
    std::stable_sort(matches_.begin(), matches_.end(),
                     [](const Match& a, const Match& b) { return a.span.begin < b.span.begin; });
    return std::move(matches_);
  }

 private:
  void add_pair(const Term& term) {
    std::string form = stored_form(term);
    if (plan_.shown_pairs.count(form) > 0)
      matches_.push_back({{term.begin, term.end}, std::move(form)});
    else if (plan_.shown.count(form) > 0)
      pairs_.push_back({{term.begin, term.end}, std::move(form)});
  }

  /// Two words side by side that both match are one place, and more than two words apart.
  void join_pairs() {
    std::set<std::size_t> begins, ends;
    for (const Match& match : matches_) {
      begins.insert(match.span.begin);
      ends.insert(match.span.end);
    }
    for (Match& pair : pairs_)
      if (begins.count(pair.span.begin) > 0 && ends.count(pair.span.end) > 0) matches_.push_back(std::move(pair));
  }

  bool strict_;
  const QueryPlan& plan_;
  Span word_;
  std::string exact_;
  std::vector<Match> matches_;
  std::vector<Match> pairs_;
};

/// Places in `text` between which a word stands, by ICU.
class Boundaries {
 public:
  explicit Boundaries(std::string_view text) : size_(text.size()) {
    UErrorCode status = U_ZERO_ERROR;
    utext_openUTF8(&utext_, text.data(), static_cast<std::int64_t>(text.size()), &status);
    breaks_.reset(icu::BreakIterator::createWordInstance(icu::Locale::getRoot(), status));
    if (U_SUCCESS(status)) breaks_->setText(&utext_, status);
    if (U_FAILURE(status)) breaks_.reset();
  }
  Boundaries(const Boundaries&) = delete;
  Boundaries& operator=(const Boundaries&) = delete;
  ~Boundaries() {
    breaks_.reset();
    utext_close(&utext_);
  }

  /// The last boundary at or before `at`.
  std::size_t before(std::size_t at) {
    if (at >= size_ || breaks_ == nullptr || breaks_->isBoundary(static_cast<std::int32_t>(at)))
      return std::min(at, size_);
    const std::int32_t found = breaks_->preceding(static_cast<std::int32_t>(at));
    return found < 0 ? 0 : static_cast<std::size_t>(found);
  }

 private:
  UText utext_ = UTEXT_INITIALIZER;
  std::unique_ptr<icu::BreakIterator> breaks_;
  std::size_t size_;
};

/// `count` characters on from `at`, or the end.
std::size_t forward(std::string_view text, std::size_t at, std::size_t count) {
  for (; count > 0 && at < text.size(); --count) next_code_point(text, at);
  return at;
}

/// `count` characters back from `at`, or the beginning.
std::size_t backward(std::string_view text, std::size_t at, std::size_t count) {
  for (; count > 0 && at > 0; --count)
    for (--at; at > 0 && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U;) --at;
  return at;
}

/// Where the piece begins that holds the most different terms; the first one of several.
std::size_t best_begin(std::string_view text, const std::vector<Match>& matches) {
  std::size_t best = 0, most = 0;
  std::map<std::string_view, std::size_t> held;
  std::size_t last = 0;
  for (std::size_t first = 0; first < matches.size(); ++first) {
    const std::size_t end = forward(text, matches[first].span.begin, kCharacters - kBefore);
    for (; last < matches.size() && matches[last].span.end <= end; ++last) ++held[matches[last].term];
    if (held.size() > most) {
      most = held.size();
      best = matches[first].span.begin;
    }
    if (const auto found = held.find(matches[first].term); found != held.end() && --found->second == 0)
      held.erase(found);
    last = std::max(last, first + 1);
  }
  return best;
}

void append_escaped(std::string& out, std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    const char32_t c = next_code_point(text, at);
    if (c == kMalformed)
      out += "\uFFFD";
    else if (c == '&')
      out += "&amp;";
    else if (c == '<')
      out += "&lt;";
    else if (c == '>')
      out += "&gt;";
    else if (c == '"')
      out += "&quot;";
    else if (c == '\'')
      out += "&#39;";
    else if (c < 0x20 || c == 0x7F)
      out += ' ';
    else
      out += text.substr(begin, at - begin);
  }
}

/// Spans inside `piece`, in order, those that touch made one.
std::vector<Span> merged(const std::vector<Match>& matches, Span piece) {
  std::vector<Span> spans;
  for (const Match& match : matches) {
    const Span cut{std::max(match.span.begin, piece.begin), std::min(match.span.end, piece.end)};
    if (cut.begin >= cut.end) continue;
    if (!spans.empty() && cut.begin <= spans.back().end)
      spans.back().end = std::max(spans.back().end, cut.end);
    else
      spans.push_back(cut);
  }
  return spans;
}

}  // namespace

std::string make_snippet(std::string_view text, const content::Locale& language, const QueryPlan& plan) {
  const Profile profile = document_profile(language);
  Matches collected(profile, plan);
  analyse(text, profile, [&](const Term& term) { collected.add(term); });
  const std::vector<Match> matches = collected.take();

  Boundaries boundaries(text);
  Span piece;
  if (!matches.empty()) {
    const std::size_t first = best_begin(text, matches);
    const bool from_start = first <= forward(text, 0, kBefore);
    piece.begin = from_start ? 0 : boundaries.before(backward(text, first, kBefore / 2));
  }
  piece.end = boundaries.before(forward(text, piece.begin, kCharacters));
  if (piece.end <= piece.begin) piece.end = forward(text, piece.begin, kCharacters);

  std::string html;
  if (piece.begin > 0) html += "… ";
  std::size_t at = piece.begin;
  for (const Span& span : merged(matches, piece)) {
    append_escaped(html, text.substr(at, span.begin - at));
    html += "<mark>";
    append_escaped(html, text.substr(span.begin, span.end - span.begin));
    html += "</mark>";
    at = span.end;
  }
  append_escaped(html, text.substr(at, piece.end - at));
  while (!html.empty() && html.back() == ' ') html.pop_back();
  if (piece.end < text.size()) html += " …";
  return html;
}

}  // namespace sen::search
