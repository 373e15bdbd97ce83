#include "engine/desk/refusals.h"

#include <array>
#include <map>
#include <optional>
#include <vector>

#include "engine/base/text.h"
#include "engine/desk/review_words.h"

namespace sen::desk {
namespace {

using portal::Tongue;

/// A number as `tongue` writes it, which stands in a message as 4000 or 4,000; anything else as it is.
std::string number_in(const Tongue& tongue, std::string_view text) {
  std::uint64_t number = 0;
  for (const char letter : text) {
    if (letter == ',') continue;
    if (letter < '0' || letter > '9' || number > 1'000'000'000) return std::string(text);
    number = number * 10 + static_cast<std::uint64_t>(letter - '0');
  }
  return tongue.format.number(number);
}

/// The places in front of a message and the values in it.
struct Said {
  const Tongue& tongue;
  std::string field;          ///< As the page calls it.
  std::string_view value{};   ///< `{1}` of the pattern.
  std::string_view second{};  ///< `{2}`
  std::string_view third{};   ///< `{3}`

  std::string t(const char* english) const {
    const std::string count = number_in(tongue, value);
    return tongue.t(english,
                    {{"field", field}, {"value", value}, {"second", second}, {"third", third}, {"count", count}});
  }
};

/// A message, with `{1}` to `{3}` for what varies, and its sentence. The first that fits counts.
struct Sentence {
  std::string_view pattern;
  std::string (*say)(const Said& said);
};

// NOLINTBEGIN(readability-identifier-length): s is what was said
constexpr Sentence kSentences[] = {
    // What was typed.
    {"it is missing", [](const Said& s) { return s.t("“{field}” is missing."); }},
    {"it has {1} characters; at most {2} are allowed",
     [](const Said& s) { return s.t("“{field}” is too long: {value} characters, at most {second} are allowed."); }},
    {"it is longer than {1} bytes",
     [](const Said& s) {
       return s.t("“{field}” is too long: at most {count} bytes; letters with marks take two or three of them.");
     }},
    {"the text is longer than {1} bytes", [](const Said& s) { return s.t("The text is too long."); }},
    {"it holds a control character",
     [](const Said& s) { return s.t("“{field}” holds characters that cannot be shown."); }},
    {"a control character", [](const Said& s) { return s.t("A character that cannot be shown."); }},
    {"the text is not UTF-8", [](const Said& s) { return s.t("“{field}” holds characters that are not text."); }},
    {"the text cannot be normalised",
     [](const Said& s) { return s.t("“{field}” holds characters that are not text."); }},
    {"quotes and lists nested deeper than {1}",
     [](const Said& s) { return s.t("Quotes and lists stand too deep within each other."); }},
    {"marks nested deeper than {1}",
     [](const Said& s) { return s.t("Too many marks within each other."); }},
    {"more than {1} `[` in one paragraph",
     [](const Said& s) { return s.t("Too many “[” in one paragraph."); }},
    {"it is no web address", [](const Said& s) { return s.t("“{field}” is no web address."); }},
    {"it is no date", [](const Said& s) { return s.t("“{field}” is no date."); }},
    {"it is no whole number", [](const Said& s) { return s.t("“{field}” is no whole number."); }},
    {"it is none of its values", [](const Said& s) { return s.t("“{field}” is none of the values that there are."); }},
    {"it takes one value", [](const Said& s) { return s.t("“{field}” takes one value."); }},
    {"not a number of percent", [](const Said& s) { return s.t("The focus of a picture is a number from 0 to 100."); }},
    {"it needs at least {1} entries",
     [](const Said& s) { return s.t("“{field}” needs at least {value} entries, one a line."); }},
    {"it is before {1}", [](const Said& s) { return s.t("“{field}” is before “{value}”."); }},
    {"documents of this type have no such field",
     [](const Said& s) { return s.t("Documents of this type have no field “{field}”."); }},
    {"not a date or time of RFC 3339 such as {1}",
     [](const Said& s) { return s.t("Day and hour are missing or not complete."); }},
    {"there is no such day in the calendar",
     [](const Said& s) { return s.t("There is no such day in the calendar."); }},
    {"the time of day is out of range", [](const Said& s) { return s.t("There is no such hour."); }},
    {"there is no such language", [](const Said& s) { return s.t("There is no such language."); }},
    {"there is no such type", [](const Said& s) { return s.t("There is no such type of document."); }},
    {"there is no topic {1}", [](const Said& s) { return s.t("There is no topic “{value}”."); }},
    {"there is no province {1}", [](const Said& s) { return s.t("There is no province “{value}”."); }},
    {"{1} is no document", [](const Said& s) { return s.t("“{value}” is no document."); }},
    {"a market is two small letters",
     [](const Said& s) { return s.t("A market is the two letters of a country, such as de."); }},
    {"there is no organisation {1}", [](const Said& s) { return s.t("There is no organisation “{value}”."); }},
    {"there is no such organisation", [](const Said& s) { return s.t("There is no such organisation."); }},
    {"no organisation has the code {1}", [](const Said& s) { return s.t("There is no organisation “{value}”."); }},
    {"it is a name without a slash", [](const Said& s) { return s.t("“{field}” is a name without a slash."); }},
    // The document.
    {"it expires before its embargo ends",
     [](const Said& s) { return s.t("It would expire before its embargo ends."); }},
    {"it is none of the document's pictures",
     [](const Said& s) { return s.t("The main picture is none of the document's pictures."); }},
    {"a picture is needed", [](const Said& s) { return s.t("Documents of this type need a picture."); }},
    {"the picture {1} is not stored", [](const Said& s) { return s.t("The picture “{value}” is not stored."); }},
    {"the document has no picture {1}",
     [](const Said& s) { return s.t("The text names a picture that the document does not have: {value}"); }},
    {"the document has no table {1}",
     [](const Said& s) { return s.t("The text names a table that the document does not have: {value}"); }},
    {"a document stays with its organisation and name",
     [](const Said& s) { return s.t("A document stays with its organisation and name."); }},
    {"it is not the one of this organisation and folder",
     [](const Said& s) { return s.t("A document stays with its organisation and name."); }},
    {"it is public already; schedule the change instead",
     [](const Said& s) {
       return s.t("It is public already: an embargo would come too late. Schedule the change instead.");
     }},
    {"only a proposal is dropped",
     [](const Said& s) { return s.t("Only a change that waits for all languages can be dropped."); }},
    // Handing in.
    {"readers must be told what changes",
     [](const Said& s) { return s.t("Readers must be told what changes: write a note."); }},
    {"nothing has changed since it was handed in last",
     [](const Said& s) { return s.t("Nothing has changed since it was handed in last."); }},
    {"it is public: say what kind of change this is",
     [](const Said& s) { return s.t("It is public by now: say what kind of change this is."); }},
    {"withdraw or retract it instead", [](const Said& s) { return s.t("Withdraw or retract it instead."); }},
    {"what was retracted does not come back: write another document",
     [](const Said& s) { return s.t("What was retracted does not come back: write another document."); }},
    {"write another document",
     [](const Said& s) { return s.t("What was retracted does not come back: write another document."); }},
    {"there is no edition in that language",
     [](const Said& s) { return s.t("There is no text in the language that it translates."); }},
    {"the source has no such version", [](const Said& s) { return s.t("The source has no such version."); }},
    {"the draft is based on a version that does not exist",
     [](const Said& s) { return s.t("The draft is based on a version that does not exist."); }},
    {"the person {1} may not approve this",
     [](const Said& s) { return s.t("{value} may not approve this: ask somebody else."); }},
    {"it has passed", [](const Said& s) { return s.t("That hour has passed already."); }},
    // Deciding.
    {"there is no paragraph {1}", [](const Said& s) { return s.t("There is no paragraph {value}."); }},
    {"a version has at most 1,000 remarks",
     [](const Said& s) { return s.t("There are 1,000 remarks already; settle some first."); }},
    {"{1} has passed", [](const Said& s) { return s.t("That hour has passed already."); }},
    {"the document expires before, at {1}",
     [](const Said& s) { return s.t("It may not be public any more at that hour."); }},
    {"its embargo has not ended", [](const Said& s) { return s.t("Its embargo has not ended."); }},
    {"its expiry has passed: set another first",
     [](const Said& s) { return s.t("The day until which it may be public has passed. Set another first."); }},
    {"the organisation that signs too is missing",
     [](const Said& s) { return s.t("Say for which organisation you sign."); }},
    {"the organisation was not asked to sign too",
     [](const Said& s) { return s.t("This organisation was not asked to sign too."); }},
    {"approvals are missing", [](const Said& s) { return s.t("Approvals are missing."); }},
    {"the training knows no set hour and no emergency: publish it",
     [](const Said& s) {
       return s.t("In the training nothing waits for an hour and nothing is an emergency: publish it.");
     }},
    {"publish it",
     [](const Said& s) {
       return s.t("In the training nothing waits for an hour and nothing is an emergency: publish it.");
     }},
    {"what was made for training is never public",
     [](const Said& s) { return s.t("What was made for training is never public."); }},
    {"a document of the training has this name",
     [](const Said& s) { return s.t("A document of the training has this name."); }},
    {"a document does not become one of the training",
     [](const Said& s) { return s.t("A document does not become one of the training."); }},
    // Translating.
    {"a language reviewer has to sign it off first",
     [](const Said& s) { return s.t("A language reviewer has to sign it off first."); }},
    {"nobody of that name translates into this language",
     [](const Said& s) { return s.t("That person does not translate into this language."); }},
    {"the document has no text in that language to translate from",
     [](const Said& s) { return s.t("The document has no text in that language to translate from."); }},
    {"a translation into this language is asked for already",
     [](const Said& s) { return s.t("A translation into this language is asked for already."); }},
    {"the request is no longer as it was shown",
     [](const Said& s) { return s.t("The request is no longer as your page showed it."); }},
    {"the request is for others to answer", [](const Said& s) { return s.t("The request is for others to answer."); }},
    // Files that translators' tools and termbases make.
    {"it is larger than 4 MiB", [](const Said& s) { return s.t("The file is larger than 4 MB."); }},
    {"the file is larger than 4 MiB", [](const Said& s) { return s.t("The file is larger than 4 MB."); }},
    {"the file is empty", [](const Said& s) { return s.t("The file is empty."); }},
    {"the archive is damaged", [](const Said& s) { return s.t("The archive is damaged."); }},
    {"it has too many entries", [](const Said& s) { return s.t("The archive holds too many files."); }},
    {"it holds no .xlf file", [](const Said& s) { return s.t("The archive holds no .xlf file."); }},
    {"at most 200 texts and 64 MB are taken out at once",
     [](const Said& s) { return s.t("At most 200 texts and 64 MB are taken out at once."); }},
    {"at most 200 texts and 64 MB are brought in at once",
     [](const Said& s) { return s.t("At most 200 texts and 64 MB are brought in at once."); }},
    {"original \"{1}\" names no text of this site",
     [](const Said& s) { return s.t("The file is about “{value}”, which is no text of this site."); }},
    {"a document type declaration is refused",
     [](const Said& s) { return s.t("The file has a document type declaration; such files are not taken."); }},
    {"elements are nested deeper than {1}",
     [](const Said& s) { return s.t("The elements of the file stand too deep within each other."); }},
    {"not well-formed XML", [](const Said& s) { return s.t("This is no well-formed XML."); }},
    {"<{1}>: holds no <{2}>",
     [](const Said& s) { return s.t("The element <{value}> must hold at least one <{second}>."); }},
    {"<{1}>: holds not one <source> and at most one <target>",
     [](const Said& s) { return s.t("The element <{value}> must hold one <source> and at most one <target>."); }},
    {"<{1}>: holds text", [](const Said& s) { return s.t("Text may not stand in the element <{value}>."); }},
    {"<{1}>: lacks {2}", [](const Said& s) { return s.t("The element <{value}> lacks the attribute {second}."); }},
    {"<{1}>: may not bear {2}",
     [](const Said& s) { return s.t("The element <{value}> may not have the attribute {second}."); }},
    {"<{1}>: may not stand in <{2}>",
     [](const Said& s) { return s.t("The element <{value}> may not stand in <{second}>."); }},
    {"<{1}>: is no element of XLIFF", [](const Said& s) { return s.t("XLIFF 2.1 has no element <{value}>."); }},
    {"<{1}>: a comment needs either {2} or {3}",
     [](const Said& s) { return s.t("The comment <{value}> must have one of the attributes {second} and {third}, and not both."); }},
    {"<{1}>: needs either href or content",
     [](const Said& s) { return s.t("The element <{value}> must have either the attribute href or content."); }},
    {"<{1}>: needs either {2} or {3}",
     [](const Said& s) { return s.t("The element <{value}> must have one of the attributes {second} and {third}, and not both."); }},
    {"<{1}>: {2} is none of {3}",
     [](const Said& s) { return s.t("The attribute {second} of <{value}> takes one of these values: {third}"); }},
    {"<{1}>: {2} is no name",
     [](const Said& s) { return s.t("The attribute {second} of <{value}> is empty or holds characters that it may not hold."); }},
    {"<{1}>: {2} is no language tag",
     [](const Said& s) { return s.t("The attribute {second} of <{value}> is no language, such as vi or en."); }},
    {"<{1}>: {2} is no code point",
     [](const Said& s) { return s.t("The attribute {second} of <{value}> is no character of Unicode: 4 to 6 of 0-9 and A-F."); }},
    {"<{1}>: {2} is unknown",
     [](const Said& s) { return s.t("The attribute {second} of <{value}> has a value that XLIFF 2.1 does not know."); }},
    {"<{1}>: {2} is wrong",
     [](const Said& s) { return s.t("The attribute {second} of <{value}> has a wrong value."); }},
    {"<{1}>: {2} is neither 2.0 nor 2.1",
     [](const Said& s) { return s.t("The file is of another version than XLIFF 2.0 and 2.1."); }},
    {"<{1}>: the root is not <xliff> of XLIFF 2", [](const Said& s) { return s.t("The file is no XLIFF 2."); }},
    {"<{1}>: its id stands twice", [](const Said& s) { return s.t("The id of this <{value}> stands twice."); }},
    {"<{1}>: {2} {3} stands twice",
     [](const Said& s) { return s.t("The {second} “{third}” of <{value}> stands twice."); }},
    {"<{1}>: xml:space differs from the target's",
     [](const Said& s) { return s.t("Source and target say different things about blanks (xml:space)."); }},
    {"<{1}>: the code {2} may not be left out of the target",
     [](const Said& s) { return s.t("The translation leaves out the code {second}, which must stay."); }},
    {"<{1}>: its language is not {2}",
     [](const Said& s) { return s.t("The language of <{value}> is not {second}, which the file is about."); }},
    {"<{1}>: the document says no {2}",
     [](const Said& s) { return s.t("The file does not say into which language it translates ({second})."); }},
    {"<{1}>: {2} names no <data>",
     [](const Said& s) { return s.t("The attribute {second} of <{value}> names no <data> of the file."); }},
    {"<{1}>: {2} names no unit",
     [](const Said& s) { return s.t("The attribute {second} of <{value}> names no <unit> of the file."); }},
    {"<{1}>: {2} names no open begin",
     [](const Said& s) { return s.t("The attribute {second} of <{value}> names no begin that is open there."); }},
    {"<{1}>: an isolated end needs an id",
     [](const Said& s) { return s.t("The element <{value}> stands alone and so must have an id."); }},
    {"<{1}>: the begin {2} has no end", [](const Said& s) { return s.t("The beginning mark {second} has no end."); }},
    {"the root is no tbx", [](const Said& s) { return s.t("The file is no TBX."); }},
    {"there is no conceptEntry", [](const Said& s) { return s.t("The file holds no entry."); }},
    {"the site has no language \"{1}\"", [](const Said& s) { return s.t("The site has no language “{value}”."); }},
    {"the site has no language {1}", [](const Said& s) { return s.t("The site has no language “{value}”."); }},
    {"the site has no language ", [](const Said& s) { return s.t("A language is missing."); }},
    {"\"{1}\" is none of ISO 30042", [](const Said& s) { return s.t("“{value}” is no status of ISO 30042."); }},
    {"a termSec without a term", [](const Said& s) { return s.t("A word is missing."); }},
    {"it stands twice", [](const Said& s) { return s.t("It stands there twice."); }},
    {"\"{1}\" stands twice", [](const Said& s) { return s.t("The word “{value}” stands there twice."); }},
    {"a termbase has at most 20,000 terms", [](const Said& s) { return s.t("A termbase has at most 20,000 words."); }},
    {"it is none of id, {1}",
     [](const Said& s) { return s.t("There is no such column. There are: id, {value}."); }},
    {"it is preferred, admitted or forbidden",
     [](const Said& s) { return s.t("It is one of: preferred, admitted, forbidden."); }},
    {"it is true or false", [](const Said& s) { return s.t("It is true or false."); }},
    {"a quoted cell is not closed", [](const Said& s) { return s.t("A cell begins with a quote and does not end."); }},
    {"1 to 64 of a-z, 0-9 and hyphen",
     [](const Said& s) { return s.t("The number has 1 to 64 of a-z, 0-9 and hyphen."); }},
    {"it has 1 to {1} characters", [](const Said& s) { return s.t("“{field}” has 1 to {value} characters."); }},
    {"it stands in one line", [](const Said& s) { return s.t("“{field}” stands in one line."); }},
    {"the entry has none", [](const Said& s) { return s.t("Write at least one word."); }},
    {"an entry has at most {1}", [](const Said& s) { return s.t("An entry has at most {value} words."); }},
    // Previews.
    {"preview links are made by those who write, review or publish",
     [](const Said& s) { return s.t("Preview links are made by those who write, review or publish."); }},
    {"the preview has ended already", [](const Said& s) { return s.t("The preview has ended already."); }},
    {"a preview link works for an hour to 14 days",
     [](const Said& s) { return s.t("A preview link works for an hour to 14 days."); }},
    {"what was made for training is never shown to others",
     [](const Said& s) { return s.t("What was made for training is never shown to others."); }},
    // Somebody was faster.
    {"it is no longer as it was shown", [](const Said& s) { return s.t("It is no longer as your page showed it."); }},
    {"the draft is no longer as it was shown",
     [](const Said& s) { return s.t("The draft is no longer as your page showed it."); }},
    {"the draft was saved by somebody else", [](const Said& s) { return s.t("Somebody else saved this draft."); }},
    {"another release was handed in", [](const Said& s) { return s.t("Newer figures were handed in meanwhile."); }},
    {"the release does not wait for approval",
     [](const Said& s) { return s.t("These figures do not wait for approval."); }},
    {"not while it is {1}", [](const Said& s) { return s.t("That is not possible in the state that it is in."); }},
    {"it was changed by somebody else in the meantime",
     [](const Said& s) { return s.t("Somebody else changed it meanwhile."); }},
    {"there is an organisation {1}", [](const Said& s) { return s.t("There is an organisation “{value}” already."); }},
    {"there is an account {1}; a name is never given twice",
     [](const Said& s) { return s.t("There is or was an account “{value}”; a name is never given twice."); }},
    // Organisations and accounts.
    {"2 to 64 of a-z, 0-9 and '-'",
     [](const Said& s) { return s.t("A code is 2 to 64 of the letters a to z, digits and hyphens."); }},
    {"at least one language", [](const Said& s) { return s.t("A name in at least one language is needed."); }},
    {"1 to 500 bytes", [](const Said& s) { return s.t("A name is too long."); }},
    {"{1} stands below {2}",
     [](const Said& s) { return s.t("{value} stands below {second}: it cannot stand above it too."); }},
    {"name who goes on", [](const Said& s) { return s.t("Say which organisation goes on."); }},
    {"a day as YYYY-MM-DD", [](const Said& s) { return s.t("The last day is missing or no day."); }},
    {"{1} ended on {2}", [](const Said& s) { return s.t("{value} ended on {second}."); }},
    {"{1} cannot succeed itself", [](const Said& s) { return s.t("{value} cannot be its own successor."); }},
    {"an account name has 2 to 64 of a-z, 0-9, '.' and '-', a letter first",
     [](const Said& s) {
       return s.t("An account name is 2 to 64 of the letters a to z, digits, dots and hyphens, a letter first.");
     }},
    {"at most 200 bytes", [](const Said& s) { return s.t("A name is too long."); }},
    {"this is no e-mail address; one looks like name@example.org",
     [](const Said& s) { return s.t("This is no e-mail address. One looks like name@example.org."); }},
    {"at most 50 roles", [](const Said& s) { return s.t("An account has at most 50 roles."); }},
    {"there is no language {1}", [](const Said& s) { return s.t("There is no language “{value}”."); }},
    {"the account {1} is disabled", [](const Said& s) { return s.t("The account {value} is disabled."); }},
    // Pictures.
    {"it is no JPEG, PNG, WebP or GIF",
     [](const Said& s) { return s.t("The file is no picture: JPEG, PNG, WebP or GIF are taken."); }},
    {"its header is cut off", [](const Said& s) { return s.t("The picture is damaged."); }},
    {"its header and its data disagree", [](const Said& s) { return s.t("The picture is damaged."); }},
    {"it has no pixels", [](const Said& s) { return s.t("The picture is damaged."); }},
    {"it cannot be decoded", [](const Said& s) { return s.t("The picture cannot be read."); }},
    {"{1} × {2} pixels", [](const Said& s) { return s.t("The picture is too large: {value} × {second} pixels."); }},
    {"{1} MB", [](const Said& s) { return s.t("The picture is too large: {value} MB."); }},
    // Who may what (identity::describe).
    {"the account is not active", [](const Said& s) { return s.t("The account is not active."); }},
    {"a trainee's account works in the sandbox only",
     [](const Said& s) { return s.t("A trainee's account works in the training sandbox only."); }},
    {"the key was not made for this", [](const Said& s) { return s.t("The key was not made for this."); }},
    {"it needs a role that the account does not have",
     [](const Said& s) { return s.t("It needs a role that you do not have."); }},
    {"the account has no such role in this organisation",
     [](const Said& s) { return s.t("You have no such role in this organisation."); }},
    {"not in the state that it is in",
     [](const Said& s) { return s.t("That is not possible in the state that it is in."); }},
    {"the account does not have this language",
     [](const Said& s) { return s.t("This language is not one of your account."); }},
    {"it needs a sign-in with a second factor",
     [](const Said& s) { return s.t("It needs a sign-in with a second step: set one up at your account."); }},
    {"the author may not decide on it", [](const Said& s) { return s.t("Nobody decides on what he or she wrote."); }},
    {"whoever has approved may not decide again",
     [](const Said& s) { return s.t("You have approved it already; another person decides next."); }},
    {"nobody changes an account of his own",
     [](const Said& s) { return s.t("Nobody changes an account of his or her own."); }},
    {"the role is granted by an administrator above",
     [](const Said& s) { return s.t("This role is given by an administrator above you."); }},
};
// NOLINTEND(readability-identifier-length)

/// The values of a pattern's slots, if `text` fits it.
std::optional<std::array<std::string_view, 3>> match(std::string_view text, std::string_view pattern) {
  constexpr std::size_t kSlot = 3;
  std::array<std::string_view, 3> values;
  while (true) {
    const std::size_t slot = pattern.find('{');
    if (slot == std::string_view::npos) return text == pattern ? std::optional(values) : std::nullopt;
    if (text.substr(0, slot) != pattern.substr(0, slot)) return std::nullopt;
    text.remove_prefix(slot);
    const auto which = static_cast<std::size_t>(pattern[slot + 1] - '1');
    pattern.remove_prefix(slot + kSlot);
    const std::string_view next = pattern.substr(0, pattern.find('{'));
    const std::size_t end = next.empty() ? text.size() : text.find(next);
    if (end == std::string_view::npos || end == 0) return std::nullopt;
    values.at(which) = text.substr(0, end);
    text.remove_prefix(end);
  }
}

std::optional<std::string> find_sentence(Said said, std::string_view text) {
  for (const Sentence& sentence : kSentences) {
    const auto values = match(text, sentence.pattern);
    if (!values) continue;
    said.value = values->at(0);
    said.second = values->at(1);
    said.third = values->at(2);
    return sentence.say(said);
  }
  return std::nullopt;
}

std::string default_label(const Tongue& tongue, const std::string& field) {
  if (field == "title") return tongue.t("Title");
  if (field == "summary") return tongue.t("Summary");
  if (field == "body") return tongue.t("Text");
  if (field == "note") return tongue.t("Note for readers");
  if (field == "licence") return tongue.t("Licence");
  if (field == "remark" || field == "reason" || field == "answer") return tongue.t("What you wrote");
  if (field == "subject") return tongue.t("Subject");
  if (field == "term") return tongue.t("Word");
  if (field == "definition") return tongue.t("Definition");
  if (field == "language") return tongue.t("Language");
  return field;
}

/// A place within a file or a text, which stands in front of a sentence; nothing if `place` is none. `begins`: it is
/// the first one.
std::optional<std::string> place_label(const Tongue& tongue, std::string_view place, bool begins) {
  const std::size_t blank = place.find(' ');
  if (blank == std::string_view::npos) return std::nullopt;
  const std::string_view kind = place.substr(0, blank);
  const std::string_view which = place.substr(blank + 1);
  if (kind == "line") return begins ? tongue.t("Line {n}", {{"n", which}}) : tongue.t("line {n}", {{"n", which}});
  if (kind == "row") return begins ? tongue.t("Row {n}", {{"n", which}}) : tongue.t("row {n}", {{"n", which}});
  if (kind == "column") return tongue.t("column {name}", {{"name", which}});
  if (kind == "entry") return tongue.t("entry {name}", {{"name", which}});
  return std::nullopt;
}

/// Who was first, as a conflict of the workflow ends: `: lan changed it at 2026-11-20T08:30:00Z (approve vi of ID)`.
struct First {
  std::string_view before;
  std::string_view who;
  std::string_view at;
  std::string_view reason;
};
std::optional<First> who_was_first(std::string_view message) {
  constexpr std::string_view kChanged = " changed it at ";
  const std::size_t changed = message.find(kChanged);
  if (changed == std::string_view::npos || !message.ends_with(')')) return std::nullopt;
  const std::size_t name = message.rfind(": ", changed);
  const std::size_t open = message.find(" (", changed);
  if (name == std::string_view::npos || open == std::string_view::npos) return std::nullopt;
  const std::size_t at = changed + kChanged.size();
  return First{message.substr(0, name), message.substr(name + 2, changed - name - 2), message.substr(at, open - at),
               message.substr(open + 2, message.size() - open - 3)};
}

}  // namespace

Refusal explain_refusal(const Tongue& tongue, std::string_view message, const FieldLabel& field_label) {
  if (const auto first = who_was_first(message)) {
    Refusal refusal = explain_refusal(tongue, first->before, field_label);
    const auto at = parse_rfc3339(first->at);
    refusal.text += " " + tongue.t("{person} changed it last, {time}: {what}.",
                                   {{"person", first->who},
                                    {"time", at ? tongue.format.date_time(*at) : std::string(first->at)},
                                    {"what", action_label(tongue, first->reason)}});
    return refusal;
  }
  Refusal refusal{{}, std::string(message)};
  Said said{tongue, {}, {}};
  std::string places;
  std::string_view rest = message;
  while (true) {
    if (auto text = find_sentence(said, rest))
      return {refusal.field, places.empty() ? *std::move(text) : places + ": " + *text, true};
    const std::size_t colon = rest.find(": ");
    if (colon == std::string_view::npos) return refusal;
    const std::string_view place = rest.substr(0, colon);
    if (const auto label = place_label(tongue, place, places.empty())) {
      places += (places.empty() ? "" : ", ") + *label;
      if (place.starts_with("column ") || place.starts_with("entry ")) said.field = place.substr(place.find(' ') + 1);
    } else if (refusal.field.empty()) {
      refusal.field = place;
      said.field = field_label ? field_label(refusal.field) : default_label(tongue, refusal.field);
      if (field_label && said.field == place) said.field = default_label(tongue, refusal.field);
    }
    rest.remove_prefix(colon + 2);
  }
}

}  // namespace sen::desk
