#include "engine/api/log_routes.h"

#include <charconv>

namespace sen::api {
namespace {

using http::Parameters;
using http::Request;
using http::Response;

constexpr std::size_t kMostListed = 1'000;

/// `seconds`: for how long others may keep it.
Response plain(std::string text, const char* seconds) {
  Response response = http::make_response(200, "text/plain; charset=utf-8", std::move(text));
  response.add("Cache-Control", std::string("public, max-age=") + seconds);
  return response;
}

Result<Response> show_list(const audit::CheckpointBook& book) {
  std::string text;
  for (const content::Sequence& sequence : book.list(kMostListed))
    text += "/log/checkpoints/" + std::to_string(sequence.value) + "\n";
  return plain(std::move(text), "5");
}

Result<Response> show_one(const audit::CheckpointBook& book, std::string_view number) {
  std::uint64_t value = 0;
  const auto [end, failure] = std::from_chars(number.data(), number.data() + number.size(), value);
  if (failure != std::errc() || end != number.data() + number.size() || number.front() == '0')
    return Error(ErrorCode::NotFound, "there is no such checkpoint");
  return plain(SEN_TRY(book.note({value})), "86400");
}

}  // namespace

void add_log_routes(http::Router& router, const audit::CheckpointBook& book) {
  const auto add = [&](std::string_view pattern, auto answer) {
    router.add(http::Method::Get, pattern,
               [&book, answer](const Request&, const Parameters& parameters) { return answer(book, parameters); });
  };
  using Book = audit::CheckpointBook;
  add("/log/checkpoint", [](const Book& kept, const Parameters&) -> Result<Response> {
    return plain(SEN_TRY(kept.note(kept.newest())), "5");
  });
  add("/log/checkpoints", [](const Book& kept, const Parameters&) { return show_list(kept); });
  add("/log/checkpoints/{n}",
      [](const Book& kept, const Parameters& parameters) { return show_one(kept, parameters["n"]); });
  add("/log/keys", [](const Book& kept, const Parameters&) -> Result<Response> { return plain(kept.keys(), "3600"); });
}

}  // namespace sen::api
