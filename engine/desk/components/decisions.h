#pragma once

#include "engine/desk/views/document.h"
#include "engine/portal/html/writer.h"

/// What people say and decide on a text.
namespace sen::desk::components {

/// A form for each thing that the person may do now with one language, or with the proposal of a document: `base` is
/// the address of what is decided on. Each carries the content that the page shows.
struct Decidable {
  std::string base;  ///< `/desk/documents/ID/vi`
  const workflow::Offers& offers;
  const content::Review* review = nullptr;    ///< Null: nothing waits or waited.
  const content::Version* version = nullptr;  ///< Null: of a proposal.
  bool factor_opens_more = false;             ///< A second factor would let the person do more.
};
void decisions(portal::html::Writer& w, const Visit& visit, const Decidable& on);

/// An emergency that waits for its second person, or for its review; nothing otherwise.
void emergency(portal::html::Writer& w, const Visit& visit, const content::Review& review);

/// Who approved, who is asked, how many are missing.
void approvals(portal::html::Writer& w, const Visit& visit, const content::Review& review);

/// What reviewers remarked, each on its paragraph, with a button to settle it for those who may.
void remarks(portal::html::Writer& w, const Visit& visit, const Decidable& on);

}  // namespace sen::desk::components
