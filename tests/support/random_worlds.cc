#include "tests/support/random_worlds.h"

#include <gtest/gtest.h>

#include "tests/support/content.h"

namespace sen::test {

using content::ChangeKind;
using content::Locale;
using content::State;

const std::vector<std::string>& RandomWorld::locales() {
  static const std::vector<std::string> locales = {"en", "lo", "vi", "zh"};
  return locales;
}

std::vector<std::string> RandomWorld::ids() {
  return {"a", "ab", "b", "c", "d"};
}

Digest RandomWorld::picture(int number) {
  return sha256("picture " + std::to_string(number));
}

RandomWorld::RandomWorld(store::Store& store, ManualClock& clock, std::uint32_t seed)
    : store_(store), clock_(clock), random_(seed) {}

void RandomWorld::step() {
  clock_.advance(std::chrono::milliseconds(pick(3)));
  const std::vector<std::string> all = ids();
  std::vector<content::Mutation> mutations;
  std::vector<std::string> chosen;
  for (const std::string& id : all)
    if (one_in(3)) chosen.push_back(id);
  if (chosen.empty()) chosen.push_back(all[static_cast<std::size_t>(pick(static_cast<int>(all.size())))]);
  for (const std::string& id : chosen) {
    if (!documents_.contains(id) || one_in(3)) change_document(id, mutations);
    for (const std::string& locale : locales())
      if (one_in(3)) change_edition(id, locale, mutations);
  }
  if (one_in(4)) {
    content::Media media;
    const int number = pick(kPictures);
    media.digest = picture(number);
    pictures_.insert(number);
    mutations.emplace_back(media);
  }
  const auto done = store_.commit(planned(store_, std::move(mutations)));
  ASSERT_TRUE(done.has_value()) << done.error().message();
}

void RandomWorld::change_document(const std::string& id, std::vector<content::Mutation>& mutations) {
  PlainDocument& plain = documents_[id];
  plain.section = one_in(2) ? "news" : "press";
  plain.type = plain.section == "news" ? "news" : "press-release";
  plain.organisation = one_in(2) ? "mofa" : "province-31";
  plain.topics = one_in(2) ? std::vector<std::string>{"economy"} : std::vector<std::string>{"culture", "economy"};
  plain.places = one_in(2) ? std::vector<std::string>() : std::vector<std::string>{"31"};
  plain.related.clear();
  for (const std::string& other : ids())
    if (other != id && one_in(3)) plain.related.push_back(other);
  plain.pictures.clear();
  plain.ended_pictures.clear();
  for (int number = 0; number < kPictures; ++number) {
    if (!one_in(2)) continue;
    plain.pictures.push_back(number);
    if (one_in(4)) plain.ended_pictures.push_back(number);
  }
  put_document(id, mutations);
}

void RandomWorld::put_document(const std::string& id, std::vector<content::Mutation>& mutations) {
  const PlainDocument& plain = documents_[id];
  content::Document stored = document(id, plain.topics);
  stored.section = plain.section;
  stored.type = plain.type;
  stored.organisation = content::OrganisationCode(plain.organisation);
  stored.places = plain.places;
  stored.embargo = Timestamp{1};
  for (const std::string& other : plain.related) stored.related.emplace_back(other);
  for (const int number : plain.pictures) {
    content::MediaUse use;
    use.digest = picture(number);
    use.file = std::to_string(number) + ".jpg";
    const bool ended =
        std::find(plain.ended_pictures.begin(), plain.ended_pictures.end(), number) != plain.ended_pictures.end();
    if (ended) use.rights_until = clock_.now();
    stored.media.push_back(use);
  }
  for (const auto& [locale, edition] : plain.editions) stored.locales.emplace_back(locale);
  mutations.emplace_back(stored);
}

void RandomWorld::change_edition(const std::string& id, const std::string& locale,
                                 std::vector<content::Mutation>& mutations) {
  PlainDocument& plain = documents_[id];
  PlainEdition& edition = plain.editions[locale];
  const std::int64_t now = clock_.now().milliseconds;
  if (edition.latest == 0 || one_in(2)) {
    ++edition.latest;
    content::Version words = version(id, locale, edition.latest, locale + std::to_string(edition.latest));
    words.kind = one_in(2) ? ChangeKind::Minor : ChangeKind::Correction;
    const std::string source = locale == "vi" ? "en" : "vi";
    if (one_in(2)) {
      words.translates = Locale(source);
      words.translates_version = plain.editions.contains(source) ? plain.editions[source].latest : 0;
    }
    plain.versions[locale + "/" + std::to_string(edition.latest)] = {words.kind, words.translates_version};
    if (!words.translates.empty()) edition.translates = source;
    mutations.emplace_back(words);
    if (edition.state != State::Published) edition.state = State::Submitted;
  }
  switch (pick(6)) {
    case 0:
    case 1:
      edition.state = State::Published;
      if (edition.first_published == 0) edition.first_published = now;
      edition.live = edition.latest;
      edition.reason.clear();
      if (edition.ever_public.empty() || edition.ever_public.back() != edition.live)
        edition.ever_public.push_back(edition.live);
      break;
    case 2:
      if (edition.live > 0) {
        edition.state = one_in(2) ? State::Withdrawn : State::Retracted;
        edition.reason = "reason " + std::to_string(pick(3));
      }
      break;
    case 3:
      if (edition.live > 0) edition.state = State::Expired;
      break;
    case 4:
      if (edition.state != State::Published) edition.state = State::Scheduled;
      break;
    default:
      break;
  }
  put_edition(id, locale, mutations);
}

void RandomWorld::put_edition(const std::string& id, const std::string& locale,
                              std::vector<content::Mutation>& mutations) {
  const PlainEdition& plain = documents_[id].editions[locale];
  content::Edition stored = waiting(id, locale, plain.state, plain.latest);
  stored.live = plain.live;
  stored.reason = plain.reason;
  if (plain.first_published != 0) stored.first_published = Timestamp{plain.first_published};
  if (plain.live != 0) stored.updated = Timestamp{plain.first_published};
  mutations.emplace_back(stored);
}

}  // namespace sen::test
