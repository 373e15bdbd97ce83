#!/usr/bin/env python3
"""Holds the message catalogues to their templates: engine/portal/po/LANG.po to sen.pot, engine/desk/po to desk.pot.

Every language of content/vocabulary/languages.yaml, and vi and en of the desk, has a catalogue that `msgfmt --check` accepts,
says its language and its review status (X-Sen-Review), translates every message, marks none
fuzzy, and keeps the placeholders. (That a template is what the sources say, `scripts/messages check` tells.)
Prints what is wrong, one line each. Exit 1 if anything is.
"""
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
REVIEWS = {"native", "fluent", "machine"}
LITERAL = r'"(?:[^"\\]|\\.)*"'


def unquoted(text):
    return re.sub(r"\\(.)", lambda m: {"n": "\n"}.get(m[1], m[1]), text[1:-1])


def read(path):
    """Header fields, messages by (context, id), and lines with the mark "fuzzy"."""
    messages, entry, key, fuzzy = {}, {}, None, []
    lines = path.read_text(encoding="utf-8").splitlines() + [""]
    for line in lines:
        if line.startswith("#"):
            if line.startswith("#,") and "fuzzy" in line:
                fuzzy.append(line)
        elif match := re.match(rf'(msgctxt|msgid_plural|msgid|msgstr(?:\[\d\])?) ({LITERAL})$', line):
            key = match[1]
            entry[key] = unquoted(match[2])
        elif line.startswith('"'):
            entry[key] += unquoted(line)
        elif not line and entry:
            messages[(entry.get("msgctxt"), entry["msgid"])] = entry
            entry = {}
    header = messages.pop((None, ""))
    fields = dict(line.split(": ", 1) for line in header["msgstr"].splitlines() if ": " in line)
    return fields, messages, fuzzy


def placeholders(text):
    return set(re.findall(r"\{[a-z_]+\}", text))


def check(folder, language, template):
    path = folder / f"{language}.po"
    if not path.exists():
        yield "is missing"
        return
    run = subprocess.run(["msgfmt", "--check", "-o", "/dev/null", str(path)], capture_output=True, text=True)
    if run.returncode != 0:
        yield run.stderr.strip()
    fields, messages, fuzzy = read(path)
    if fields.get("Language") != language:
        yield f'the header says the language is {fields.get("Language")}'
    if fields.get("X-Sen-Review") not in REVIEWS:
        yield f'X-Sen-Review is {fields.get("X-Sen-Review")}, none of {", ".join(sorted(REVIEWS))}'
    if fuzzy:
        yield f"{len(fuzzy)} messages are marked fuzzy"
    for key in template.keys() - messages.keys():
        yield f'does not translate "{key[1]}"'
    for key in messages.keys() - template.keys():
        yield f'translates "{key[1]}", which nobody asks for'
    for key in template.keys() & messages.keys():
        entry = messages[key]
        wanted = placeholders(entry["msgid"])
        forms = {form: text for form, text in entry.items() if form.startswith("msgstr")}
        for form, text in forms.items():
            if not text:
                yield f'"{key[1]}" is empty'
            # Of the six forms of Arabic, those for none, one and two may leave out how many.
            spared = {"{n}"} if len(forms) == 6 and form in ("msgstr[0]", "msgstr[1]", "msgstr[2]") else set()
            if not wanted - spared <= placeholders(text) <= wanted:
                yield f'"{key[1]}" has the placeholders {sorted(placeholders(text))}'


def main():
    languages = re.findall(r"^\s*- code: ([a-z]+)", (ROOT / "content/vocabulary/languages.yaml").read_text(), re.M)
    wrong = []
    for room, pot, spoken in (("portal", "sen.pot", languages), ("desk", "desk.pot", ["vi", "en"])):
        folder = ROOT / "engine" / room / "po"
        _, template, _ = read(folder / pot)
        faults = [f"{room}: {language}.po: {what}" for language in spoken for what in check(folder, language, template)]
        print(f"{room}: {len(spoken)} catalogues of {len(template)} messages, {len(faults)} faults")
        wrong += faults
    for line in wrong:
        print(line)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
