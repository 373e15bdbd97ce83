#include "engine/desk/words.h"

#include "embedded/desk_catalogues.h"

namespace sen::desk {

const std::vector<content::Locale>& desk_languages() {
  static const std::vector<content::Locale> kLanguages{content::Locale("vi"), content::Locale("en")};
  return kLanguages;
}

std::span<const EmbeddedFile> desk_catalogues() {
  return embedded::desk_catalogues();
}

std::string describe(const portal::Tongue& tongue, const FormFault& fault) {
  using Kind = FormFault::Kind;
  const auto& field = fault.field;
  switch (fault.kind) {
    case Kind::ContentType:
      return tongue.t("What was sent is not a form.");
    case Kind::Malformed:
      return tongue.t("The form came damaged or incomplete. Please send it again.");
    case Kind::NotText:
      return tongue.t("The field “{field}” holds characters that are not text.", {{"field", field}});
    case Kind::FieldTooLong:
      return tongue.t("The field “{field}” is too long.", {{"field", field}});
    case Kind::TooManyFields:
      return tongue.t("The form holds more than can be taken at once.");
    case Kind::FileTooLarge:
      return tongue.t("The file in “{field}” is too large.", {{"field", field}});
    case Kind::TooManyFiles:
      return tongue.t("The form holds too many files.");
  }
  return {};
}

std::string describe(const portal::Tongue& tongue, identity::PasswordFault fault) {
  using Fault = identity::PasswordFault;
  switch (fault) {
    case Fault::TooShort:
      return tongue.t("The password needs at least 12 characters.");
    case Fault::TooLong:
      return tongue.t("The password may have at most 256 characters.");
    case Fault::NotText:
      return tongue.t("The password holds characters that cannot be typed.");
    case Fault::HoldsAccount:
      return tongue.t("The password must not hold your account name.");
    case Fault::Common:
      return tongue.t("This password is among those that are guessed first.");
    case Fault::Repetitive:
      return tongue.t("The password repeats too few characters.");
  }
  return {};
}

std::string role_label(const portal::Tongue& tongue, content::DeskRole role) {
  using content::DeskRole;
  switch (role) {
    case DeskRole::Contributor:
      return tongue.t("Contributor");
    case DeskRole::Editor:
      return tongue.t("Editor");
    case DeskRole::Approver:
      return tongue.t("Approver");
    case DeskRole::Translator:
      return tongue.t("Translator");
    case DeskRole::LanguageReviewer:
      return tongue.t("Language reviewer");
    case DeskRole::DataSteward:
      return tongue.t("Data steward");
    case DeskRole::PressOfficer:
      return tongue.t("Press officer");
    case DeskRole::Auditor:
      return tongue.t("Auditor");
    case DeskRole::Administrator:
      return tongue.t("Administrator");
  }
  return {};
}

}  // namespace sen::desk
