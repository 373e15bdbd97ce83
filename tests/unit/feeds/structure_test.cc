#include "feeds/data/structure.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/content.h"
#include "tests/unit/feeds/world.h"

namespace sen::feeds {
namespace {

using testing::HasSubstr;
using testing::Not;

class StructureTest : public testing::Test {
 protected:
  Result<std::string> ask(StructureQuery query) {
    return write_structure(world_.content(), world_.vocabulary(), query);
  }
  World world_;
};

TEST_F(StructureTest, ListsVisibleDataflowsOnly) {
  const std::string xml = ask({.resource = "dataflow"}).value();

  EXPECT_THAT(xml, HasSubstr("<structure:Dataflow id=\"EXPORTS\" agencyID=\"NSO\""));
  EXPECT_THAT(xml, Not(HasSubstr("CANARY")));
  EXPECT_THAT(xml, Not(HasSubstr("HOLIDAYS"))) << "a plain table is no dataflow";
  EXPECT_THAT(xml, Not(HasSubstr("DataStructures")));
}

TEST_F(StructureTest, BringsCodelistsAndConceptsWithAStructure) {
  const std::string xml =
      ask({.resource = "datastructure", .agency = "NSO", .id = "EXPORTS", .references = "children"}).value();

  EXPECT_THAT(xml, HasSubstr("<structure:TimeDimension id=\"TIME_PERIOD\" position=\"2\">"));
  EXPECT_THAT(xml, HasSubstr("<structure:Codelist id=\"CL_PROVINCE\" agencyID=\"SEN\""));
  EXPECT_THAT(xml, HasSubstr("<structure:ConceptScheme id=\"CS_EXPORTS\""));
}

TEST_F(StructureTest, NamesAgenciesAsTheRegisterDoes) {
  content::OrganisationEntry renamed;
  renamed.code = content::OrganisationCode("nso");
  renamed.names = {{content::Locale("en"), "Numbers Agency"}};
  EXPECT_THAT(ask({.resource = "agencyscheme"}).value(), Not(HasSubstr("Numbers Agency")));

  ASSERT_TRUE(world_.store().commit(sen::test::planned(world_.store(), {renamed})).has_value());

  EXPECT_THAT(ask({.resource = "agencyscheme"}).value(), HasSubstr("<common:Name xml:lang=\"en\">Numbers Agency<"));
}

TEST_F(StructureTest, SaysWhatItDoesNotHave) {
  EXPECT_EQ(ask({.resource = "dataflow", .id = "CANARY"}).error().code(), ErrorCode::NotFound);
  EXPECT_EQ(ask({.resource = "dataflow", .references = "cousins"}).error().code(), ErrorCode::InvalidInput);
}

TEST_F(StructureTest, IsTheSameForTheSameContent) {
  EXPECT_EQ(ask({.resource = "structure"}).value(), ask({.resource = "structure"}).value());
}

}  // namespace
}  // namespace sen::feeds
