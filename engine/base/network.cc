#include "engine/base/network.h"

#include <arpa/inet.h>

#include <algorithm>
#include <array>

#include "engine/base/text.h"

namespace sen {
namespace {

using AddressText = std::array<char, INET6_ADDRSTRLEN>;

std::string to_text(const in_addr& address) {
  AddressText text{};
  return inet_ntop(AF_INET, &address, text.data(), text.size());
}

}  // namespace

std::optional<std::string> ip_address(std::string_view text) {
  const std::string written(text);
  in_addr v4{};
  if (inet_pton(AF_INET, written.c_str(), &v4) == 1) return to_text(v4);
  in6_addr v6{};
  if (inet_pton(AF_INET6, written.c_str(), &v6) != 1) return std::nullopt;
  if (IN6_IS_ADDR_V4MAPPED(&v6)) {
    std::copy_n(v6.s6_addr + 12, sizeof v4, reinterpret_cast<std::uint8_t*>(&v4));
    return to_text(v4);
  }
  AddressText canonical{};
  return inet_ntop(AF_INET6, &v6, canonical.data(), canonical.size());
}

std::string network_of(std::string_view client) {
  constexpr std::size_t kPrefixBytes = 7;
  const std::string address = ip_address(client).value_or(std::string(client));
  in6_addr v6{};
  if (inet_pton(AF_INET6, address.c_str(), &v6) != 1) return address;
  return {std::begin(v6.s6_addr), std::begin(v6.s6_addr) + kPrefixBytes};
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
