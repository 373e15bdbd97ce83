#include "engine/desk/desk.h"

#include "embedded/desk_assets.h"
#include "engine/base/log.h"
#include "engine/desk/pages/pages.h"
#include "engine/desk/pages/translation_pages.h"
#include "engine/desk/words.h"

namespace sen::desk {

class Desk::Impl {
 public:
  Impl(const Parts& own_parts, portal::Tongues own_tongues, portal::Tongues of_site)
      : parts(own_parts),
        assets(embedded::desk_assets(), "/desk/assets/", &parts.portal_assets),
        tongues(std::move(own_tongues)),
        site_tongues(std::move(of_site)),
        sessions(parts.vault, parts.clock),
        links(parts.vault, parts.clock),
        factors(parts.vault, parts.clock),
        challenges(parts.vault, parts.clock),
        throttle(parts.clock),
        keys(parts.vault, parts.clock),
        credentials(parts.vault, parts.hasher),
        kept_forms(parts.vault, parts.clock),
        accounts(parts.store, parts.vault, parts.vocabulary, parts.clock),
        context{parts,      assets,   tongues, site_tongues, sessions,   links,   factors,
                challenges, throttle, keys,    credentials,  kept_forms, accounts} {}

  Parts parts;
  portal::Assets assets;
  portal::Tongues tongues;
  portal::Tongues site_tongues;
  identity::Sessions sessions;
  identity::OneTimeLinks links;
  identity::SecondFactors factors;
  identity::Challenges challenges;
  identity::SignInThrottle throttle;
  identity::ApiKeys keys;
  Credentials credentials;
  KeptForms kept_forms;
  Accounts accounts;
  Context context;
  std::unique_ptr<Guard> guard;
};

Desk::Desk(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Desk::~Desk() = default;

Result<std::unique_ptr<Desk>> Desk::make(const Parts& parts) {
  portal::Tongues tongues =
      SEN_TRY(portal::Tongues::load(desk_languages(), parts.vocabulary, desk_catalogues()).within("desk"));
  portal::Tongues of_site =
      SEN_TRY(portal::Tongues::load(parts.site.languages, parts.vocabulary).within("languages of the site"));
  return std::unique_ptr<Desk>(new Desk(std::make_unique<Impl>(parts, std::move(tongues), std::move(of_site))));
}

void Desk::add_routes(http::Router& router) {
  assert(!impl_->guard && "routes are added once");
  impl_->guard = std::make_unique<Guard>(impl_->context, router);
  Guard& guard = *impl_->guard;
  pages::add_asset_routes(guard);
  pages::add_sign_in_routes(guard);
  pages::add_link_routes(guard);
  pages::add_second_step_routes(guard);
  pages::add_enrol_routes(guard);
  pages::add_kept_routes(guard);
  pages::add_home_routes(guard);
  pages::add_help_routes(guard);
  pages::add_queue_routes(guard);
  pages::add_document_routes(guard);
  pages::add_decision_routes(guard);
  pages::add_dataset_routes(guard);
  pages::add_package_list_routes(guard);
  pages::add_unfinished_routes(guard);
  pages::add_package_routes(guard);
  pages::add_new_document_routes(guard);
  pages::add_field_routes(guard);
  pages::add_edit_routes(guard);
  pages::add_hand_in_routes(guard);
  pages::add_revision_routes(guard);
  pages::add_xliff_routes(guard);
  pages::add_preview_routes(guard);
  pages::add_press_routes(guard);
  pages::add_sandbox_routes(guard);
  pages::add_translation_routes(guard);
  pages::add_term_routes(guard);
  pages::add_xliff_bundle_routes(guard);
  pages::add_translation_request_routes(guard);
  pages::add_me_routes(guard);
  pages::add_password_routes(guard);
  pages::add_api_key_routes(guard);
  pages::add_notice_routes(guard);
  pages::add_mail_routes(guard);
  pages::add_calendar_routes(guard);
  pages::add_account_routes(guard);
  pages::add_organisation_routes(guard);
  pages::add_signing_key_routes(guard);
  pages::add_register_routes(guard);
  pages::add_audit_routes(guard);
}

const std::vector<Guard::Route>& Desk::routes() const {
  assert(impl_->guard && "add_routes() comes first");
  return impl_->guard->routes();
}

namespace {

/// What a form at `path` may bring in files; nothing: no more than any form.
std::optional<std::uint64_t> bytes_of_files(const std::vector<std::string>& path) {
  constexpr std::uint64_t kTermbase = std::uint64_t{4} * 1024 * 1024;
  if (path == std::vector<std::string>{"desk", "packages", "new"}) return pages::kMaxPackageBytes;
  if (path.size() == 4 && path[0] == "desk" && path[1] == "packages" && path[3] == "file")
    return pages::kMaxPackageBytes;
  if (path.size() == 4 && path[0] == "desk" && path[1] == "documents" && path[3] == "pictures")
    return pages::kMaxPictureBytes;
  if (path == std::vector<std::string>{"desk", "translations", "bring-in"}) return pages::kMaxBundleBytes;
  if (path == std::vector<std::string>{"desk", "terms", "import"}) return kTermbase;
  return std::nullopt;
}

}  // namespace

std::optional<std::uint64_t> Desk::body_limit(const http::Request& request) const {
  constexpr std::uint64_t kAround = std::uint64_t{1024} * 1024;  // Boundaries, part headers and fields.
  if (request.method != http::Method::Post) return std::nullopt;
  const std::optional<std::uint64_t> files = bytes_of_files(request.path);
  if (!files) return std::nullopt;
  const identity::SessionToken token = session_token(request);
  if (token.empty() || !impl_->sessions.find(token)) return std::nullopt;
  return *files + kAround;
}

void Desk::sweep() {
  std::size_t forgotten = 0;
  const auto count = [&](const char* what, const Result<std::size_t>& swept) {
    if (swept)
      forgotten += *swept;
    else
      log::warning("sweep", {{"of", what}, {"error", swept.error().message()}});
  };
  count("sessions", impl_->sessions.sweep());
  count("links", impl_->links.sweep());
  count("challenges", impl_->challenges.sweep());
  if (forgotten > 0) log::info("swept", {{"entries", std::to_string(forgotten)}});
}

Result<std::optional<Person>> Desk::let_in(const http::Request& request) const {
  return desk::let_in(impl_->context, request);
}

http::Response Desk::error_page(const http::Request& request, int status) const {
  return desk::error_page(impl_->context, request, status);
}

}  // namespace sen::desk
