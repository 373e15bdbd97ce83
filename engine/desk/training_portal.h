#pragma once

#include <string>

#include "engine/desk/visit.h"

/// The training as its people see it: the portal's own pages, made from a store in memory that holds nothing but what
/// was published within the training. It goes when the page is made, so that nothing of it can reach the portal.
namespace sen::desk {

/// At most this many documents are listed, the newest first.
inline constexpr std::size_t kShownTraining = 50;

/// A whole page with what was published in the training, of organisations whose training the person may use.
/// Errors: Storage.
Result<std::string> render_training_front(const Visit& visit);

/// A whole page of one language of a document. Errors: NotFound, also for what was not published in the training or
/// may not be seen; Storage.
Result<std::string> render_training_page(const Visit& visit, const content::ContentId& id,
                                         const content::Locale& locale);

/// Whether the person may see the training's pages of `document`.
bool may_see_training(const Visit& visit, const content::Document& document);

}  // namespace sen::desk
