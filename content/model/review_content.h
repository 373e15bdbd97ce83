#pragma once

#include "content/model/document.h"
#include "content/model/review.h"
#include "engine/base/bytes.h"

/// What people approve, as digests: SHA-256 over every field that a reader can notice, each with its length in front,
/// so that no two contents share a digest by shifting a word from one field to the next.
namespace sen::content {

/// Of a document's own fields: all but `locales`, which follows its editions, and what the store sets by itself.
Digest document_content(const Document& document);

/// Of a version's words and its note. With `document`, of its fields too: while no edition of a document is public,
/// they go out with the first that is, and nobody else approves them.
Digest version_content(const Version& version, const Document* document);

/// Puts `content` in the place of what was reviewed: approvals and an emergency that was not confirmed are void, and
/// what was under review or further waits as if handed in now.
void renew(Review& review, const Digest& content);

/// The review of a version that `author` hands in. `former` is the edition's review so far, or null: while it waits,
/// its author stays the author, those who wrote are kept, with remarks and wishes; once it is done only a review that
/// is still owed after an emergency is kept, with those who may not do it.
Review hand_in(const Version& version, const Digest& content, const AccountName& author, const Review* former);

/// Whether a review is on its way: not public and not taken back.
bool is_on_its_way(const Review& review);

/// Whether a language reviewer must still sign off what the review shows.
bool awaits_sign_off(const Review& review);

/// Notes that `author` wrote words of what is reviewed: he may not approve it, and is asked for that no more.
void add_author(Review& review, const AccountName& author);

/// Asks `names` to approve what is reviewed, and nobody else by name; those who wrote words of it are left out.
void ask(Review& review, std::vector<AccountName> names);

/// Everybody who wrote words of what is reviewed.
std::vector<AccountName> authors_of(const Review& review);

}  // namespace sen::content
