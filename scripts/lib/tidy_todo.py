"""Which of our .cc files clang-tidy has to read again: prints `FILE CACHE_KEY` for each.

A file that passed is read again when it, a header of ours that it includes, or the rules change. Who includes what is
what the last build of build/dev says (`ninja -t deps`); of a file that was not built, every header counts.
"""
import hashlib
import pathlib
import subprocess
import sys

CACHE = pathlib.Path(".cache/tidy")


def own_headers():
    """Source -> headers of this tree that it includes, from ninja's log of dependencies."""
    root = pathlib.Path.cwd()
    build = root / "build/dev"
    told = subprocess.run(["ninja", "-C", str(build), "-t", "deps"], capture_output=True, text=True).stdout
    headers = {}
    for block in told.split("\n\n"):
        paths = []
        for line in block.splitlines()[1:]:
            path = pathlib.Path(line.strip())
            path = (path if path.is_absolute() else build / path).resolve()
            if path.is_relative_to(root):
                paths.append(str(path.relative_to(root)))
        if paths and paths[0].endswith(".cc"):
            headers[paths[0]] = sorted(path for path in paths[1:] if path.endswith(".h") and not path.startswith("build/"))
    return headers


def main():
    digest = {}

    def hash_of(path):
        if path not in digest:
            digest[path] = hashlib.sha256(pathlib.Path(path).read_bytes()).hexdigest()
        return digest[path]

    listed = subprocess.run(["git", "ls-files", "*.h"], capture_output=True, text=True, check=True).stdout.split()
    headers = own_headers()
    for file in sys.argv[1:]:
        parts = [".clang-tidy", file, *headers.get(file, listed)]
        key = hashlib.sha256("".join(part + hash_of(part) for part in parts).encode()).hexdigest()
        if not (CACHE / key).exists():
            print(file, CACHE / key)


main()
