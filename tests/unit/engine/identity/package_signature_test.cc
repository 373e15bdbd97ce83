#include "engine/identity/package_signature.h"

#include <gtest/gtest.h>

#include <fstream>

#include "tests/support/temporary_folder.h"
#include "tests/unit/engine/identity/vault_entries.h"

namespace sen::identity {
namespace {

using std::chrono::hours;

const content::OrganisationCode kMofa("mofa");
const content::OrganisationCode kProvince("province-31");
constexpr std::string_view kComment = "timestamp:1795305600\tfile:p.zip organisation:mofa sequence:17";

std::string read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

void write_file(const std::string& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
}

/// Packages that Debian's `minisign` signed. `-l`: in the legacy form.
class PackageSignatureTest : public testing::TestWithParam<std::string> {
 protected:
  void SetUp() override {
    write_file(package_, "PK\x03\x04 " + std::string(300'000, 'x') + " a package");
    run("minisign -G -W -f -p " + folder_.file("key.pub") + " -s " + folder_.file("key.sec"));
    key_ = parse_signing_key(read_file(folder_.file("key.pub"))).value();
    sign(kComment);
  }
  static void run(const std::string& command) { ASSERT_EQ(system((command + " >/dev/null").c_str()), 0) << command; }
  void sign(std::string_view comment) {
    run("minisign -S -W " + GetParam() + " -s " + folder_.file("key.sec") + " -m " + package_ + " -t '" +
        std::string(comment) + "'");
    minisig_ = read_file(package_ + ".minisig");
  }
  SigningKey signing_key() const {
    return {.organisation = kMofa,
            .key = key_,
            .label = "spokesperson's office",
            .valid_from = clock_.now(),
            .valid_until = clock_.now() + hours(24),
            .revoked = std::nullopt,
            .last_used = std::nullopt};
  }
  std::optional<SignatureFault> fault(const content::OrganisationCode& organisation = kMofa) {
    return keys_.judge(organisation, minisig_, package_, "p").value().fault;
  }

  test::TemporaryFolder folder_;
  const std::string package_ = folder_.file("p.zip");
  SigningPublicKey key_;
  std::string minisig_;
  ManualClock clock_{{1'795'305'600'000}};
  std::unique_ptr<Vault> vault_ = open_memory_vault();
  SigningKeys keys_{*vault_, clock_};
};
INSTANTIATE_TEST_SUITE_P(Forms, PackageSignatureTest, testing::Values("", "-l"));

TEST_P(PackageSignatureTest, ReadsWhatMinisignWrites) {
  const PackageSignature signature = parse_signature(minisig_).value();

  EXPECT_EQ(signature.trusted_comment, kComment);
  EXPECT_EQ(signature.form, GetParam().empty() ? PackageSignature::Form::Prehashed : PackageSignature::Form::Legacy);
  EXPECT_NE(read_file(folder_.file("key.pub")).find(format_key_id(key_.id)), std::string::npos);
  EXPECT_EQ(parse_signing_key(format_signing_key(key_)).value(), key_);
  EXPECT_TRUE(verify_signature(key_, signature, package_).has_value());
}

TEST_P(PackageSignatureTest, RefusesAPackageWithAnyBitChanged) {
  const PackageSignature signature = parse_signature(minisig_).value();
  const std::string whole = read_file(package_);
  for (const std::size_t at : {std::size_t{0}, std::size_t{150'000}, std::size_t{262'144}, whole.size() - 1}) {
    std::string changed = whole;
    changed[at] = static_cast<char>(changed[at] ^ 1);
    write_file(package_, changed);
    EXPECT_EQ(verify_signature(key_, signature, package_).error().code(), ErrorCode::PermissionDenied) << at;
  }
  write_file(package_, whole + "x");
  EXPECT_FALSE(verify_signature(key_, signature, package_).has_value());
  write_file(package_, whole.substr(1));
  EXPECT_FALSE(verify_signature(key_, signature, package_).has_value());
  EXPECT_EQ(verify_signature(key_, signature, folder_.file("none")).error().code(), ErrorCode::Storage);
}

TEST_P(PackageSignatureTest, RefusesASignatureWithAnyByteChanged) {
  ASSERT_TRUE(keys_.add(signing_key()).has_value());
  ASSERT_EQ(fault(), std::nullopt);
  const std::string whole = minisig_;
  const std::size_t untrusted = whole.find('\n');
  for (std::size_t at = untrusted + 1; at + 1 < whole.size(); ++at) {
    minisig_ = whole;
    minisig_[at] = static_cast<char>(minisig_[at] ^ 4);
    EXPECT_NE(fault(), std::nullopt) << at;
  }
}

TEST_P(PackageSignatureTest, ReadsSignaturesWithWindowsLineEnds) {
  std::string text;
  for (const char c : minisig_) text += c == '\n' ? std::string("\r\n") : std::string(1, c);

  EXPECT_TRUE(verify_signature(key_, parse_signature(text).value(), package_).has_value());
}

TEST_P(PackageSignatureTest, SaysWhichLineIsMalformed) {
  EXPECT_EQ(parse_signature("").error().message(), "malformed signature: it has four lines");
  EXPECT_EQ(parse_signature("a\nb\nc\nd\n").error().message(), "malformed signature: line 1 is an untrusted comment");
  EXPECT_EQ(parse_signature("untrusted comment: \nRW\nc\nd\n").error().message(),
            "malformed signature: line 2 is 74 bytes in base64");
  EXPECT_EQ(parse_signature(std::string(20'000, '\n')).error().code(), ErrorCode::InvalidInput);
  for (const char* wrong : {"", "RW", "untrusted comment: x\n", "a\nb\nc", "untrusted comment: x\nRW=="})
    EXPECT_EQ(parse_signing_key(wrong).error().code(), ErrorCode::InvalidInput) << wrong;
}

TEST_P(PackageSignatureTest, AcceptsAKeyWhileItIsValid) {
  EXPECT_EQ(fault(), SignatureFault::UnknownKey);
  ASSERT_TRUE(keys_.add(signing_key()).has_value());

  const SignatureVerdict verdict = keys_.judge(kMofa, minisig_, package_, "p").value();
  const SignedPackage& package = verdict.package;
  EXPECT_EQ(verdict.label, "spokesperson's office");
  EXPECT_EQ(package.organisation, kMofa);
  EXPECT_EQ(package.key_id, key_.id);
  EXPECT_EQ(package.sequence, 17U);

  clock_.advance(-hours(1));
  EXPECT_EQ(fault(), SignatureFault::NotYetValid);
  clock_.advance(hours(25));
  EXPECT_EQ(fault(), SignatureFault::Expired);
  clock_.advance(-hours(2));
  ASSERT_EQ(fault(), std::nullopt);
  ASSERT_TRUE(keys_.revoke(kMofa, key_.id).has_value());
  EXPECT_EQ(fault(), SignatureFault::Revoked);
  EXPECT_EQ(keys_.list(kMofa).value().front().revoked, clock_.now());
  EXPECT_EQ(keys_.list(kMofa).value().front().label, "spokesperson's office");
}

TEST_P(PackageSignatureTest, BindsAKeyToItsOrganisation) {
  ASSERT_TRUE(keys_.add(signing_key()).has_value());
  EXPECT_EQ(fault(kProvince), SignatureFault::UnknownKey);
  SigningKey stolen = signing_key();
  stolen.organisation = kProvince;
  EXPECT_EQ(keys_.add(stolen).error().code(), ErrorCode::Conflict);
  EXPECT_EQ(keys_.revoke(kProvince, key_.id).error().code(), ErrorCode::NotFound);

  sign("organisation:province-31 sequence:18");
  EXPECT_EQ(fault(), SignatureFault::OtherOrganisation);
  for (const char* comment :
       {"organisation:mofa", "sequence:18", "organisation:mofa sequence:0", "organisation:mofa sequence:1x",
        "organisation:mofa sequence:1 sequence:2", "organisation: sequence:1"}) {
    sign(comment);
    EXPECT_EQ(fault(), SignatureFault::Comment) << comment;
  }
}

TEST_P(PackageSignatureTest, TakesEachSequenceOnceAndOnlyForwards) {
  const auto accept = [&](const content::OrganisationCode& organisation, std::uint64_t sequence, const char* by) {
    return keys_.accept({organisation, key_.id, sequence}, by);
  };
  ASSERT_TRUE(keys_.add(signing_key()).has_value());
  EXPECT_TRUE(accept(kMofa, 17, "p").has_value());
  EXPECT_TRUE(accept(kMofa, 17, "p").has_value()) << "the same package once more, after a crash";
  EXPECT_EQ(fault(), std::nullopt) << "it is this very package";
  EXPECT_EQ(accept(kMofa, 17, "q").error().code(), ErrorCode::Conflict);
  EXPECT_EQ(accept(kMofa, 3, "p").error().message(), "sequence 3 is not behind the organisation's last, 17");
  EXPECT_TRUE(accept(kProvince, 3, "q").has_value());
  EXPECT_TRUE(accept(kMofa, 40, "q").has_value());
  EXPECT_EQ(fault(), SignatureFault::Replayed);
  EXPECT_EQ(keys_.judge(kMofa, minisig_, package_, "p")->last_sequence, 40U);
  const SigningKey used = keys_.list(kMofa).value().front();
  EXPECT_EQ(used.packages, 2U);
  EXPECT_EQ(used.last_used, clock_.now());
}

TEST_P(PackageSignatureTest, RefusesAKeyThatEndsBeforeItBegins) {
  SigningKey key = signing_key();
  key.valid_until = key.valid_from;
  EXPECT_EQ(keys_.add(key).error().code(), ErrorCode::InvalidInput);
  key = signing_key();
  key.label = "\xFF";
  EXPECT_EQ(keys_.add(key).error().code(), ErrorCode::InvalidInput);
  EXPECT_TRUE(test::entries(*vault_).empty());
}

}  // namespace
}  // namespace sen::identity
