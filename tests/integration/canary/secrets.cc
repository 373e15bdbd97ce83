#include "tests/integration/canary/secrets.h"

#include "engine/store/snapshot.h"
#include "tests/integration/canary/made.h"
#include "tests/support/content.h"

namespace sen::canary {
namespace {

using content::ContentId;
using content::Dataset;
using content::DatasetCode;
using content::Locale;
using content::Mutation;
using content::Role;
using content::State;

/// Makes words nobody has seen and remembers them.
class Words {
 public:
  explicit Words(Secrets& secrets) : secrets_(secrets) {}
  std::string next(bool released = false) {
    std::string word(kMark);
    for (int i = 0, n = count_; i < 4; ++i, n /= 26) word += static_cast<char>('a' + n % 26);
    ++count_;
    secrets_.words.insert(word);
    if (released) secrets_.released.insert(word);
    return word;
  }

  /// One that may be shown after the hour, and need not be.
  std::string perhaps() {
    std::string word = next();
    secrets_.perhaps.insert(word);
    return word;
  }

 private:
  Secrets& secrets_;
  int count_ = 0;
};

std::string upper(std::string text) {
  for (char& c : text) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return text;
}

/// Fills a store with what waits.
class Hiding {
 public:
  Hiding(Site& site, const content::Vocabulary& vocabulary, Secrets& secrets)
      : site_(site), vocabulary_(vocabulary), secrets_(secrets), words_(secrets) {}

  void document(int number) {
    static constexpr std::array kStates = {State::Scheduled, State::Submitted, State::Scheduled, State::InReview,
                                           State::Approved,  State::Scheduled, State::Draft};
    static constexpr std::array kTypes = {"news", "statement", "press-release", "fact-check", "explainer", "event"};
    const State state = kStates.at(static_cast<std::size_t>(number) % kStates.size());
    const bool out = state == State::Scheduled;
    const content::DocumentType* type = vocabulary_.type(kTypes.at(static_cast<std::size_t>(number) % kTypes.size()));
    content::Document document = test::document("x");
    document.folder = words_.next();
    document.id = content::make_content_id(document.organisation, document.folder);
    document.type = type->code;
    document.section = type->section;
    document.embargo = secrets_.hour;
    document.related = {ContentId(kPublicNews)};
    for (const content::FieldType& field : type->fields)
      document.fields.push_back({field.name, {out ? words_.perhaps() : words_.next()}});
    const content::Media media = picture("secret " + std::to_string(number), site_);
    secrets_.pictures.push_back(media.digest);
    content::MediaUse use;
    use.digest = media.digest;
    use.file = document.image = "images/" + words_.next() + ".jpg";
    use.credit = words_.next(out);
    use.licence = "CC-BY-4.0";
    const std::vector<Locale> locales = {language(number), language(number + 5)};
    for (const Locale& locale : locales) {
      use.alt[locale] = words_.next(out);
      use.caption[locale] = words_.next(out);
    }
    document.media = {use};
    document.locales = locales;
    std::vector<Mutation> mutations{document, media};
    for (const Locale& locale : locales) edition(document, locale, state, mutations);
    site_.commit(std::move(mutations));
  }

  /// A new version of what is public, which waits.
  void correction(const char* id, const Locale& locale, State state) {
    content::Edition edition = site_.store().snapshot().value()->edition(ContentId(id), locale).value();
    const content::Version words = version(ContentId(id), locale, edition.latest + 1, false);
    edition.latest = words.number;
    site_.commit({words, edition, review(words, state)});
  }

  /// A change of what all languages of a public document share, and what somebody is writing.
  void proposal_and_draft() {
    content::Proposal proposal{site_.store().snapshot().value()->document(ContentId(kPublicNews)).value()};
    const content::Media media = picture("proposed", site_);
    secrets_.pictures.push_back(media.digest);
    content::MediaUse use;
    use.digest = media.digest;
    use.file = "images/" + words_.next() + ".jpg";
    use.credit = words_.next();
    use.alt[Locale("en")] = words_.next();
    proposal.document.media.push_back(use);
    proposal.document.fields.push_back({"source", {words_.next()}});
    content::Review review;
    review.id = proposal.document.id;
    review.state = State::Submitted;
    content::Draft draft;
    draft.id = proposal.document.id;
    draft.locale = Locale("en");
    draft.revision = 1;
    draft.account = content::AccountName("an.author");
    draft.title = words_.next();
    draft.summary = words_.next();
    draft.body = words_.next();
    content::Account account;
    account.name = content::AccountName("an.author");
    account.organisation = content::OrganisationCode("mofa");
    account.display_name = words_.next();
    account.desk_language = Locale("vi");
    content::PackageReceipt receipt;
    receipt.digest = sha256("package");
    receipt.name = words_.next();
    receipt.organisation = account.organisation;
    receipt.outcome = "submitted";
    content::PreviewLink link{.id = review.id,
                              .number = 1,
                              .locale = draft.locale,
                              .version = 2,
                              .account = account.name,
                              .made = {1},
                              .expires = secrets_.hour,
                              .revoked = {},
                              .views = 0,
                              .last_view = {}};
    site_.commit({proposal, review, draft, account, receipt, link, media});
  }

  /// A public document that names what waits as related.
  void relation() {
    content::Document tied = site_.store().snapshot().value()->document(ContentId(kPublicNews)).value();
    for (std::size_t at = 0; at < 6; ++at) tied.related.push_back(secrets_.documents.at(at).id);
    site_.commit({tied});
  }

  void statistics() {
    const std::string code = upper(words_.next(true)), list = upper(words_.next(true));
    secrets_.datasets.push_back(code);
    Dataset data = dataset(code, State::Scheduled);
    data.embargo = secrets_.hour;
    data.titles = {{Locale("vi"), words_.next(true)}, {Locale("en"), words_.next(true)}};
    data.descriptions = {{Locale("en"), words_.next(true)}};
    data.sources = {{words_.next(true), "https://example.org/" + words_.next(true)}};
    data.releases.front().note = words_.perhaps();
    data.columns = {column("GOODS", Role::Dimension, list), column("TIME_PERIOD", Role::Time),
                    column("OBS_VALUE", Role::Measure), column("NOTE", Role::Attribute)};
    data.columns.front().titles = {{Locale("en"), words_.perhaps()}};
    const std::string value = words_.next(true);
    data.codelists = {{list, {{Locale("en"), words_.next(true)}}, {{value, {{Locale("en"), words_.next(true)}}}}}};
    site_.commit({data, content::Series{data.code, {value}, 1, {{"2024", "12.5", {words_.next(true)}}}}});
  }

  void table() {
    const std::string code = upper(words_.next(true));
    secrets_.datasets.push_back(code);
    Dataset data = dataset(code, State::Scheduled);
    data.structure = content::Structure::Table;
    data.embargo = secrets_.hour;
    data.titles = {{Locale("en"), words_.next(true)}};
    data.columns = {column(words_.next(true), Role::Text)};
    data.releases.front().rows = 1;
    content::TablePart part{.dataset = data.code, .number = 0, .release = 1, .columns = 1, .cells = {}};
    content::append_cell(part.cells, words_.next(true));
    site_.commit({data, part});
  }

  /// The next release of public figures and of a public table.
  void releases() {
    const auto snapshot = site_.store().snapshot().value();
    Dataset figures = snapshot->dataset(DatasetCode("EXPORTS")).value();
    figures.embargo = secrets_.hour;
    figures.releases.push_back({.number = 2,
                                .published = {6'000},
                                .note = words_.perhaps(),
                                .observations = 2,
                                .series = 2,
                                .state = State::Scheduled});
    const std::string value = words_.next(true);
    figures.codelists.front().codes.push_back({value, {{Locale("en"), words_.next(true)}}, 2});
    Dataset table = snapshot->dataset(DatasetCode("HOLIDAYS")).value();
    table.embargo = secrets_.hour;
    table.releases.push_back(
        {.number = 2, .published = {6'000}, .note = words_.perhaps(), .state = State::Scheduled, .rows = 1});
    content::TablePart part{.dataset = table.code, .number = 0, .release = 2, .columns = 1, .cells = {}};
    content::append_cell(part.cells, words_.next(true));
    site_.commit(
        {figures, content::Series{figures.code, {value}, 2, {{"2025", "99.25", {words_.next(true)}}}}, table, part});
  }

 private:
  Locale language(int number) const {
    const auto& languages = vocabulary_.languages();
    return languages.at(static_cast<std::size_t>(number) % languages.size()).code;
  }

  content::Version version(const ContentId& id, const Locale& locale, std::uint32_t number, bool out) {
    content::Version words = test::version(id.value, locale.value, number, words_.next(out));
    words.summary = words_.next(out);
    words.slug = words_.next(out);
    words.text = words_.next(out);
    words.body = words.text + "\n";
    words.parts = {{content::BodyPart::Kind::Html, "<p>" + words.text + "</p>\n"}};
    words.kind = content::ChangeKind::Correction;
    words.note = out ? words_.perhaps() : words_.next();
    return words;
  }

  content::Review review(const content::Version& words, State state) {
    content::Review review;
    review.id = words.id;
    review.locale = words.locale;
    review.version = words.number;
    review.state = state;
    review.author = content::AccountName("an.author");
    review.remarks = {{content::AccountName("an.editor"), {1}, 0, words_.next(), false}};
    review.release = secrets_.hour;
    return review;
  }

  void edition(const content::Document& document, const Locale& locale, State state, std::vector<Mutation>& mutations) {
    const bool out = state == State::Scheduled;
    const content::Version words = version(document.id, locale, 1, out);
    mutations.emplace_back(words);
    mutations.emplace_back(test::waiting(document.id.value, locale.value, state));
    mutations.emplace_back(review(words, state));
    secrets_.documents.push_back({document.id, locale, document.section, words.slug, words.title, out});
  }

  Site& site_;
  const content::Vocabulary& vocabulary_;
  Secrets& secrets_;
  Words words_;
};

}  // namespace

Secrets add_secrets(Site& site, const content::Vocabulary& vocabulary, Timestamp now) {
  Secrets secrets;
  secrets.hour = now + std::chrono::hours(24);
  Hiding hiding(site, vocabulary, secrets);
  for (int number = 0; number < 75; ++number) hiding.document(number);
  const std::array states = {State::Submitted, State::InReview, State::Approved, State::Draft};
  std::size_t turn = 0;
  for (const content::Language& language : vocabulary.languages())
    for (const char* id : {kPublicNews, kPublicStatement}) hiding.correction(id, language.code, states.at(turn++ % 4));
  hiding.proposal_and_draft();
  hiding.relation();
  for (int number = 0; number < 15; ++number) hiding.statistics();
  for (int number = 0; number < 10; ++number) hiding.table();
  hiding.releases();
  return secrets;
}

}  // namespace sen::canary
