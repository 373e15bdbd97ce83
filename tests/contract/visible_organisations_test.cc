#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "content/model/vocabulary.h"
#include "engine/store/visible_content.h"
#include "tests/contract/stores.h"
#include "tests/support/content.h"

namespace sen::store {
namespace {

using content::Locale;
using content::OrganisationCode;
using content::OrganisationEntry;
using testing::ElementsAre;
using testing::IsEmpty;

const Locale kVi("vi"), kEn("en"), kFr("fr");
const OrganisationCode kMarkets("floating-markets"), kMofa("mofa");

const content::Vocabulary& vocabulary() {
  static const content::Vocabulary built_in = content::load_built_in_vocabulary().value();
  return built_in;
}

OrganisationEntry entry(const OrganisationCode& code, content::Texts names) {
  OrganisationEntry made;
  made.code = code;
  made.kind = "agency";
  made.names = std::move(names);
  return made;
}

/// Who publishes, as readers are told: the register before the vocabulary.
class VisibleOrganisations : public testing::TestWithParam<test::StoreKind> {
 protected:
  /// What the change touches.
  std::vector<std::string> put(content::Mutation mutation) {
    const auto done = place_.store().commit(test::planned(place_.store(), {std::move(mutation)}));
    EXPECT_TRUE(done.has_value()) << done.error().message();
    return test::names(place_.store().log().read({done->value - 1}, 1).value().front().touches);
  }
  VisibleContent now() const { return library_.visible_to(Audience::Public).value(); }
  std::string name(const OrganisationCode& code, const Locale& locale, const std::string& published_as = {}) const {
    return now().organisation_name(code, published_as, locale, vocabulary()).value();
  }

  ManualClock clock_{{10'000}};
  content::Fallbacks fallbacks_;
  test::StorePlace place_{GetParam(), clock_};
  Library library_{place_.store(), fallbacks_};
};

TEST_P(VisibleOrganisations, AreThoseOfTheRegisterBeforeTheVocabulary) {
  EXPECT_EQ(name(kMarkets, kEn), "floating-markets") << "nobody knows it";
  EXPECT_EQ(now().organisation(kMarkets, vocabulary()).error().code(), ErrorCode::NotFound);
  EXPECT_EQ(name(kMofa, kEn), "Ministry of Foreign Affairs");
  const std::size_t known = now().organisations(vocabulary())->size();

  put(entry(kMarkets, {{kVi, "Ban quản lý chợ nổi"}, {kEn, "Floating Markets Board"}}));
  put(entry(kMofa, {{kVi, "Bộ Ngoại giao"}, {kEn, "Foreign Ministry"}}));

  EXPECT_EQ(name(kMarkets, kVi), "Ban quản lý chợ nổi");
  EXPECT_EQ(name(kMarkets, kFr), "Floating Markets Board");
  EXPECT_EQ(name(kMofa, kEn), "Foreign Ministry");
  EXPECT_EQ(now().organisation(kMofa, vocabulary())->address, vocabulary().organisation(kMofa)->address);
  const auto all = now().organisations(vocabulary()).value();
  EXPECT_EQ(all.size(), known + 1);
  EXPECT_EQ(all.back().code, kMarkets);
  EXPECT_TRUE(std::any_of(all.begin(), all.end(), [](const auto& one) {
    return one.code == kMofa && one.names.at(kEn) == "Foreign Ministry";
  }));
}

TEST_P(VisibleOrganisations, KeepTheNameThatATextWasPublishedUnder) {
  put(entry(kMarkets, {{kVi, "Ban chợ nổi"}, {kEn, "Board of Markets"}}));
  put(entry(kMarkets, {{kVi, "Ban chợ nổi"}, {kEn, "Floating Markets Board"}}));  // Better English, not another name.
  put(entry(kMarkets, {{kVi, "Cục Chợ"}, {kEn, "Markets Agency"}}));
  put(entry(kMofa, {{kVi, "Bộ Đối ngoại"}, {kEn, "External Ministry"}}));

  EXPECT_EQ(name(kMarkets, kVi, "Ban chợ nổi"), "Ban chợ nổi");
  EXPECT_EQ(name(kMarkets, kEn, "Ban chợ nổi"), "Floating Markets Board");
  EXPECT_EQ(name(kMarkets, kEn, "Cục Chợ"), "Markets Agency");
  EXPECT_EQ(name(kMofa, kFr, "Bộ Ngoại giao"), vocabulary().organisation(kMofa)->names.at(kFr));
  EXPECT_EQ(name(kMofa, kEn, "Bộ Ngoại giao"), "Ministry of Foreign Affairs");
}

TEST_P(VisibleOrganisations, AreCalledAsTodayWhereANameOfThatTimeIsNotKnown) {
  put(entry(kMarkets, {{kVi, "Cục Chợ"}, {kEn, "Markets Agency"}}));

  EXPECT_EQ(name(kMarkets, kVi, "Ban chợ nổi"), "Ban chợ nổi");
  EXPECT_EQ(name(kMarkets, kEn, "Ban chợ nổi"), "Markets Agency");
  EXPECT_EQ(name(OrganisationCode("gone"), kEn, "Ban chợ nổi"), "Ban chợ nổi");
}

TEST_P(VisibleOrganisations, TouchPagesOnlyWithWhatReadersAreTold) {
  OrganisationEntry markets = entry(kMarkets, {{kVi, "Ban chợ nổi"}});
  EXPECT_THAT(put(markets), ElementsAre("organisation:floating-markets", "organisations"));

  markets.officer_exempt = markets.signed_packages_only = true;
  EXPECT_THAT(put(markets), IsEmpty());

  markets.names[kEn] = "Floating Markets Board";
  EXPECT_THAT(put(markets), ElementsAre("organisation:floating-markets", "organisations"));
}

INSTANTIATE_TEST_SUITE_P(Stores, VisibleOrganisations, testing::ValuesIn(test::store_kinds()), test::name_of);

}  // namespace
}  // namespace sen::store
