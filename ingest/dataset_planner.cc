#include "ingest/dataset_planner.h"

#include <algorithm>
#include <set>
#include <tuple>

namespace sen::ingest {
namespace {

using content::Mutation;
using content::State;

bool same(const content::Observation& a, const content::Observation& b) {
  return std::tie(a.period, a.value, a.attributes) == std::tie(b.period, b.value, b.attributes);
}

bool same(const content::Series& a, const content::Series& b) {
  return std::equal(a.observations.begin(), a.observations.end(), b.observations.begin(), b.observations.end(),
                    [](const auto& x, const auto& y) { return same(x, y); });
}

bool same(const content::Column& a, const content::Column& b) {
  const auto all = [](const content::Column& column) {
    return std::tie(column.id, column.name, column.role, column.codelist, column.titles, column.unit,
                    column.multiplier);
  };
  return all(a) == all(b);
}

bool same(const content::Codelist& a, const content::Codelist& b) {
  return a.id == b.id && a.names == b.names &&
         std::equal(a.codes.begin(), a.codes.end(), b.codes.begin(), b.codes.end(),
                    [](const auto& x, const auto& y) { return std::tie(x.id, x.names) == std::tie(y.id, y.names); });
}

/// Whether all but releases and state is the same.
bool same_description(const content::Dataset& a, const content::Dataset& b) {
  const auto all = [](const content::Dataset& set) {
    return std::tie(set.structure, set.titles, set.descriptions, set.licence, set.topics, set.embargo, set.announce);
  };
  const auto same_source = [](const content::Source& x, const content::Source& y) {
    return std::tie(x.title, x.address) == std::tie(y.title, y.address);
  };
  const auto same_any = [](const auto& x, const auto& y) { return same(x, y); };
  return all(a) == all(b) &&
         std::equal(a.sources.begin(), a.sources.end(), b.sources.begin(), b.sources.end(), same_source) &&
         std::equal(a.columns.begin(), a.columns.end(), b.columns.begin(), b.columns.end(), same_any) &&
         std::equal(a.codelists.begin(), a.codelists.end(), b.codelists.begin(), b.codelists.end(), same_any);
}

/// Codes that earlier releases used stay in the list, behind those of now.
void keep_codes(const content::Dataset& stored, content::Dataset& next) {
  for (content::Codelist& list : next.codelists) {
    const auto before = std::find_if(stored.codelists.begin(), stored.codelists.end(),
                                     [&](const content::Codelist& one) { return one.id == list.id; });
    if (before == stored.codelists.end()) continue;
    std::set<std::string> known;
    for (const content::Code& code : list.codes) known.insert(code.id);
    for (const content::Code& code : before->codes)
      if (!known.contains(code.id)) list.codes.push_back(code);
  }
}

/// While release `number` of a public dataset waits, what describes it stays: nobody has approved other words yet.
/// Codes that are new come with that release.
void keep_words(const content::Dataset& stored, content::Dataset& next, std::uint32_t number) {
  std::vector<content::Codelist> lists = stored.codelists;
  for (content::Codelist& list : lists) {
    std::set<std::string> known;
    for (const content::Code& code : list.codes) known.insert(code.id);
    for (content::Codelist& others : next.codelists)
      for (content::Code& code : others.codes)
        if (others.id == list.id && !known.contains(code.id)) list.codes.push_back({code.id, code.names, number});
  }
  next.codelists = std::move(lists);
  next.columns = stored.columns;
  next.titles = stored.titles;
  next.descriptions = stored.descriptions;
  next.licence = stored.licence;
  next.topics = stored.topics;
  next.sources = stored.sources;
}

/// The series that differ from those of `release`, and the ends of those that are gone. Takes the series that differ
/// out of the draft: a large dataset must not be held twice.
Result<std::vector<Mutation>> compare_series(DatasetDraft& draft, const store::Snapshot& snapshot,
                                             std::uint32_t release) {
  std::vector<Mutation> mutations;
  std::set<std::vector<std::string>> keys;
  for (content::Series& series : draft.series) {
    keys.insert(series.key);
    if (release > 0) {
      const auto stored = snapshot.series(draft.dataset.code, series.key, release);
      if (!stored && stored.error().code() != ErrorCode::NotFound) return stored.error();
      if (stored && same(*stored, series)) continue;
    }
    series.release = release + 1;
    mutations.emplace_back(std::move(series));
  }
  if (release == 0) return mutations;
  SEN_TRY(snapshot.each_series(draft.dataset.code, release, "", [&](const content::Series& stored) {
    if (!keys.contains(stored.key))
      mutations.emplace_back(content::SeriesEnd{draft.dataset.code, stored.key, release + 1});
    return true;
  }));
  return mutations;
}

/// The parts of a plain table that differ from those of `release`, taken out of the draft. Parts that are gone need no
/// word: a release says how many rows it has.
Result<std::vector<Mutation>> compare_parts(DatasetDraft& draft, const store::Snapshot& snapshot,
                                            std::uint32_t release) {
  std::vector<Mutation> mutations;
  for (content::TablePart& part : draft.parts) {
    if (release > 0) {
      const auto stored = snapshot.table_part(draft.dataset.code, part.number, release);
      if (!stored && stored.error().code() != ErrorCode::NotFound) return stored.error();
      if (stored && stored->columns == part.columns && stored->cells == part.cells) continue;
    }
    part.release = release + 1;
    mutations.emplace_back(std::move(part));
  }
  return mutations;
}

/// Whether `next` has other columns than `stored`, so that its public figures or rows could not be read with them.
bool reads_otherwise(const content::Dataset& stored, const content::Dataset& next) {
  const auto same_column = [](const content::Column& a, const content::Column& b) {
    return std::tie(a.id, a.role, a.codelist) == std::tie(b.id, b.role, b.codelist);
  };
  return stored.structure != next.structure || !std::equal(stored.columns.begin(), stored.columns.end(),
                                                           next.columns.begin(), next.columns.end(), same_column);
}

}  // namespace

Result<void> plan_dataset(DatasetDraft& draft, std::optional<Timestamp> embargo, const store::Snapshot& snapshot,
                          const Options& options, Timestamp now, std::vector<Mutation>& mutations, Findings& findings) {
  const auto stored = snapshot.dataset(draft.dataset.code);
  if (!stored && stored.error().code() != ErrorCode::NotFound) return stored.error();
  const bool waits = embargo && *embargo > now;
  const State state = !options.publish ? State::Submitted : waits ? State::Scheduled : State::Published;

  content::Dataset next = draft.dataset;
  next.embargo = embargo;
  next.state = state;
  if (stored) {
    if (stored->state == State::Published && state != State::Published && reads_otherwise(*stored, next)) {
      findings.add(Rule::StructureWaits, {.file = draft.file}, {next.code.value});
      return {};
    }
    keep_codes(*stored, next);
    next.releases = stored->releases;
    if (stored->state == State::Published) next.state = State::Published;
  }
  const std::uint32_t last = next.releases.empty() ? 0 : next.releases.back().number;
  if (stored && stored->state == State::Published && state != State::Published) keep_words(*stored, next, last + 1);

  // What had series and is a table now has none: then all of them end.
  std::vector<Mutation> figures = SEN_TRY(compare_series(draft, snapshot, last));
  std::vector<Mutation> parts = SEN_TRY(compare_parts(draft, snapshot, last));
  const bool differs = !figures.empty() || !parts.empty() || (last > 0 && next.releases.back().rows != draft.rows);
  const bool releases_waiting = !differs && last > 0 && next.releases.back().state != State::Published &&
                                options.publish && next.releases.back().state != state;
  const bool hands_in_again = !differs && last > 0 && next.releases.back().state == State::Draft;
  if (differs) {
    next.releases.push_back({.number = last + 1,
                             .published = now,
                             .note = draft.note,
                             .observations = draft.observations,
                             .series = draft.series.size(),
                             .state = state,
                             .rows = draft.rows});
  } else if (releases_waiting || hands_in_again) {
    next.releases.back().state = state;
    next.releases.back().remark.clear();
    next.releases.back().published = now;
  } else if (stored && (same_description(*stored, next) || !options.publish)) {
    return {};
  }
  if (stored && stored->embargo != next.embargo) content::count_move(next);
  mutations.emplace_back(std::move(next));
  for (auto* group : {&figures, &parts})
    for (Mutation& mutation : *group) mutations.push_back(std::move(mutation));
  return {};
}

}  // namespace sen::ingest
