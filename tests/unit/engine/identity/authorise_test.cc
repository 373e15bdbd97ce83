#include "engine/identity/authorise.h"

#include <random>

#include "tests/unit/engine/identity/authorise_matrix.h"

namespace sen::identity {
namespace {

using content::Locale;
using content::OrganisationCode;
using content::State;
using test::matter;
using test::officer;

OrganisationCode code(const std::string& value) {
  return OrganisationCode(value);
}

/// site > ministry > department > office; site > province.
ParentTable sample_tree() {
  ParentTable tree;
  tree.add(code("ministry"));
  tree.add(code("province"));
  tree.add(code("department"), code("ministry"));
  tree.add(code("office"), code("department"));
  return tree;
}

const ParentTable kTree = sample_tree();

bool allowed(const Actor& actor, Action action, const Resource& resource) {
  return authorise(actor, action, resource, kTree).has_value();
}

TEST(Authorise, DecidesEveryCellAsTheAgreedTable) {
  const test::Matrix matrix = test::read_matrix();
  // The role is granted at `department`, but for the last, which is granted at the site.
  const std::vector<std::tuple<std::string, std::string, std::string>> places = {
      {"department", "department", "own"},
      {"department", "office", "below"},
      {"department", "ministry", "elsewhere"},
      {"department", "province", "elsewhere"},
      {"department", "nowhere", "elsewhere"},
      {"department", "", "elsewhere"},
      {"", "province", "below"},
  };
  std::size_t compared = 0;
  for (const Action action : all_actions()) {
    const auto [begin, end] = matrix.equal_range(std::string(action_name(action)));
    ASSERT_NE(begin, end) << action_name(action) << " is not in the table";
    for (std::size_t r = 0; r < kRoleCount; ++r) {
      const Role role = static_cast<Role>(r + 1);
      for (const auto& [granted, place, where] : places) {
        for (const auto& [name, state] : test::kStates) {
          bool agreed = false;
          for (auto row = begin; row != end; ++row)
            agreed = agreed || ((row->second.states.empty() || row->second.states.contains(name)) &&
                                test::covers(row->second.cells.at(std::string(role_name(role))), where));
          EXPECT_EQ(allowed(officer({{role, code(granted)}}), action, matter(place, state)), agreed)
              << role_name(role) << " of '" << granted << "' does " << action_name(action) << " in '" << place << "', "
              << name;
          ++compared;
        }
      }
    }
  }
  EXPECT_EQ(compared, kActionCount * kRoleCount * 7 * test::kStates.size());
}

TEST(Authorise, AsksForFactorsAndOtherPeopleAsTheAgreedTable) {
  for (const auto& [name, agreed] : test::read_matrix()) {
    SCOPED_TRACE(name);
    const Action action = parse_action(name).value();
    const State state = agreed.states.empty() ? State::Draft : test::kStates.at(*agreed.states.begin());
    std::string role;
    std::string cell;
    for (const auto& [candidate, scope] : agreed.cells)
      if (scope != "-") std::tie(role, cell) = std::tie(candidate, scope);
    const std::string place = cell == "below" ? "office" : "department";
    Actor actor = officer({{parse_role(role).value(), code("department")}});
    const Resource resource = matter(place, state);
    ASSERT_TRUE(allowed(actor, action, resource));

    Resource own_words = resource;
    own_words.authors.push_back(actor.account);
    EXPECT_EQ(allowed(actor, action, own_words), agreed.decides == "anyone");
    Resource approved = resource;
    approved.approvers.push_back(actor.account);
    EXPECT_EQ(allowed(actor, action, approved), agreed.decides != "neither author nor approver");
    Resource nobodys = resource;
    nobodys.authors.clear();
    EXPECT_EQ(denial(actor, action, nobodys, kTree) == Denial::Author, agreed.decides != "anyone");

    actor.second_factor = false;
    EXPECT_EQ(allowed(actor, action, resource), !agreed.second_factor);
    actor.active = false;
    EXPECT_EQ(denial(actor, action, resource, kTree), Denial::Inactive);
  }
}

TEST(Authorise, AllowsNothingToSomebodyWithoutARole) {
  for (const Action action : all_actions())
    for (const auto& [name, state] : test::kStates)
      EXPECT_EQ(denial(officer({}), action, matter("department", state), kTree), Denial::NoRole);
}

TEST(Authorise, SaysWhichActionIsNotPermittedAndWhy) {
  const auto refused = authorise(officer({{Role::Approver, code("province")}}), Action::DocumentApprove,
                                 matter("office", State::Submitted), kTree);

  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().code(), ErrorCode::PermissionDenied);
  EXPECT_EQ(refused.error().message(),
            "document.approve is not permitted: the account has no such role in this organisation");
}

TEST(Authorise, PublishesWhatEnoughOtherPeopleApproved) {
  const Actor editor = officer({{Role::Editor, code("department")}});
  Resource resource = matter("department", State::Approved);
  const auto publish = [&](Sensitivity sensitivity, const std::vector<std::string>& approvers) {
    resource.sensitivity = sensitivity;
    resource.approvers.clear();
    for (const std::string& name : approvers) resource.approvers.emplace_back(name);
    return denial(editor, Action::DocumentPublish, resource, kTree);
  };

  EXPECT_EQ(publish(Sensitivity::Ordinary, {}), Denial::Approvals);
  EXPECT_EQ(publish(Sensitivity::Ordinary, {"author"}), Denial::Approvals);
  EXPECT_EQ(publish(Sensitivity::Ordinary, {"first"}), std::nullopt);
  EXPECT_EQ(publish(Sensitivity::Sensitive, {"first"}), Denial::Approvals);
  EXPECT_EQ(publish(Sensitivity::Sensitive, {"first", "first"}), Denial::Approvals);
  EXPECT_EQ(publish(Sensitivity::Sensitive, {"first", "author"}), Denial::Approvals);
  EXPECT_EQ(publish(Sensitivity::Sensitive, {"first", "second"}), std::nullopt);
  resource.authors.clear();
  EXPECT_EQ(publish(Sensitivity::Ordinary, {"first"}), Denial::Approvals);
}

TEST(Authorise, LetsAKeyDoWhatItWasMadeForAndNothingThatNeedsAPerson) {
  Actor key = officer({{Role::Editor, code("department")}, {Role::Approver, code("department")}});
  key.scopes = ActionSet{Action::PackageUpload, Action::DocumentApprove};

  EXPECT_EQ(denial(key, Action::PackageUpload, matter("department"), kTree), std::nullopt);
  EXPECT_EQ(denial(key, Action::DocumentRead, matter("department"), kTree), Denial::Scope);
  EXPECT_EQ(denial(key, Action::DocumentApprove, matter("department", State::InReview), kTree), Denial::SecondFactor);
}

TEST(Authorise, BindsTranslationToTheLanguagesOfTheAccount) {
  const Actor reviewer = officer({{Role::LanguageReviewer, {}}});
  Resource resource = matter("office");
  EXPECT_EQ(denial(reviewer, Action::TranslationSignOff, resource, kTree), std::nullopt);

  resource.language = Locale("ja");

  EXPECT_EQ(denial(reviewer, Action::TranslationSignOff, resource, kTree), Denial::Language);
}

TEST(Authorise, DelegatesRolesDownwardsOnly) {
  const Actor administrator = officer({{Role::Administrator, code("department")}});
  const auto assign = [&](Role role, const std::string& at, const std::string& home = "department") {
    Resource resource = matter(home);
    resource.grants = {{role, code(at)}};
    return denial(administrator, Action::AccountAssignRole, resource, kTree);
  };

  EXPECT_EQ(assign(Role::Approver, "department"), std::nullopt);
  EXPECT_EQ(assign(Role::Approver, "office"), std::nullopt);
  EXPECT_EQ(assign(Role::Administrator, "office"), std::nullopt);
  EXPECT_EQ(assign(Role::Administrator, "department"), Denial::RoleNotForYou);
  EXPECT_EQ(assign(Role::Auditor, "office"), Denial::RoleNotForYou);
  EXPECT_EQ(assign(Role::Contributor, "ministry"), Denial::RoleNotForYou);
  EXPECT_EQ(assign(Role::Contributor, "province"), Denial::RoleNotForYou);
  EXPECT_EQ(assign(Role::Contributor, ""), Denial::RoleNotForYou);
  EXPECT_EQ(assign(Role::Contributor, "office", "province"), Denial::Organisation);
}

TEST(Authorise, KeepsAdministratorsFromAccountsOfTheirEqualsAndTheirOwn) {
  const Actor administrator = officer({{Role::Administrator, code("department")}});
  for (const Action action : {Action::AccountDisable, Action::AccountReset, Action::AccountCreate}) {
    Resource resource = matter("department");
    EXPECT_EQ(denial(administrator, action, resource, kTree), std::nullopt);
    resource.grants.push_back({Role::Auditor, {}});
    EXPECT_EQ(denial(administrator, action, resource, kTree), Denial::RoleNotForYou);
    resource.grants = {{Role::Administrator, code("department")}};
    EXPECT_EQ(denial(administrator, action, resource, kTree), Denial::RoleNotForYou);
    resource = matter("department");
    resource.account = administrator.account;
    EXPECT_EQ(denial(administrator, action, resource, kTree), Denial::Self);
  }
}

TEST(Authorise, KeepsATraineeInTheSandboxAndLetsHimPlayAllPartsThere) {
  content::Account account;
  account.name = content::AccountName("trainee");
  account.grants = {{Role::Contributor, code("office")}, {Role::Approver, code("office")}};
  account.sandbox = true;
  const Actor trainee = make_actor(account, false);
  Resource resource = matter("office", State::InReview);
  resource.authors = {account.name};
  EXPECT_EQ(denial(trainee, Action::PackageUpload, resource, kTree), Denial::Sandbox);
  EXPECT_EQ(denial(trainee, Action::DocumentRead, resource, kTree), Denial::Sandbox);
  EXPECT_EQ(denial(trainee, Action::SandboxUse, resource, kTree), std::nullopt);

  resource.sandbox = true;

  EXPECT_EQ(denial(trainee, Action::PackageUpload, resource, kTree), std::nullopt);
  EXPECT_EQ(denial(trainee, Action::DocumentApprove, resource, kTree), std::nullopt);
  EXPECT_EQ(denial(trainee, Action::DatasetApprove, matter("province", State::InReview), kTree), Denial::Sandbox);
  EXPECT_EQ(denial(trainee, Action::AccountCreate, resource, kTree), Denial::NoRole);
}

TEST(Authorise, AsksForASecondFactorForAccountsEvenInTheSandbox) {
  Actor administrator = officer({{Role::Administrator, code("department")}});
  administrator.second_factor = false;
  Resource resource = matter("department");
  resource.sandbox = true;

  EXPECT_EQ(denial(administrator, Action::AccountReset, resource, kTree), Denial::SecondFactor);
}

TEST(Authorise, TakesWhoAsksFromTheAccountAndTheKey) {
  content::Account account;
  account.name = content::AccountName("lan");
  account.grants = {{Role::Editor, code("office")}};
  account.languages = {Locale("ja")};

  const Actor person = make_actor(account, true);
  const Actor key = make_actor(account, ActionSet{Action::PackageUpload});
  account.active = false;

  EXPECT_EQ(person.account, account.name);
  EXPECT_EQ(person.grants, account.grants);
  EXPECT_EQ(person.languages, account.languages);
  EXPECT_TRUE(person.active && person.second_factor && !person.scopes);
  EXPECT_TRUE(key.scopes && !key.second_factor);
  EXPECT_FALSE(make_actor(account, true).active);
}

TEST(Authorise, AllowsNothingToARoleThatItDoesNotKnow) {
  EXPECT_EQ(denial(officer({{static_cast<Role>(10), {}}, {static_cast<Role>(0), {}}}), Action::DocumentRead,
                   matter("office"), kTree),
            Denial::NoRole);
  EXPECT_EQ(role_name(static_cast<Role>(10)), "");
}

/// Every organisation above `organisation`, itself included, found by walking up.
std::set<std::string> line_up(const std::map<std::string, std::string>& parents, std::string organisation) {
  std::set<std::string> line;
  while (!organisation.empty() && line.insert(organisation).second) organisation = parents.at(organisation);
  return line;
}

TEST(Authorise, HoldsInRandomTreesWithSeveralRoles) {
  const test::Matrix matrix = test::read_matrix();
  for (std::uint32_t seed = 1; seed <= 200 && !testing::Test::HasFailure(); ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937 random(seed);
    std::map<std::string, std::string> parents;
    ParentTable tree;
    std::vector<std::string> names;
    for (int i = 0; i < 12; ++i) {
      const std::string name = "o" + std::to_string(i);
      const std::size_t above = random() % (names.size() + 1);
      parents[name] = above == names.size() ? "" : names[above];
      tree.add(code(name), code(parents[name]));
      names.push_back(name);
    }
    std::vector<Grant> grants;
    for (std::size_t i = random() % 3 + 1; i > 0; --i)
      grants.push_back({static_cast<Role>(random() % kRoleCount + 1), code(names[random() % names.size()])});

    for (const std::string& place : names) {
      const std::set<std::string> line = line_up(parents, place);
      for (const auto& [name, state] : test::kStates) {
        for (const auto& [action, unused] : matrix) {
          if (action.starts_with("account.")) continue;  // Grants of their own, tested above.
          bool agreed = false;
          const auto [begin, end] = matrix.equal_range(action);
          for (auto row = begin; row != end; ++row)
            for (const Grant& grant : grants) {
              const std::string& at = grant.organisation.value;
              const std::string where = at == place ? "own" : line.contains(at) ? "below" : "elsewhere";
              agreed = agreed || ((row->second.states.empty() || row->second.states.contains(name)) &&
                                  test::covers(row->second.cells.at(std::string(role_name(grant.role))), where));
            }
          EXPECT_EQ(authorise(officer(grants), parse_action(action).value(), matter(place, state), tree).has_value(),
                    agreed)
              << action << " in " << place << ", " << name;
        }
      }
    }
  }
}

TEST(Organisations, EndTheWalkInACircle) {
  ParentTable tree;
  tree.add(code("a"), code("b"));
  tree.add(code("b"), code("a"));

  EXPECT_EQ(relation(tree, code("c"), code("a")), Relation::Elsewhere);
  EXPECT_EQ(relation(tree, code("b"), code("a")), Relation::Below);
}

TEST(Roles, AreReadByTheNamesTheyAreWrittenWith) {
  for (std::size_t i = 0; i < kRoleCount; ++i) {
    const Role role = static_cast<Role>(i + 1);
    EXPECT_EQ(parse_role(role_name(role)).value(), role);
  }
  for (const Action action : all_actions()) EXPECT_EQ(parse_action(action_name(action)).value(), action);
  EXPECT_EQ(parse_role("root").error().code(), ErrorCode::InvalidInput);
  EXPECT_EQ(parse_action("").error().code(), ErrorCode::InvalidInput);
}

}  // namespace
}  // namespace sen::identity
