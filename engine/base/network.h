#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace sen {

/// The address that `text` is, written one way: IPv4 that came in IPv6's form (`::ffff:203.0.113.9`, RFC 4291, section
/// 2.5.5.2) as IPv4. Nothing for what is no address.
std::optional<std::string> ip_address(std::string_view text);

/// The network by which a client is told apart: an IPv4 address, or the first 56 bits of an IPv6 one, which one
/// household or office has. What is no address stays as it is.
std::string network_of(std::string_view client);

/// The host of `[scheme "://"] host [":" port] ["/" …]`, as a header names it or a site its own address: without the
/// brackets of an IPv6 address (RFC 3986, section 3.2.2), in lower case. Empty for none.
std::string host_of(std::string_view address);

}  // namespace sen
