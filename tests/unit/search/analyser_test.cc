#include "search/analyser.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "engine/base/text.h"
#include "search/latin.h"
#include "search/tokens.h"
#include "search/vietnamese.h"

namespace sen::search {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::Each;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

std::vector<std::string> terms(const std::string& text, const std::string& language) {
  std::vector<std::string> forms;
  analyse(text, document_profile(content::Locale(language)), [&](const Term& t) { forms.push_back(stored_form(t)); });
  return forms;
}

std::vector<std::string> asked(const std::string& text) {
  std::vector<std::string> forms;
  analyse(text, query_profile(), [&](const Term& t) { forms.push_back(stored_form(t)); });
  return forms;
}

/// Whether a text in `language` holds an alternative of every needed place of the question.
bool finds(const std::string& question, const std::string& text, const std::string& language) {
  const std::vector<std::string> held = terms(text, language);
  std::map<std::pair<std::size_t, std::size_t>, bool> places;
  analyse(question, query_profile(), [&](const Term& t) {
    if (!t.needed) return;
    bool& is_held = places[{t.begin, t.end}];
    is_held = is_held || std::find(held.begin(), held.end(), stored_form(t)) != held.end();
  });
  return !places.empty() && std::all_of(places.begin(), places.end(), [](const auto& p) { return p.second; });
}

struct Sentence {
  const char* language;
  const char* text;
  const char* question;  ///< A form of one of its words that finds it.
};

class EveryLanguage : public testing::TestWithParam<Sentence> {};

TEST_P(EveryLanguage, GivesTermsAndIsFoundByAWordOfItsOwn) {
  const Sentence& sentence = GetParam();

  EXPECT_THAT(terms(sentence.text, sentence.language), Not(IsEmpty()));
  EXPECT_TRUE(finds(sentence.text, sentence.text, sentence.language));
  EXPECT_TRUE(finds(sentence.question, sentence.text, sentence.language)) << sentence.question;
}

INSTANTIATE_TEST_SUITE_P(
    Languages, EveryLanguage,
    testing::Values(Sentence{"vi", "Tỉnh ủy họp bàn về phát triển du lịch biển đảo.", "phat trien"},
                    Sentence{"en", "The ministry publishes new figures on exports every month.", "publishing"},
                    Sentence{"zh", "外交部今天公布了新的出口数据。", "出口數據"},
                    Sentence{"fr", "Les provinces côtières accueillent davantage de visiteurs.", "province cotiere"},
                    Sentence{"es", "Las exportaciones de café crecieron este año.", "exportación"},
                    Sentence{"ru", "Министерство опубликовало новые данные об экспорте.", "данных"},
                    Sentence{"ja", "外務省は新しい輸出データを発表しました。", "輸出ﾃﾞｰﾀ"},
                    Sentence{"ko", "외교부는 새로운 수출 자료를 발표했다.", "수출"},
                    Sentence{"lo", "ກະຊວງການຕ່າງປະເທດປະກາດຂໍ້ມູນການສົ່ງອອກໃໝ່", "ການສົ່ງອອກ"},
                    Sentence{"km", "ក្រសួងការបរទេសបានផ្សព្វផ្សាយទិន្នន័យនាំចេញថ្មី", "ទិន្នន័យ"},
                    Sentence{"de", "Die Küstenprovinzen empfangen mehr Gäste als früher.", "Kuestenprovinz"},
                    Sentence{"ar", "نشرت وزارة الخارجية بيانات جديدة عن الصادرات.", "وزارةُ الخارجيّة"},
                    Sentence{"th", "กระทรวงการต่างประเทศเผยแพร่ข้อมูลการส่งออกใหม่", "ข้อมูล"},
                    Sentence{"my", "နိုင်ငံခြားရေးဝန်ကြီးဌာနက အချက်အလက်သစ်များ ထုတ်ပြန်သည်", "အချက်အလက်"},
                    Sentence{"el", "Το υπουργείο δημοσίευσε νέα στοιχεία.", "υπουργειο"},
                    Sentence{"hi", "मंत्रालय ने नए आँकड़े प्रकाशित किए।", "मंत्रालय"}),
    [](const auto& param) { return std::string(param.param.language); });

struct Pair {
  const char* one;
  const char* other;
};

class SameWord : public testing::TestWithParam<Pair> {};

TEST_P(SameWord, HasOneExactForm) {
  EXPECT_EQ(exact_form(fold_case(GetParam().one)), exact_form(fold_case(GetParam().other)))
      << GetParam().one << " and " << GetParam().other;
}

INSTANTIATE_TEST_SUITE_P(TonePlacement, SameWord,
                         testing::Values(Pair{"hoà", "hòa"}, Pair{"uỷ", "ủy"}, Pair{"Thuý", "THÚY"},
                                         Pair{"khoẻ", "khỏe"}, Pair{"quý", "qúy"}, Pair{"kỹ", "kĩ"}, Pair{"hóa", "hoá"},
                                         Pair{"hòa", "ho\u0300a"},  // taken apart (NFD)
                                         Pair{"Ｈòa", "hòa"}));     // a wide letter

class OtherWord : public testing::TestWithParam<Pair> {};

TEST_P(OtherWord, HasAnotherExactForm) {
  EXPECT_NE(exact_form(fold_case(GetParam().one)), exact_form(fold_case(GetParam().other)))
      << GetParam().one << " and " << GetParam().other;
}

INSTANTIATE_TEST_SUITE_P(Marks, OtherWord,
                         testing::Values(Pair{"đường", "dương"}, Pair{"đường", "đương"}, Pair{"hòa", "hóa"},
                                         Pair{"côte", "côté"}, Pair{"ta", "tạ"}, Pair{"tay", "tai"}));

TEST(FoldMarks, TakesMarksOffLatinGreekAndCyrillic) {
  EXPECT_EQ(fold_marks("đường"), "duong");
  EXPECT_EQ(fold_marks("nguyễn"), "nguyen");
  EXPECT_EQ(fold_marks("œuvre"), "oeuvre");
  EXPECT_EQ(fold_marks("łódź"), "lodz");
  EXPECT_EQ(fold_marks("ещё"), "еще");
  EXPECT_EQ(fold_marks("край"), "край");
  EXPECT_EQ(fold_marks("ハノイ"), "ハノイ");
}

TEST(Vietnamese, GivesExactFoldedAndPairs) {
  const auto given = terms("Đường phố", "vi");

  EXPECT_THAT(given, Contains(std::string("Fduong")));
  EXPECT_THAT(given, Contains(std::string("Fpho")));
  EXPECT_THAT(given, Contains(std::string("Gduong pho")));
  EXPECT_THAT(given, Contains("A" + exact_form("đường")));
  EXPECT_THAT(given, SizeIs(5));
}

TEST(Vietnamese, KeepsPairsInsideASentencePart) {
  EXPECT_THAT(terms("văn hóa, xã hội", "vi"), Not(Contains(std::string("Ghoa xa"))));
}

TEST(English, GivesStemsAndWords) {
  EXPECT_THAT(terms("Running", "en"), ElementsAre("Frunning", "Srun"));
}

TEST(French, PartsElisions) {
  EXPECT_THAT(terms("l'économie", "fr"), Contains(std::string("Feconomie")));
}

TEST(German, IsFoundWithoutUmlauts) {
  EXPECT_TRUE(finds("Straße", "Die Strasse", "de"));
  EXPECT_TRUE(finds("Muenchen", "in München", "de"));
  EXPECT_TRUE(finds("Munchen", "in München", "de"));
}

TEST(Arabic, UnifiesLettersAndVowelMarks) {
  EXPECT_TRUE(finds("الإقتصاد", "الاقتصاد", "ar"));
  EXPECT_TRUE(finds("فيتنام", "فـيـتـنام", "ar"));
  EXPECT_TRUE(finds("محافظه", "مُحافَظة", "ar"));
}

TEST(Chinese, FindsTraditionalBySimplified) {
  EXPECT_TRUE(finds("国际关系", "國際關係", "zh"));
  EXPECT_THAT(terms("越南", "zh"), ElementsAre("U越", "B越南", "U南"));
}

TEST(Japanese, KeepsSoundMarks) {
  EXPECT_FALSE(finds("ハス", "バス", "ja"));
  EXPECT_TRUE(finds("ﾊﾞｽ", "バス", "ja"));
}

TEST(Khmer, IsTheSameWithAndWithoutZeroWidthSpaces) {
  EXPECT_TRUE(finds("ខេត្ត\u200Bសៀមរាប", "ខេត្តសៀមរាប", "km"));
  EXPECT_TRUE(finds("ខេត្តសៀមរាប", "ខេត្ត\u200Bសៀមរាប", "km"));
}

/// Whether both give the same compound as a whole.
bool shares_whole(const std::string& question, const std::string& text, const std::string& language) {
  const std::vector<std::string> held = terms(text, language);
  const std::vector<std::string> wanted = asked(question);
  return std::any_of(wanted.begin(), wanted.end(), [&](const std::string& form) {
    return form[0] == static_cast<char>(Family::Whole) && std::find(held.begin(), held.end(), form) != held.end();
  });
}

TEST(AnalysisTable, HoldsLineByLine) {
  std::ifstream in(SEN_SOURCE_DIR "/tests/data/search/analysis.tsv");
  std::size_t read = 0;
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line[0] == '#') continue;
    const std::vector<std::string_view> fields = split(line, '\t');
    ASSERT_EQ(fields.size(), 4U) << line;
    const std::string language(fields[0]), text(fields[1]), question(fields[2]);
    if (fields[3] == "whole")
      EXPECT_TRUE(shares_whole(question, text, language)) << line;
    else
      EXPECT_EQ(finds(question, text, language), fields[3] == "yes") << line;
    ++read;
  }
  EXPECT_GT(read, 80U);
}

TEST(Numbers, AreFoundInAnyDigitsAndGrouping) {
  EXPECT_TRUE(finds("2026", "năm ២០២៦", "km"));
  EXPECT_THAT(terms("1.234.567", "vi"), Contains(std::string("F1234567")));
  EXPECT_THAT(terms("1,234,567", "en"), Contains(std::string("F1234567")));
  EXPECT_THAT(terms("3,14", "vi"), Contains(std::string("N3.14")));
}

class DocumentNumber : public testing::TestWithParam<const char*> {};

TEST_P(DocumentNumber, IsKeptWholeAndInParts) {
  const auto given = terms("Nghị định 72/2015/NĐ-CP của Chính phủ", "vi");

  EXPECT_THAT(given, AllOf(Contains(std::string("F72")), Contains(std::string("F2015")), Contains(std::string("Fnd")),
                           Contains(std::string("Fcp"))));
  EXPECT_THAT(asked(GetParam()), Contains(std::string("N72/2015/nd/cp")));
  EXPECT_THAT(given, Contains(std::string("N72/2015/nd/cp")));
}

INSTANTIATE_TEST_SUITE_P(AsTyped, DocumentNumber,
                         testing::Values("72/2015/NĐ-CP", "72/2015/nd-cp", "72/2015/NĐ–CP", "72-2015-NĐ-CP"));

TEST(Compounds, KeepAddressesWholeAndHyphensOptional) {
  EXPECT_THAT(terms("hoi@mofa.gov.vn", "en"), Contains(std::string("Nhoi@mofa.gov.vn")));
  EXPECT_TRUE(finds("email", "an e-mail", "en"));
  EXPECT_TRUE(finds("e-mail", "an e-mail", "en"));
  EXPECT_THAT(asked("e-mail"), Contains(std::string("Femail")));
}

TEST(LongTerms, StayBelowXapiansLimitAndApart) {
  const std::string one = stored_form(Family::Folded, std::string(500, 'a'));
  const std::string other = stored_form(Family::Folded, std::string(501, 'a'));

  EXPECT_LT(one.size(), 245U);
  EXPECT_NE(one, other);
}

TEST(Analyser, TakesAnyBytes) {
  std::string bytes;
  for (int i = 0; i < 4'000; ++i) bytes += static_cast<char>((i * 7919 + i / 13) % 256);

  std::vector<std::pair<std::size_t, std::size_t>> spans;
  analyse(bytes, query_profile(), [&](const Term& t) { spans.emplace_back(t.begin, t.end); });

  EXPECT_THAT(spans, Not(IsEmpty()));
  for (const auto& [begin, end] : spans) {
    EXPECT_LT(begin, end);
    EXPECT_LE(end, bytes.size());
  }
}

TEST(Analyser, GivesNothingForSignsAlone) {
  EXPECT_THAT(asked("… — ?!  ،。"), IsEmpty());
}

}  // namespace
}  // namespace sen::search
