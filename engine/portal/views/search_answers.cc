#include "engine/portal/views/search_answers.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "content/model/address.h"
#include "search/phrases.h"

namespace sen::portal::views {
namespace {

constexpr std::size_t kMostAnswers = 3, kMostDatasets = 2;
constexpr double kEnoughOfTheQuery = 0.6;
constexpr double kUnknownWord = 0.5;  ///< Of statistics: their titles leave out much that is asked, as `Viet Nam`.
constexpr const char* kGuides = "country";  ///< The section of guides to the country.

using WordSet = std::set<std::string>;

/// The words of `text`; of writings without blanks two characters side by side. `form`: with marks or without.
WordSet words_of(std::string_view text, std::string search::Piece::*form) {
  const std::vector<search::Piece> pieces = search::pieces_of(text, search::Cut::Characters);
  const auto is_character = [&](std::size_t at) { return at < pieces.size() && !pieces[at].spaced; };
  WordSet words;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    if (is_character(i) && is_character(i + 1))
      words.insert(pieces[i].*form + pieces[i + 1].*form);
    else if (!is_character(i) || i == 0 || !is_character(i - 1))
      words.insert(pieces[i].*form);
  }
  return words;
}

/// How a question is compared: by its marks if it was typed with any.
std::string search::Piece::*form_of(std::string_view text) {
  const std::vector<search::Piece> pieces = search::pieces_of(text, search::Cut::Characters);
  const bool marked = std::any_of(pieces.begin(), pieces.end(), [](const search::Piece& p) { return p.marked(); });
  return marked ? &search::Piece::exact : &search::Piece::folded;
}

bool is_number(const std::string& word) {
  return std::all_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// How much of the query's words each of some titles has, from 0 to 1. Words that few of the titles have weigh more;
/// one that none has weighs `unknown` of what one that a single title has does.
std::vector<double> shares(const WordSet& asked, const std::vector<WordSet>& titles, double unknown) {
  std::vector<double> shares(titles.size());
  double all = 0;
  for (const std::string& word : asked) {
    const auto having = std::count_if(titles.begin(), titles.end(), [&](const auto& t) { return t.contains(word); });
    const auto at_least_one = static_cast<double>(std::max<std::ptrdiff_t>(1, having));
    const double rarity = std::log(1 + static_cast<double>(titles.size()) / at_least_one);
    all += having == 0 ? unknown * rarity : rarity;
    for (std::size_t i = 0; i < titles.size(); ++i) shares[i] += titles[i].contains(word) ? rarity : 0;
  }
  for (double& share : shares) share /= all;
  return shares;
}

/// What makes up half of the query or more: `Huế`, `lễ hội Huế`, but not a question in which a name occurs.
void add_named(const Scene& scene, const search::Answer& answer, std::vector<SearchAnswer>& answers) {
  const std::size_t words = search::pieces_of(answer.understood.text, search::Cut::Characters).size();
  const content::Locale& locale = scene.locale();
  for (const search::Named& named : answer.named) {
    if (2 * named.words < words || answers.size() == kMostAnswers) continue;
    if (named.facet == "place") {
      if (const auto* place = scene.vocabulary.place(named.code))
        answers.push_back({.kind = scene.t("Province or city"),
                           .title = scene.name(place->full_names),
                           .href = content::place_path(locale, place->code)});
    } else if (named.facet == "organisation") {
      const content::OrganisationCode code(named.code);
      if (const auto organisation = scene.reading.organisation(code, scene.vocabulary))
        answers.push_back({.kind = scene.t("Organisation"),
                           .title = scene.name(organisation->names),
                           .href = content::organisation_path(locale, code)});
    } else if (named.facet == "topic") {
      if (const auto* topic = scene.vocabulary.topic(named.code))
        answers.push_back({.kind = scene.t("Topic"),
                           .title = scene.name(topic->names),
                           .href = content::topic_path(locale, topic->code)});
    }
  }
}

WordSet title_words(const content::Dataset& dataset, std::string search::Piece::*form) {
  WordSet words = words_of(dataset.code.value, form);
  for (const auto& [locale, title] : dataset.titles) words.merge(words_of(title, form));
  return words;
}

/// The datasets whose titles have most of the query's words, the best first; words that few titles have weigh more.
void add_statistics(const Scene& scene, const search::Answer& answer, std::vector<SearchAnswer>& answers) {
  const auto form = form_of(answer.understood.text);
  WordSet asked = words_of(answer.understood.text, form);
  std::erase_if(asked, is_number);
  const auto datasets = scene.reading.datasets();
  if (asked.empty() || !datasets) return;
  std::vector<WordSet> titles;
  for (const content::Dataset& dataset : *datasets) titles.push_back(title_words(dataset, form));
  const std::vector<double> share = shares(asked, titles, kUnknownWord);
  std::vector<std::pair<double, const content::Dataset*>> found;
  for (std::size_t i = 0; i < titles.size(); ++i)
    if (share[i] >= kEnoughOfTheQuery) found.emplace_back(share[i], &(*datasets)[i]);
  std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  for (std::size_t i = 0; i < found.size() && i < kMostDatasets && answers.size() < kMostAnswers; ++i) {
    const DatasetCard card = make_dataset_card(scene, *found[i].second);
    answers.push_back({.kind = scene.t("Statistics"),
                       .title = card.title,
                       .href = card.href,
                       .figure = card.latest,
                       .remark = card.latest.empty() ? card.size : card.latest_period,
                       .spark = card.spark});
  }
}

/// A guide among the first results whose title has most of the query's words.
void add_guide(const Scene& scene, const search::Answer& answer, std::vector<SearchAnswer>& answers) {
  const auto form = form_of(answer.understood.text);
  const WordSet asked = words_of(answer.understood.text, form);
  if (asked.empty() || answers.size() == kMostAnswers) return;
  std::vector<WordSet> titles;
  for (const search::Hit& hit : answer.hits) titles.push_back(words_of(hit.title, form));
  const std::vector<double> share = shares(asked, titles, 1);
  for (std::size_t i = 0; i < titles.size(); ++i) {
    const search::Hit& hit = answer.hits[i];
    if (hit.section != kGuides || share[i] < kEnoughOfTheQuery) continue;
    answers.push_back({.kind = scene.t("Guide"),
                       .title = hit.title,
                       .href = content::document_path(hit.locale, hit.section, hit.slug, hit.id)});
    return;
  }
}

}  // namespace

std::vector<SearchAnswer> make_search_answers(const Scene& scene, const search::Answer& answer) {
  std::vector<SearchAnswer> answers;
  if (answer.understood.text.empty() || answer.understood.page > 1) return answers;
  add_named(scene, answer, answers);
  add_statistics(scene, answer, answers);
  add_guide(scene, answer, answers);
  return answers;
}

}  // namespace sen::portal::views
