#pragma once

#include <string>
#include <string_view>

#include "engine/base/clock.h"
#include "engine/base/result.h"

namespace sen::mail {

/// Who sends or gets a mail.
struct Mailbox {
  std::string name{};     ///< UTF-8 in any script; may be empty.
  std::string address{};  ///< As parse_address() takes it.
  bool operator==(const Mailbox&) const = default;
};

/// Checks an address: `local@domain` of RFC 5321, section 4.1.2, in ASCII, without quoted local parts and address
/// literals; at most 254 bytes. What passes can be neither a second address nor a second line of a header.
/// Errors: InvalidInput.
Result<std::string> parse_address(std::string_view text);

/// A mail of plain text in one language.
struct Message {
  Mailbox from;
  Mailbox to;
  std::string subject;   ///< UTF-8; line ends and other controls become blanks.
  std::string body;      ///< UTF-8, lines ended by `\n`.
  std::string language;  ///< BCP 47: Content-Language.
  std::string id;        ///< Left of the `@` in Message-ID: letters, digits, `.`, `-`; the same for ever.
  Timestamp date;
};

/// `message` as it goes over the wire (RFC 5322, RFC 2045 to 2047): lines of at most 76 characters ended by CRLF,
/// everything ASCII, the body in quoted-printable UTF-8. Malformed UTF-8 becomes U+FFFD. The host of Message-ID is that
/// of `from`. Marked as made by a program (RFC 3834, section 5), so that absence notes do not answer.
std::string format_message(const Message& message);

/// A header's text as encoded words (RFC 2047, section 2: UTF-8, B), of at most 75 characters each, between characters;
/// as it is if it is printable ASCII and cannot be taken for an encoded word.
std::string encode_header_text(std::string_view text);

/// Quoted-printable (RFC 2045, section 6.7): lines of at most 76 characters ended by CRLF.
std::string encode_quoted_printable(std::string_view text);

}  // namespace sen::mail
