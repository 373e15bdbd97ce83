#pragma once

#include <string_view>

namespace sen::feeds {

// Namespaces of SDMX-ML 2.1 (SDMX 2.1 section 3A).
inline constexpr std::string_view kMessageSpace = "http://www.sdmx.org/resources/sdmxml/schemas/v2_1/message";
inline constexpr std::string_view kCommonSpace = "http://www.sdmx.org/resources/sdmxml/schemas/v2_1/common";
inline constexpr std::string_view kGenericSpace = "http://www.sdmx.org/resources/sdmxml/schemas/v2_1/data/generic";
inline constexpr std::string_view kStructureSpace = "http://www.sdmx.org/resources/sdmxml/schemas/v2_1/structure";

// Media types of SDMX REST 1.5.
inline constexpr std::string_view kStructureType = "application/vnd.sdmx.structure+xml;version=2.1";
inline constexpr std::string_view kGenericDataType = "application/vnd.sdmx.genericdata+xml;version=2.1";
inline constexpr std::string_view kSdmxCsvType = "application/vnd.sdmx.data+csv;version=1.0.0";

}  // namespace sen::feeds
