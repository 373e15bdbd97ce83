#pragma once

#include <optional>
#include <string>
#include <vector>

#include "content/model/document.h"
#include "content/model/ids.h"
#include "engine/base/clock.h"

namespace sen::content {

/// What a person does for an organisation and all below it (engine/identity/authorise.cc says what that allows).
/// Stored by number: never renumber.
enum class DeskRole {
  Contributor = 1,       ///< Writes and hands in, for one organisation.
  Editor = 2,            ///< Edits, reviews, schedules.
  Approver = 3,          ///< Decides what is published.
  Translator = 4,        ///< Writes editions in the languages of the account.
  LanguageReviewer = 5,  ///< Signs translations off in the languages of the account.
  DataSteward = 6,       ///< Hands in and approves datasets.
  PressOfficer = 7,      ///< Statements, incidents, questions, accreditation.
  Auditor = 8,           ///< Reads everything that happened, changes nothing.
  Administrator = 9      ///< Accounts, roles, keys and organisations; no say in content.
};

/// A role for an organisation and all below it; an empty organisation is the site itself.
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
  /// Kinds of notices by mail that the person does not want (engine/mail/notice.h), sorted. All others are sent.
  std::vector<std::string> declined_notices;
  bool active = true;    ///< A person who left keeps the name and can do nothing.
  bool sandbox = false;  ///< A trainee: what this person makes can never be public.
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
  bool signed_packages_only = false;         ///< A package without a good signature is refused.
};

}  // namespace sen::content
