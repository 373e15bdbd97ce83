#include "engine/portal/messages.h"

#include <boost/locale/gnu_gettext.hpp>
#include <boost/locale/message.hpp>
#include <vector>

#include "embedded/catalogues.h"

namespace sen::portal {
namespace {

namespace gettext = boost::locale::gnu_gettext;
using Catalogue = boost::locale::message_format<char>;

/// Boost.Locale's reader of one .mo file; its facet is asked directly, so that no std::locale is
/// made or changed.
class CatalogueWords final : public Words {
 public:
  CatalogueWords(content::Locale locale, std::shared_ptr<Catalogue> catalogue)
      : locale_(std::move(locale)), catalogue_(std::move(catalogue)) {}
  const content::Locale& locale() const override { return locale_; }

 protected:
  const char* find(const char* context, const char* english) const override {
    return catalogue_ ? catalogue_->get(0, context, english) : nullptr;
  }
  const char* find_plural(const char* one, std::uint64_t n) const override {
    return catalogue_ ? catalogue_->get(0, nullptr, one, static_cast<int>(n % 1'000'000)) : nullptr;
  }

 private:
  content::Locale locale_;
  std::shared_ptr<Catalogue> catalogue_;
};

std::string_view bytes_of(std::span<const EmbeddedFile> catalogues, std::string_view name) {
  for (const EmbeddedFile& file : catalogues)
    if (file.name == name) return file.bytes;
  return {};
}

std::shared_ptr<Catalogue> read_catalogue(const content::Locale& locale, std::span<const EmbeddedFile> catalogues) {
  if (bytes_of(catalogues, locale.value + ".mo").empty()) return nullptr;
  gettext::messages_info info;
  info.language = locale.value;
  info.encoding = "UTF-8";
  info.paths = {""};
  info.domains.emplace_back("sen");
  info.callback = [catalogues](const std::string& path, const std::string&) {
    // Asked for `/vi/LC_MESSAGES/sen.mo`.
    const std::size_t start = path.find_first_not_of('/');
    const std::string name = path.substr(start, path.find('/', start) - start) + ".mo";
    const std::string_view bytes = bytes_of(catalogues, name);
    return std::vector<char>(bytes.begin(), bytes.end());
  };
  // A facet is destroyed by its last reference alone; std::locale holds that reference.
  Catalogue* facet = gettext::create_messages_facet<char>(info);
  if (!facet) return nullptr;
  auto holder = std::make_shared<std::locale>(std::locale::classic(), facet);
  return {std::move(holder), facet};
}

}  // namespace

std::string fill(std::string_view pattern, std::initializer_list<Placeholder> values) {
  std::string out;
  out.reserve(pattern.size() + 32);
  while (!pattern.empty()) {
    const std::size_t open = pattern.find('{');
    out.append(pattern.substr(0, open));
    if (open == std::string_view::npos) break;
    pattern.remove_prefix(open);
    const std::size_t close = pattern.find('}');
    if (close == std::string_view::npos) {
      out.append(pattern);
      break;
    }
    const std::string_view name = pattern.substr(1, close - 1);
    const auto* value =
        std::find_if(values.begin(), values.end(), [&](const auto& entry) { return entry.first == name; });
    out.append(value == values.end() ? pattern.substr(0, close + 1) : value->second);
    pattern.remove_prefix(close + 1);
  }
  return out;
}

std::string Words::t(const char* english, std::initializer_list<Placeholder> values) const {
  const char* found = find(nullptr, english);
  return fill(found ? found : english, values);
}

std::string Words::tc(const char* context, const char* english, std::initializer_list<Placeholder> values) const {
  const char* found = find(context, english);
  return fill(found ? found : english, values);
}

std::string Words::tn(const char* one, const char* many, std::uint64_t n, std::string_view shown) const {
  const char* found = find_plural(one, n);
  return fill(found ? found : (n == 1 ? one : many), {{"n", shown}});
}

std::span<const EmbeddedFile> portal_catalogues() {
  return embedded::catalogues();
}

Result<Messages> Messages::load(const std::vector<content::Locale>& locales, std::span<const EmbeddedFile> catalogues) {
  Messages messages;
  std::vector<content::Locale> wanted = locales;
  wanted.emplace_back("en");
  for (const content::Locale& locale : wanted) {
    try {
      messages.words_[locale] = std::make_unique<CatalogueWords>(locale, read_catalogue(locale, catalogues));
    } catch (const std::exception& failure) {
      return Error(ErrorCode::Storage, "the catalogue " + locale.value + ".mo cannot be read: " + failure.what());
    }
  }
  return messages;
}

const Words& Messages::in(const content::Locale& locale) const {
  const auto found = words_.find(locale);
  return found != words_.end() ? *found->second : *words_.at(content::Locale("en"));
}

}  // namespace sen::portal
