#include "engine/workflow/previews.h"

#include <algorithm>
#include <array>

#include "engine/base/log.h"
#include "engine/workflow/action.h"

namespace sen::workflow {
namespace {

using content::PreviewLink;
using content::State;
using identity::Action;

constexpr std::chrono::minutes kWriteEvery{1};
constexpr int kMostConflicts = 20;

/// Whoever writes, reviews or publishes texts of the document may show them to others before they are public.
Result<bool> may_show(const Case& of, const Dossier& dossier) {
  const RegisterTree tree(*of.snapshot, of.desk.vocabulary);
  constexpr std::array<std::pair<Action, State>, 3> kOneOf = {{{Action::DocumentDraft, State::Draft},
                                                               {Action::DocumentReview, State::Submitted},
                                                               {Action::DocumentPublish, State::Approved}}};
  return std::any_of(kOneOf.begin(), kOneOf.end(), [&](const auto& one) {
    identity::Resource resource = resource_of(dossier, one.second, {});
    resource.authors.clear();
    const auto denied = identity::denial(of.actor, one.first, resource, tree);
    // Whether approvals are there already is no matter here.
    return !denied || *denied == identity::Denial::Approvals;
  });
}

Result<Dossier> dossier_to_show(const Case& of, const content::ContentId& id) {
  Dossier dossier = SEN_TRY(dossier_of(of, id));
  if (dossier.training)
    return Error(ErrorCode::PermissionDenied, "what was made for training is never shown to others");
  if (!SEN_TRY(may_show(of, dossier)))
    return Error(ErrorCode::PermissionDenied, "preview links are made by those who write, review or publish");
  return dossier;
}

}  // namespace

Previews::Previews(store::Store& store, const content::Vocabulary& vocabulary, const Clock& clock,
                   const PreviewLinks::Key& key)
    : store_(store), vocabulary_(vocabulary), clock_(clock), links_(key) {}

Previews::~Previews() {
  const MutexLock lock(mutex_);
  for (const auto& [name, views] : views_)
    if (views.all > views.written) write(name, views);
}

Result<bool> Previews::may_make(const identity::Actor& actor, const content::ContentId& id) const {
  const Desk desk{store_, vocabulary_, clock_, {}};
  const Case of = SEN_TRY(case_of(desk, actor));
  const Dossier dossier = SEN_TRY(dossier_of(of, id));
  if (dossier.training) return false;
  return may_show(of, dossier);
}

Result<std::string> Previews::make(const identity::Actor& actor, const content::ContentId& id,
                                   const content::Locale& locale, std::uint32_t version, std::chrono::hours valid) {
  if (valid < std::chrono::hours(1) || valid > kLongestPreview)
    return Error(ErrorCode::InvalidInput, "valid: a preview link works for an hour to 14 days");
  const Desk desk{store_, vocabulary_, clock_, {}};
  PreviewLink link;
  const auto plan = [&](const Case& of) -> Result<Planned> {
    SEN_TRY(dossier_to_show(of, id));
    SEN_TRY(of.snapshot->version(id, locale, version));
    const std::vector<PreviewLink> links = SEN_TRY(of.snapshot->preview_links(id));
    const std::int64_t until = of.now.milliseconds + std::chrono::milliseconds(valid).count();
    link = {.id = id,
            .number = links.empty() ? 1 : links.back().number + 1,
            .locale = locale,
            .version = version,
            .account = of.name(),
            .made = of.now,
            .expires = {until / 1'000 * 1'000},
            .revoked = {},
            .views = 0,
            .last_view = {}};
    return Planned{reason_of("preview", id, locale), {link}};
  };
  SEN_TRY(perform(desk, actor, plan));
  return token_of(link);
}

Result<content::Sequence> Previews::revoke(const identity::Actor& actor, const content::ContentId& id,
                                           std::uint32_t number) {
  const Desk desk{store_, vocabulary_, clock_, {}};
  return perform(desk, actor, [&](const Case& of) -> Result<Planned> {
    SEN_TRY(dossier_to_show(of, id));
    PreviewLink link = SEN_TRY(of.snapshot->preview_link(id, number));
    if (!is_open(link)) return Error(ErrorCode::Conflict, "the preview has ended already");
    link.revoked = of.now;
    return Planned{reason_of("end preview", id, link.locale), {link}};
  });
}

std::string Previews::token_of(const PreviewLink& link) const {
  return links_.sign({link.id, link.locale, link.version, link.expires, link.number});
}

bool Previews::is_open(const PreviewLink& link) const {
  return !link.revoked && clock_.now() < link.expires;
}

Result<PreviewLink> Previews::open(std::string_view token) const {
  const Preview preview = SEN_TRY(links_.read(token, clock_.now()));
  const auto snapshot = SEN_TRY(store_.snapshot());
  PreviewLink link = SEN_TRY(snapshot->preview_link(preview.id, preview.number));
  // A store that was restored from before the link was made may have given its number to another.
  if (token_of(link) != token) return Error(ErrorCode::NotFound, "there is no such preview");
  if (!is_open(link)) return Error(ErrorCode::Gone, "the preview has ended");
  return link;
}

void Previews::count(const PreviewLink& link) {
  const Name name{link.id, link.number};
  Views due;
  {
    const MutexLock lock(mutex_);
    Views& views = views_.try_emplace(name, Views{link.views, link.views, {}, {}}).first->second;
    ++views.all;
    views.last = clock_.now();
    const bool often =
        views.last.milliseconds - views.tried.milliseconds < std::chrono::milliseconds(kWriteEvery).count();
    if (often && views.tried.milliseconds != 0) return;
    views.tried = views.last;
    due = views;
  }
  if (!write(name, due)) return;
  const MutexLock lock(mutex_);
  Views& views = views_[name];
  views.written = std::max(views.written, due.all);
}

std::uint64_t Previews::views(const PreviewLink& link) const {
  const MutexLock lock(mutex_);
  const auto found = views_.find({link.id, link.number});
  return found == views_.end() ? link.views : std::max(link.views, found->second.all);
}

bool Previews::write(const Name& name, const Views& views) {
  for (int conflicts = 0; conflicts < kMostConflicts; ++conflicts) {
    const auto snapshot = store_.snapshot();
    if (!snapshot) break;
    auto link = (*snapshot)->preview_link(name.first, name.second);
    if (!link) break;
    link->views = std::max(link->views, views.all);
    link->last_view = views.last;
    const auto done = store_.commit({.based_on = (*snapshot)->sequence(),
                                     .sequence = {},
                                     .committed_at = {},
                                     .actor = {.name = "preview", .organisation = {}},
                                     .reason = reason_of("preview seen", link->id, link->locale),
                                     .mutations = {*link},
                                     .touches = {}});
    if (done) return true;
    if (done.error().code() != ErrorCode::Conflict) break;
  }
  log::error("preview views not written", {{"document", name.first.value}});
  return false;
}

}  // namespace sen::workflow
