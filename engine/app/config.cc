#include "engine/app/config.h"

#include <toml++/toml.h>

#include <fstream>
#include <iterator>
#include <optional>
#include <sstream>

namespace sen::app {
namespace {

std::string place(const std::string& file, const toml::node& node) {
  return file + ": line " + std::to_string(node.source().begin.line);
}

/// Reads `[server]`; every known key has one line here.
Result<void> read_server(const toml::table& table, const std::string& file, http::ServerOptions& server) {
  for (const auto& entry : table) {
    const toml::key& key = entry.first;
    const toml::node& node = entry.second;
    const Error wrong(ErrorCode::InvalidInput,
                      place(file, node) + ": server." + std::string(key.str()) + " has a value of the wrong kind");
    const auto number = [&](auto& target) {
      const auto value = node.value<std::int64_t>();
      if (!value || *value < 0) return false;
      target = static_cast<std::remove_reference_t<decltype(target)>>(*value);
      return true;
    };
    const auto seconds = [&](std::chrono::milliseconds& target) {
      const auto value = node.value<double>();
      if (!value || *value <= 0) return false;
      target = std::chrono::milliseconds(static_cast<std::int64_t>(*value * 1000));
      return true;
    };
    bool good = true;
    if (key == "threads")
      good = number(server.threads);
    else if (key == "pool_threads")
      good = number(server.pool_threads);
    else if (key == "header_timeout")
      good = seconds(server.header_timeout);
    else if (key == "body_timeout")
      good = seconds(server.body_timeout);
    else if (key == "idle_timeout")
      good = seconds(server.idle_timeout);
    else if (key == "max_parked_bytes")
      good = number(server.max_parked_bytes);
    else if (key == "hosts") {
      const toml::array* hosts = node.as_array();
      good = hosts != nullptr;
      for (std::size_t i = 0; good && i < hosts->size(); ++i) {
        const auto host = (*hosts)[i].value<std::string>();
        good = host.has_value();
        if (good) server.hosts.push_back(*host);
      }
    } else {
      return Error(
          ErrorCode::InvalidInput,
          place(file, node) + ": unknown key server." + std::string(key.str()) +
              "; known are threads, pool_threads, header_timeout, body_timeout, idle_timeout, max_parked_bytes, hosts");
    }
    if (!good) return wrong;
  }
  return {};
}

/// A whole number of at least `least`; nothing if `node` is none.
std::optional<std::int64_t> whole_number(const toml::node& node, std::int64_t least) {
  const auto value = node.value<std::int64_t>();
  return value && *value >= least ? value : std::nullopt;
}

/// Reads `[log]`; every known key has one line here.
Result<void> read_log(const toml::table& table, const std::string& file, audit::CheckpointOptions& options) {
  for (const auto& [key, node] : table) {
    const auto number = whole_number(node, 1);
    if (key == "checkpoint_minutes" && number)
      options.every = std::chrono::minutes(*number);
    else if (key == "checkpoint_changes" && number)
      options.changes = static_cast<std::uint64_t>(*number);
    else
      return Error(ErrorCode::InvalidInput, place(file, node) + ": log." + std::string(key.str()) +
                                                ": known are checkpoint_minutes and checkpoint_changes, from 1");
  }
  return {};
}

/// `mail.example`, `mail.example:25`, `[2001:db8::1]:465`.
bool read_host(const std::string& text, mail::RelayOptions& relay) {
  const bool six = text.starts_with('[');
  const std::size_t end = six ? text.find(']') : text.find(':');
  if (six && end == std::string::npos) return false;
  relay.host = six ? text.substr(1, end - 1) : text.substr(0, end);
  const std::string port = six ? text.substr(end + 1) : end == std::string::npos ? "" : text.substr(end);
  if (relay.host.empty() || relay.host.find_first_of(" /@\t") != std::string::npos) return false;
  if (port.empty()) return true;
  if (port.size() < 2 || port.size() > 6 || port.find_first_not_of("0123456789", 1) != std::string::npos) return false;
  relay.port = std::stoi(port.substr(1));
  return relay.port >= 1 && relay.port <= 65'535;
}

/// Reads `[mail]`; every known key has one line here.
Result<void> read_mail(const toml::table& table, const std::string& file, Config& config) {
  mail::RelayOptions& relay = config.relay;
  // Before the relay's own port, which says another.
  const std::string security = table["security"].value_or(std::string("starttls"));
  relay.port = security == "tls" ? 465 : security == "none" ? 25 : 587;
  for (const auto& [key, node] : table) {
    const std::string text = node.value<std::string>().value_or("");
    const auto number = whole_number(node, 1);
    const Error wrong(ErrorCode::InvalidInput, place(file, node) + ": mail." + std::string(key.str()) + ": ");
    const auto refuse = [&](const std::string& why) { return Error(wrong.code(), wrong.message() + why); };
    if (key == "relay") {
      if (!read_host(text, relay)) return refuse("a relay is HOST or HOST:PORT");
    } else if (key == "security") {
      if (text != "starttls" && text != "tls" && text != "none") return refuse("it is starttls, tls or none");
      relay.security = text == "tls"    ? mail::RelayOptions::Security::Tls
                       : text == "none" ? mail::RelayOptions::Security::None
                                        : mail::RelayOptions::Security::StartTls;
    } else if (key == "from") {
      const auto address = mail::parse_address(text);
      if (!address) return refuse(address.error().message());
      config.sender.address = *address;
    } else if (key == "from_name" && node.is_string()) {
      config.sender.name = text;
    } else if (key == "login_file" && node.is_string()) {
      relay.login_file = text;
    } else if (key == "ca_file" && node.is_string()) {
      relay.ca_file = text;
    } else if (key == "timeout" && number) {
      relay.timeout = std::chrono::seconds(*number);
    } else {
      return refuse("known are relay, security, from, from_name, login_file, ca_file (texts) and timeout (seconds)");
    }
  }
  if (relay.host.empty() != config.sender.address.empty())
    return Error(ErrorCode::InvalidInput, place(file, table) + ": mail.relay and mail.from go together");
  if (relay.security == mail::RelayOptions::Security::None && !relay.login_file.empty())
    return Error(ErrorCode::InvalidInput, place(file, table) + ": mail.login_file needs security: a password is sent");
  return {};
}

/// `[mail]` as read_mail() takes it.
toml::table mail_table(const Config& config) {
  const mail::RelayOptions& relay = config.relay;
  const bool six = relay.host.find(':') != std::string::npos;
  return toml::table{
      {"relay", (six ? "[" + relay.host + "]" : relay.host) + ":" + std::to_string(relay.port)},
      {"security", relay.security == mail::RelayOptions::Security::Tls    ? "tls"
                   : relay.security == mail::RelayOptions::Security::None ? "none"
                                                                          : "starttls"},
      {"from", config.sender.address},
      {"from_name", config.sender.name},
      {"login_file", relay.login_file},
      {"ca_file", relay.ca_file},
      {"timeout", static_cast<std::int64_t>(std::chrono::duration_cast<std::chrono::seconds>(relay.timeout).count())}};
}

}  // namespace

Result<Config> read_config(const std::string& path, const content::Vocabulary& vocabulary) {
  Config config;
  if (path.empty()) {
    config.site = portal::sample_site(vocabulary);
    return config;
  }
  std::ifstream file(path, std::ios::binary);
  if (!file) return Error(ErrorCode::NotFound, path + ": cannot be read");
  const std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  try {
    const toml::table table = toml::parse(text, path);
    for (const auto& [key, node] : table) {
      if (key != "server" && key != "site" && key != "log" && key != "mail")
        return Error(ErrorCode::InvalidInput, place(path, node) + ": unknown table or key " + std::string(key.str()) +
                                                  "; known are [server], [site], [log] and [mail]");
      if (!node.is_table())
        return Error(ErrorCode::InvalidInput, place(path, node) + ": " + std::string(key.str()) + " is a table");
    }
    if (const toml::table* server = table["server"].as_table()) SEN_TRY(read_server(*server, path, config.server));
    if (const toml::table* log = table["log"].as_table()) SEN_TRY(read_log(*log, path, config.checkpoints));
    if (const toml::table* mail = table["mail"].as_table()) SEN_TRY(read_mail(*mail, path, config));
  } catch (const toml::parse_error& error) {
    std::ostringstream where;
    where << path << ": line " << error.source().begin.line << ": " << error.description();
    return Error(ErrorCode::InvalidInput, where.str());
  }
  config.site = SEN_TRY(portal::read_site(text, path, vocabulary));
  if (!config.relay.host.empty() && config.site.address.empty())
    return Error(ErrorCode::InvalidInput,
                 path + ": mail.relay needs site.address: a link in a mail must say where the site is");
  return config;
}

std::string to_toml(const Config& config) {
  const auto texts = [](const content::Texts& words) {
    toml::table table;
    for (const auto& [locale, text] : words) table.insert(locale.value, text);
    return table;
  };
  toml::array hosts, languages, sections;
  for (const std::string& host : config.server.hosts) hosts.push_back(host);
  for (const content::Locale& locale : config.site.languages) languages.push_back(locale.value);
  for (const std::string& section : config.site.sections) sections.push_back(section);
  const auto seconds = [](std::chrono::milliseconds span) { return static_cast<double>(span.count()) / 1000; };
  const content::OrganisationCode& organisation = config.site.organisation;
  toml::table table{
      {"server", toml::table{{"threads", config.server.threads},
                             {"pool_threads", config.server.pool_threads},
                             {"header_timeout", seconds(config.server.header_timeout)},
                             {"body_timeout", seconds(config.server.body_timeout)},
                             {"idle_timeout", seconds(config.server.idle_timeout)},
                             {"max_parked_bytes", static_cast<std::int64_t>(config.server.max_parked_bytes)},
                             {"hosts", hosts}}},
      {"site", toml::table{{"name", texts(config.site.name)},
                           {"tagline", texts(config.site.tagline)},
                           {"official_line", texts(config.site.official_line)},
                           {"address", config.site.address},
                           {"languages", languages},
                           {"sections", sections},
                           {"email", config.site.email},
                           {"press_email", config.site.press_email},
                           {"press_kit", config.site.press_kit},
                           {"phone", config.site.phone},
                           {"postal_address", texts(config.site.postal_address)},
                           {"security_contact", config.site.security_contact},
                           {"sample", config.site.sample},
                           {"indexing", config.site.indexing},
                           {"outlines_file", config.site.outlines_file}}}};
  table.insert("log", toml::table{{"checkpoint_minutes",
                                   std::chrono::duration_cast<std::chrono::minutes>(config.checkpoints.every).count()},
                                  {"checkpoint_changes", static_cast<std::int64_t>(config.checkpoints.changes)}});
  if (!config.relay.host.empty()) table.insert("mail", mail_table(config));
  toml::table& site = *table["site"].as_table();
  if (organisation.empty()) {
    site.insert("owner", texts(config.site.owner));
  } else {
    site.insert("owner", organisation.value);
  }
  std::ostringstream out;
  out << table << "\n";
  return out.str();
}

}  // namespace sen::app
