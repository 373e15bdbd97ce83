#include <curl/curl.h>

#include <algorithm>
#include <fstream>

#include "engine/mail/relay.h"

namespace sen::mail {
namespace {

struct CloseHandle {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};
struct FreeList {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

struct Login {
  std::string name, password;
};

Result<Login> read_login(const std::string& path) {
  Login login;
  if (path.empty()) return login;
  std::ifstream file(path);
  if (!file) return Error(ErrorCode::NotFound, "mail.login_file: " + path + " cannot be read");
  std::getline(file, login.name);
  std::getline(file, login.password);
  for (std::string* text : {&login.name, &login.password})
    while (!text->empty() && text->back() == '\r') text->pop_back();
  if (login.name.empty() || login.password.empty())
    return Error(ErrorCode::InvalidInput, "mail.login_file: " + path + " has a name and, on the next line, a password");
  return login;
}

/// What is still to be sent of a letter.
struct Reading {
  std::string_view rest;
};

std::size_t read_some(char* buffer, std::size_t size, std::size_t count, void* reading) {
  auto& from = *static_cast<Reading*>(reading);
  const std::size_t bytes = std::min(from.rest.size(), size * count);
  from.rest.copy(buffer, bytes);
  from.rest.remove_prefix(bytes);
  return bytes;
}

/// Not zero ends the transfer; libcurl asks once a second at least.
int is_stopped(void* stop, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
  return static_cast<const std::stop_token*>(stop)->stop_requested() ? 1 : 0;
}

/// Keeps the relay's last refusal (4yz, 5yz), printable: it may quote an address, and never the password.
std::size_t keep_refusal(char* data, std::size_t size, std::size_t count, void* kept) {
  std::string line(data, std::min<std::size_t>(size * count, 300));
  for (char& c : line)
    if (static_cast<unsigned char>(c) < 0x20 || static_cast<unsigned char>(c) >= 0x7F) c = ' ';
  while (line.ends_with(' ')) line.pop_back();
  if (line.starts_with('4') || line.starts_with('5')) *static_cast<std::string*>(kept) = std::move(line);
  return size * count;
}

class SmtpRelay final : public Relay {
 public:
  SmtpRelay(RelayOptions options, Login login) : options_(std::move(options)), login_(std::move(login)) {
    curl_global_init(CURL_GLOBAL_DEFAULT);
  }

  Delivery deliver(const Letter& letter, const std::stop_token& stop) override {
    const std::unique_ptr<CURL, CloseHandle> handle(curl_easy_init());
    if (!handle) return {.taken = false, .for_good = false, .failure = "libcurl cannot be used"};
    const std::unique_ptr<curl_slist, FreeList> recipients(curl_slist_append(nullptr, letter.to.c_str()));
    Reading reading{letter.text};
    std::stop_token stopping = stop;
    std::string refusal;
    set_up(handle.get());
    curl_easy_setopt(handle.get(), CURLOPT_MAIL_FROM, letter.from.c_str());
    curl_easy_setopt(handle.get(), CURLOPT_MAIL_RCPT, recipients.get());
    curl_easy_setopt(handle.get(), CURLOPT_READFUNCTION, read_some);
    curl_easy_setopt(handle.get(), CURLOPT_READDATA, &reading);
    curl_easy_setopt(handle.get(), CURLOPT_HEADERFUNCTION, keep_refusal);
    curl_easy_setopt(handle.get(), CURLOPT_HEADERDATA, &refusal);
    curl_easy_setopt(handle.get(), CURLOPT_NOPROGRESS, 0L);
    curl_easy_setopt(handle.get(), CURLOPT_XFERINFOFUNCTION, is_stopped);
    curl_easy_setopt(handle.get(), CURLOPT_XFERINFODATA, &stopping);
    const CURLcode code = curl_easy_perform(handle.get());
    if (code == CURLE_OK) return {.taken = true, .for_good = false, .failure = {}};

    long answer = 0;  // NOLINT(google-runtime-int): libcurl's type
    curl_easy_getinfo(handle.get(), CURLINFO_RESPONSE_CODE, &answer);
    const bool refused = answer >= 400 && answer < 600;
    // A login that is refused may be mended by the operator; the letter is not to blame.
    return {.taken = false,
            .for_good = answer >= 500 && answer < 600 && code != CURLE_LOGIN_DENIED,
            .failure = refused && !refusal.empty() ? refusal : curl_easy_strerror(code)};
  }

 private:
  void set_up(CURL* handle) const {
    const bool six = options_.host.find(':') != std::string::npos;
    const std::string url = std::string(options_.security == RelayOptions::Security::Tls ? "smtps://" : "smtp://") +
                            (six ? "[" + options_.host + "]" : options_.host) + ":" + std::to_string(options_.port);
    curl_easy_setopt(handle, CURLOPT_URL, url.c_str());
    curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    curl_easy_setopt(handle, CURLOPT_USE_SSL,
                     static_cast<long>(options_.security == RelayOptions::Security::None  // NOLINT(google-runtime-int)
                                           ? CURLUSESSL_NONE
                                           : CURLUSESSL_ALL));
    curl_easy_setopt(handle, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));  // NOLINT
    if (!options_.ca_file.empty()) curl_easy_setopt(handle, CURLOPT_CAINFO, options_.ca_file.c_str());
    if (!login_.name.empty()) {
      curl_easy_setopt(handle, CURLOPT_USERNAME, login_.name.c_str());
      curl_easy_setopt(handle, CURLOPT_PASSWORD, login_.password.c_str());
    }
    curl_easy_setopt(handle, CURLOPT_UPLOAD, 1L);
    curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(handle, CURLOPT_PROXY, "");  // A proxy of the environment is for HTTP.
    curl_easy_setopt(handle, CURLOPT_TIMEOUT_MS, static_cast<long>(options_.timeout.count()));  // NOLINT
  }

  const RelayOptions options_;
  const Login login_;
};

}  // namespace

Result<std::unique_ptr<Relay>> open_smtp_relay(const RelayOptions& options) {
  return std::unique_ptr<Relay>(std::make_unique<SmtpRelay>(options, SEN_TRY(read_login(options.login_file))));
}

}  // namespace sen::mail
