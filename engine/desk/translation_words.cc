#include "engine/desk/translation_words.h"

namespace sen::desk {

using portal::Tongue;

std::string request_label(const Tongue& tongue, content::RequestState state) {
  switch (state) {
    case content::RequestState::Open:
      return tongue.t("Translation asked for");
    case content::RequestState::Accepted:
      return tongue.t("Translation accepted");
    case content::RequestState::Declined:
      return tongue.t("Translation declined");
    case content::RequestState::HandedIn:
      return tongue.t("Translation handed in");
    case content::RequestState::Done:
      return tongue.t("Translation done");
    case content::RequestState::Cancelled:
      return tongue.t("Request cancelled");
  }
  return {};
}

std::string priority_label(const Tongue& tongue, content::Priority priority) {
  switch (priority) {
    case content::Priority::Normal:
      return tongue.t("Ordinary");
    case content::Priority::High:
      return tongue.t("Important");
    case content::Priority::Urgent:
      return tongue.t("Urgent");
  }
  return {};
}

std::string difference_label(const Tongue& tongue, content::DifferenceKind kind) {
  switch (kind) {
    case content::DifferenceKind::Number:
      return tongue.t("Figure");
    case content::DifferenceKind::Date:
      return tongue.t("Date");
    case content::DifferenceKind::DocumentNumber:
      return tongue.t("Document number");
    case content::DifferenceKind::Name:
      return tongue.t("Protected name");
    case content::DifferenceKind::Term:
      return tongue.t("Locked term");
    case content::DifferenceKind::Forbidden:
      return tongue.t("Forbidden word");
  }
  return {};
}

std::string term_status_label(const Tongue& tongue, content::TermStatus status) {
  switch (status) {
    case content::TermStatus::Preferred:
      return tongue.t("preferred");
    case content::TermStatus::Admitted:
      return tongue.t("also allowed");
    case content::TermStatus::Forbidden:
      return tongue.t("not to be used");
  }
  return {};
}

}  // namespace sen::desk
