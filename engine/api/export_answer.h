#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "engine/api/api.h"
#include "feeds/data/export.h"

namespace sen::api {

/// What an export's answer says of it.
struct ExportFacts {
  std::string content_type;
  std::string etag;  ///< Strong: of export_etag().
  std::optional<Timestamp> published;
};

/// Begins an export anew; each time it gives the same bytes.
using MakeExport = std::function<std::unique_ptr<feeds::Export>()>;

/// The entity tag of `dataset` as `variant` (format, language, query): another whenever anything of the record that the
/// reader may see, its newest release, or the program that writes it is another.
std::string export_etag(const Parts& parts, const content::Dataset& dataset, std::string_view variant);

/// When the newest release was published; nothing without one.
std::optional<Timestamp> last_published(const content::Dataset& dataset);

/// An export as an answer, piece by piece at constant memory: the whole, as gzip where the reader takes it, or the part
/// that Range asks for, under the same strong tag. Its length is known once it has been made to its end; for a part
/// before that it is made once to be measured (docs/formats/http.md).
http::Response answer_export(const Parts& parts, const http::Request& request, const MakeExport& make,
                             const ExportFacts& facts);

}  // namespace sen::api
