#include "tests/unit/engine/portal/world.h"

#include <stdexcept>

#include "engine/base/text.h"
#include "tests/support/content.h"

namespace sen::portal::test {
namespace {

using content::Locale;
using sen::test::planned;

const Digest kPicture = sha256("picture");

content::Media picture() {
  content::Media media;
  media.digest = kPicture;
  media.content_type = "image/jpeg";
  media.width = 1600;
  media.height = 900;
  media.renditions = {
      {320, 180, "webp", 4}, {768, 432, "webp", 4}, {320, 180, "jpg", 4}, {768, 432, "jpg", 4}, {1200, 675, "jpg", 4}};
  return media;
}

content::MediaUse use_of_picture() {
  content::MediaUse use;
  use.digest = kPicture;
  use.file = "images/port.jpg";
  use.credit = "Sen";
  use.licence = "CC-BY-4.0";
  use.alt = {{Locale("vi"), "Cảng biển"}, {Locale("en"), "A sea port"}};
  use.caption = {{Locale("vi"), "Cảng lúc bình minh"}, {Locale("en"), "The port at dawn"}};
  return use;
}

content::Version words(const char* id, const char* language, const char* title, const char* slug, const char* html) {
  content::Version version = sen::test::version(id, language, 1, title);
  version.slug = slug;
  version.parts = {{content::BodyPart::Kind::Html, html}};
  if (std::string(language) != "vi") {
    version.translates = Locale("vi");
    version.translates_version = 1;
  }
  return version;
}

void write_blob(store::Store& store, const std::string& name, const std::string& bytes) {
  auto writer = store.blobs().create({kPicture, name}).value();
  if (!writer->append(bytes) || !writer->finish()) throw std::runtime_error("the picture cannot be written");
}

}  // namespace

World::World(std::string address)
    : vocabulary_(content::load_built_in_vocabulary().value()), store_(store::open_memory_store(clock_)) {
  library_ = std::make_unique<store::Library>(*store_, vocabulary_.fallbacks());
  Site site = sample_site(vocabulary_);
  site.address = std::move(address);
  site.security_contact = "mailto:security@sen.example";
  portal_ = Portal::make(*library_, vocabulary_, nullptr, std::move(site)).value();
  portal_->add_routes(router_);
}

content::Change World::commit_unheard(std::vector<content::Mutation> mutations) {
  const auto sequence = store_->commit(planned(*store_, std::move(mutations)));
  if (!sequence) throw std::runtime_error(sequence.error().message());
  return store_->log().read({sequence->value - 1}, 1).value().front();
}

void World::hear(const content::Change& change) {
  const store::VisibleContent after = library_->visible_to(store::Audience::Public).value();
  (void)portal_->page_cache().apply({&change, 1}, after);
}

void World::commit(std::vector<content::Mutation> mutations) {
  hear(commit_unheard(std::move(mutations)));
}

void World::add_article() {
  for (const char* name : {"320.webp", "768.webp", "320.jpg", "768.jpg", "1200.jpg"}) write_blob(*store_, name, "data");
  content::Document document = sen::test::document(kArticle);
  document.date = parse_rfc3339("2026-11-20T08:30:00+07:00").value();
  document.image = "images/port.jpg";
  document.media = {use_of_picture()};
  document.locales = {Locale("ar"), Locale("en"), Locale("vi")};
  const content::Version vi =
      words(kArticle, "vi", "Xuất khẩu qua cảng Hải Phòng tăng", "xuat-khau", "<p>Cảng <em>Hải Phòng</em>.</p>\n");
  content::Version en =
      words(kArticle, "en", "Exports through Hai Phong <rise> & \"grow\"", "exports-rise", "<p>The port.</p>\n");
  en.parts.push_back({content::BodyPart::Kind::Chart, "EXPORTS"});
  content::Version ar = words(kArticle, "ar", "ارتفاع الصادرات", "ارتفاع", "<p>الميناء.</p>\n");
  ar.provenance = content::Provenance::Machine;
  const std::int64_t at = document.date.milliseconds;
  commit({picture(), document, vi, sen::test::published(vi, at), en, sen::test::published(en, at), ar,
          sen::test::published(ar, at)});
}

void World::add_fact_check() {
  content::Document document = sen::test::document(kFactCheck);
  document.type = "fact-check";
  document.section = "facts";
  document.date = parse_rfc3339("2026-07-01T09:00:00+07:00").value();
  document.locales = {Locale("en"), Locale("vi")};
  document.fields = {{"claim", {"Viet Nam has 63 provinces."}},
                     {"verdict", {"false"}},
                     {"evidence", {"https://quochoi.vn/", "javascript:alert(1)"}}};
  document.related = {content::ContentId(kArticle)};
  const content::Version vi = words(kFactCheck, "vi", "Việt Nam có 63 tỉnh?", "63-tinh", "<p>Sai.</p>\n");
  const content::Version en =
      words(kFactCheck, "en", "Does Viet Nam have 63 provinces?", "63-provinces", "<p>No.</p>\n");
  const std::int64_t at = document.date.milliseconds;
  commit({document, vi, sen::test::published(vi, at), en, sen::test::published(en, at)});
}

namespace {

content::Dataset dataset(const char* code, const char* title_vi, const char* title_en) {
  content::Dataset data;
  data.code = content::DatasetCode(code);
  data.organisation = content::OrganisationCode("mof");
  data.titles = {{Locale("vi"), title_vi}, {Locale("en"), title_en}};
  data.licence = "CC-BY-4.0";
  data.sources = {{"Statistics Office", "https://www.nso.gov.vn/"}};
  data.state = content::State::Published;
  data.releases = {{1, parse_rfc3339("2026-11-06").value(), "", 3, 1}};
  return data;
}

content::Column column(const char* id, content::Role role, const char* codelist = "") {
  content::Column column;
  column.id = id;
  column.name = id;
  column.role = role;
  column.codelist = codelist;
  return column;
}

}  // namespace

void World::add_exports() {
  content::Dataset data = dataset("EXPORTS", "Xuất khẩu hàng hoá", "Exports of goods");
  data.columns = {column("TIME_PERIOD", content::Role::Time), column("OBS_VALUE", content::Role::Measure)};
  data.columns.back().unit = "USD";
  data.columns.back().multiplier = 9;
  const content::Series series{
      data.code, {}, 1, {{"2022", "371.30", {}}, {"2023", "355.5", {}}, {"2024", "405.53", {}}}};
  commit({data, series});
}

void World::add_table() {
  content::Dataset table = dataset("HOLIDAYS", "Ngày nghỉ lễ", "Public holidays");
  table.structure = content::Structure::Table;
  table.columns = {column("day", content::Role::Text), column("name", content::Role::Text),
                   column("days", content::Role::Measure)};
  table.columns[1].titles = {{Locale("en"), "Name of the day"}};
  table.releases = {{.number = 1, .published = parse_rfc3339("2026-11-06").value(), .note = {}, .rows = 130}};
  content::TablePart part{.dataset = table.code, .release = 1, .columns = 3, .cells = {}};
  for (int i = 1; i <= 130; ++i)
    for (const std::string& cell : {"day " + std::to_string(i), std::string("Tết <b>"), std::string("-1.50")})
      content::append_cell(part.cells, cell);
  commit({table, part});
}

void World::add_by_province() {
  content::Dataset data = dataset("POPULATION", "Dân số theo tỉnh", "Population by province");
  data.columns = {column("REF_AREA", content::Role::Dimension, "CL_PROVINCE"),
                  column("TIME_PERIOD", content::Role::Time), column("OBS_VALUE", content::Role::Measure)};
  std::vector<content::Mutation> mutations{data};
  int value = 500;
  for (const content::Place& place : vocabulary_.places())
    mutations.emplace_back(content::Series{data.code, {place.code}, 1, {{"2024", std::to_string(value += 37), {}}}});
  commit(std::move(mutations));
}

std::string World::Answer::header(std::string_view name) const {
  for (const auto& [key, value] : headers)
    if (equals_ignoring_ascii_case(key, name)) return value;
  return {};
}

http::Request World::request(const std::string& target, http::Pairs headers) {
  http::Request request;
  request.target = target;
  request.headers = std::move(headers);
  const std::string path = target.substr(0, target.find('?'));
  for (const std::string_view part : split(std::string_view(path).substr(1), '/'))
    if (!part.empty()) request.path.push_back(http::percent_decode(part, false).value());
  request.trailing_slash = path.size() > 1 && path.back() == '/';
  if (target.find('?') != std::string::npos) {
    request.raw_query = target.substr(target.find('?') + 1);
    for (const std::string_view pair : split(request.raw_query, '&')) {
      const std::size_t equals = pair.find('=');
      request.query.emplace_back(pair.substr(0, equals), http::percent_decode(pair.substr(equals + 1), true).value());
    }
  }
  return request;
}

World::Answer World::get(const std::string& target, http::Pairs headers) {
  const http::Request asked = request(target, std::move(headers));
  const http::Router::Match match = router_.find(http::Method::Get, asked.path);
  if (!match.handler) return {404, {}, {}};
  auto outcome = (*match.handler)(asked, match.parameters);
  http::Response response =
      outcome ? std::move(outcome).value()
              : portal_->error_page(asked, http::status_of(outcome.error().code()), outcome.error().message());
  Answer answer{response.status, response.body ? *response.body : std::string(), std::move(response.headers)};
  while (response.source) {
    const std::string piece = response.source->read().value();
    if (piece.empty()) break;
    answer.body += piece;
  }
  return answer;
}

}  // namespace sen::portal::test
