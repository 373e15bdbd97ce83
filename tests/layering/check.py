#!/usr/bin/env python3
"""Compares every include of the tree with the table of rooms in docs/architecture.md.

A row is `| folder | room | may include |`. Prints each include that the table does not allow,
each room without a row, and each library header named outside a .cc file. Exit 1 if any.
"""
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
CC_ONLY = re.compile(r'#include <(rocksdb|pistache|libxml|cmark|vips|archive|xlsxwriter|xapian|pango|cairo)[-/.]')
PUBLIC = {"portal", "feeds", "search"}          # These see VisibleContent and never a snapshot or store.
DOOR_ONLY = {"engine/store/snapshot.h", "engine/store/store.h", "engine/store/keys.h"}


def rooms():
    """Folder -> (room, rooms it may include), from the table."""
    table = {}
    for line in (ROOT / "docs/architecture.md").read_text().splitlines():
        row = re.fullmatch(r"\| `([a-z/]+)/` \| ([a-z]+) \| ([a-z, –]*) \|.*", line)
        if row:
            allowed = {word for word in re.split(r"[, ]+", row[3]) if word and word != "–"}
            table[row[1]] = (row[2], allowed)
    return table


def room_of(path, table):
    """The row whose folder is the longest prefix of `path`."""
    fits = [folder for folder in table if path.startswith(folder + "/")]
    return table[max(fits, key=len)] if fits else None


def check(files, table, read):
    problems = []
    for file in files:
        here = room_of(file, table)
        if here is None:
            problems.append(f"{file}: its folder has no row in docs/architecture.md")
            continue
        room, allowed = here
        for number, line in enumerate(read(file).splitlines(), 1):
            if file.endswith(".h") and CC_ONLY.match(line):
                problems.append(f"{file}:{number}: {line} belongs in a .cc file")
            include = re.match(r'#include "([^"]+)"', line)
            if not include or "/" not in include[1] or include[1].startswith("embedded/"):
                continue
            there = room_of(include[1], table)
            if there is None:
                if not include[1].endswith(".pb.h"):
                    problems.append(f"{file}:{number}: {include[1]} is in no room")
            elif there[0] != room and there[0] not in allowed:
                problems.append(f"{file}:{number}: {room} may not include {there[0]} ({include[1]})")
            if room in PUBLIC and include[1] in DOOR_ONLY:
                problems.append(f"{file}:{number}: {room} sees VisibleContent only, not {include[1]}")
    return problems


def self_test():
    """The check itself can fail: a made-up tree with one fault of each kind."""
    table = {"engine/base": ("base", set()), "search": ("search", {"base"}), "engine/store": ("store", {"base"})}
    tree = {
        "engine/base/a.h": '#include "search/b.h"\n#include <rocksdb/db.h>',
        "search/b.h": '#include "engine/base/a.h"\n#include "engine/store/snapshot.h"',
        "lost/c.cc": "",
    }
    found = check(tree, table, tree.__getitem__)
    assert len(found) == 5, found


def main():
    self_test()
    table = rooms()
    tracked = subprocess.run(["git", "ls-files", "--cached", "--others", "--exclude-standard", "*.h", "*.cc"],
                             cwd=ROOT, check=True, capture_output=True, text=True).stdout.split()
    files = [file for file in tracked if not file.startswith(("tests/", "bench/", "cmake/"))]
    assert len(files) > 20 and len(table) > 10, "nothing to check: is docs/architecture.md there?"
    problems = check(files, table, lambda file: (ROOT / file).read_text())
    print("\n".join(problems) or f"{len(files)} files keep to {len(table)} rooms")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
