"""What the tests of the program share: runs `sen`, starts servers on free ports, writes packages.

The program is named by SEN_PROGRAM; nothing here knows how it works inside.
"""
import http.client
import json
import os
import pathlib
import signal
import subprocess
import tempfile
import time
import urllib.parse

ROOT = pathlib.Path(__file__).resolve().parents[3]
PROGRAM = os.environ["SEN_PROGRAM"]
SHARED = ROOT.parent / "shared"
EXAMPLES = sorted(str(path.parent) for path in (ROOT / "examples").rglob("datapackage.json"))


def run(*arguments, check=None, stdin=None):
    """Runs `sen` with `arguments`; `check`: the exit code that it must give."""
    done = subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, text=True, timeout=300, stdin=stdin)
    if check is not None and done.returncode != check:
        raise AssertionError(f"sen {arguments[0]} gave {done.returncode} instead of {check}:\n{done.stdout}\n{done.stderr}")
    return done


class Answer:
    """A response, read to its end."""

    def __init__(self, response):
        self.status = response.status
        self.headers = response.headers
        self.body = response.read()

    @property
    def text(self):
        return self.body.decode("utf-8")

    @property
    def json(self):
        return json.loads(self.body)


class Server:
    """`sen serve` on a data directory, from `with` to its end."""

    def __init__(self, data, *options):
        self.data = str(data)
        self.options = options

    def __enter__(self):
        self.log = tempfile.TemporaryFile(mode="w+")
        self.process = subprocess.Popen([PROGRAM, "serve", "--data", self.data, "--listen", "127.0.0.1:0", *self.options],
                                        stdout=subprocess.PIPE, stderr=self.log, text=True)
        line = self.process.stdout.readline()
        if not line.startswith("listening on http://"):
            self.process.kill()
            self.log.seek(0)
            raise AssertionError(f"the server did not start: {line!r}\n{self.log.read()}")
        self.url = line.split()[-1].rstrip("/")
        self.port = urllib.parse.urlsplit(self.url).port
        return self

    def __exit__(self, *failure):
        self.process.send_signal(signal.SIGTERM)
        try:
            code = self.process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise AssertionError("the server did not stop within 15 s of SIGTERM")
        finally:
            self.process.stdout.close()
            self.log.seek(0)
            log = self.log.read()
            self.log.close()
        if code != 0 and failure == (None, None, None):
            raise AssertionError(f"the server ended with {code}\n{log}")

    def get(self, path, method="GET", **headers):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, urllib.parse.quote(path, safe="/?&=%+.,~-_:@*()'!$;"), headers=named)
        answer = Answer(connection.getresponse())
        connection.close()
        return answer


def wait_until(condition, seconds):
    """Whether `condition()` was true within `seconds`, and how long it took."""
    start = time.monotonic()
    while True:
        if condition():
            return True, time.monotonic() - start
        if time.monotonic() - start > seconds:
            return False, seconds
        time.sleep(0.02)


def write_package(folder, name, articles, organisation="mofa", tables=None, resources=None):
    """Writes a package. `articles`: {folder: ({document.yaml fields as lines}, {language: (title, body, more)})}."""
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "datapackage.json").write_text(json.dumps({
        "name": name, "title": name, "version": "1", "licenses": [{"name": "CC-BY-4.0"}],
        "sen": {"format": 1, "organisation": organisation}, "resources": resources or []}, ensure_ascii=False))
    for article, (fields, editions) in articles.items():
        place = folder / "articles" / article
        place.mkdir(parents=True, exist_ok=True)
        (place / "document.yaml").write_text(fields)
        for language, edition in editions.items():
            title, body, more = (*edition, "")[:3]
            (place / f"{language}.md").write_text(f"---\ntitle: {title}\n{more}---\n\n{body}\n")
    for path, text in (tables or {}).items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text)
    return folder
