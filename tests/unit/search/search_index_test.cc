#include <gmock/gmock.h>
#include <time.h>

#include "search/past_queries.h"
#include "tests/unit/search/library.h"

namespace sen::search {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

class SearchIndex : public LibraryTest {};

TEST_F(SearchIndex, FindsBothSpellingsOfAWord) {
  publish("aaaaaaaaaa", "vi", "Tỉnh ủy họp", "Bàn về văn hóa.");
  publish("bbbbbbbbbb", "vi", "Tỉnh uỷ họp", "Bàn về văn hoá.");

  for (const char* question : {"Tỉnh ủy", "Tỉnh uỷ", "văn hóa", "văn hoá", "tinh uy", "van hoa"})
    EXPECT_THAT(found(question), UnorderedElementsAre("aaaaaaaaaa", "bbbbbbbbbb")) << question;
}

TEST_F(SearchIndex, IsFollowedAgainAfterItWasStopped) {
  index_->stop();
  publish("aaaaaaaaaa", "vi", "Cảng biển", "Cảng mới.");
  EXPECT_THAT(found("cảng"), ElementsAre("aaaaaaaaaa"));

  { const follow::Runner runner(*store_, library_, {index_.get()}, {}); }
  publish("bbbbbbbbbb", "vi", "Cảng sông", "Cảng cũ.");

  EXPECT_THAT(found("cảng"), UnorderedElementsAre("aaaaaaaaaa", "bbbbbbbbbb"));
}

TEST_F(SearchIndex, RanksExactMarksAboveFoldedOnes) {
  publish("aaaaaaaaaa", "vi", "Dương cầm", "dương dương dương dương");
  publish("bbbbbbbbbb", "vi", "Giao thông", "Một con đường mới vừa mở, dài hai mươi ki lô mét, nối hai huyện.");

  EXPECT_THAT(found("đường"), ElementsAre("bbbbbbbbbb", "aaaaaaaaaa"));
  EXPECT_THAT(found("duong"), UnorderedElementsAre("bbbbbbbbbb", "aaaaaaaaaa"));
}

TEST_F(SearchIndex, FindsTextOfAnyLanguageFromAnyPage) {
  publish("aaaaaaaaaa", "en", "Visitors to Hoi An", "The old town welcomes travellers.");
  publish("bbbbbbbbbb", "lo", "ຂ່າວ", "ກະຊວງປະກາດຂໍ້ມູນ");
  publish("cccccccccc", "ja", "ニュース", "外務省の発表");

  EXPECT_THAT(found("traveller", "vi"), ElementsAre("aaaaaaaaaa"));
  EXPECT_THAT(found("Hội An", "ja"), ElementsAre("aaaaaaaaaa"));
  EXPECT_THAT(found("ຂໍ້ມູນ", "en"), ElementsAre("bbbbbbbbbb"));
  EXPECT_THAT(found("外務省", "ar"), ElementsAre("cccccccccc"));
}

TEST_F(SearchIndex, FindsNamesInTheWritingOfAnotherLanguage) {
  publish("aaaaaaaaaa", "vi", "Tàu điện", "Tuyến tàu điện đầu tiên của Thành phố Hồ Chí Minh đã chạy.");
  publish("bbbbbbbbbb", "vi", "Kinh phí", "Thành phố cấp kinh phí cho hồ chứa nước.");

  for (const char* question : {"胡志明市", "Hochiminh-Stadt", "HCMC", "saigon", "Сайгон"})
    EXPECT_THAT(found(question, "en"), ElementsAre("aaaaaaaaaa")) << question;
  EXPECT_THAT(ask("胡志明市", "zh").hits.at(0).snippet, HasSubstr("<mark>Thành phố Hồ Chí Minh</mark>"));
}

TEST_F(SearchIndex, UnderstandsKeysThatNoInputMethodTurnedIntoMarks) {
  publish("aaaaaaaaaa", "vi", "Tin", "Tiếng Việt được dạy ở nước ngoài.");
  publish("bbbbbbbbbb", "en", "Bus", "A new bus line.");
  publish("cccccccccc", "vi", "Bú", "Trẻ được bú sữa mẹ.");

  for (const char* question : {"tieengs Vieejt", "tie61ng Vie65t", "tieng Viejt"}) {
    EXPECT_EQ(found(question).at(0), "aaaaaaaaaa") << question;
    EXPECT_THAT(ask(question).corrected, testing::EndsWith("t")) << question;
  }
  EXPECT_THAT(found("bus", "en"), ElementsAre("bbbbbbbbbb"));
}

TEST_F(SearchIndex, FindsAHyphenatedWordWrittenAsOne) {
  publish("aaaaaaaaaa", "en", "Contact", "An email address for visitors.");
  publish("bbbbbbbbbb", "en", "Contact", "Write an e-mail.");

  EXPECT_THAT(found("e-mail", "en"), UnorderedElementsAre("aaaaaaaaaa", "bbbbbbbbbb"));
  EXPECT_THAT(found("email", "en"), UnorderedElementsAre("aaaaaaaaaa", "bbbbbbbbbb"));
}

TEST_F(SearchIndex, TranslatesBetweenEnglishAndVietnamese) {
  publish("aaaaaaaaaa", "vi", "Thương mại", "Xuất khẩu thủy sản tăng mạnh nhờ hiệp định mới.");
  publish("bbbbbbbbbb", "en", "Education", "Children in mountain villages learn by radio.");

  EXPECT_THAT(found("seafood exports", "en"), ElementsAre("aaaaaaaaaa"));
  EXPECT_THAT(found("trẻ em miền núi", "vi"), ElementsAre("bbbbbbbbbb"));
}

TEST_F(SearchIndex, RanksWhatIsWrittenAsTypedAboveOtherNamesOfIt) {
  publish("aaaaaaaaaa", "vi", "Kinh tế", "kinh tế kinh tế kinh tế kinh tế");
  publish("bbbbbbbbbb", "en", "News", "A long report on many matters, of which the economy of the region is one.");

  EXPECT_THAT(found("economy", "en"), ElementsAre("bbbbbbbbbb", "aaaaaaaaaa"));
  EXPECT_THAT(found("economy", "vi"), ElementsAre("bbbbbbbbbb", "aaaaaaaaaa"));
  EXPECT_THAT(found("kinh tế", "en"), ElementsAre("aaaaaaaaaa", "bbbbbbbbbb"));
}

TEST_F(SearchIndex, ShowsEditionsOfADocumentAsOneInTheReadersLanguage) {
  auto both = edition("aaaaaaaaaa", "vi", "Cảng APEC", "Cảng mới.");
  for (auto& mutation : edition("aaaaaaaaaa", "en", "APEC port", "A new port by Zulu."))
    if (!std::holds_alternative<content::Document>(mutation)) both.push_back(std::move(mutation));
  std::get<content::Document>(both[0]).locales = {content::Locale("en"), content::Locale("vi")};
  commit(std::move(both));

  const Answer in_english = ask("APEC", "en");
  const Answer in_vietnamese = ask("APEC", "vi");
  const Answer only_english_matches = ask("zulu", "vi");

  ASSERT_EQ(in_english.hits.size(), 1U);
  EXPECT_EQ(in_english.total, 1U);
  EXPECT_EQ(in_english.hits[0].title, "APEC port");
  EXPECT_EQ(in_vietnamese.hits.at(0).title, "Cảng APEC");
  EXPECT_EQ(only_english_matches.hits.at(0).locale, content::Locale("en"));
  EXPECT_EQ(in_english.facets.at("language").size(), 2U);
  EXPECT_EQ(in_english.facets.at("type").at(0).count, 1U);
}

TEST_F(SearchIndex, FiltersByEveryFacet) {
  publish("aaaaaaaaaa", "vi", "Cảng biển", "cảng", [](content::Document& d) {
    d.type = "event";
    d.topics = {"economy"};
    d.places = {"31"};
    d.organisation = content::OrganisationCode("mofa");
    d.date = *parse_rfc3339("2025-12-31T23:00:00Z");  // 2026 in Viet Nam
  });
  publish("bbbbbbbbbb", "vi", "Cảng sông", "cảng");

  const auto only = [&](const std::function<void(Query&)>& change) { return found("cảng", "vi", change); };
  EXPECT_THAT(only([](Query& q) { q.type = "event"; }), ElementsAre("aaaaaaaaaa"));
  EXPECT_THAT(only([](Query& q) { q.topic = "economy"; }), ElementsAre("aaaaaaaaaa"));
  EXPECT_THAT(only([](Query& q) { q.place = "31"; }), ElementsAre("aaaaaaaaaa"));
  EXPECT_THAT(only([](Query& q) { q.organisation = "mofa"; }), ElementsAre("aaaaaaaaaa"));
  EXPECT_THAT(only([](Query& q) { q.year = "2026"; }), ElementsAre("aaaaaaaaaa"));
  EXPECT_THAT(only([](Query& q) { q.language = content::Locale("en"); }), IsEmpty());
  EXPECT_THAT(only([](Query& q) { q.to = Timestamp{1'000}; }), IsEmpty());
  EXPECT_THAT(only([](Query& q) { q.from = Timestamp{1'000}; }), UnorderedElementsAre("aaaaaaaaaa", "bbbbbbbbbb"));
  EXPECT_THAT(only([](Query& q) { q.from = Timestamp{1'001}; }), ElementsAre("aaaaaaaaaa"));
  EXPECT_THAT(only([](Query& q) { q.sort = Query::Sort::Date; }), ElementsAre("aaaaaaaaaa", "bbbbbbbbbb"));
}

TEST_F(SearchIndex, FindsTextsByTheNamesThatTheRegisterHasForTheirOrganisation) {
  content::OrganisationEntry markets;
  markets.code = content::OrganisationCode("floating-markets");
  markets.names = {{content::Locale("vi"), "Ban Zorbanka"}, {content::Locale("en"), "Quixel Board"}};
  publish("aaaaaaaaaa", "en", "Boats", "at dawn", [&](content::Document& d) {
    d.organisation = markets.code;
    d.organisation_name_vi = "Ban Zorbanka";
  });
  EXPECT_THAT(found("Quixel", "en"), IsEmpty());

  commit({markets});
  EXPECT_THAT(found("Quixel", "en"), ElementsAre("aaaaaaaaaa"));

  markets.names = {{content::Locale("vi"), "Cục Vexilon"}, {content::Locale("en"), "Vexilon Agency"}};
  commit({markets});
  EXPECT_THAT(found("Vexilon", "en"), ElementsAre("aaaaaaaaaa"));
  EXPECT_THAT(found("Quixel", "en"), ElementsAre("aaaaaaaaaa")) << "it keeps that name";
  EXPECT_EQ(index_->verify(*library_.visible_to(store::Audience::Public)).value(), 1U);
}

TEST_F(SearchIndex, TakesATextInOnceThatComesTogetherWithANameOfItsOrganisation) {
  content::OrganisationEntry markets;
  markets.code = content::OrganisationCode("floating-markets");
  markets.names = {{content::Locale("vi"), "Ban Zorbanka"}, {content::Locale("en"), "Quixel Board"}};
  std::vector<content::Mutation> all = edition("aaaaaaaaaa", "en", "Boats", "at dawn", [&](content::Document& d) {
    d.organisation = markets.code;
    d.organisation_name_vi = "Ban Zorbanka";
  });
  all.emplace_back(markets);
  publish("bbbbbbbbbb", "en", "Trains", "at dusk");  // So that the index follows, and is not made anew.
  commit(std::move(all));

  EXPECT_EQ(ask("Quixel", "en").total, 1U);
  EXPECT_EQ(index_->verify(*library_.visible_to(store::Audience::Public)).value(), 2U);

  content::Edition withdrawn = std::get<content::Edition>(edition("aaaaaaaaaa", "en", "", "")[2]);
  withdrawn.state = content::State::Withdrawn;
  withdrawn.reason = "wrong";
  commit({withdrawn});
  EXPECT_THAT(found("boats", "en"), IsEmpty()) << "no second entry was left behind";
}

TEST_F(SearchIndex, AnswersFiltersAloneNewestFirst) {
  publish("aaaaaaaaaa", "vi", "Cảng", "cảng");
  publish("bbbbbbbbbb", "vi", "Sông", "sông", [](content::Document& d) { d.date = {2'000}; });
  publish("cccccccccc", "vi", "Biển", "biển", [](content::Document& d) { d.type = "event"; });

  EXPECT_THAT(found("", "vi", [](Query& q) { q.type = "news"; }), ElementsAre("bbbbbbbbbb", "aaaaaaaaaa"));
}

TEST_F(SearchIndex, AnswersALanguageAlone) {
  publish("aaaaaaaaaa", "en", "First", "alpha");
  publish("bbbbbbbbbb", "vi", "Hai", "beta");

  EXPECT_THAT(found("", "vi", [](Query& query) { query.language = content::Locale("en"); }), ElementsAre("aaaaaaaaaa"));
  EXPECT_THAT(found("language:vi -zeta", "en"), ElementsAre("bbbbbbbbbb"));
}

TEST_F(SearchIndex, NamesNothingThatAQueryExcludes) {
  publish("aaaaaaaaaa", "vi", "Lễ hội", "Lễ hội mùa xuân.");

  EXPECT_THAT(ask("lễ hội -Huế").named, IsEmpty());
  EXPECT_EQ(ask("lễ hội Huế Huế").named.size(), ask("lễ hội Huế").named.size());
}

TEST_F(SearchIndex, UnderstandsQuotationsAndExclusions) {
  publish("aaaaaaaaaa", "en", "Foreign policy", "The foreign policy of the country.");
  publish("bbbbbbbbbb", "en", "Policy", "A policy on foreign trade.");

  EXPECT_THAT(found("\"foreign policy\"", "en"), ElementsAre("aaaaaaaaaa"));
  EXPECT_THAT(found("foreign policy", "en"), ElementsAre("aaaaaaaaaa", "bbbbbbbbbb"));
  EXPECT_THAT(found("policy -trade", "en"), ElementsAre("aaaaaaaaaa"));
  EXPECT_THAT(found("policy -\"foreign policy\"", "en"), ElementsAre("bbbbbbbbbb"));
}

TEST_F(SearchIndex, FindsADocumentNumberFirst) {
  publish("aaaaaaaaaa", "vi", "Số liệu 2015", "72 đơn vị, 2015 người, nđ và cp, cp, cp.");
  publish("bbbbbbbbbb", "vi", "Nghị định", "Nghị định số 72/2015/NĐ-CP về hoạt động thông tin đối ngoại.");

  EXPECT_EQ(found("72/2015/NĐ-CP").at(0), "bbbbbbbbbb");
  EXPECT_EQ(found("72/2015/nd-cp").at(0), "bbbbbbbbbb");
}

TEST_F(SearchIndex, NeverHoldsWhatIsNotPublic) {
  auto mutations = edition("aaaaaaaaaa", "vi", "Cấm vận tuyệtmật", "Nội dung tuyệtmật.");
  std::get<content::Edition>(mutations[2]) = test::waiting("aaaaaaaaaa", "vi", content::State::Scheduled);
  commit(std::move(mutations));

  const Answer answer = ask("tuyệtmật");
  EXPECT_THAT(answer.hits, IsEmpty());
  EXPECT_EQ(answer.total, 0U);
  EXPECT_EQ(answer.suggestion, "");
  EXPECT_EQ(ask("tuyetmat1").suggestion, "");
  EXPECT_THAT(index_->suggest("cấm vận", content::Locale("vi"), 10).value(), IsEmpty());
}

TEST_F(SearchIndex, ForgetsWhatIsWithdrawn) {
  publish("aaaaaaaaaa", "vi", "Zulu quảng trường", "zulu");
  ASSERT_THAT(found("zulu"), ElementsAre("aaaaaaaaaa"));
  ASSERT_EQ(ask("zuluu").suggestion, "zulu");

  content::Edition withdrawn = std::get<content::Edition>(edition("aaaaaaaaaa", "vi", "", "")[2]);
  withdrawn.state = content::State::Withdrawn;
  withdrawn.reason = "wrong";
  commit({withdrawn});

  EXPECT_THAT(found("zulu"), IsEmpty());
  EXPECT_EQ(ask("zuluu").suggestion, "");
  EXPECT_THAT(index_->suggest("zulu q", content::Locale("vi"), 10).value(), IsEmpty());
}

TEST_F(SearchIndex, ForgetsTheWordsOfWhatIsWithdrawnAlsoWhenItIsRebuilt) {
  publish("aaaaaaaaaa", "vi", "Hội thảo bímậtxưa", "Văn bản nói về quartzite và кварцит.");
  publish("bbbbbbbbbb", "vi", "Hội thảo mới", "Văn bản khác.");
  ASSERT_EQ(ask("quartzit").suggestion, "quartzite");
  ASSERT_EQ(ask("кварцитт").suggestion, "кварцит");
  ASSERT_THAT(index_->suggest("bimat", content::Locale("vi"), 10).value(), ElementsAre("Hội thảo bímậtxưa"));

  content::Edition withdrawn = std::get<content::Edition>(edition("aaaaaaaaaa", "vi", "", "")[2]);
  withdrawn.state = content::State::Withdrawn;
  withdrawn.reason = "wrong";
  commit({withdrawn});

  const auto expect_forgotten = [&] {
    const Answer others = ask("hội thảo");
    EXPECT_EQ(others.total, 1U);
    EXPECT_EQ(others.facets.at("type").at(0).count, 1U);
    EXPECT_EQ(ask("quartzit").suggestion, "");
    EXPECT_EQ(ask("quartzite").total, 0U);
    EXPECT_EQ(ask("кварцитт").suggestion, "");
    EXPECT_THAT(index_->suggest("bimat", content::Locale("vi"), 10).value(), IsEmpty());
    EXPECT_THAT(index_->suggest("hội thảo", content::Locale("vi"), 10).value(), ElementsAre("Hội thảo mới"));
  };
  expect_forgotten();
  ASSERT_TRUE(index_->rebuild(*library_.visible_to(store::Audience::Public)).has_value());
  expect_forgotten();
}

TEST_F(SearchIndex, KnowsNoWordOfAnEmbargoedTextUntilItIsReleased) {
  auto mutations = edition("aaaaaaaaaa", "vi", "Thông báo zirconite", "Nội dung zirconite.");
  const content::Mutation released = mutations[2];
  std::get<content::Edition>(mutations[2]) = test::waiting("aaaaaaaaaa", "vi", content::State::Scheduled);
  commit(std::move(mutations));
  EXPECT_EQ(ask("zirconit").suggestion, "");
  EXPECT_THAT(index_->suggest("thong bao z", content::Locale("vi"), 10).value(), IsEmpty());
  ASSERT_TRUE(index_->rebuild(*library_.visible_to(store::Audience::Public)).has_value());
  EXPECT_EQ(ask("zirconit").suggestion, "");
  EXPECT_EQ(ask("zirconite").total, 0U);

  commit({released});

  EXPECT_EQ(ask("zirconit").suggestion, "zirconite");
  EXPECT_THAT(found("zirconite"), ElementsAre("aaaaaaaaaa"));
}

TEST_F(SearchIndex, CountsAlikeHoweverManyAreShown) {
  std::vector<content::Mutation> many;
  for (char c = 'a'; c < 'a' + 25; ++c)
    for (auto& mutation : edition(std::string(10, c), "vi", "Tin", "cảng", [&](content::Document& d) {
           d.date = {c * 1'000};
           d.type = c < 'k' ? "event" : "news";
         }))
      many.push_back(std::move(mutation));
  commit(std::move(many));

  for (const std::size_t page : {1, 2, 3, 9})
    for (const auto sort : {Query::Sort::Relevance, Query::Sort::Date}) {
      const Answer answer = ask("cảng", "vi", [&](Query& q) { q.page = page, q.sort = sort; });
      EXPECT_EQ(answer.total, 25U);
      EXPECT_TRUE(answer.total_is_exact && answer.is_complete);
      EXPECT_EQ(answer.facets.at("type").at(0).count, 15U);
    }
  EXPECT_EQ(found("cảng", "vi", [](Query& q) { q.sort = Query::Sort::Date, q.page = 3; }).back(), "aaaaaaaaaa");
  EXPECT_EQ(ask("cảng", "vi", [](Query& q) { q.to = Timestamp{'c' * 1'000}; }).total, 2U);
}

TEST_F(SearchIndex, HasTheWordsOfTheNewVersionOnly) {
  publish("aaaaaaaaaa", "en", "First", "alpha");
  content::Version second = test::version("aaaaaaaaaa", "en", 2, "Second");
  second.text = "beta";
  commit({second, test::published(second, 3'000)});

  EXPECT_THAT(found("alpha", "en"), IsEmpty());
  EXPECT_THAT(found("beta", "en"), ElementsAre("aaaaaaaaaa"));
}

TEST_F(SearchIndex, OffersAnotherSpelling) {
  publish("aaaaaaaaaa", "en", "Harbour", "The harbour was opened.");
  publish("bbbbbbbbbb", "ru", "Порт", "Министерство открыло порт.");

  EXPECT_EQ(ask("new harbuor", "en").suggestion, "new harbour");
  EXPECT_EQ(ask("министрество", "ru").suggestion, "министерство");
  EXPECT_EQ(ask("harbour", "en").suggestion, "");
}

TEST_F(SearchIndex, AnswersInAnotherSpellingWhatFindsNothing) {
  publish("aaaaaaaaaa", "en", "Harbours", "The new harbour opens.");

  const Answer answer = ask("harbuor", "en");
  EXPECT_EQ(answer.total, 1U);
  EXPECT_EQ(answer.corrected, "harbour");
  EXPECT_EQ(answer.suggestion, "harbour");

  const Answer as_typed = ask("harbuor", "en", [](Query& query) { query.verbatim = true; });
  EXPECT_EQ(as_typed.total, 0U);
  EXPECT_EQ(as_typed.corrected, "");
  EXPECT_EQ(as_typed.suggestion, "harbour");
}

TEST_F(SearchIndex, SuggestsPlacesAsTheyAreTypedInVietnamese) {
  EXPECT_THAT(*index_->suggest("ha noi", content::Locale("en"), 8), testing::Contains("Hanoi"));
  EXPECT_THAT(*index_->suggest("ha noi", content::Locale("zh"), 8), testing::Contains("河内"));
}

TEST_F(SearchIndex, TellsWhatOtherLanguagesHave) {
  publish("aaaaaaaaaa", "en", "Coffee", "Robusta from the highlands.");
  publish("bbbbbbbbbb", "fr", "Café", "Robusta des hauts plateaux.");
  publish("cccccccccc", "fr", "Marché", "Le robusta se vend bien.");

  const Answer answer = ask("robusta", "vi", [](Query& query) { query.language = content::Locale("vi"); });
  EXPECT_EQ(answer.total, 0U);
  ASSERT_EQ(answer.elsewhere.size(), 2U);
  EXPECT_EQ(answer.elsewhere[0].code, "fr");
  EXPECT_EQ(answer.elsewhere[0].count, 2U);
  EXPECT_EQ(answer.elsewhere[1].code, "en");
}

TEST_F(SearchIndex, SuggestsWhatOthersAskedWhileTextsHaveItsWords) {
  const auto past = PastQueries::open({}, clock_).value();
  std::filesystem::remove_all(folder_);
  index_ = open_index(folder_.string(), vocabulary(), {.past = past.get()}).value();
  publish("aaaaaaaaaa", "en", "Market", "Robusta coffee from the highlands.");
  for (const char* text : {"robusta coffee", "robusta secret"})
    for (int i = 0; i < 5; ++i) past->asked(text, content::Locale("en"), "203.0.113." + std::to_string(i));

  EXPECT_THAT(*index_->suggest("rob", content::Locale("en"), 8), testing::ElementsAre("robusta coffee"));
}

TEST_F(SearchIndex, SuggestsTitlesAndNamesAsTyped) {
  publish("aaaaaaaaaa", "vi", "Đường Hồ Chí Minh trên biển", "…");

  EXPECT_THAT(index_->suggest("ho chi", content::Locale("vi"), 10).value(),
              testing::Contains("Đường Hồ Chí Minh trên biển"));
  EXPECT_THAT(index_->suggest("hà n", content::Locale("vi"), 10).value(), testing::Contains("Hà Nội"));
  EXPECT_THAT(index_->suggest("Hanoi", content::Locale("en"), 10).value(), testing::Contains("Hanoi"));
  EXPECT_THAT(index_->suggest("", content::Locale("vi"), 10).value(), IsEmpty());
}

TEST_F(SearchIndex, PrefersTextsWithAllWordsIfThereAreAny) {
  publish("aaaaaaaaaa", "vi", "Tin", "cảng biển");
  publish("bbbbbbbbbb", "vi", "Tin", "cảng sông");
  publish("cccccccccc", "vi", "Tin", "núi cao");

  EXPECT_THAT(found("cảng biển"), ElementsAre("aaaaaaaaaa"));
  EXPECT_THAT(found("cảng hàng"), UnorderedElementsAre("aaaaaaaaaa", "bbbbbbbbbb"));
}

TEST_F(SearchIndex, RanksWordsSideBySideAboveTheSameWordsApart) {
  publish("aaaaaaaaaa", "vi", "Quy định ở miền Nam", "Việt Nam quy định, miền nam quyết định, phía nam nhất định.");
  publish("bbbbbbbbbb", "vi", "Du lịch", "Một chuyến đi dài qua nhiều tỉnh đồng bằng, trong đó có tỉnh Nam Định cũ.");

  EXPECT_THAT(found("Nam Định"), ElementsAre("bbbbbbbbbb", "aaaaaaaaaa"));
  EXPECT_THAT(found("nam dinh"), ElementsAre("bbbbbbbbbb", "aaaaaaaaaa"));
}

TEST_F(SearchIndex, PagesThroughAllHitsOnce) {
  std::vector<content::Mutation> many;
  for (char c = 'a'; c < 'a' + 25; ++c)
    for (auto& mutation : edition(std::string(10, c), "vi", "Tin", "cảng")) many.push_back(std::move(mutation));
  commit(std::move(many));

  std::set<std::string> seen;
  for (std::size_t page = 1; page <= 3; ++page)
    for (const std::string& id : found("cảng", "vi", [&](Query& q) { q.page = page; })) seen.insert(id);

  EXPECT_EQ(seen.size(), 25U);
  EXPECT_THAT(found("cảng", "vi", [](Query& q) { q.page = 4; }), IsEmpty());
}

TEST_F(SearchIndex, RefusesAQueryWithoutAWord) {
  Query query;
  query.text = " … \"\" -";
  query.reader = content::Locale("vi");

  const auto answer = index_->search(query);

  ASSERT_FALSE(answer.has_value());
  EXPECT_EQ(answer.error().code(), ErrorCode::InvalidInput);
}

/// What this thread has computed: how busy the machine is does not count.
double cpu_milliseconds() {
  timespec used{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &used);
  return static_cast<double>(used.tv_sec) * 1e3 + static_cast<double>(used.tv_nsec) / 1e6;
}

TEST_F(SearchIndex, AnswersHostileQueriesInTime) {
  for (char c = 'a'; c < 'a' + 20; ++c) publish(std::string(10, c), "vi", "Tin", "a b c d e f g h i k l m n o p q");
  std::string words, characters;
  for (int i = 0; i < 256; ++i) words += static_cast<char>('a' + i % 26), words += ' ';
  for (int i = 0; i < 170; ++i) characters += "越";

  for (const std::string& question : {words, characters, std::string(512, '"'), std::string(512, '-') + "a",
                                      std::string(5'000, 'a'), std::string("*:* OR id:* [a TO z] ~ ^ \\")}) {
    const double begin = cpu_milliseconds();
    Query query;
    query.text = question;
    query.reader = content::Locale("vi");
    (void)index_->search(query);
    EXPECT_LT(cpu_milliseconds() - begin, 200) << question.substr(0, 20);
  }
}

TEST_F(SearchIndex, KeepsItsPlaceAcrossReopening) {
  publish("aaaaaaaaaa", "vi", "Cảng", "cảng");

  open();

  EXPECT_EQ(index_->position().value(), store_->log().head().sequence);
  EXPECT_THAT(found("cảng"), ElementsAre("aaaaaaaaaa"));
}

TEST_F(SearchIndex, AgreesWithTheContentOrSaysWhatDiffers) {
  publish("aaaaaaaaaa", "vi", "Cảng", "cảng");
  const auto before = library_.visible_to(store::Audience::Public);
  ASSERT_TRUE(before.has_value());
  EXPECT_EQ(index_->verify(*before).value(), 1U);

  const auto done = store_->commit(test::planned(*store_, edition("bbbbbbbbbb", "vi", "Sông", "sông")));
  ASSERT_TRUE(done.has_value());
  const auto after = library_.visible_to(store::Audience::Public);
  const auto verdict = index_->verify(*after);
  ASSERT_FALSE(verdict.has_value());
  EXPECT_EQ(verdict.error().code(), ErrorCode::Storage);
  EXPECT_THAT(verdict.error().message(), HasSubstr("lacks bbbbbbbbbb/vi"));
}

TEST_F(SearchIndex, IsTheSameAfterARebuild) {
  publish("aaaaaaaaaa", "vi", "Cảng", "cảng biển");
  publish("bbbbbbbbbb", "en", "Port", "a port");
  const auto content = library_.visible_to(store::Audience::Public);

  ASSERT_TRUE(index_->rebuild(*content).has_value());

  EXPECT_EQ(index_->verify(*content).value(), 2U);
  EXPECT_THAT(found("cảng"), ElementsAre("aaaaaaaaaa", "bbbbbbbbbb"));
  EXPECT_EQ(index_->position().value(), content->sequence());
}

}  // namespace
}  // namespace sen::search
