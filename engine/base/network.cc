#include "engine/base/network.h"

#include <arpa/inet.h>

#include <array>

#include "engine/base/text.h"

namespace sen {

std::string network_of(std::string_view client) {
  constexpr std::size_t kPrefixBytes = 7;
  std::array<unsigned char, 16> address{};
  if (inet_pton(AF_INET6, std::string(client).c_str(), address.data()) != 1) return std::string(client);
  return std::string(address.begin(), address.begin() + kPrefixBytes);
}

std::string host_of(std::string_view address) {
  constexpr std::string_view kScheme = "://";
  if (const std::size_t scheme = address.find(kScheme); scheme != std::string_view::npos)
    address.remove_prefix(scheme + kScheme.size());
  const std::size_t bracket = address.starts_with('[') ? address.find(']') : std::string_view::npos;
  const bool bracketed = bracket != std::string_view::npos;
  return to_lower_ascii(bracketed ? address.substr(1, bracket - 1) : address.substr(0, address.find_first_of(":/")));
}

}  // namespace sen
