#!/usr/bin/env python3
"""Holds the fonts that ship against the letters of Vietnamese: all 134 with marks, small and capital, as one code point
each, and what their text needs besides. Reads the WOFF2 files by fontconfig's fc-query. Exit 1 if one is missing."""
import pathlib
import subprocess
import sys
import unicodedata

FONTS = sorted((pathlib.Path(__file__).resolve().parents[2] / "engine/portal/assets/fonts").glob("*.woff2"))
TONES = ["", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"]
VOWELS = "aăâeêioôơuưy"


def letters():
    """The small letters that are not plain ASCII, composed, and their capitals."""
    small = {unicodedata.normalize("NFC", vowel + tone) for vowel in VOWELS for tone in TONES} | {"đ"}
    small = {letter for letter in small if not letter.isascii()}
    assert all(len(letter) == 1 for letter in small)
    return small | {letter.upper() for letter in small}


def covered(font):
    done = subprocess.run(["fc-query", "--format=%{charset}", str(font)], check=True, capture_output=True, text=True)
    points = set()
    for part in done.stdout.split():
        first, _, last = part.partition("-")
        points.update(range(int(first, 16), int(last or first, 16) + 1))
    return points


def main():
    wanted = letters()
    assert len(wanted) == 134, len(wanted)
    assert len(FONTS) >= 2, "no fonts found"
    missing = 0
    for font in FONTS:
        has = covered(font)
        lacks = sorted(letter for letter in wanted | set("₫–—“”‘’…") | set(map(chr, range(0x20, 0x7F))) if ord(letter) not in has)
        missing += len(lacks)
        print(f"{font.name}: {len(wanted)} Vietnamese letters, lacks {' '.join(lacks) or 'none'}")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
