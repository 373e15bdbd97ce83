#include "engine/desk/components/report.h"

#include <algorithm>
#include <array>
#include <set>

#include "engine/base/bytes.h"
#include "engine/desk/components/form.h"
#include "engine/desk/components/parts.h"
#include "engine/desk/components/quotes.h"
#include "engine/desk/review_words.h"
#include "engine/http/response.h"
#include "ingest/amendments.h"

namespace sen::desk::components {
namespace {

using ingest::Finding;
using ingest::Fix;
using portal::Tongue;
using portal::html::Attr;
using portal::html::Literal;
using portal::html::Text;
using portal::html::Url;
using portal::html::Writer;

constexpr std::size_t kNameDigits = 16;

std::string place_label(const Tongue& tongue, const Finding& finding) {
  std::string place;
  const auto add = [&](const std::string& part) { place += (place.empty() ? "" : ", ") + part; };
  if (finding.line) add(tongue.t("line {n}", {{"n", std::to_string(*finding.line)}}));
  if (finding.row) add(tongue.t("row {n}", {{"n", std::to_string(*finding.row)}}));
  if (!finding.field.empty()) add(tongue.t("field {name}", {{"name", finding.field}}));
  if (!finding.column.empty()) add(tongue.t("column {name}", {{"name", finding.column}}));
  return place;
}

/// Writes the findings of a report. Used once.
class ReportWriter {
 public:
  ReportWriter(Writer& w, const Visit& visit, const ingest::Report& report, const ReportFrame& frame)
      : w_(w), visit_(visit), report_(report), frame_(frame) {}

  void write(const std::vector<views::FileFindings>& groups) {
    int number = 0;
    std::size_t all = 0;
    for (const views::FileFindings& group : groups) {
      all += group.findings.size();
      if (shown_ < kMostShownFindings) write_file(group, ++number);
    }
    if (all > shown_)
      w_ << "<p class=\"hint\">"
         << Text{visit_.tongue.tn("{n} more is in the report to download.", "{n} more are in the report to download.",
                                  all - shown_)}
         << "</p>";
  }

 private:
  void write_file(const views::FileFindings& group, int number) {
    w_ << "<section class=\"card file\" id=\"file-" << number << "\"><h3>";
    if (group.file.empty())
      w_ << Text{visit_.t("The package as a whole")};
    else
      w_ << "<code>" << Text{group.file} << "</code>";
    w_ << "</h3><ul class=\"findings\">";
    bool fields = false;
    for (const Finding& finding : group.findings) {
      if (shown_ == kMostShownFindings) break;
      ++shown_;
      fields = write_finding(finding) || fields;
    }
    w_ << "</ul>";
    // Some findings are about a folder.
    const std::size_t dot = group.file.rfind('.');
    const bool is_file = dot != std::string::npos && dot > group.file.rfind('/') + 1;
    if (frame_.may_mend && (fields || is_file)) {
      w_ << "<p class=\"actions\">";
      if (fields)
        w_ << "<button class=\"button\" type=\"submit\">" << Text{visit_.t("Save and check again")} << "</button> ";
      if (is_file)
        w_ << "<a class=\"button quiet\" href=\""
           << Url{frame_.address + "/file?name=" + http::encode_query(group.file)} << "\">"
           << Text{visit_.t("Replace this file")} << "<span class=\"vh\"> " << Text{group.file} << "</span></a>";
      w_ << "</p>";
    }
    w_ << "</section>";
  }

  /// Whether it has a field to type into.
  bool write_finding(const Finding& finding) {
    const content::Amendment* explanation = report_.explanation(finding);
    const bool error = finding.severity == ingest::Severity::Error;
    w_ << "<li><p><span class=\"tag "
       << (explanation != nullptr ? Literal("good")
           : error                ? Literal("bad")
                                  : Literal("warn"))
       << "\">"
       << Text{explanation != nullptr ? visit_.t("Explained")
               : error                ? visit_.t("Error")
                                      : visit_.t("Warning")}
       << "</span> ";
    if (const std::string place = place_label(visit_.tongue, finding); !place.empty())
      w_ << "<span class=\"place\">" << Text{place} << "</span> ";
    w_ << "</p><dl class=\"fix\">";
    row(visit_.t("What is wrong"), finding.message);
    if (!finding.quotes.empty()) write_quotes(finding);
    row(visit_.t("Why it matters"), finding.why);
    row(visit_.t("How to mend it"), finding.hint);
    if (!finding.document.empty())
      w_ << "<dt>" << Text{visit_.t("The other text")} << "</dt><dd><a href=\"" << Url{"/" + finding.document} << "\">"
         << Text{visit_.t("Read it")} << "</a></dd>";
    w_ << "<dt>" << Text{visit_.t("Rule")} << "</dt><dd><code>" << Text{finding.rule} << "</code></dd></dl>";
    if (explanation != nullptr) write_explanation(*explanation);
    const bool fixable = frame_.may_mend && finding.fix && fixes_.insert(fix_name(*finding.fix)).second;
    if (fixable) write_field(*finding.fix);
    w_ << "</li>";
    return fixable;
  }

  void row(const std::string& label, const std::string& text) {
    if (text.empty()) return;
    w_ << "<dt>" << Text{label} << "</dt><dd";
    if (!frame_.language.empty()) w_ << " lang=\"" << Attr{frame_.language} << "\"";
    w_ << ">" << Text{text} << "</dd>";
  }

  void write_quotes(const Finding& finding) {
    std::vector<ShownQuote> all;
    for (const ingest::Quote& quote : finding.quotes) {
      std::string caption = language_label(visit_, content::Locale(quote.language));
      if (quote.line > 0) caption += ", " + visit_.t("line {n}", {{"n", std::to_string(quote.line)}});
      all.push_back({std::move(caption), quote.language, quote.text, quote.begin, quote.end});
    }
    w_ << "<dt>" << Text{visit_.t("Side by side")} << "</dt><dd>";
    quotes(w_, all);
    w_ << "</dd>";
  }

  void write_explanation(const content::Amendment& said) {
    w_ << "<p class=\"explained\"><b>" << Text{visit_.t("Explained by {name}", {{"name", said.account.value}})}
       << "</b>: " << Text{said.value} << "</p>";
  }

  void write_field(const Fix& fix) {
    const std::string name = fix_name(fix);
    const auto in = [&](const std::map<std::string, std::string>& map) {
      const auto found = map.find(name);
      return found == map.end() ? std::string() : found->second;
    };
    const content::Amendment* before = ingest::find_amendment(report_.amendments, fix.file, fix.field, fix.key);
    std::string value = in(frame_.typed);
    if (value.empty() && before != nullptr) value = before->value;
    const std::string error = in(frame_.faults);
    if (fix.field == ingest::kLicence) {
      write_licences(name, fix, value, error);
    } else if (fix.field == ingest::kExplanation) {
      w_ << "<details" << (error.empty() ? Literal("") : Literal(" open")) << "><summary>"
         << Text{before == nullptr ? visit_.t("Both are right: explain") : visit_.t("Change the explanation")}
         << "</summary>";
      field(w_, {.name = name,
                 .label = fix_label(visit_, fix),
                 .value = value,
                 .hint = visit_.t("Approvers read it beside the text."),
                 .error = error,
                 .rows = 3});
      w_ << "</details>";
    } else {
      const bool alt = fix.field == ingest::kAlt;
      field(w_, {.name = name,
                 .label = fix_label(visit_, fix),
                 .value = value,
                 .hint = alt ? visit_.t("Say what the picture shows, for readers who do not see it.")
                             : visit_.t("Who took the picture, or where it is from."),
                 .error = error,
                 .lang = alt ? fix.key : std::string()});
    }
  }

  void write_licences(const std::string& name, const Fix& fix, const std::string& value, const std::string& error) {
    Choice choice{.name = name, .label = fix_label(visit_, fix), .error = error};
    choice.options.push_back({.value = "", .label = visit_.t("Choose …"), .chosen = value.empty()});
    for (const auto& [identifier, label] : std::array<std::pair<const char*, std::string>, 5>{
             {{"CC-BY-4.0", visit_.t("CC BY 4.0 – may be used with credit")},
              {"CC-BY-SA-4.0", visit_.t("CC BY-SA 4.0 – with credit, under the same licence")},
              {"CC-BY-ND-4.0", visit_.t("CC BY-ND 4.0 – with credit, unchanged")},
              {"CC-BY-NC-4.0", visit_.t("CC BY-NC 4.0 – with credit, not for profit")},
              {"CC0-1.0", visit_.t("CC0 1.0 – without conditions")}}})
      choice.options.push_back({.value = identifier, .label = label, .chosen = value == identifier});
    select(w_, choice);
  }

  Writer& w_;
  const Visit& visit_;
  const ingest::Report& report_;
  const ReportFrame& frame_;
  std::size_t shown_ = 0;
  std::set<std::string> fixes_;  ///< Each has one field.
};

}  // namespace

std::string fix_name(const Fix& fix) {
  return "fix-" + to_hex(sha256(fix.file + "\n" + fix.field + "\n" + fix.key)).substr(0, kNameDigits);
}

std::string fix_label(const Visit& visit, const Fix& fix) {
  if (fix.field == ingest::kAlt)
    return visit.t("Alternative text of {file} in {language}",
                   {{"file", fix.file}, {"language", language_label(visit, content::Locale(fix.key))}});
  if (fix.field == ingest::kCredit) return visit.t("Credit of {file}", {{"file", fix.file}});
  if (fix.field == ingest::kExplanation) return visit.t("Why both are right");
  return fix.file.empty() ? visit.t("Licence of the package") : visit.t("Licence of {file}", {{"file", fix.file}});
}

bool has_fields(const ingest::Report& report) {
  return !report.amendments.empty() ||
         std::ranges::any_of(report.findings, [](const Finding& finding) { return finding.fix.has_value(); });
}

void findings(Writer& w, const Visit& visit, const ingest::Report& report,
              const std::vector<views::FileFindings>& groups, const ReportFrame& frame) {
  ReportWriter(w, visit, report, frame).write(groups);
}

void amendments(Writer& w, const Visit& visit, const ingest::Report& report, const ReportFrame& frame) {
  if (report.amendments.empty()) return;
  w << "<h3>" << Text{visit.t("Typed beside the package")} << "</h3><p class=\"hint\">"
    << Text{visit.t("The files stay as they were handed in; this counts as if they said it.")}
    << "</p><ul class=\"rows amended\">";
  for (const content::Amendment& one : report.amendments) {
    const Fix fix{one.file, one.field, one.key};
    w << "<li><div><b>" << Text{fix_label(visit, fix)} << "</b>";
    if (one.field == ingest::kExplanation) w << " <code>" << Text{one.file} << "</code> " << Text{one.key};
    w << "<br><span";
    if (one.field == ingest::kAlt) w << " lang=\"" << Attr{one.key} << "\"";
    w << ">" << Text{one.value} << "</span><br><small>"
      << Text{visit.t("amended by {name}", {{"name", one.account.value}})} << ", ";
    time(w, visit.tongue, one.at);
    w << "</small></div>";
    if (frame.may_mend)
      w << "<button class=\"button quiet\" type=\"submit\" name=\"undo\" value=\"" << Attr{fix_name(fix)} << "\">"
        << Text{visit.t("Take back")} << "<span class=\"vh\"> " << Text{fix_label(visit, fix)} << "</span></button>";
    w << "</li>";
  }
  w << "</ul>";
}

}  // namespace sen::desk::components
