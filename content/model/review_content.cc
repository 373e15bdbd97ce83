#include "content/model/review_content.h"

#include <algorithm>
#include <bit>

namespace sen::content {
namespace {

/// Takes fields one by one. Called by one thread.
class Fields {
 public:
  void text(std::string_view value) {
    number(value.size());
    hash_.update(value);
  }
  void number(std::uint64_t value) {
    std::string bytes;
    append_u64(bytes, value);
    hash_.update(bytes);
  }
  void moment(const std::optional<Timestamp>& at) {
    number(at ? 1 : 0);
    if (at) number(static_cast<std::uint64_t>(at->milliseconds));
  }
  void texts(const Texts& texts) {
    number(texts.size());
    for (const auto& [locale, value] : texts) {
      text(locale.value);
      text(value);
    }
  }
  void list(const std::vector<std::string>& values) {
    number(values.size());
    for (const std::string& value : values) text(value);
  }
  Digest finish() { return hash_.finish(); }

 private:
  Sha256 hash_;
};

void add(const MediaUse& use, Fields& out) {
  out.text(use.digest.view());
  for (const std::string* value : {&use.file, &use.credit, &use.licence}) out.text(*value);
  out.moment(use.rights_until);
  out.number(std::bit_cast<std::uint64_t>(use.focus_x));
  out.number(std::bit_cast<std::uint64_t>(use.focus_y));
  out.texts(use.alt);
  out.texts(use.caption);
}

}  // namespace

Digest document_content(const Document& document) {
  Fields out;
  for (const std::string* value : {&document.id.value, &document.organisation.value, &document.folder, &document.type,
                                   &document.section, &document.licence, &document.image})
    out.text(*value);
  out.moment(document.date);
  out.moment(document.embargo);
  out.moment(document.expiry);
  for (const auto* values : {&document.topics, &document.places, &document.markets}) out.list(*values);
  out.number(document.related.size());
  for (const ContentId& id : document.related) out.text(id.value);
  out.number(document.media.size());
  for (const MediaUse& use : document.media) add(use, out);
  out.number(document.fields.size());
  for (const Field& field : document.fields) {
    out.text(field.name);
    out.list(field.values);
  }
  return out.finish();
}

Digest version_content(const Version& version, const Document* document) {
  Fields out;
  for (const std::string* value : {&version.id.value, &version.locale.value, &version.title, &version.summary,
                                   &version.slug, &version.body, &version.translates.value, &version.note})
    out.text(*value);
  for (const std::uint64_t value :
       {std::uint64_t{version.number}, std::uint64_t{version.translates_version},
        static_cast<std::uint64_t>(version.provenance), static_cast<std::uint64_t>(version.kind)})
    out.number(value);
  if (document != nullptr) out.text(document_content(*document).view());
  return out.finish();
}

void renew(Review& review, const Digest& content) {
  review.content = content;
  review.approvals.clear();
  review.sign_off.reset();
  if (review.emergency && review.emergency->confirmed_by.empty()) review.emergency.reset();
  if (is_on_its_way(review) && review.state != State::Draft) review.state = State::Submitted;
}

Review hand_in(const Version& version, const Digest& content, const AccountName& author, const Review* former) {
  Review review;
  if (former != nullptr && is_on_its_way(*former)) {
    review = *former;
    add_author(review, author);
  } else {
    review.author = author;
    if (former != nullptr && former->review_due && !former->reviewed) {
      review.review_due = former->review_due;
      review.emergency = former->emergency;
      for (const AccountName& one : authors_of(*former)) add_author(review, one);
    }
  }
  review.id = version.id;
  review.locale = version.locale;
  review.version = version.number;
  review.submitted = version.submitted;
  renew(review, content);
  review.state = State::Submitted;
  return review;
}

void add_author(Review& review, const AccountName& author) {
  if (review.author.empty()) review.author = author;
  const auto place = std::lower_bound(review.co_authors.begin(), review.co_authors.end(), author);
  if (author != review.author && (place == review.co_authors.end() || *place != author))
    review.co_authors.insert(place, author);
  std::erase(review.asked, author);
}

void ask(Review& review, std::vector<AccountName> names) {
  review.asked = std::move(names);
  for (const AccountName& author : authors_of(review)) std::erase(review.asked, author);
}

bool is_on_its_way(const Review& review) {
  return review.state <= State::Scheduled;
}

bool awaits_sign_off(const Review& review) {
  const bool is_needed = review.needs_sign_off || review.unlabels || !review.differences.empty();
  return is_needed && !(review.sign_off && review.sign_off->content == review.content);
}

std::vector<AccountName> authors_of(const Review& review) {
  std::vector<AccountName> authors = {review.author};
  authors.insert(authors.end(), review.co_authors.begin(), review.co_authors.end());
  return authors;
}

}  // namespace sen::content
