#pragma once

#include <string>

#include "content/model/document.h"
#include "engine/desk/visit.h"
#include "engine/workflow/queue.h"

/// Words about where a text stands, for the pages on which people write, review and publish.
namespace sen::desk {

/// `In review`, `Đang xét duyệt`
std::string state_label(const portal::Tongue& tongue, content::State state);
/// How a tag of that state looks: `good`, `warn`, `bad` or nothing.
std::string_view state_tone(content::State state);
/// `To approve`, `Chờ bạn phê duyệt`: why something is in somebody's queue.
std::string waiting_label(const portal::Tongue& tongue, workflow::Waiting waiting);
/// `machine translation, nobody has checked it`
std::string provenance_label(const portal::Tongue& tongue, content::Provenance provenance);
std::string change_label(const portal::Tongue& tongue, content::ChangeKind kind);

/// How long until `at`, or how long it has passed, in the largest unit that fits: `in 3 hours`, `2 days overdue`.
std::string until_words(const portal::Tongue& tongue, Timestamp now, Timestamp at);

/// A language's name in the language of the desk; its code where the vocabulary has no such language.
std::string language_label(const Visit& visit, const content::Locale& locale);
/// The display name of an account, or its name; what is no account (`operator`, `scheduler`) as it is.
std::string person_label(const Visit& visit, const content::AccountName& name);

/// What a change of the log did, from its reason: `Approved`, `Đã phê duyệt`. A reason of another kind as it is.
std::string action_label(const portal::Tongue& tongue, std::string_view reason);

}  // namespace sen::desk
