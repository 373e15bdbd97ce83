#pragma once

#include "engine/desk/guard.h"

/// The desk's pages. Each file adds its own routes; engine/desk/desk.cc lists them.
namespace sen::desk::pages {

/// Of all files of a package that is handed in at the desk.
inline constexpr std::uint64_t kMaxPackageBytes = std::uint64_t{200} * 1024 * 1024;

/// Of a picture that is handed in by itself.
inline constexpr std::uint64_t kMaxPictureBytes = std::uint64_t{20} * 1024 * 1024;

/// `/desk/assets/{file}`
void add_asset_routes(Guard& guard);
/// `/desk/sign-in`, `/desk/sign-out`
void add_sign_in_routes(Guard& guard);
/// `/desk/link/{token}`: one-time links
void add_link_routes(Guard& guard);
/// `/desk/second-step`
void add_second_step_routes(Guard& guard);
/// `/desk/enrol`: authenticator, passkeys, recovery codes
void add_enrol_routes(Guard& guard);
/// `/desk/kept`: what was written when the session had ended
void add_kept_routes(Guard& guard);
/// `/desk`
void add_home_routes(Guard& guard);
/// `/desk/help`: the guide for officers
void add_help_routes(Guard& guard);
/// `/desk/queue`: what waits
void add_queue_routes(Guard& guard);
/// `/desk/documents/{id}`, `/desk/documents/{id}/{language}`: where a text stands
void add_document_routes(Guard& guard);
/// `/desk/documents/{id}/{language}/approve` …: what people decide
void add_decision_routes(Guard& guard);
/// `/desk/datasets/{code}`: what a release of figures changes
void add_dataset_routes(Guard& guard);
/// `/desk/packages`, `/desk/packages/new`, `/desk/packages/template.zip`
void add_package_list_routes(Guard& guard);
/// `/desk/packages/unfinished/remove`: packages of which only a part has arrived
void add_unfinished_routes(Guard& guard);
/// `/desk/packages/{id}`: report, progress, downloads, submitting
void add_package_routes(Guard& guard);
/// `/desk/documents/new`
void add_new_document_routes(Guard& guard);
/// `/desk/documents/{id}/fields`, `/desk/documents/{id}/pictures`: what all languages share
void add_field_routes(Guard& guard);
/// `/desk/documents/{id}/{language}/edit`: writing
void add_edit_routes(Guard& guard);
/// `/desk/documents/{id}/{language}/hand-in`: who is to decide, and by when
void add_hand_in_routes(Guard& guard);
/// `/desk/documents/{id}/{language}/xliff`: to translators and back
void add_xliff_routes(Guard& guard);
/// `/desk/documents/{id}/{language}/revisions`: what was saved in the last 30 days
void add_revision_routes(Guard& guard);
/// `/desk/documents/{id}/{language}/previews`: links that show what is not public yet
void add_preview_routes(Guard& guard);
/// `/desk/sandbox`: what the training published, as the portal would show it
void add_sandbox_routes(Guard& guard);
/// `/desk/me`, `/desk/language`, `/desk/session`: one's own account
void add_me_routes(Guard& guard);
/// `/desk/me/password`, `/desk/me/sessions/end-others`
void add_password_routes(Guard& guard);
/// `/desk/me/keys`: one's own API keys
void add_api_key_routes(Guard& guard);
/// `/desk/organisations/{code}/keys`: by which an organisation signs its packages
void add_signing_key_routes(Guard& guard);
/// `/desk/me/notices`: which mails one gets
void add_notice_routes(Guard& guard);
/// `/desk/me/calendar`, `/desk/calendar/{token}`: what is due, for calendar programs
void add_calendar_routes(Guard& guard);
/// `/desk/mail`: mails that could not be delivered
void add_mail_routes(Guard& guard);
/// `/desk/accounts`
void add_account_routes(Guard& guard);
/// `/desk/accounts/{name}`: one account
void add_account_page_routes(Guard& guard);
/// `/desk/organisations`
void add_organisation_routes(Guard& guard);
/// `/desk/press`: incidents, questions, accreditation
void add_press_routes(Guard& guard);
/// `/desk/press/questions/{number}`
void add_press_question_routes(Guard& guard);
/// `/desk/press/accreditations/{number}`
void add_press_accreditation_routes(Guard& guard);
/// `/desk/register`: who answers for each organisation
void add_register_routes(Guard& guard);
/// `/desk/audit`
void add_audit_routes(Guard& guard);

}  // namespace sen::desk::pages
