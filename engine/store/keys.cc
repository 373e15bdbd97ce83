#include "engine/store/keys.h"

namespace sen::store {
namespace {

constexpr char kEnd = '\0';
constexpr std::uint64_t kSignBit = 1ULL << 63U;

std::string_view word(Listing::By by) {
  switch (by) {
    case Listing::By::All:
      return "all";
    case Listing::By::Section:
      return "section";
    case Listing::By::Topic:
      return "topic";
    case Listing::By::Place:
      return "place";
    case Listing::By::Organisation:
      return "organisation";
    case Listing::By::Type:
      return "type";
    case Listing::By::Corrections:
      return "corrections";
  }
  return "all";
}

template <typename... Parts>
std::string join(char letter, const Parts&... parts) {
  std::string key(1, letter);
  ((key += parts), ...);
  return key;
}

}  // namespace

std::string to_string(const Listing& listing) {
  std::string name = listing.locale.empty() ? "*" : listing.locale.value;
  name += '/';
  if (listing.gone) name += "gone-";
  name += word(listing.by);
  if (listing.by != Listing::By::All && listing.by != Listing::By::Corrections) {
    name += '/';
    name += listing.code;
  }
  return name;
}

namespace keys {

Family family_of(std::string_view key) {
  switch (key.empty() ? '\0' : key.front()) {
    case 'l':
      return Family::Log;
    case 'H':
      return Family::Meta;
    case 'L':
    case 'C':
    case 'P':
    case 'R':
    case 'U':
    case 'D':
    case 'W':
    case 'T':
    case 'X':
    case 'q':
    case 'A':
    case 'O':
    case 'M':
    case 'Q':
      return Family::Index;
    default:
      return Family::Records;
  }
}

void append_time(std::string& out, Timestamp at) {
  append_u64(out, static_cast<std::uint64_t>(at.milliseconds) ^ kSignBit);
}
Timestamp read_time(std::string_view bytes) {
  return {static_cast<std::int64_t>(read_u64(bytes) ^ kSignBit)};
}

std::string document(const content::ContentId& id) {
  return join('d', id.value);
}
std::string documents() {
  return "d";
}
std::string editions(const content::ContentId& id) {
  return join('e', id.value, kEnd);
}
std::string edition(const content::ContentId& id, const content::Locale& locale) {
  return join('e', id.value, kEnd, locale.value);
}
std::string version(const content::ContentId& id, const content::Locale& locale, std::uint32_t number) {
  std::string key = join('v', id.value, kEnd, locale.value, kEnd);
  append_u64(key, number);
  return key;
}
std::string media(std::string_view digest_or_prefix) {
  return join('m', digest_or_prefix);
}
std::string package(const Digest& digest) {
  return join('p', digest.view());
}
std::string dataset(const content::DatasetCode& code) {
  return join('s', code.value);
}
std::string datasets() {
  return "s";
}
std::string all_series(const content::DatasetCode& code) {
  return join('o', code.value, kEnd);
}
std::string series(const content::DatasetCode& code, std::string_view series_key, std::uint32_t release) {
  std::string key = join('o', code.value, kEnd, series_key, kEnd);
  append_u64(key, release);
  return key;
}
std::string table_parts(const content::DatasetCode& code, std::uint32_t number) {
  std::string key = join('r', code.value, kEnd);
  append_u64(key, number);
  return key;
}
std::string table_part(const content::DatasetCode& code, std::uint32_t number, std::uint32_t release) {
  std::string key = table_parts(code, number);
  append_u64(key, release);
  return key;
}

std::string account(const content::AccountName& name) {
  return join('a', name.value);
}
std::string accounts() {
  return "a";
}
std::string organisation(const content::OrganisationCode& code) {
  return join('g', code.value);
}
std::string organisations() {
  return "g";
}
std::string review(const content::ContentId& id, const content::Locale& locale) {
  return join('w', id.value, kEnd, locale.value);
}
std::string reviews(const content::ContentId& id) {
  return join('w', id.value, kEnd);
}
std::string proposal(const content::ContentId& id) {
  return join('n', id.value);
}
std::string drafts(const content::ContentId& id, const content::Locale& locale) {
  return join('t', id.value, kEnd, locale.value, kEnd);
}
std::string draft(const content::ContentId& id, const content::Locale& locale, std::uint32_t revision) {
  std::string key = drafts(id, locale);
  append_u64(key, revision);
  return key;
}
std::string translation_request(const content::ContentId& id, const content::Locale& locale) {
  return join('x', id.value, kEnd, locale.value);
}
std::string translation_requests(const content::ContentId& id) {
  return join('x', id.value, kEnd);
}
std::string term(const content::TermId& id) {
  return join('y', id.value);
}
std::string terms() {
  return "y";
}

std::string preview_links(const content::ContentId& id) {
  return join('k', id.value, kEnd);
}
std::string preview_link(const content::ContentId& id, std::uint32_t number) {
  std::string key = preview_links(id);
  append_u64(key, number);
  return key;
}

std::string listing(const Listing& listing) {
  return join('L', to_string(listing), kEnd);
}
std::string listed(const Listing& where, const Listed& entry) {
  std::string key = listing(where);
  append_u64(key, ~(static_cast<std::uint64_t>(entry.published.milliseconds) ^ kSignBit));
  key += entry.id.value;
  return key;
}
Listed read_listed(std::string_view key, std::size_t prefix_size) {
  const std::uint64_t time = ~read_u64(key.substr(prefix_size)) ^ kSignBit;
  return {.id = content::ContentId(std::string(key.substr(prefix_size + 8))),
          .published = {static_cast<std::int64_t>(time)}};
}
std::string listing_count(const Listing& listing) {
  return join('C', to_string(listing));
}
std::string public_versions(const content::ContentId& id, const content::Locale& locale) {
  return join('P', id.value, kEnd, locale.value, kEnd);
}
std::string public_version(const content::ContentId& id, const content::Locale& locale, std::uint32_t number) {
  std::string key = public_versions(id, locale);
  append_u64(key, number);
  return key;
}
std::string relating(const content::ContentId& target) {
  return join('R', target.value, kEnd);
}
std::string relation(const content::ContentId& target, const content::ContentId& source) {
  return join('R', target.value, kEnd, source.value);
}
std::string media_users(const Digest& digest) {
  return join('U', digest.view());
}
std::string media_user(const Digest& digest, const content::ContentId& id) {
  return join('U', digest.view(), id.value);
}
std::string due() {
  return "D";
}
std::string due(Timestamp at, DueKind kind, std::string_view name) {
  std::string key = due();
  append_time(key, at);
  key += static_cast<char>(kind);
  key += name;
  return key;
}
std::string open_reviews() {
  return "W";
}
std::string open_review(const content::ContentId& id, const content::Locale& locale) {
  return join('W', id.value, kEnd, locale.value);
}
std::string open_drafts(const content::AccountName& account) {
  return join('T', account.value, kEnd);
}
std::string open_draft(const content::AccountName& account, const content::ContentId& id,
                       const content::Locale& locale) {
  return join('T', account.value, kEnd, id.value, kEnd, locale.value);
}
std::string training() {
  return "X";
}
std::string training(const content::ContentId& id) {
  return join('X', id.value);
}
std::string open_drafts(const content::ContentId& id) {
  return join('O', id.value, kEnd);
}
std::string open_draft(const content::ContentId& id, const content::Locale& locale) {
  return join('O', id.value, kEnd, locale.value);
}
std::string statuses() {
  return "M";
}
std::string status(const content::Document& document) {
  std::string key = statuses();
  append_u64(key, ~(static_cast<std::uint64_t>(document.date.milliseconds) ^ kSignBit));
  key += document.id.value;
  return key;
}
std::string open_requests(const content::Locale& locale) {
  return locale.empty() ? "Q" : join('Q', locale.value, kEnd);
}
std::string open_request(const content::Locale& locale, const content::ContentId& id) {
  return join('Q', locale.value, kEnd, id.value);
}
std::string history(std::string_view item) {
  return join('A', item, kEnd);
}
std::string history(std::string_view item, content::Sequence sequence) {
  std::string key = history(item);
  append_u64(key, sequence.value);
  return key;
}
std::string last_change(std::string_view item) {
  return join('q', item);
}

std::string log() {
  return "l";
}
std::string log_entry(content::Sequence sequence) {
  std::string key = log();
  append_u64(key, sequence.value);
  return key;
}
std::string head() {
  return "H";
}

}  // namespace keys
}  // namespace sen::store
