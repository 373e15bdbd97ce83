#include "content/model/ids.h"

namespace sen::content {

ContentId make_content_id(const OrganisationCode& organisation, std::string_view folder) {
  std::string name = organisation.value;
  name += '/';
  name += folder;
  const Digest digest = sha256(name);
  return ContentId(to_base32(digest.view().substr(0, 7)).substr(0, 10));
}

Result<ContentId> parse_content_id(std::string_view text) {
  const bool valid =
      text.size() == 10 && text.find_first_not_of("abcdefghijklmnopqrstuvwxyz234567") == std::string_view::npos;
  if (!valid) return Error(ErrorCode::InvalidInput, "a content id is ten characters of a-z and 2-7");
  return ContentId(std::string(text));
}

}  // namespace sen::content
