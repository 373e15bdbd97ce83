#include "engine/desk/components/package.h"

namespace sen::desk::components {
namespace {

using intake::State;
using portal::Tongue;
using portal::html::Attr;
using portal::html::Literal;
using portal::html::Text;
using portal::html::Writer;

Literal state_class(State state) {
  switch (state) {
    case State::Refused:
    case State::Failed:
      return " bad";
    case State::Accepted:
      return " warn";
    default:
      return "";
  }
}

std::string place_label(const Tongue& tongue, const ingest::Finding& finding) {
  std::string place;
  const auto add = [&](const std::string& part) { place += (place.empty() ? "" : ", ") + part; };
  if (finding.line) add(tongue.t("line {n}", {{"n", std::to_string(*finding.line)}}));
  if (finding.row) add(tongue.t("row {n}", {{"n", std::to_string(*finding.row)}}));
  if (!finding.field.empty()) add(tongue.t("field {name}", {{"name", finding.field}}));
  if (!finding.column.empty()) add(tongue.t("column {name}", {{"name", finding.column}}));
  return place;
}

void language_of(Writer& w, std::string_view language) {
  if (!language.empty()) w << " lang=\"" << Attr{language} << "\"";
}

void one_finding(Writer& w, const Tongue& tongue, const ingest::Finding& finding, std::string_view language) {
  const bool error = finding.severity == ingest::Severity::Error;
  w << "<li><p><span class=\"tag " << (error ? Literal("bad") : Literal("warn")) << "\">"
    << Text{error ? tongue.t("Error") : tongue.t("Warning")} << "</span> ";
  if (const std::string place = place_label(tongue, finding); !place.empty())
    w << "<span class=\"place\">" << Text{place} << "</span> ";
  w << "</p><dl class=\"fix\"><dt>" << Text{tongue.t("What is wrong")} << "</dt><dd";
  language_of(w, language);
  w << ">" << Text{finding.message} << "</dd>";
  if (!finding.hint.empty()) {
    w << "<dt>" << Text{tongue.t("How to mend it")} << "</dt><dd";
    language_of(w, language);
    w << ">" << Text{finding.hint} << "</dd>";
  }
  w << "<dt>" << Text{tongue.t("Rule")} << "</dt><dd><code>" << Text{finding.rule} << "</code></dd></dl></li>";
}

std::string stage_label(const Tongue& tongue, std::string_view stage) {
  if (stage == "documents") return tongue.t("Checking documents");
  if (stage == "pictures") return tongue.t("Checking pictures");
  if (stage == "tables") return tongue.t("Checking tables");
  return tongue.t("Reading the files");
}

}  // namespace

std::string state_label(const Tongue& tongue, State state) {
  switch (state) {
    case State::Waiting:
      return tongue.t("Waits for its check");
    case State::Checking:
      return tongue.t("Being checked");
    case State::Accepted:
      return tongue.t("Ready to submit");
    case State::Refused:
      return tongue.t("To be mended");
    case State::AlreadyStored:
      return tongue.t("Already stored");
    case State::Submitting:
      return tongue.t("Being stored");
    case State::Submitted:
      return tongue.t("Submitted");
    case State::Failed:
      return tongue.t("Could not be checked");
  }
  return {};
}

void state_tag(Writer& w, const Tongue& tongue, State state) {
  w << "<span class=\"tag" << state_class(state) << "\">" << Text{state_label(tongue, state)} << "</span>";
}

std::string size_label(const Tongue& tongue, std::uint64_t bytes) {
  constexpr std::uint64_t kThousand = 1000;
  if (bytes < kThousand) return tongue.format.number(bytes) + " B";
  const bool mega = bytes >= kThousand * kThousand;
  const std::uint64_t tenths = (bytes * 10 + (mega ? 500'000 : 500)) / (mega ? 1'000'000 : 1'000);
  const std::string number = std::to_string(tenths / 10) + (tenths % 10 > 0 ? "." + std::to_string(tenths % 10) : "");
  return tongue.format.decimal(number) + (mega ? " MB" : " kB");
}

std::string progress_label(const Tongue& tongue, const intake::Upload& upload) {
  const intake::Upload::Progress& progress = upload.progress;
  if (upload.state == State::Waiting || progress.stage.empty()) return state_label(tongue, upload.state);
  const std::string stage = stage_label(tongue, progress.stage);
  if (progress.all == 0) return stage;
  const bool bytes = progress.stage == "reading";
  const auto said = [&](std::uint64_t n) { return bytes ? size_label(tongue, n) : tongue.format.number(n); };
  return tongue.t("{stage}: {done} of {all}",
                  {{"stage", stage}, {"done", said(progress.done)}, {"all", said(progress.all)}});
}

void counts(Writer& w, const Tongue& tongue, const ingest::Counts& counts) {
  const auto row = [&](const std::string& label, std::uint64_t number) {
    w << "<div><dt>" << Text{label} << "</dt><dd>" << Text{tongue.format.number(number)} << "</dd></div>";
  };
  w << "<dl class=\"counts\">";
  row(tongue.t("Files"), counts.files);
  row(tongue.t("Documents"), counts.documents);
  row(tongue.t("Editions"), counts.editions);
  row(tongue.t("Pictures"), counts.images);
  row(tongue.t("Tables"), counts.datasets);
  w << "</dl>";
}

void findings(Writer& w, const Tongue& tongue, const std::vector<views::FileFindings>& groups,
              std::string_view language) {
  std::size_t shown = 0, all = 0;
  int number = 0;
  for (const views::FileFindings& group : groups) {
    all += group.findings.size();
    if (shown >= kMostShownFindings) continue;
    w << "<section class=\"card file\" id=\"file-" << ++number << "\"><h3>";
    if (group.file.empty())
      w << Text{tongue.t("The package as a whole")};
    else
      w << "<code>" << Text{group.file} << "</code>";
    w << "</h3><ul class=\"findings\">";
    for (const ingest::Finding& finding : group.findings) {
      if (shown >= kMostShownFindings) break;
      one_finding(w, tongue, finding, language);
      shown += 1;
    }
    w << "</ul></section>";
  }
  if (all > shown)
    w << "<p class=\"hint\">"
      << Text{tongue.tn("{n} more is in the report to download.", "{n} more are in the report to download.",
                        all - shown)}
      << "</p>";
}

}  // namespace sen::desk::components
