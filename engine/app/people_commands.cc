// `sen user …`, `sen organisation …`, `sen key …`: the request goes to the server that has the directory open, or is
// done here.

#include <CLI/CLI.hpp>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "engine/app/commands.h"
#include "engine/app/control.h"
#include "engine/app/exit_code.h"
#include "engine/app/people_job.h"

namespace sen::app {
namespace {

using nlohmann::json;

int run_people(const std::string& data, const std::string& request) {
  const SystemClock clock;
  auto engine = Engine::open(data, clock);
  if (!engine)
    return engine.error().code() == ErrorCode::Unavailable ? print_answer_of_server(data, request)
                                                           : fail(engine.error());
  const auto text = people_job(**engine, request);
  if (!text) return fail(text.error());
  std::fputs(text->c_str(), stdout);
  return kDone;
}

/// One request as its options fill it in.
struct Asked {
  std::string data, name, organisation, display_name, email, language = "vi", duty, address, kind, parent, label,
                                                             account, id, officer, until;
  std::vector<std::string> roles, languages, names, scopes, codes, into;
  int days = 365;
  bool sandbox = false, as_json = false;
};

using Run = std::function<int()>;

/// A command below `group`: what it asks for is made when it runs.
CLI::App& add(CLI::App& group, const char* verb, const char* help, const std::shared_ptr<Asked>& asked, Run& run,
              const std::function<json(const Asked&)>& fields) {
  CLI::App* command = group.add_subcommand(verb, help);
  command->add_option("--data", asked->data, "the data directory")->required();
  command->add_flag("--json", asked->as_json, "print JSON");
  const std::string group_name = group.get_name();
  command->callback([&run, asked, fields, group_name, verb = std::string(verb)] {
    run = [asked, fields, group_name, verb] {
      json request = fields(*asked);
      request["command"] = group_name;
      request["verb"] = verb;
      request["json"] = asked->as_json;
      return run_people(asked->data, request.dump());
    };
  });
  return *command;
}

void add_user_commands(CLI::App& program, const std::shared_ptr<Asked>& asked, Run& run) {
  CLI::App* user = program.add_subcommand("user", "accounts of the desk");
  user->require_subcommand(1);
  const auto named = [](const Asked& a) { return json{{"name", a.name}, {"address", a.address}}; };
  const auto with_name = [&](CLI::App& command) { command.add_option("NAME", asked->name, "account")->required(); };
  const auto with_address = [&](CLI::App& command) {
    command.add_option("--address", asked->address, "address of the site, put in front of the link");
  };

  CLI::App& made =
      add(*user, "add", "make an account; prints a link that works once, for 72 hours", asked, run, [](const Asked& a) {
        return json{{"name", a.name},       {"organisation", a.organisation},
                    {"roles", a.roles},     {"display_name", a.display_name},
                    {"email", a.email},     {"language", a.language},
                    {"duty", a.duty},       {"languages", a.languages},
                    {"sandbox", a.sandbox}, {"address", a.address}};
      });
  with_name(made);
  made.add_option("--organisation", asked->organisation, "code of whom the person works for")->required();
  made.add_option("--role", asked->roles, "ROLE at that organisation, or ROLE@CODE; ROLE@ is the whole site");
  made.add_option("--display-name", asked->display_name, "name of the person");
  made.add_option("--email", asked->email, "where notices go");
  made.add_option("--language", asked->language, "language of the desk: vi, en")->capture_default_str();
  made.add_option("--translates", asked->languages, "languages that the person translates or reviews");
  made.add_option("--duty", asked->duty, "officer or deputy, for the register");
  made.add_flag("--sandbox", asked->sandbox, "a trainee: nothing of this account can be public");
  with_address(made);

  add(*user, "list", "every account", asked, run, named);
  with_name(add(*user, "disable", "ends sessions, links and keys; nothing is allowed any more", asked, run, named));
  with_name(add(*user, "enable", "allows what the roles allow again", asked, run, named));
  CLI::App& link =
      add(*user, "link", "prints a link that sets a new password; takes second factors away", asked, run, named);
  with_name(link);
  with_address(link);
}

json names_of(const Asked& asked) {
  json names = json::object();
  for (const std::string& name : asked.names) names[name.substr(0, name.find('='))] = name.substr(name.find('=') + 1);
  return names;
}

CLI::Option* with_names(CLI::App& command, Asked& asked) {
  return command.add_option("--name", asked.names, "LANG=NAME, one for each language")
      ->check([](const std::string& name) {
        return name.find('=') == std::string::npos ? std::string("LANG=NAME, not ") + name : std::string();
      });
}

void add_succession_command(CLI::App& organisation, const char* verb, const char* help,
                            const std::shared_ptr<Asked>& asked, Run& run) {
  CLI::App& command = add(organisation, verb, help, asked, run, [](const Asked& a) {
    return json{{"codes", a.codes}, {"into", a.into}, {"until", a.until}};
  });
  command.add_option("CODE", asked->codes, "whose last day it is")->required();
  command.add_option("--into", asked->into, "code of who goes on, the main one first; it must be there")->required();
  command.add_option("--until", asked->until, "the last day, YYYY-MM-DD")->required();
}

void add_organisation_commands(CLI::App& program, const std::shared_ptr<Asked>& asked, Run& run) {
  CLI::App* organisation = program.add_subcommand("organisation", "the register of organisations");
  organisation->require_subcommand(1);
  const auto fields = [](const Asked& a) {
    return json{
        {"code", a.name}, {"kind", a.kind}, {"parent", a.parent}, {"officer", a.officer}, {"names", names_of(a)}};
  };
  add(*organisation, "list", "every organisation", asked, run, [](const Asked&) { return json::object(); });
  CLI::App& made = add(*organisation, "add", "add one to the register", asked, run, fields);
  made.add_option("CODE", asked->name, "a-z, 0-9 and '-'")->required();
  with_names(made, *asked)->required();
  made.add_option("--kind", asked->kind, "ministry, agency, province, mission; if nothing is said, department");
  made.add_option("--parent", asked->parent, "code of the organisation above");
  CLI::App& edited = add(*organisation, "edit", "rename or move one; what is not named stays", asked, run, fields);
  edited.add_option("CODE", asked->name, "as `list` shows it")->required();
  with_names(edited, *asked);
  edited.add_option("--kind", asked->kind, "ministry, agency, province, mission, department");
  edited.add_option("--parent", asked->parent, "code of the organisation above; - for none");
  edited.add_option("--officer", asked->officer, "needed or exempt, for the register of officers");
  add_succession_command(*organisation, "merge", "end organisations that go on as one", asked, run);
  add_succession_command(*organisation, "split", "end one that goes on as several", asked, run);
}

void add_key_commands(CLI::App& program, const std::shared_ptr<Asked>& asked, Run& run) {
  CLI::App* key = program.add_subcommand("key", "keys for programs");
  key->require_subcommand(1);
  const auto fields = [](const Asked& a) {
    return json{{"account", a.account}, {"label", a.label}, {"scopes", a.scopes}, {"days", a.days}, {"id", a.id}};
  };
  const auto with_account = [&](CLI::App& command) {
    command.add_option("--account", asked->account, "the account that the key acts for")->required();
  };
  CLI::App& made = add(*key, "add", "make a key; it is printed once", asked, run, fields);
  with_account(made);
  made.add_option("--label", asked->label, "what it is for")->required();
  made.add_option("--scope", asked->scopes, "what it may do: package.upload …")->required();
  made.add_option("--days", asked->days, "for how long")->capture_default_str()->check(CLI::Range(1, 366));
  with_account(add(*key, "list", "the keys of an account", asked, run, fields));
  CLI::App& revoked = add(*key, "revoke", "from now on it opens nothing", asked, run, fields);
  with_account(revoked);
  revoked.add_option("ID", asked->id, "as `list` shows it")->required();
}

}  // namespace

void add_people_commands(CLI::App& program, std::function<int()>& run) {
  const auto asked = std::make_shared<Asked>();
  add_user_commands(program, asked, run);
  add_organisation_commands(program, asked, run);
  add_key_commands(program, asked, run);
}

}  // namespace sen::app
