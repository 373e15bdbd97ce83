#include "search/answer_json.h"

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

namespace sen::search {
namespace {

class Json {
 public:
  Json& key(std::string_view name) {
    writer_.Key(name.data(), static_cast<rapidjson::SizeType>(name.size()));
    return *this;
  }
  void text(std::string_view value) { writer_.String(value.data(), static_cast<rapidjson::SizeType>(value.size())); }
  void number(std::uint64_t value) { writer_.Uint64(value); }
  rapidjson::Writer<rapidjson::StringBuffer>& writer() { return writer_; }
  std::string take() const { return {buffer_.GetString(), buffer_.GetSize()}; }

 private:
  rapidjson::StringBuffer buffer_;
  rapidjson::Writer<rapidjson::StringBuffer> writer_{buffer_};
};

void write_hit(Json& json, const Hit& hit, const std::string& url) {
  json.writer().StartObject();
  json.key("id").text(hit.id.value);
  json.key("url").text(url);
  json.key("title").text(hit.title);
  json.key("language").text(hit.locale.value);
  json.key("type").text(hit.type);
  json.key("organisation").text(hit.organisation.value);
  json.key("published").text(format_rfc3339(hit.published));
  json.key("provenance").text(to_string(hit.provenance));
  json.key("snippet").text(hit.snippet);
  json.writer().EndObject();
}

void write_values(Json& json, const std::vector<FacetValue>& values) {
  json.writer().StartArray();
  for (const FacetValue& value : values) {
    json.writer().StartObject();
    json.key("code").text(value.code);
    json.key("count").number(value.count);
    json.writer().EndObject();
  }
  json.writer().EndArray();
}

void write_facets(Json& json, const Answer& answer) {
  json.writer().StartObject();
  for (const auto& [name, values] : answer.facets) write_values(json.key(name), values);
  json.writer().EndObject();
}

}  // namespace

std::string to_json(const Answer& answer, const Query& query, const std::function<std::string(const Hit&)>& url) {
  Json json;
  json.writer().StartObject();
  json.key("query").text(query.text);
  json.key("total").number(answer.total);
  json.key("total_is_exact").writer().Bool(answer.total_is_exact);
  json.key("is_complete").writer().Bool(answer.is_complete);
  json.key("page").number(query.page);
  json.key("results").writer().StartArray();
  for (const Hit& hit : answer.hits) write_hit(json, hit, url(hit));
  json.writer().EndArray();
  write_facets(json.key("facets"), answer);
  json.key("suggestion");
  if (answer.suggestion.empty())
    json.writer().Null();
  else
    json.text(answer.suggestion);
  json.key("corrected");
  if (answer.corrected.empty())
    json.writer().Null();
  else
    json.text(answer.corrected);
  write_values(json.key("elsewhere"), answer.elsewhere);
  json.writer().EndObject();
  return json.take();
}

std::string suggestions_to_json(std::string_view typed, const std::vector<std::string>& suggestions) {
  Json json;
  json.writer().StartArray();
  json.text(typed);
  json.writer().StartArray();
  for (const std::string& suggestion : suggestions) json.text(suggestion);
  json.writer().EndArray();
  json.writer().EndArray();
  return json.take();
}

}  // namespace sen::search
