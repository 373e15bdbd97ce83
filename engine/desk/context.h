#pragma once

#include <functional>
#include <memory>
#include <string>

#include "content/compare/lazy_names.h"
#include "content/model/vocabulary.h"
#include "engine/base/clock.h"
#include "engine/desk/accounts.h"
#include "engine/desk/credentials.h"
#include "engine/desk/kept_forms.h"
#include "engine/identity/api_key.h"
#include "engine/identity/challenges.h"
#include "engine/identity/one_time_link.h"
#include "engine/identity/package_signature.h"
#include "engine/identity/second_factors.h"
#include "engine/identity/session.h"
#include "engine/identity/throttle.h"
#include "engine/identity/vault.h"
#include "engine/portal/assets.h"
#include "engine/portal/site.h"
#include "engine/portal/tongue.h"
#include "engine/press/accreditations.h"
#include "engine/press/enquiries.h"
#include "engine/store/store.h"
#include "engine/workflow/previews.h"
#include "engine/workflow/receipts.h"
#include "engine/workflow/workflow.h"
#include "ingest/intake/intake.h"
#include "ingest/intake/unfinished.h"
#include "ingest/neighbours.h"

namespace sen::desk {

class Notifier;

/// Keeps the bytes of a picture and makes its sizes; what it gives is to be stored with the document that uses it.
using TakePicture = std::function<Result<content::Media>(const std::string& original)>;

/// What the desk is made of. All references must outlive it.
struct Parts {
  store::Store& store;
  identity::Vault& vault;
  identity::PasswordHasher& hasher;
  const content::Vocabulary& vocabulary;
  const portal::Site& site;
  const portal::Assets& portal_assets;  ///< Whose fonts the desk's style sheet names.
  const Clock& clock;
  std::string spool_folder;
  workflow::Workflow& workflow;
  intake::Intake& intake;
  intake::Unfinished& unfinished;
  identity::SigningKeys& signing_keys;
  workflow::RenderBody render;  ///< For previews of what is being written.
  workflow::Previews& previews;
  const workflow::ReceiptBook& receipts;
  press::Enquiries& enquiries;
  press::Accreditations& accreditations;
  TakePicture take_picture;                        ///< For pictures that are handed in one by one.
  const ingest::Neighbours* neighbours = nullptr;  ///< What others have published; null: nothing is compared.
  Notifier* notifier = nullptr;                    ///< Null: this site sends no mail.
};

/// What every page of the desk is given. Lives as long as the desk; thread-safe as its parts are.
struct Context {
  const Parts& parts;
  const portal::Assets& assets;
  const portal::Tongues& tongues;
  const portal::Tongues& site_tongues;  ///< The portal's, for pages of the training.
  identity::Sessions& sessions;
  identity::OneTimeLinks& links;
  identity::SecondFactors& factors;
  identity::Challenges& challenges;
  identity::SignInThrottle& throttle;
  identity::ApiKeys& keys;
  Credentials& credentials;
  KeptForms& kept_forms;
  Accounts& accounts;
  compare::LazyNames names{};  ///< The vocabulary's, for comparing translations.
};

}  // namespace sen::desk
