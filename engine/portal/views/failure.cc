#include "content/model/address.h"
#include "engine/portal/views/make.h"

namespace sen::portal::views {
namespace {

struct Saying {
  std::string title, text;
};

Saying saying(const Scene& scene, int status) {
  switch (status) {
    case 404:
      return {
          scene.t("This page is not here"),
          scene.t(
              "The address may be mistyped, or the page may have moved. Search for it, or start from the home page.")};
    case 410:
      return {scene.t("This page has been withdrawn"),
              scene.t("It was public and is no longer. The reason that was given:")};
    case 429:
      return {scene.t("Too many requests"), scene.t("Please wait a moment and try again.")};
    case 503:
      return {scene.t("Sen is busy"), scene.t("Please try again in a few seconds. Nothing is lost.")};
    default:
      break;
  }
  if (status >= 400 && status < 500)
    return {scene.t("This request cannot be answered"),
            scene.t("The address or the form holds something that we cannot read.")};
  return {scene.t("Something went wrong here"), scene.t("It is our fault, not yours. Please try again in a moment.")};
}

}  // namespace

Failure make_failure(const Scene& scene, int status, const std::string& reason, const std::string& search_query) {
  Failure view;
  const std::string home = content::home_path(scene.locale());
  Saying words = saying(scene, status);
  view.status = status;
  view.title = std::move(words.title);
  view.text = std::move(words.text);
  view.reason = reason;
  view.search_query = search_query;
  view.frame = make_frame(scene, {.title = view.title, .description = {}, .path = home, .index = false});
  view.frame.index = false;
  view.frame.links.clear();
  view.links = {{scene.t("Home"), home},
                {scene.t("Provinces"), home + "/provinces"},
                {scene.t("All datasets"), home + "/data"},
                {scene.t("Topics"), home + "/topics"}};
  return view;
}

Failure make_preview_ended(const Scene& scene) {
  Failure view = make_failure(scene, 410, {}, {});
  view.title = view.frame.title = scene.t("This preview has ended");
  view.text = scene.t("Ask whoever sent you the address for a new one.");
  return view;
}

}  // namespace sen::portal::views
