#pragma once

#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "engine/store/store.h"

/// Random histories of content and what they should look like, kept in plain maps that share no code with the store.
namespace sen::test {

/// One language of a document, as a person would write it down.
struct PlainEdition {
  content::State state = content::State::Draft;
  std::uint32_t latest = 0;
  std::uint32_t live = 0;
  std::int64_t first_published = 0;
  std::string reason;
  std::string translates;
  std::vector<std::uint32_t> ever_public;
};

struct PlainDocument {
  std::string section;
  std::string type;
  std::string organisation;
  std::vector<std::string> topics;
  std::vector<std::string> places;
  std::vector<std::string> related;
  std::vector<int> pictures;
  std::vector<int> ended_pictures;  ///< Of `pictures`, those whose rights have ended.
  std::map<std::string, PlainEdition> editions;
  /// Of each version (`vi/2`): its kind, and for a translation the source's version that it follows.
  std::map<std::string, std::pair<content::ChangeKind, std::uint32_t>> versions;
};

/// Takes random steps in a store and in plain maps at once. Called by one thread.
class RandomWorld {
 public:
  RandomWorld(store::Store& store, ManualClock& clock, std::uint32_t seed);

  /// One random step: hand in, publish, schedule, withdraw, expire, retag, end rights; of one document or of several.
  void step();

  const std::map<std::string, PlainDocument>& documents() const { return documents_; }
  /// Those that have a Media record.
  const std::set<int>& pictures() const { return pictures_; }
  static const std::vector<std::string>& locales();
  static std::vector<std::string> ids();
  static Digest picture(int number);
  static constexpr int kPictures = 4;

 private:
  int pick(int count) { return static_cast<int>(random_() % static_cast<std::uint32_t>(count)); }
  bool one_in(int count) { return pick(count) == 0; }
  void change_document(const std::string& id, std::vector<content::Mutation>& mutations);
  void change_edition(const std::string& id, const std::string& locale, std::vector<content::Mutation>& mutations);
  void put_document(const std::string& id, std::vector<content::Mutation>& mutations);
  void put_edition(const std::string& id, const std::string& locale, std::vector<content::Mutation>& mutations);

  store::Store& store_;
  ManualClock& clock_;
  std::mt19937 random_;
  std::map<std::string, PlainDocument> documents_;
  std::set<int> pictures_;
};

}  // namespace sen::test
