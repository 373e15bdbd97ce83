#include "ingest/csv.h"

#include <unicode/ucnv.h>
#include <unicode/unistr.h>

#include "engine/base/text.h"

namespace sen::ingest {
namespace {

std::optional<std::string> convert(std::string_view bytes, const char* encoding) {
  UErrorCode status = U_ZERO_ERROR;
  UConverter* converter = ucnv_open(encoding, &status);
  if (U_FAILURE(status)) return std::nullopt;
  // A byte that the encoding does not have ends the reading instead of becoming U+FFFD.
  ucnv_setToUCallBack(converter, UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
  const icu::UnicodeString wide(bytes.data(), static_cast<std::int32_t>(bytes.size()), converter, status);
  ucnv_close(converter);
  if (U_FAILURE(status)) return std::nullopt;
  std::string out;
  wide.toUTF8String(out);
  if (out.starts_with("\xEF\xBB\xBF")) out.erase(0, 3);
  return out;
}

bool is_utf8_name(std::string_view encoding) {
  const std::string lower = to_lower_ascii(encoding);
  return lower.empty() || lower == "utf-8" || lower == "utf8" || lower == "us-ascii" || lower == "ascii";
}

}  // namespace

void CsvReader::read_quoted(std::string& cell) {
  ++at_;
  for (;;) {
    const std::size_t end = text_.find(dialect_.quote, at_);
    if (end == std::string_view::npos) {
      cell.append(text_.substr(at_));
      at_ = text_.size();
      bad_quotes_ = true;
      return;
    }
    cell.append(text_.substr(at_, end - at_));
    at_ = end + 1;
    if (at_ >= text_.size() || text_[at_] != dialect_.quote) break;
    cell += dialect_.quote;
    ++at_;
  }
  // Only a delimiter or the end of the line may follow; spaces are forgiven.
  while (at_ < text_.size() && text_[at_] == ' ') ++at_;
  const std::size_t stop = text_.find_first_of(std::string{dialect_.delimiter, '\n', '\r'}, at_);
  const std::size_t end = stop == std::string_view::npos ? text_.size() : stop;
  if (end == at_) return;
  bad_quotes_ = true;
  cell.append(text_.substr(at_, end - at_));
  at_ = end;
}

bool CsvReader::next() {
  const std::string stops{dialect_.delimiter, '\n', '\r'};
  while (at_ < text_.size()) {
    cells_.clear();
    bad_quotes_ = false;
    for (bool more = true; more;) {
      std::string& cell = cells_.emplace_back();
      if (at_ < text_.size() && text_[at_] == dialect_.quote) {
        read_quoted(cell);
      } else {
        const std::size_t end = std::min(text_.find_first_of(stops, at_), text_.size());
        cell = text_.substr(at_, end - at_);
        at_ = end;
      }
      more = at_ < text_.size() && text_[at_] == dialect_.delimiter;
      if (more) ++at_;
    }
    const bool carriage_return = at_ < text_.size() && text_[at_] == '\r';
    if (at_ < text_.size()) ++at_;
    if (carriage_return && at_ < text_.size() && text_[at_] == '\n') ++at_;
    ++row_;
    if (cells_.size() > 1 || !cells_.front().empty()) return true;
  }
  return false;
}

Result<std::string> decode_table(std::string bytes, const std::string& declared, const std::string& file,
                                 Findings& findings) {
  const auto repaired = [&](const char* encoding) -> Result<std::string> {
    auto text = convert(bytes, encoding);
    if (!text) return Error(ErrorCode::InvalidInput, std::string("the text is not ") + encoding);
    findings.add(Rule::RepairedEncoding, {.file = file}, {std::string(encoding)});
    return *std::move(text);
  };
  if (bytes.starts_with("\xEF\xBB\xBF")) {
    bytes.erase(0, 3);
    findings.add(Rule::RepairedBom, {.file = file});
  } else if (bytes.starts_with("\xFF\xFE")) {
    return repaired("UTF-16LE");
  } else if (bytes.starts_with("\xFE\xFF")) {
    return repaired("UTF-16BE");
  } else if (!is_utf8_name(declared)) {
    if (auto text = convert(bytes, declared.c_str())) return *std::move(text);
    return Error(ErrorCode::InvalidInput, "the text is not " + declared);
  }
  if (is_utf8(bytes)) return bytes;
  return repaired("windows-1258");
}

char find_delimiter(std::string_view text, char declared) {
  const std::string_view header = text.substr(0, std::min(text.find_first_of("\r\n"), text.size()));
  const auto cells = [&](char delimiter) {
    CsvReader reader(header, {.delimiter = delimiter});
    return reader.next() ? reader.cells().size() : 0;
  };
  if (cells(declared) > 1) return declared;
  char best = declared;
  for (const char candidate : {',', ';', '\t', '|'})
    if (cells(candidate) > cells(best)) best = candidate;
  return best;
}

}  // namespace sen::ingest
