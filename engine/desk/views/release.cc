#include "engine/desk/views/release.h"

#include <algorithm>
#include <map>

#include "engine/base/maybe.h"
#include "engine/desk/review_words.h"
#include "engine/store/keys.h"
#include "engine/workflow/organisations.h"

namespace sen::desk::views {
namespace {

using content::Dataset;
using content::Observation;
using content::Series;
using Kind = FigureChange::Kind;

/// Counts what differs and keeps the first of each kind.
class Collector {
 public:
  Collector(const Visit& visit, ReleasePage& page) : visit_(visit), page_(page) {}

  void add(Kind kind, const Series& series, const Observation* before, const Observation* after) {
    if (!note(kind)) return;
    keep({kind, where(series, before != nullptr ? *before : *after), words(before), words(after)});
  }
  void add_row(Kind kind, std::string row) {
    if (!note(kind)) return;
    keep(kind == Kind::Removed ? FigureChange{kind, {}, std::move(row), {}}
                               : FigureChange{kind, {}, {}, std::move(row)});
  }
  /// What is changed or gone is looked at first.
  void finish() {
    page_.sample = std::move(first_);
    for (FigureChange& change : added_)
      if (page_.sample.size() < kShownFigures) page_.sample.push_back(std::move(change));
  }

 private:
  /// Counts it; whether there is room for it in the sample.
  bool note(Kind kind) {
    std::uint64_t& count = kind == Kind::Added ? page_.added : kind == Kind::Changed ? page_.changed : page_.removed;
    ++count;
    return (kind == Kind::Added ? added_ : first_).size() < kShownFigures;
  }
  void keep(FigureChange change) { (change.kind == Kind::Added ? added_ : first_).push_back(std::move(change)); }

  std::string where(const Series& series, const Observation& observation) const {
    std::string text;
    std::size_t at = 0;
    for (const content::Column& column : page_.dataset.columns) {
      if (column.role != content::Role::Dimension || at >= series.key.size()) continue;
      text += (text.empty() ? "" : ", ") + name_of(column, series.key[at++]);
    }
    if (!observation.period.empty()) text += (text.empty() ? "" : ", ") + observation.period;
    return text;
  }
  std::string name_of(const content::Column& column, const std::string& code) const {
    for (const content::Codelist& list : page_.dataset.codelists)
      if (list.id == column.codelist)
        for (const content::Code& one : list.codes)
          if (one.id == code && !one.names.empty()) return std::string(visit_.tongue.name(one.names));
    return code;
  }
  static std::string words(const Observation* observation) {
    if (observation == nullptr) return {};
    std::string text = observation->value.empty() ? "–" : observation->value;
    for (const std::string& attribute : observation->attributes)
      if (!attribute.empty()) text += " [" + attribute + "]";
    return text;
  }

  const Visit& visit_;
  ReleasePage& page_;
  std::vector<FigureChange> first_;
  std::vector<FigureChange> added_;
};

/// Both lists are sorted by period.
void compare_observations(const Series* before, const Series& names, const Series* after, Collector& out) {
  static const std::vector<Observation> kNone;
  const auto& old_ones = before == nullptr ? kNone : before->observations;
  const auto& new_ones = after == nullptr ? kNone : after->observations;
  auto former = old_ones.begin();
  auto now = new_ones.begin();
  while (former != old_ones.end() || now != new_ones.end()) {
    const bool only_old = now == new_ones.end() || (former != old_ones.end() && former->period < now->period);
    const bool only_new = !only_old && (former == old_ones.end() || now->period < former->period);
    if (only_old) {
      out.add(Kind::Removed, names, &*former++, nullptr);
    } else if (only_new) {
      out.add(Kind::Added, names, nullptr, &*now++);
    } else {
      if (former->value != now->value || former->attributes != now->attributes)
        out.add(Kind::Changed, names, &*former, &*now);
      ++former;
      ++now;
    }
  }
}

/// The series as `release` had it; nothing: it had none.
Result<std::optional<Series>> series_of(const Visit& visit, const Dataset& dataset, const std::vector<std::string>& key,
                                        std::uint32_t release) {
  if (release == 0) return std::optional<Series>();
  return maybe(visit.snapshot->series(dataset.code, key, release));
}

Result<void> compare_series(const Visit& visit, const ReleasePage& page, std::uint32_t live, Collector& out) {
  const Dataset& dataset = page.dataset;
  std::optional<Error> failed;
  SEN_TRY(visit.snapshot->each_series(dataset.code, page.newest.number, "", [&](const Series& now) {
    const auto before = series_of(visit, dataset, now.key, live);
    if (!before) {
      failed = before.error();
      return false;
    }
    // What the newest release did not touch is as it was.
    if (!*before || (*before)->release != now.release)
      compare_observations(*before ? &**before : nullptr, now, &now, out);
    return true;
  }));
  if (failed) return *failed;
  if (live == 0) return {};
  SEN_TRY(visit.snapshot->each_series(dataset.code, live, "", [&](const Series& former) {
    const auto now = series_of(visit, dataset, former.key, page.newest.number);
    if (!now) {
      failed = now.error();
      return false;
    }
    if (!*now) compare_observations(&former, former, nullptr, out);
    return true;
  }));
  if (failed) return *failed;
  return {};
}

Result<void> each_row(const Visit& visit, const Dataset& dataset, const content::Release& release,
                      const std::function<void(std::string)>& take) {
  for (std::uint64_t at = 0; at < release.rows; at += content::kRowsPerPart) {
    const content::TablePart part = SEN_TRY(visit.snapshot->table_part(
        dataset.code, static_cast<std::uint32_t>(at / content::kRowsPerPart), release.number));
    SEN_TRY(content::each_row(part, [&](std::span<const std::string_view> cells) {
      std::string row;
      for (const std::string_view cell : cells) row += (row.empty() ? "" : " · ") + std::string(cell);
      take(std::move(row));
      return true;
    }));
  }
  return {};
}

/// A table has no keys: a row is there in both, or in one.
Result<void> compare_rows(const Visit& visit, const ReleasePage& page, Collector& out) {
  std::map<Digest, std::uint32_t> former;
  if (page.live)
    SEN_TRY(each_row(visit, page.dataset, *page.live, [&](const std::string& row) { ++former[sha256(row)]; }));
  SEN_TRY(each_row(visit, page.dataset, page.newest, [&](std::string row) {
    const auto known = former.find(sha256(row));
    if (known == former.end() || known->second == 0)
      out.add_row(Kind::Added, std::move(row));
    else
      --known->second;
  }));
  if (!page.live) return {};
  return each_row(visit, page.dataset, *page.live, [&](std::string row) {
    const auto left = former.find(sha256(row));
    if (left == former.end() || left->second == 0) return;
    --left->second;
    out.add_row(Kind::Removed, std::move(row));
  });
}

/// Whoever handed in the newest release: the log knows.
Result<std::string> author_of(const Visit& visit, const ReleasePage& page) {
  std::string who;
  const auto history = SEN_TRY(visit.snapshot->history(store::keys::dataset(page.dataset.code)));
  for (auto sequence = history.rbegin(); sequence != history.rend(); ++sequence) {
    const auto changes = SEN_TRY(visit.context.parts.store.log().read({sequence->value - 1}, 1));
    if (changes.empty()) break;
    for (const content::Mutation& mutation : changes.front().mutations) {
      const auto* then = std::get_if<Dataset>(&mutation);
      if (then == nullptr || then->code != page.dataset.code) continue;
      if (then->releases.empty() || then->releases.back().number != page.newest.number) return who;
      who = person_label(visit, content::AccountName(changes.front().actor.name));
    }
  }
  return who;
}

bool may_read(const Visit& visit, const Dataset& dataset) {
  const workflow::RegisterTree tree(*visit.snapshot, visit.context.parts.vocabulary);
  identity::Resource resource;
  resource.organisation = tree.responsible(dataset.organisation);
  return visit.may(identity::Action::DocumentRead, resource);
}

}  // namespace

Result<Dataset> find_dataset(const Visit& visit, const content::DatasetCode& code) {
  Dataset dataset = SEN_TRY(visit.snapshot->dataset(code));
  if (dataset.releases.empty() || !may_read(visit, dataset))
    return Error(ErrorCode::NotFound, "there is no such dataset");
  return dataset;
}

Result<ReleasePage> make_release_page(const Visit& visit, const content::DatasetCode& code) {
  ReleasePage page;
  page.dataset = SEN_TRY(find_dataset(visit, code));
  page.newest = page.dataset.releases.back();
  for (const content::Release& release : page.dataset.releases)
    if (release.state == content::State::Published && release.number != page.newest.number) page.live = release;
  page.offers = SEN_TRY(visit.context.parts.workflow.offers(visit.person->actor, code));
  page.who = SEN_TRY(author_of(visit, page));
  Collector out(visit, page);
  if (page.dataset.structure == content::Structure::Table)
    SEN_TRY(compare_rows(visit, page, out));
  else
    SEN_TRY(compare_series(visit, page, page.live ? page.live->number : 0, out));
  out.finish();
  return page;
}

}  // namespace sen::desk::views
