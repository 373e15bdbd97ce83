#include "engine/app/organisation_job.h"

#include <nlohmann/json.hpp>

#include "engine/desk/directory.h"
#include "engine/desk/organisations.h"

namespace sen::app {
namespace {

using content::OrganisationCode;
using nlohmann::json;

const content::Actor kOperator{"operator", {}};

Error invalid(const std::string& message) {
  return Error(ErrorCode::InvalidInput, message);
}

Result<desk::Directory> directory_of(Engine& engine) {
  const auto snapshot = SEN_TRY(engine.store().snapshot());
  return desk::Directory::read(engine.vocabulary(), *snapshot);
}

Result<std::string> list(Engine& engine, bool as_json) {
  const desk::Directory directory = SEN_TRY(directory_of(engine));
  json all = json::array();
  std::string text;
  for (const auto& [code, entry] : directory.all()) {
    const std::string name = directory.name(code, content::Locale("en"));
    text += code.value + "  " + name + (entry.until.empty() ? "" : "  until " + entry.until) + "\n";
    json successors = json::array();
    for (const OrganisationCode& successor : entry.successors) successors.push_back(successor.value);
    all.push_back({{"code", code.value},
                   {"name", name},
                   {"kind", entry.kind},
                   {"parent", entry.parent.value},
                   {"until", entry.until},
                   {"successors", std::move(successors)}});
  }
  return as_json ? all.dump(2) + "\n" : text;
}

void read_names(const json& request, content::OrganisationEntry& entry) {
  const json names = request.value("names", json::object());
  for (const auto& [language, name] : names.items()) entry.names[content::Locale(language)] = name.get<std::string>();
}

Result<std::string> add(Engine& engine, const json& request) {
  content::OrganisationEntry entry;
  entry.code = OrganisationCode(request.value("code", ""));
  entry.kind = request.value("kind", "");
  if (entry.kind.empty()) entry.kind = "department";
  entry.parent = OrganisationCode(request.value("parent", ""));
  read_names(request, entry);
  SEN_TRY(desk::add_organisation(engine.store(), engine.vocabulary(), entry, kOperator));
  return "added " + entry.code.value + "\n";
}

Result<std::string> edit(Engine& engine, const json& request) {
  const OrganisationCode code(request.value("code", ""));
  const desk::Directory directory = SEN_TRY(directory_of(engine));
  const content::OrganisationEntry* stored = directory.find(code);
  if (stored == nullptr) return Error(ErrorCode::NotFound, "there is no organisation " + code.value);
  content::OrganisationEntry entry = *stored;
  read_names(request, entry);
  if (const std::string kind = request.value("kind", ""); !kind.empty()) entry.kind = kind;
  if (const std::string parent = request.value("parent", ""); !parent.empty())
    entry.parent = OrganisationCode(parent == "-" ? "" : parent);
  const std::string officer = request.value("officer", "");
  if (!officer.empty() && officer != "needed" && officer != "exempt") return invalid("--officer: needed or exempt");
  if (!officer.empty()) entry.officer_exempt = officer == "exempt";
  SEN_TRY(desk::edit_organisation(engine.store(), engine.vocabulary(), entry, kOperator,
                                  "edit the organisation " + code.value));
  return "edited " + code.value + "\n";
}

Result<std::vector<OrganisationCode>> read_codes(const json& request, const char* field) {
  std::vector<OrganisationCode> codes;
  for (const json& code : request.value(field, json::array())) codes.emplace_back(code.get<std::string>());
  if (codes.empty()) return invalid(std::string(field) + ": it is missing");
  return codes;
}

Result<std::string> succeed(Engine& engine, const json& request, bool merges) {
  const std::vector<OrganisationCode> former = SEN_TRY(read_codes(request, "codes"));
  const std::vector<OrganisationCode> into = SEN_TRY(read_codes(request, "into"));
  if (merges && into.size() > 1) return invalid("--into: a merger has one successor; use `split`");
  if (!merges && former.size() > 1) return invalid("CODE: one organisation is split at a time");
  SEN_TRY(desk::succeed_organisations(engine.store(), engine.vocabulary(), former, into, request.value("until", ""),
                                      kOperator));
  std::string text = merges ? "merged" : "split";
  for (const OrganisationCode& code : former) text += " " + code.value;
  text += " into";
  for (const OrganisationCode& code : into) text += " " + code.value;
  return text + "\n";
}

}  // namespace

Result<std::string> organisation_job(Engine& engine, const json& request) {
  const std::string verb = request.value("verb", "");
  if (verb == "list") return list(engine, request.value("json", false));
  if (verb == "add") return add(engine, request);
  if (verb == "edit") return edit(engine, request);
  if (verb == "merge" || verb == "split") return succeed(engine, request, verb == "merge");
  return invalid("no such command: organisation " + verb);
}

}  // namespace sen::app
