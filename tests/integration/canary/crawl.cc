#include "tests/integration/canary/crawl.h"

#include <algorithm>

#include "content/model/address.h"
#include "engine/base/text.h"

namespace sen::canary {
namespace {

using Values = std::map<std::string, std::vector<std::string>, std::less<>>;

std::vector<std::string> languages_of(const content::Vocabulary& vocabulary) {
  std::vector<std::string> codes;
  for (const content::Language& language : vocabulary.languages()) codes.push_back(language.code.value);
  return codes;
}

/// What stands for a placeholder in routes of the public, few of each kind.
Values public_values(const content::Vocabulary& vocabulary, const Secrets& secrets) {
  std::vector<std::string> sections;
  for (const content::Section& section : vocabulary.sections()) sections.push_back(section.code);
  const Secret& released = secrets.documents.front();
  const Secret& hidden = secrets.documents.at(2);
  const std::string picture = to_hex(secrets.pictures.front()).substr(0, 32);
  Values values;
  values["lang"] = languages_of(vocabulary);
  values["code"] = {"economy", "31", "mofa", "news", "press", "facts", "data", "zqx"};
  values["section"] = {"news", "press"};
  values["name"] = {std::string("slug-") + kPublicNews, released.slug + "-" + released.id.value,
                    hidden.slug + "-" + hidden.id.value, "320.jpg", "original"};
  values["dataset"] = {"EXPORTS", "HOLIDAYS", secrets.datasets.front(), secrets.datasets.back()};
  values["n"] = {"1", "100"};
  values["number"] = {"0", "1", "2"};
  values["prefix"] = {picture, to_hex(sha256(kPublicNews)).substr(0, 32), "00000000000000000000000000000000"};
  values["file"] = {"favicon.svg", "nothing.css"};
  values["flow"] = {"EXPORTS", "HOLIDAYS", secrets.datasets.front()};
  values["key"] = {"all", "rice"};
  values["provider"] = {"mofa", "all"};
  values["resource"] = {"dataflow",     "datastructure",  "codelist",          "conceptscheme",
                        "agencyscheme", "categoryscheme", "contentconstraint", "structure"};
  values["agency"] = {"all", "mofa"};
  values["id"] = {"all", "EXPORTS", "CL_GOODS", secrets.datasets.front(), released.id.value};
  values["version"] = {"1.0", "latest"};
  values["incident"] = {std::string("slug-") + kPublicStatement, released.slug + "-" + released.id.value};
  values["token"] = {"made-up", released.title};
  return values;
}

/// `pattern` with its first placeholder filled in every way, and so on; nothing if one has no values.
std::vector<std::string> expand(const std::string& pattern, const Values& values) {
  const std::size_t begin = pattern.find('{');
  if (begin == std::string::npos) return {pattern};
  const std::size_t end = pattern.find('}', begin);
  const auto known = values.find(pattern.substr(begin + 1, end - begin - 1));
  std::vector<std::string> all;
  if (known == values.end()) return all;
  for (const std::string& value : known->second)
    for (std::string& one : expand(pattern.substr(0, begin) + value + pattern.substr(end + 1), values))
      all.push_back(std::move(one));
  return all;
}

/// Of the routes that take any path: each kind of page in every language, and each address that could be guessed.
std::vector<std::string> pages(const content::Vocabulary& vocabulary, const Secrets& secrets) {
  std::vector<std::string> all = {"/nowhere", "/nowhere/at/all", "/en/topics/nothing", "/en/data/NOTHING"};
  for (const std::string& language : languages_of(vocabulary)) {
    const std::string home = "/" + language;
    all.push_back(home);
    for (const content::Section& section : vocabulary.sections()) all.push_back(home + "/" + section.code);
    for (const char* path : {"/topics", "/organisations", "/corrections", "/topics/economy", "/provinces/31",
                             "/organisations/mofa", "/data/EXPORTS", "/data/HOLIDAYS", "/news?page=2", "/nothing"})
      all.push_back(home + path);
    for (const char* id : {kPublicNews, kPublicStatement, kWithdrawn}) {
      all.push_back(home + (id == kPublicStatement ? "/press/slug-" : "/news/slug-") + id);
      for (const char* rest : {"", "/v1", "/v2", "/v2/changes"})
        all.push_back("/" + std::string(id) + rest + "?language=" + language);
    }
  }
  for (const Secret& secret : secrets.documents) {
    const std::string id = "/" + secret.id.value, language = "?language=" + secret.locale.value;
    for (const std::string& path :
         {id, id + "/v1" + language, id + "/v1/changes" + language,
          content::document_path(secret.locale, secret.section, secret.slug, secret.id), id + language})
      all.push_back(path);
  }
  for (const std::string& code : secrets.datasets)
    for (const char* end : {"", ".csv", ".json"}) all.push_back("/en/data/" + code + end);
  for (const Digest& picture : secrets.pictures)
    for (const char* name : {"/320.jpg", "/320.webp", "/original"})
      all.push_back("/media/" + to_hex(picture).substr(0, 32) + name);
  return all;
}

std::vector<std::string> searches(const content::Vocabulary& vocabulary, const Secrets& secrets) {
  const std::string word = secrets.documents.front().title;
  const std::vector<std::string> queries = {"q=harbour", "q=harbour&type=news&topic=economy&sort=date", "q=" + word,
                                            "q=" + word.substr(0, word.size() - 1), "organisation=mofa"};
  std::vector<std::string> all;
  for (const std::string& language : languages_of(vocabulary))
    for (const std::string& query : queries)
      for (const char* way : {"/search?", "/search.json?", "/search.rss?", "/search.atom?", "/search.feed.json?"})
        all.push_back("/" + language + way + query);
  // What waits is neither suggested nor offered as another spelling, nor counted among other languages.
  for (const std::string& language : languages_of(vocabulary)) {
    for (const std::string& typed : {word.substr(0, 3), word.substr(0, word.size() - 1), word})
      all.push_back("/" + language + "/suggest?q=" + typed);
    all.push_back("/" + language + "/search?language=" + language + "&q=" + word + "x");
    all.push_back("/" + language + "/search?q=title:" + word);
  }
  all.push_back("/api/v1/search?lang=en&q=" + word);
  return all;
}

}  // namespace

Crawl plan(const Site& site, const content::Vocabulary& vocabulary, const Secrets& secrets) {
  const Values values = public_values(vocabulary, secrets);
  Values of_desk = values;
  const Secret& secret = secrets.documents.front();
  for (const char* name : {"id", "language", "digest", "revision", "account"}) of_desk[name] = {secret.id.value};
  of_desk["name"] = of_desk["code"] = of_desk["number"] = of_desk["token"] = {secret.title};
  of_desk["language"] = {secret.locale.value};
  Crawl crawl;
  for (const std::string& route : site.router().list()) {
    const std::size_t space = route.find(' ');
    const http::Method method = route.starts_with("GET ") ? http::Method::Get : http::Method::Post;
    const std::string pattern = route.substr(space + 1);
    if (pattern.starts_with("/{first}")) continue;  // Those are pages().
    const bool desk = pattern.starts_with("/desk") || pattern.starts_with("/api/v1/jobs");
    const std::vector<std::string> addresses = expand(pattern, desk ? of_desk : values);
    if (addresses.empty()) crawl.unknown.push_back(route);
    for (const std::string& address : addresses) crawl.targets.push_back({method, address});
  }
  for (std::string& address : pages(vocabulary, secrets))
    crawl.targets.push_back({http::Method::Get, std::move(address)});
  for (std::string& address : searches(vocabulary, secrets))
    crawl.targets.push_back({http::Method::Get, std::move(address)});
  return crawl;
}

std::vector<std::string> told(const Answer& answer, const std::string& address, const std::set<std::string>& words) {
  const std::string text = to_lower_ascii(answer.fields + answer.body), asked = to_lower_ascii(address);
  std::vector<std::string> found;
  for (std::size_t at = text.find(kMark); at != std::string::npos; at = text.find(kMark, at + 1)) {
    std::string word = text.substr(at, kMark.size() + 4);
    if (asked.find(word) == std::string::npos && words.contains(word)) found.push_back(std::move(word));
  }
  return found;
}

}  // namespace sen::canary
