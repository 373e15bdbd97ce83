#pragma once

#include <string>
#include <string_view>

namespace sen::search {

/// An Arabic word without tashkeel and tatweel, with one alef, one kaf and one yeh.
std::string plain_arabic(std::string_view form);

/// A plain word in which ta marbuta is heh, as it is often typed.
std::string fold_arabic(std::string_view plain);

}  // namespace sen::search
