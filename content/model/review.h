#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "content/model/account.h"
#include "content/model/document.h"
#include "content/model/translation.h"

namespace sen::content {

/// One person's yes to exact content: it counts only while `content` is what the review shows.
struct Approval {
  AccountName account;
  OrganisationCode organisation;  ///< For which the person approved.
  Timestamp at;
  Digest content;
};

/// A remark of a reviewer on one paragraph.
struct Remark {
  AccountName account;
  Timestamp at;
  std::uint32_t paragraph = 0;  ///< Of `Version::text`, from 1; 0: the whole.
  std::string text;
  bool settled = false;
};

/// Why a figure, date or name may differ from the edition's source: said by whoever handed it in, read by approvers.
struct Explanation {
  AccountName account;
  Timestamp at;
  std::string difference;  ///< Which one: compare::Difference::key().
  std::string text;
};

/// An edition that goes out before its approvals, because two people say that it cannot wait.
struct Emergency {
  AccountName started_by;
  Timestamp started;
  std::string reason;         ///< In words, for those who review it afterwards.
  Digest content;             ///< What the two agreed on; other content needs a new start.
  AccountName confirmed_by;   ///< Empty: the second person is still missing.
  std::uint32_t version = 0;  ///< That is to go out, or went out; 0 of a proposal.
};

/// The way of an edition's newest version to the public: who wrote it, what was remarked, who approved it. It
/// stays when the version is public, as the record of who let it pass. Without `locale`: of a Proposal.
struct Review {
  ContentId id;
  Locale locale;
  std::uint32_t version = 0;  ///< The version that is reviewed; 0 of a proposal.
  State state = State::Draft;
  AccountName author;
  std::vector<AccountName> co_authors;  ///< Others who wrote words of it since it was public last; sorted.
  OrganisationCode organisation;
  std::uint32_t needed = 1;                 ///< Persons who must approve, as its type asked when it was handed in.
  Digest content;                           ///< Of what is reviewed; any edit changes it and voids approvals.
  std::vector<AccountName> asked;           ///< Approvers who were asked by name.
  std::vector<OrganisationCode> cosigners;  ///< Organisations of which one approver each must approve too.
  std::vector<Approval> approvals;          ///< Oldest first, one a person.
  std::vector<Remark> remarks;              ///< Oldest first.
  std::vector<Explanation> explanations;    ///< Of differences from the source, one a difference.
  Timestamp submitted;
  std::optional<Timestamp> due;         ///< When it should have been decided.
  std::optional<Timestamp> release;     ///< When it is to be public; empty: once it is approved.
  std::optional<Timestamp> review_due;  ///< It went out as an emergency: until when it must be reviewed.
  bool reviewed = false;                ///< The review after an emergency has taken place.
  std::optional<Emergency> emergency;   ///< Started, or gone out and not yet followed by an ordinary publication.
  bool needs_sign_off = false;          ///< Its type or language asked for a language reviewer when it was handed in.
  bool unlabels = false;                ///< It says that people wrote what was labelled as machine translated.
  std::vector<Difference> differences;  ///< From the source that it translates, as of when it was handed in.
  std::optional<SignOff> sign_off;
};

/// Whether a review still waits for somebody.
bool is_open(const Review& review);

/// When what is approved becomes public: not before the document's embargo has ended, nor before `review` (null:
/// there is none, as of an operator's import) says. The epoch: at once.
Timestamp release_time(const Document& document, const Review* review);

/// What is to change for all languages of a public document at once: the document as it will be. Takes its
/// place when its review is done.
struct Proposal {
  Document document;
};

/// What somebody is writing, as it was saved last; nobody else sees it. Each save is a revision of its own, so
/// that one can go back.
struct Draft {
  ContentId id;
  Locale locale;
  std::uint32_t revision = 0;  ///< From 1, without gaps.
  AccountName account;
  Timestamp saved;
  std::uint32_t based_on = 0;  ///< The version that was being edited; 0: none yet.
  std::string title;
  std::string summary;
  std::string body;  ///< CommonMark.
  Provenance provenance = Provenance::Human;
  Locale translates;
  std::uint32_t translates_version = 0;
  bool closed = false;  ///< Handed in or discarded: nobody writes it any more; its revisions can be brought back.
};

}  // namespace sen::content
