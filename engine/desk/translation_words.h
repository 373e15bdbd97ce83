#pragma once

#include <string>

#include "content/model/translation.h"
#include "engine/portal/tongue.h"

/// Words about translation.
namespace sen::desk {

/// `accepted`, `đã nhận`
std::string request_label(const portal::Tongue& tongue, content::RequestState state);
std::string priority_label(const portal::Tongue& tongue, content::Priority priority);
/// `figure`, `số liệu`
std::string difference_label(const portal::Tongue& tongue, content::DifferenceKind kind);

/// `preferred`, `nên dùng`
std::string term_status_label(const portal::Tongue& tongue, content::TermStatus status);

}  // namespace sen::desk
