#include <gtest/gtest.h>

#include <fstream>
#include <thread>

#include "engine/identity/package_signature.h"
#include "engine/store/snapshot.h"
#include "engine/store/store.h"
#include "ingest/intake/intake.h"
#include "ingest/intake/template.h"
#include "tests/support/temporary_folder.h"
#include "tests/unit/ingest/packages.h"

namespace sen::intake {
namespace {

using content::AccountName;
using content::OrganisationCode;
using std::chrono::hours;

std::string read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// Packages of mofa that Debian's `minisign` signed.
class SignedIntakeTest : public testing::Test {
 protected:
  SignedIntakeTest() {
    run("minisign -G -W -f -p " + folder_.file("key.pub") + " -s " + folder_.file("key.sec"));
    key_ = {.organisation = OrganisationCode("mofa"),
            .key = identity::parse_signing_key(read_file(folder_.file("key.pub"))).value(),
            .label = "press desk",
            .valid_from = clock_.now(),
            .valid_until = clock_.now() + hours(24),
            .revoked = std::nullopt,
            .last_used = std::nullopt};
    EXPECT_TRUE(keys_.add(key_).has_value());
    IntakeOptions options;
    options.folder = folder_.file("uploads");
    intake_ = std::move(Intake::open({publisher_, *store_, keys_, clock_}, options).value());
  }
  static void run(const std::string& command) { EXPECT_EQ(system((command + " >/dev/null").c_str()), 0) << command; }

  /// A package in the spool, and the text of its signature.
  std::string package() {
    const std::string path = folder_.file("p" + std::to_string(++files_) + ".zip");
    std::ofstream(path, std::ios::binary) << package_template(OrganisationCode("mofa")).value();
    return path;
  }
  std::string sign(const std::string& path, const std::string& comment) {
    run("minisign -S -W -s " + folder_.file("key.sec") + " -m " + path + " -t '" + comment + "'");
    return read_file(path + ".minisig");
  }
  UploadId take(const std::string& path, const std::string& signature,
                ingest::MessageLanguage language = ingest::MessageLanguage::English) {
    return intake_->take({OrganisationCode("mofa"), AccountName("lan"), language, signature, {}}, {{"p.zip", path}})
        .value();
  }
  Upload settled(const UploadId& id) {
    for (;;) {
      const Upload upload = intake_->find(id).value();
      if (!upload.busy()) return upload;
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
  }
  /// The rule of the first finding; empty if the package is accepted.
  std::string refusal(const UploadId& id) {
    if (settled(id).state != State::Refused) return {};
    return intake_->report(id)->findings.at(0).rule;
  }
  void demand_signatures() {
    content::OrganisationEntry entry;
    entry.code = OrganisationCode("mofa");
    entry.names.emplace(content::Locale("en"), "Ministry");
    entry.signed_packages_only = true;
    content::Change change;
    change.based_on = store_->log().head().sequence;
    change.mutations.emplace_back(entry);
    ASSERT_TRUE(store_->commit(std::move(change)).has_value());
  }

  sen::test::TemporaryFolder folder_;
  ManualClock clock_{*parse_rfc3339("2026-11-22T00:00:00Z")};
  std::unique_ptr<store::Store> store_ = store::open_memory_store(clock_);
  ingest::Publisher publisher_{*store_, ingest::built_in_vocabulary(), clock_};
  std::unique_ptr<identity::Vault> vault_ = identity::open_memory_vault();
  identity::SigningKeys keys_{*vault_, clock_};
  identity::SigningKey key_;
  std::unique_ptr<Intake> intake_;
  int files_ = 0;
};

constexpr const char* kSeventeen = "organisation:mofa sequence:17";

TEST_F(SignedIntakeTest, SaysByWhichKeyAPackageWasSignedAndTakesItsSequenceWhenItIsStored) {
  const std::string path = package();
  const std::string signature = sign(path, kSeventeen);
  const UploadId id = take(path, signature);

  EXPECT_EQ(settled(id).state, State::Accepted) << ingest::to_json(intake_->report(id).value());
  const std::string key_id = identity::format_key_id(key_.key.id);
  EXPECT_EQ(intake_->find(id)->signed_by, key_id);
  const ingest::Report report = intake_->report(id).value();
  ASSERT_TRUE(report.signed_by.has_value());
  EXPECT_EQ(report.signed_by->key, key_id);
  EXPECT_EQ(report.signed_by->label, "press desk");
  EXPECT_EQ(report.signed_by->sequence, 17U);
  EXPECT_EQ(keys_.last_sequence(OrganisationCode("mofa")).value(), 0U) << "a check uses nothing up";

  ASSERT_TRUE(intake_->submit(id, AccountName("lan")).has_value());
  EXPECT_EQ(settled(id).state, State::Submitted);
  EXPECT_EQ(keys_.last_sequence(OrganisationCode("mofa")).value(), 17U);
  EXPECT_EQ(keys_.list(OrganisationCode("mofa"))->front().packages, 1U);
}

TEST_F(SignedIntakeTest, TakesTheSignatureThatLiesBesideTheArchive) {
  const std::string path = package();
  sign(path, kSeventeen);

  const auto id = intake_->take({OrganisationCode("mofa"), AccountName("lan"), {}, {}, {}},
                                {{"p.zip.minisig", path + ".minisig"}, {"p.zip", path}});

  EXPECT_EQ(settled(id.value()).state, State::Accepted);
  EXPECT_EQ(intake_->find(*id)->name, "p.zip");
  EXPECT_FALSE(intake_->find(*id)->signed_by.empty());
}

TEST_F(SignedIntakeTest, RefusesAReplayAndAnOlderSequence) {
  const std::string first = package();
  const UploadId done = take(first, sign(first, kSeventeen));
  settled(done);
  const std::string waiting = package();
  const UploadId rival = take(waiting, sign(waiting, kSeventeen));
  EXPECT_EQ(settled(rival).state, State::Accepted) << "nothing has used the sequence yet";
  ASSERT_TRUE(intake_->submit(done, AccountName("lan")).has_value());
  ASSERT_TRUE(intake_->submit(rival, AccountName("lan")).has_value());

  EXPECT_EQ(settled(done).state, State::Submitted);
  EXPECT_EQ(refusal(rival), "signature-replayed");
  const std::string again = package();
  EXPECT_EQ(refusal(take(again, sign(again, kSeventeen))), "signature-replayed");
  const std::string older = package();
  const UploadId vietnamese =
      take(older, sign(older, "organisation:mofa sequence:3"), ingest::MessageLanguage::Vietnamese);
  EXPECT_EQ(refusal(vietnamese), "signature-replayed");
  EXPECT_EQ(intake_->report(vietnamese)->findings.at(0).message,
            "số thứ tự 3 đã dùng: gói này đã được gửi trước đó, hoặc cũ hơn gói gần nhất (17)");
  EXPECT_EQ(intake_->report(vietnamese)->findings.at(0).file, "p.zip.minisig");
}

TEST_F(SignedIntakeTest, RefusesWhatWasNotSignedByAKeyThatIsGood) {
  const std::string path = package();
  const std::string good = sign(path, kSeventeen);
  const auto fresh = [&] {
    const std::string copy = package();
    return copy;
  };
  EXPECT_EQ(refusal(take(fresh(), "nonsense")), "signature-malformed");
  std::string turned = good;
  turned[turned.find("sequence:17") + 9] = '9';
  EXPECT_EQ(refusal(take(fresh(), turned)), "signature-changed");
  EXPECT_EQ(refusal(take(fresh(), sign(fresh(), "organisation:moh sequence:18"))), "signature-of-another");
  EXPECT_EQ(refusal(take(fresh(), sign(fresh(), "sequence:18"))), "signature-comment");
  const std::string loose = fresh();
  std::ofstream(loose, std::ios::binary) << "no archive";
  EXPECT_EQ(refusal(take(loose, sign(loose, kSeventeen))), "signature-of-no-archive");
  const std::string changed = fresh();
  std::ofstream(changed, std::ios::binary | std::ios::app) << "x";
  EXPECT_EQ(refusal(take(changed, good)), "signature-changed");

  clock_.advance(-hours(1));
  EXPECT_EQ(refusal(take(fresh(), good)), "signature-not-yet-valid");
  clock_.advance(hours(30));
  EXPECT_EQ(refusal(take(fresh(), good)), "signature-expired");
  clock_.advance(-hours(29));
  const UploadId accepted = take(path, good);
  EXPECT_EQ(settled(accepted).state, State::Accepted);
  ASSERT_TRUE(keys_.revoke(OrganisationCode("mofa"), key_.key.id).has_value());
  EXPECT_EQ(refusal(take(fresh(), good)), "signature-revoked");
  ASSERT_TRUE(intake_->submit(accepted, AccountName("lan")).has_value());
  EXPECT_EQ(refusal(accepted), "signature-revoked") << "revoked between check and submission";
  EXPECT_EQ(store_->log().head().sequence.value, 0U);
}

TEST_F(SignedIntakeTest, DemandsSignaturesWhereTheOrganisationDoes) {
  EXPECT_EQ(refusal(take(package(), "")), "");
  demand_signatures();

  EXPECT_EQ(refusal(take(package(), "")), "signature-missing");
  const std::string path = package();
  EXPECT_EQ(refusal(take(path, sign(path, kSeventeen))), "");
}

}  // namespace
}  // namespace sen::intake
