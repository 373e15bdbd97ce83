#pragma once

#include <optional>
#include <string>
#include <vector>

#include "content/model/document.h"
#include "content/model/ids.h"
#include "engine/base/clock.h"

namespace sen::content {

/// What a person may do, for one organisation and all below it. Stored by number: never renumber.
enum class DeskRole {
  Contributor = 1,
  Editor = 2,
  Approver = 3,
  Translator = 4,
  LanguageReviewer = 5,
  DataSteward = 6,
  PressOfficer = 7,
  Auditor = 8,
  Administrator = 9
};

struct RoleGrant {
  DeskRole role = DeskRole::Contributor;
  OrganisationCode organisation;
  bool operator==(const RoleGrant&) const = default;
};

/// Whether a person is who answers for an organisation's contributions (the officer register). Stored by number.
enum class Duty { None = 1, Officer = 2, Deputy = 3 };

/// A person with access to the desk. Secrets (password, second factors, keys) are not here: the log keeps no secrets.
struct Account {
  AccountName name;
  std::string display_name;
  std::string email;
  OrganisationCode organisation;  ///< Whom the person works for.
  Duty duty = Duty::None;
  std::vector<RoleGrant> grants;  ///< Sorted by organisation, then role.
  std::vector<Locale> languages;  ///< That the person translates into or reviews.
  Locale desk_language;           ///< Of pages and notices: `vi`, `en`.
  bool active = true;             ///< A person who left keeps the name and can do nothing.
  bool sandbox = false;           ///< A trainee: what this person makes can never be public.
  Timestamp created;
};

/// What the register says of an organisation beyond the vocabulary that Sen ships; it goes before the vocabulary.
struct OrganisationEntry {
  OrganisationCode code;
  std::string kind;         ///< As content::Organisation::kind; `department` for units below one.
  OrganisationCode parent;  ///< May be empty.
  Texts names;
  std::string place;  ///< Province code, or empty.
  std::vector<OrganisationCode> predecessors;
  std::vector<OrganisationCode> successors;  ///< Of one that was merged or split, the main one first.
  std::string until;                         ///< Its last day, `YYYY-MM-DD`; empty: it stands.
  bool officer_exempt = false;               ///< Needs no officer of its own.
};

}  // namespace sen::content
