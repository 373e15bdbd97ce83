#include "engine/app/body_renderer.h"

#include <algorithm>
#include <limits>
#include <map>

#include "engine/base/mutex.h"
#include "ingest/worker/client.h"

namespace sen::app {
namespace {

using content::BodyPart;

class BodyRenderer {
 public:
  BodyRenderer(const store::Store& store, const std::string& worker)
      : store_(store), client_(worker, std::numeric_limits<int>::max()) {}

  Result<workflow::RenderedBody> render(const content::Document& document, const std::string& body) {
    markup::Rendered rendered = SEN_TRY(render_markdown(body));
    std::map<std::string, std::string> charts;
    for (BodyPart& part : rendered.parts) {
      if (part.kind == BodyPart::Kind::Figure) SEN_TRY(check_picture(document, part.value));
      if (part.kind != BodyPart::Kind::Chart) continue;
      if (charts.empty()) charts = SEN_TRY(charts_of(document));
      part.value = SEN_TRY(dataset_of(charts, part.value));
    }
    return workflow::RenderedBody{std::move(rendered.parts), std::move(rendered.text)};
  }

 private:
  Result<markup::Rendered> render_markdown(const std::string& body) {
    const MutexLock lock(mutex_);
    return client_.render(body);
  }

  static Result<void> check_picture(const content::Document& document, const std::string& file) {
    const bool known = std::any_of(document.media.begin(), document.media.end(),
                                   [&](const content::MediaUse& use) { return use.file == file; });
    if (known) return {};
    return Error(ErrorCode::InvalidInput, "body: the document has no picture " + file);
  }

  /// Which dataset stands for which table: read off the bodies that the document has, whose charts stand in the same
  /// order in their parts.
  Result<std::map<std::string, std::string>> charts_of(const content::Document& document) {
    std::map<std::string, std::string> charts;
    const auto snapshot = SEN_TRY(store_.snapshot());
    for (const content::Edition& edition : SEN_TRY(snapshot->editions(document.id))) {
      const content::Version version = SEN_TRY(snapshot->version(edition.id, edition.locale, edition.latest));
      const std::vector<std::string> codes = charts_in(version.parts);
      if (codes.empty()) continue;
      const std::vector<std::string> tables = charts_in(SEN_TRY(render_markdown(version.body)).parts);
      for (std::size_t at = 0; at < codes.size() && codes.size() == tables.size(); ++at) charts[tables[at]] = codes[at];
    }
    return charts;
  }

  static std::vector<std::string> charts_in(const std::vector<BodyPart>& parts) {
    std::vector<std::string> values;
    for (const BodyPart& part : parts)
      if (part.kind == BodyPart::Kind::Chart) values.push_back(part.value);
    return values;
  }

  Result<std::string> dataset_of(const std::map<std::string, std::string>& charts, const std::string& table) const {
    if (const auto found = charts.find(table); found != charts.end()) return found->second;
    const auto snapshot = SEN_TRY(store_.snapshot());
    if (snapshot->dataset(content::DatasetCode(table))) return table;
    return Error(ErrorCode::InvalidInput, "body: the document has no table " + table);
  }

  const store::Store& store_;
  Mutex mutex_;
  ingest::worker::Client client_ SEN_GUARDED_BY(mutex_);
};

}  // namespace

workflow::RenderBody make_body_renderer(const store::Store& store, const std::string& worker) {
  auto renderer = std::make_shared<BodyRenderer>(store, worker);
  return [renderer](const content::Document& document, const std::string& body) {
    return renderer->render(document, body);
  };
}

}  // namespace sen::app
