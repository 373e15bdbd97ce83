#include "content/model/dataset.h"
#include "content/model/document.h"
#include "content/model/locale.h"
#include "content/model/media.h"

namespace sen::content {

std::string_view text_in(const Texts& texts, const Locale& locale) {
  static const Locale kEnglish("en"), kVietnamese("vi");
  for (const Locale* wanted : {&locale, &kEnglish, &kVietnamese})
    if (const auto found = texts.find(*wanted); found != texts.end()) return found->second;
  return texts.empty() ? std::string_view() : std::string_view(texts.begin()->second);
}

std::vector<Locale> Fallbacks::chain(const Locale& locale) const {
  if (const auto found = chains_.find(locale); found != chains_.end()) return found->second;
  std::vector<Locale> chain{locale};
  for (const char* tag : {"en", "vi"})
    if (locale.value != tag) chain.emplace_back(tag);
  return chain;
}

std::string rendition_name(const Rendition& rendition) {
  return std::to_string(rendition.width) + "." + rendition.format;
}

const Release* scheduled_release(const Dataset& dataset) {
  for (auto newest = dataset.releases.rbegin(); newest != dataset.releases.rend(); ++newest)
    if (newest->state == State::Scheduled) return &*newest;
  return nullptr;
}

void count_move(Dataset& dataset) {
  for (Release& release : dataset.releases)
    if (release.state == State::Scheduled && release.announced > 0) ++release.announced;
}

std::string series_key(const std::vector<std::string>& key) {
  std::string joined;
  for (const std::string& value : key) {
    if (&value != &key.front()) joined += '.';
    joined += value;
  }
  return joined;
}

}  // namespace sen::content
