#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engine/desk/views/package.h"
#include "engine/desk/visit.h"
#include "engine/portal/html/writer.h"

/// The report of a check: by file what is wrong, why that matters, how to mend it, and fields to mend it at once.
namespace sen::desk::components {

/// What the findings are shown with.
struct ReportFrame {
  std::string address;                          ///< Of the package: `/desk/packages/ID`.
  std::string_view language;                    ///< Of the findings, where it is not the page's; else empty.
  bool may_mend = false;                        ///< Whether there are fields to type into.
  std::map<std::string, std::string> typed{};   ///< By fix_name(): what was typed and not taken.
  std::map<std::string, std::string> faults{};  ///< By fix_name(): what is wrong with it.
};

/// The name of the field that mends what `fix` names.
std::string fix_name(const ingest::Fix& fix);
/// `Alternative text of images/port.jpg in Vietnamese`
std::string fix_label(const Visit& visit, const ingest::Fix& fix);

/// Whether there is something to type into the report, or to take back.
bool has_fields(const ingest::Report& report);

/// Findings shown on a page; the rest is in the downloads.
inline constexpr std::size_t kMostShownFindings = 500;
/// One file after the other. With `frame.may_mend`, and if it has fields, within the form that `{address}/amend` takes.
void findings(portal::html::Writer& w, const Visit& visit, const ingest::Report& report,
              const std::vector<views::FileFindings>& groups, const ReportFrame& frame);

/// What was typed beside the package, by whom and when; with `frame.may_mend` each with a button to take it back.
void amendments(portal::html::Writer& w, const Visit& visit, const ingest::Report& report, const ReportFrame& frame);

}  // namespace sen::desk::components
