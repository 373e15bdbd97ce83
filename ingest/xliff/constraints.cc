#include "ingest/xliff/constraints.h"

#include <algorithm>
#include <set>

#include "engine/base/text.h"
#include "ingest/xliff/shapes.h"

namespace sen::xliff {
namespace {

/// A language tag as BCP 47 forms it: subtags of one to eight letters and digits, the first of two letters or more.
bool is_language(std::string_view tag) {
  const auto parts = split(tag, '-');
  const auto good = [](std::string_view part) {
    return !part.empty() && part.size() <= 8 && std::all_of(part.begin(), part.end(), [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    });
  };
  return std::all_of(parts.begin(), parts.end(), good) && parts[0].size() >= 2 &&
         parts[0].find_first_of("0123456789") == std::string_view::npos;
}

class Checker {
 public:
  explicit Checker(const Element& root) : root_(root) {}

  Result<void> check() {
    if (!root_.core("xliff")) return fault(root_, "the root is not <xliff> of XLIFF 2");
    const std::string_view version = root_.get("version");
    if (version != "2.0" && version != "2.1") return fault(root_, "version is neither 2.0 nor 2.1");
    for (const char* name : {"srcLang", "trgLang"})
      if (root_.attributes.contains(name) && !is_language(root_.get(name)))
        return fault(root_, std::string(name) + " is no language tag");
    SEN_TRY(check_shape(root_));
    SEN_TRY(unique(root_, "file", "id"));
    for (const Element& file : root_.children)
      if (file.core("file")) SEN_TRY(check_file(file));
    return {};
  }

 private:
  Result<void> unique(const Element& parent, std::string_view name, const std::string& attribute) {
    std::set<std::string_view> seen;
    for (const Element& child : parent.children)
      if (child.core(name) && child.attributes.contains(attribute) && !seen.insert(child.get(attribute)).second)
        return fault(child, attribute + " " + std::string(child.get(attribute)) + " stands twice");
    return {};
  }

  Result<void> check_file(const Element& file) {
    units_.clear();
    groups_.clear();
    SEN_TRY(collect(file, file.get("xml:lang", root_.get("xml:lang"))));
    for (const auto& [unit, language] : units_list_) SEN_TRY(check_unit(*unit, language));
    units_list_.clear();
    return {};
  }

  Result<void> collect(const Element& parent, std::string_view language) {
    for (const Element& child : parent.children) {
      if (child.core("notes")) SEN_TRY(unique(child, "note", "id"));
      const std::string id(child.get("id"));
      if (child.core("unit")) {
        if (!units_.insert(id).second) return fault(child, "id " + id + " stands twice");
        units_list_.emplace_back(&child, child.get("xml:lang", language));
      }
      if (child.core("group") && !groups_.insert(id).second) return fault(child, "id " + id + " stands twice");
      if (child.core("group") || child.core("unit")) SEN_TRY(collect(child, child.get("xml:lang", language)));
    }
    return {};
  }

  Result<void> check_unit(const Element& unit, std::string_view inherited) {
    data_.clear();
    std::set<std::string> ids, orders;
    for (const Element& child : unit.children) {
      if (child.core("originalData")) {
        SEN_TRY(unique(child, "data", "id"));
        for (const Element& datum : child.children) data_.emplace(datum.get("id"));
      }
      if (!child.core("segment") && !child.core("ignorable")) continue;
      if (child.attributes.contains("id") && !ids.emplace(child.get("id")).second)
        return fault(child, "its id stands twice");
    }
    std::set<std::string> sources = ids, targets = ids, opened_source, opened_target, kept, seen;
    const std::size_t parts = count(unit, "segment") + count(unit, "ignorable");
    for (const Element& part : unit.children)
      if (part.core("segment") || part.core("ignorable"))
        for (const Element& side : part.children) {
          const bool source = side.core("source");
          if (side.name.empty()) continue;
          SEN_TRY(check_side(side, inherited, parts, orders));
          SEN_TRY(check_codes(side, source ? sources : targets, source ? opened_source : opened_target));
          if (!source || count(part, "target") == 1) collect_codes(side, !source, source ? kept : seen);
          const Element& target = sibling(part, "target", side);
          const bool spaces = side.attributes.contains("xml:space") && target.attributes.contains("xml:space");
          if (spaces && side.get("xml:space") != target.get("xml:space"))
            return fault(side, "xml:space differs from the target's");
        }
    SEN_TRY(all_closed(unit, opened_source));
    SEN_TRY(all_closed(unit, opened_target));
    for (const std::string& id : kept)
      if (!seen.contains(id)) return fault(unit, "the code " + id + " may not be left out of the target");
    return {};
  }

  static const Element& sibling(const Element& part, std::string_view name, const Element& otherwise) {
    for (const Element& child : part.children)
      if (child.core(name)) return child;
    return otherwise;
  }

  Result<void> check_side(const Element& side, std::string_view inherited, std::size_t parts,
                          std::set<std::string>& orders) {
    const bool source = side.core("source");
    const std::string_view language = side.get("xml:lang", inherited),
                           expected = root_.get(source ? "srcLang" : "trgLang");
    if (!language.empty() && !equals_ignoring_ascii_case(language, expected))
      return fault(side, "its language is not " + std::string(expected));
    if (!source && !root_.attributes.contains("trgLang")) return fault(side, "the document says no trgLang");
    const std::string order(side.get("order"));
    if (order.empty()) return {};
    const bool number =
        order.size() < 6 && order.find_first_not_of("0123456789") == std::string::npos && order[0] != '0';
    if (!number || static_cast<std::size_t>(std::stoul(order)) > parts || !orders.insert(order).second)
      return fault(side, "order is wrong");
    return {};
  }

  /// Ids, references and pairs of the codes and marks in `element`.
  Result<void> check_codes(const Element& element, std::set<std::string>& ids, std::set<std::string>& opened) {
    for (const Element& child : element.children) {
      if (child.name.empty()) continue;
      const std::string id(child.get("id"));
      if (!id.empty() && !ids.insert(id).second) return fault(child, "id " + id + " stands twice");
      for (const char* name : {"dataRef", "dataRefStart", "dataRefEnd"})
        if (child.attributes.contains(name) && !data_.contains(std::string(child.get(name))))
          return fault(child, std::string(name) + " names no <data>");
      for (const char* name : {"subFlows", "subFlowsStart", "subFlowsEnd"})
        for (const std::string_view flow : split(child.get(name), ' '))
          if (!flow.empty() && !units_.contains(std::string(flow)))
            return fault(child, std::string(name) + " names no unit");
      const bool isolated = child.get("isolated") == "yes";
      const std::string start(child.get("startRef"));
      if ((child.core("sc") && !isolated) || child.core("sm")) opened.insert(child.name + id);
      if (child.core("ec") && isolated != start.empty()) return fault(child, "needs either startRef or isolated");
      if (child.core("ec") && isolated && id.empty()) return fault(child, "an isolated end needs an id");
      const bool closes = (child.core("ec") && !isolated) || child.core("em");
      if (closes && opened.erase((child.core("em") ? "sm" : "sc") + start) == 0)
        return fault(child, "startRef names no open begin");
      SEN_TRY(check_codes(child, ids, opened));
    }
    return {};
  }

  static Result<void> all_closed(const Element& unit, const std::set<std::string>& opened) {
    if (opened.empty()) return {};
    return fault(unit, "the begin " + opened.begin()->substr(2) + " has no end");
  }

  /// The codes of `side`: all, or those that may not be left out.
  static void collect_codes(const Element& side, bool all, std::set<std::string>& out) {
    for (const Element& child : side.children) {
      if (is_code(child) && (all || child.get("canDelete") == "no")) out.emplace(child.get("id"));
      collect_codes(child, all, out);
    }
  }

  const Element& root_;
  std::set<std::string> units_, groups_, data_;
  std::vector<std::pair<const Element*, std::string_view>> units_list_;  ///< With the language they inherit.
};

}  // namespace

Result<void> check_constraints(const Element& root) {
  return Checker(root).check();
}

}  // namespace sen::xliff
