#pragma once

#include <span>
#include <string>
#include <vector>

#include "content/model/account.h"
#include "engine/base/embedded.h"
#include "engine/desk/form/form.h"
#include "engine/identity/password.h"
#include "engine/identity/roles.h"
#include "engine/portal/tongue.h"

/// Words of the desk that several pages need, in its two languages.
namespace sen::desk {

/// Vietnamese and English.
const std::vector<content::Locale>& desk_languages();
/// The catalogues of engine/desk/po.
std::span<const EmbeddedFile> desk_catalogues();

/// A whole sentence.
std::string describe(const portal::Tongue& tongue, const FormFault& fault);
std::string describe(const portal::Tongue& tongue, identity::PasswordFault fault);
/// `Approver`, `Người phê duyệt`.
std::string role_label(const portal::Tongue& tongue, content::DeskRole role);

}  // namespace sen::desk
