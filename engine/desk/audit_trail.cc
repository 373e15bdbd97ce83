#include "engine/desk/audit_trail.h"

#include "engine/identity/roles.h"
#include "engine/store/keys.h"

namespace sen::desk {
namespace {

using content::Change;
using content::Mutation;

constexpr std::uint64_t kWindow = 500;
constexpr std::uint64_t kMostLooked = 20'000;

std::string joined(const std::vector<content::OrganisationCode>& codes) {
  std::string text;
  for (const content::OrganisationCode& code : codes) text += (text.empty() ? "" : " ") + code.value;
  return text;
}

struct Item {
  std::string operator()(const content::Document& r) const { return "document:" + r.id.value; }
  std::string operator()(const content::Edition& r) const { return "edition:" + r.id.value + "/" + r.locale.value; }
  std::string operator()(const content::Version& r) const {
    return "version:" + r.id.value + "/" + r.locale.value + "/" + std::to_string(r.number);
  }
  std::string operator()(const content::Media& r) const { return "media:" + to_hex(r.digest); }
  std::string operator()(const content::Dataset& r) const { return "dataset:" + r.code.value; }
  std::string operator()(const content::Series& r) const { return "series:" + r.dataset.value; }
  std::string operator()(const content::SeriesEnd& r) const { return "series:" + r.dataset.value; }
  std::string operator()(const content::PackageReceipt& r) const { return "package:" + r.name; }
  std::string operator()(const content::Account& r) const { return "account:" + r.name.value; }
  std::string operator()(const content::OrganisationEntry& r) const { return "organisation:" + r.code.value; }
  std::string operator()(const content::Review& r) const { return "review:" + r.id.value + "/" + r.locale.value; }
  std::string operator()(const content::Proposal& r) const { return "proposal:" + r.document.id.value; }
  std::string operator()(const content::Draft& r) const { return "draft:" + r.id.value + "/" + r.locale.value; }
  std::string operator()(const content::PreviewLink& r) const {
    return "preview:" + r.id.value + "/" + std::to_string(r.number);
  }
  std::string operator()(const content::TranslationRequest& r) const {
    return "translation-request:" + r.id.value + "/" + r.locale.value;
  }
  std::string operator()(const content::TermEntry& r) const { return "term:" + r.id.value; }
  template <typename Other>
  std::string operator()(const Other&) const {
    return "record";
  }
};

struct Facts {
  http::Pairs operator()(const content::Account& r) const {
    std::string roles;
    for (const content::RoleGrant& grant : r.grants)
      roles +=
          (roles.empty() ? "" : " ") + std::string(identity::role_name(grant.role)) + "@" + grant.organisation.value;
    return {{"display_name", r.display_name},         {"email", r.email},
            {"organisation", r.organisation.value},   {"roles", roles},
            {"desk_language", r.desk_language.value}, {"active", r.active ? "true" : "false"},
            {"sandbox", r.sandbox ? "true" : "false"}};
  }
  http::Pairs operator()(const content::OrganisationEntry& r) const {
    http::Pairs facts;
    for (const auto& [language, name] : r.names) facts.emplace_back("name." + language.value, name);
    facts.emplace_back("parent", r.parent.value);
    facts.emplace_back("until", r.until);
    facts.emplace_back("predecessors", joined(r.predecessors));
    facts.emplace_back("successors", joined(r.successors));
    facts.emplace_back("officer_exempt", r.officer_exempt ? "true" : "false");
    facts.emplace_back("signed_packages_only", r.signed_packages_only ? "true" : "false");
    return facts;
  }
  http::Pairs operator()(const content::Version& r) const {
    return {{"title", r.title}, {"summary", r.summary}, {"content", to_hex(sha256(r.text))}};
  }
  http::Pairs operator()(const content::Edition& r) const {
    return {{"state", std::to_string(static_cast<int>(r.state))}};
  }
  http::Pairs operator()(const content::Review& r) const {
    return {{"state", std::to_string(static_cast<int>(r.state))},
            {"version", std::to_string(r.version)},
            {"author", r.author.value},
            {"approvals", std::to_string(r.approvals.size())},
            {"differences", std::to_string(r.differences.size())},
            {"signed_off_by", r.sign_off ? r.sign_off->account.value : std::string()},
            {"sign_off_reason", r.sign_off ? r.sign_off->reason : std::string()},
            {"content", to_hex(r.content)}};
  }
  http::Pairs operator()(const content::TranslationRequest& r) const {
    return {{"state", std::to_string(static_cast<int>(r.state))},
            {"priority", std::to_string(static_cast<int>(r.priority))},
            {"due", r.due ? format_rfc3339(*r.due) : std::string()},
            {"asked_by", r.asked_by.value},
            {"translator", r.translator.value},
            {"agency", r.agency},
            {"note", r.note},
            {"answer", r.answer}};
  }
  http::Pairs operator()(const content::TermEntry& r) const {
    http::Pairs facts = {{"subject", r.subject},
                         {"note", r.note},
                         {"locked", r.locked ? "true" : "false"},
                         {"removed", r.removed ? "true" : "false"}};
    for (const auto& [language, text] : r.definitions) facts.emplace_back("definition." + language.value, text);
    for (const content::Term& term : r.terms)
      facts.emplace_back("term." + term.locale.value + "." + std::to_string(static_cast<int>(term.status)), term.text);
    return facts;
  }
  http::Pairs operator()(const content::PreviewLink& r) const {
    return {{"language", r.locale.value},
            {"version", std::to_string(r.version)},
            {"expires", format_rfc3339(r.expires)},
            {"ended", r.revoked ? format_rfc3339(*r.revoked) : std::string()},
            {"views", std::to_string(r.views)},
            {"last_view", r.last_view ? format_rfc3339(*r.last_view) : std::string()}};
  }
  http::Pairs operator()(const content::PackageReceipt& r) const {
    http::Pairs facts = {{"outcome", r.outcome}, {"digest", to_hex(r.digest)}};
    // What was typed beside the package, and by whom.
    for (const content::Amendment& one : r.amendments)
      facts.emplace_back(one.file + " " + one.field + (one.key.empty() ? "" : "." + one.key),
                         one.value + " (" + one.account.value + ")");
    return facts;
  }
  template <typename Other>
  http::Pairs operator()(const Other&) const {
    return {};
  }
};

/// What Snapshot::history knows a record by; empty for those without facts to compare.
struct HistoryKey {
  std::string operator()(const content::Account& r) const { return store::keys::account(r.name); }
  std::string operator()(const content::OrganisationEntry& r) const { return store::keys::organisation(r.code); }
  std::string operator()(const content::Edition& r) const { return store::keys::document(r.id); }
  std::string operator()(const content::Version& r) const { return store::keys::document(r.id); }
  std::string operator()(const content::Review& r) const { return store::keys::document(r.id); }
  std::string operator()(const content::PreviewLink& r) const { return store::keys::preview_link(r.id, r.number); }
  std::string operator()(const content::TranslationRequest& r) const {
    return store::keys::translation_request(r.id, r.locale);
  }
  std::string operator()(const content::TermEntry& r) const { return store::keys::term(r.id); }
  template <typename Other>
  std::string operator()(const Other&) const {
    return {};
  }
};

bool fits(const Visit& visit, const AuditFilter& filter, const Change& change) {
  identity::Resource resource;
  resource.organisation = change.actor.organisation;
  if (!visit.may(identity::Action::AuditRead, resource)) return false;
  if (!filter.person.empty() && change.actor.name != filter.person) return false;
  if (!filter.organisation.empty() && change.actor.organisation.value != filter.organisation) return false;
  if (!filter.action.empty() && change.reason.find(filter.action) == std::string::npos) return false;
  if (filter.from && change.committed_at < *filter.from) return false;
  if (filter.until && change.committed_at >= *filter.until) return false;
  return filter.item.empty() ||
         std::any_of(change.mutations.begin(), change.mutations.end(), [&](const Mutation& mutation) {
           return item_of(mutation).find(filter.item) != std::string::npos;
         });
}

}  // namespace

std::string item_of(const Mutation& mutation) {
  return std::visit(Item(), mutation);
}

http::Pairs facts_of(const Mutation& mutation) {
  return std::visit(Facts(), mutation);
}

Result<std::optional<Mutation>> former_record(const Visit& visit, content::Sequence sequence,
                                              const Mutation& mutation) {
  const std::string key = std::visit(HistoryKey(), mutation);
  if (key.empty()) return std::optional<Mutation>();
  constexpr int kMostRead = 100;
  const std::string item = item_of(mutation);
  const auto history = SEN_TRY(visit.snapshot->history(key));
  int read = 0;
  for (auto at = history.rbegin(); at != history.rend() && read < kMostRead; ++at) {
    if (*at >= sequence) continue;
    ++read;
    const auto entries = SEN_TRY(visit.context.parts.store.log().read({at->value - 1}, 1));
    if (entries.empty()) break;
    for (const Mutation& earlier : entries.front().mutations)
      if (item_of(earlier) == item) return std::optional(earlier);
  }
  return std::optional<Mutation>();
}

Result<AuditFilter> read_audit_filter(const http::Request& request) {
  const auto text = [&](std::string_view name) { return std::string(request.parameter(name).value_or("")); };
  AuditFilter filter{text("person"), text("organisation"), text("item"), text("action"), {}, {}};
  // Days are those of Viet Nam, both included.
  if (const std::string day = text("from"); !day.empty()) filter.from = SEN_TRY(parse_rfc3339(day).within("from"));
  if (const std::string day = text("until"); !day.empty())
    filter.until = SEN_TRY(parse_rfc3339(day).within("until")) + std::chrono::hours(24);
  return filter;
}

Result<AuditPart> read_audit(const Visit& visit, const AuditFilter& filter, std::uint64_t before, std::size_t limit) {
  const store::ChangeLog& log = visit.context.parts.store.log();
  AuditPart part;
  std::uint64_t end = log.head().sequence.value;
  if (before > 0) end = std::min(end, before - 1);
  const std::uint64_t stop = end > kMostLooked ? end - kMostLooked : 0;
  while (end > stop) {
    // (begin, end] in pieces, as read() gives fewer where entries are large.
    const std::uint64_t begin = end > kWindow ? end - kWindow : 0;
    std::vector<Change> window;
    for (std::uint64_t at = begin; at < end;) {
      std::vector<Change> piece = SEN_TRY(log.read({at}, end - at));
      if (piece.empty()) break;
      at = piece.back().sequence.value;
      for (Change& change : piece) window.push_back(std::move(change));
    }
    for (auto change = window.rbegin(); change != window.rend(); ++change) {
      if (change->sequence.value > end || !fits(visit, filter, *change)) continue;
      if (part.entries.size() == limit) {
        part.next = part.entries.back().sequence.value;
        return part;
      }
      part.entries.push_back(std::move(*change));
    }
    end = begin;
  }
  part.next = end > 0 ? end + 1 : 0;
  return part;
}

}  // namespace sen::desk
