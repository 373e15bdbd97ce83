#include "engine/base/network.h"

#include <arpa/inet.h>

#include <array>

namespace sen {

std::string network_of(std::string_view client) {
  constexpr std::size_t kPrefixBytes = 7;
  std::array<unsigned char, 16> address{};
  if (inet_pton(AF_INET6, std::string(client).c_str(), address.data()) != 1) return std::string(client);
  return std::string(address.begin(), address.begin() + kPrefixBytes);
}

}  // namespace sen
