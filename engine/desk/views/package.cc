#include "engine/desk/views/package.h"

#include <algorithm>
#include <map>

namespace sen::desk::views {

std::vector<FileFindings> group_by_file(const ingest::Report& report) {
  std::map<std::string, FileFindings> by_name;
  for (const ingest::Finding& finding : report.findings) {
    FileFindings& group = by_name[finding.file];
    group.file = finding.file;
    group.errors += finding.severity == ingest::Severity::Error ? 1 : 0;
    group.findings.push_back(finding);
  }
  std::vector<FileFindings> groups;
  for (auto& [name, group] : by_name) {
    std::stable_partition(group.findings.begin(), group.findings.end(),
                          [](const ingest::Finding& finding) { return finding.severity == ingest::Severity::Error; });
    groups.push_back(std::move(group));
  }
  std::stable_partition(groups.begin(), groups.end(), [](const FileFindings& group) { return group.errors > 0; });
  return groups;
}

}  // namespace sen::desk::views
