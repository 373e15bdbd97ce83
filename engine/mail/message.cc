#include "engine/mail/message.h"

#include <algorithm>

#include "engine/base/text.h"
#include "engine/identity/secret.h"

namespace sen::mail {
namespace {

constexpr std::size_t kMostAddressBytes = 254;  // RFC 5321, section 4.5.3.1.3, without the brackets.
constexpr std::size_t kMostLocalBytes = 64;
constexpr std::size_t kMostLabelBytes = 63;
constexpr std::size_t kLine = 76;
constexpr std::string_view kWordBegin = "=?UTF-8?B?";
constexpr std::string_view kWordEnd = "?=";
constexpr std::size_t kWordBytes = 45;  // 60 characters of base64, with begin and end 72.

bool is_alnum(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

bool is_local(std::string_view local) {
  constexpr std::string_view kAtext = "!#$%&'*+-/=?^_`{|}~.";  // RFC 5322, section 3.2.3.
  if (local.empty() || local.size() > kMostLocalBytes || local.front() == '.' || local.back() == '.') return false;
  if (local.find("..") != std::string_view::npos) return false;
  return std::all_of(local.begin(), local.end(),
                     [&](char c) { return is_alnum(c) || kAtext.find(c) != std::string_view::npos; });
}

bool is_domain(std::string_view domain) {
  while (true) {
    const std::size_t end = std::min(domain.find('.'), domain.size());
    const std::string_view label = domain.substr(0, end);
    const bool good = !label.empty() && label.size() <= kMostLabelBytes && label.front() != '-' &&
                      label.back() != '-' &&
                      std::all_of(label.begin(), label.end(), [](char c) { return is_alnum(c) || c == '-'; });
    if (!good) return false;
    if (end == domain.size()) return true;
    domain.remove_prefix(end + 1);
  }
}

/// One line of well-formed text: controls become blanks.
std::string one_line(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t start = at;
    const char32_t c = next_code_point(text, at);
    if (c == kMalformed)
      out += "\xEF\xBF\xBD";
    else if (c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029)
      out += ' ';
    else
      out.append(text.substr(start, at - start));
  }
  return out;
}

bool is_plain(std::string_view text) {
  return text.find("=?") == std::string_view::npos &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= 0x20 && c < 0x7F; });
}

/// Encoded words between characters, so that each can be read alone.
std::string encode_words(std::string_view line) {
  std::string out;
  for (std::size_t begin = 0; begin < line.size();) {
    std::size_t end = begin;
    for (std::size_t at = begin; at < line.size(); end = at) {
      next_code_point(line, at);
      if (at - begin > kWordBytes) break;
    }
    if (!out.empty()) out += ' ';
    out += std::string(kWordBegin) + identity::to_base64(line.substr(begin, end - begin)) + std::string(kWordEnd);
    begin = end;
  }
  return out;
}

/// A phrase in front of an address (RFC 5322, section 3.2.5).
std::string format_mailbox(const Mailbox& mailbox) {
  const std::string name = one_line(mailbox.name);
  if (name.empty()) return mailbox.address;
  const bool words = std::all_of(name.begin(), name.end(), [](char c) { return is_alnum(c) || c == ' ' || c == '-'; });
  const std::string phrase = words && name.size() < kLine / 2 ? name : encode_words(name);
  return phrase + " <" + mailbox.address + ">";
}

/// RFC 5322, section 3.3: `Sun, 22 Nov 2026 08:30:00 +0000`.
std::string format_date(Timestamp at) {
  std::string date = format_http_date(at);
  return date.replace(date.size() - 3, 3, "+0000");
}

/// Folds `value` between its words (RFC 5322, section 2.2.3).
std::string header(std::string_view name, std::string_view value) {
  std::string out = std::string(name) + ":";
  std::size_t width = out.size();
  while (!value.empty()) {
    const std::size_t end = std::min(value.find(' '), value.size());
    if (width + 1 + end > kLine && width > 1) {
      out += "\r\n";
      width = 0;
    }
    out += ' ';
    out += value.substr(0, end);
    width += 1 + end;
    value.remove_prefix(std::min(end + 1, value.size()));
  }
  return out + "\r\n";
}

}  // namespace

Result<std::string> parse_address(std::string_view text) {
  const std::size_t at = text.rfind('@');
  const bool good = at != std::string_view::npos && text.size() <= kMostAddressBytes && is_local(text.substr(0, at)) &&
                    is_domain(text.substr(at + 1));
  if (!good) return Error(ErrorCode::InvalidInput, "this is no e-mail address; one looks like name@example.org");
  return std::string(text);
}

std::string encode_header_text(std::string_view text) {
  const std::string line = one_line(text);
  return is_plain(line) ? line : encode_words(line);
}

std::string encode_quoted_printable(std::string_view text) {
  static constexpr char kHex[] = "0123456789ABCDEF";
  std::string out;
  std::size_t width = 0;
  const auto add = [&](std::string_view piece) {
    if (width + piece.size() > kLine - 1) {  // The last place of a line is for `=`.
      out += "=\r\n";
      width = 0;
    }
    out += piece;
    width += piece.size();
  };
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '\r') continue;
    if (c == '\n') {
      out += "\r\n";
      width = 0;
      continue;
    }
    const bool ends_line = at + 1 == text.size() || text[at + 1] == '\n' || text[at + 1] == '\r';
    const bool blank = (c == ' ' || c == '\t') && !ends_line;
    if (blank || (c > 0x20 && c < 0x7F && c != '=')) {
      add({&c, 1});
    } else {
      const auto byte = static_cast<unsigned char>(c);
      const char escaped[] = {'=', kHex[byte >> 4], kHex[byte & 0xF]};
      add({escaped, 3});
    }
  }
  if (!out.empty() && !out.ends_with("\r\n")) out += "\r\n";
  return out;
}

std::string format_message(const Message& message) {
  const std::string host = message.from.address.substr(message.from.address.rfind('@') + 1);
  std::string body;
  for (std::size_t at = 0; at < message.body.size();) {
    const std::size_t start = at;
    const char32_t c = next_code_point(message.body, at);
    if (c == kMalformed)
      body += "\xEF\xBF\xBD";
    else if (c >= 0x20 || c == U'\n' || c == U'\t')
      body.append(message.body, start, at - start);
  }
  return header("From", format_mailbox(message.from)) + header("To", format_mailbox(message.to)) +
         header("Subject", encode_header_text(message.subject)) + header("Date", format_date(message.date)) +
         header("Message-ID", "<" + message.id + "@" + host + ">") + header("MIME-Version", "1.0") +
         header("Content-Type", "text/plain; charset=UTF-8") + header("Content-Transfer-Encoding", "quoted-printable") +
         header("Content-Language", message.language) + header("Auto-Submitted", "auto-generated") + "\r\n" +
         encode_quoted_printable(body);
}

}  // namespace sen::mail
