"""The desk from outside: the command line, the guard over real sockets, the audit."""
import http.client
import json
import pathlib
import re
import shutil
import tempfile
import unittest
import urllib.parse

from sen import Answer, Server, run

PASSWORD = "hoa sen trong ho rong"


class Browser:
    """Keeps the session cookie and fills forms in as a browser does."""

    def __init__(self, server):
        self.server = server
        self.cookie = ""

    def ask(self, method, path, form=None, **headers):
        connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=30)
        body = urllib.parse.urlencode(form) if form is not None else None
        sent = {"Host": f"localhost:{self.server.port}", "Origin": f"http://localhost:{self.server.port}",
                "Accept-Language": "en", "Accept": "text/html", "Cookie": self.cookie}
        if body is not None:
            sent["Content-Type"] = "application/x-www-form-urlencoded"
        sent.update({name.replace("_", "-"): value for name, value in headers.items()})
        connection.request(method, path, body, {name: value for name, value in sent.items() if value})
        answer = Answer(connection.getresponse())
        connection.close()
        if answer.headers.get("Set-Cookie"):
            self.cookie = answer.headers["Set-Cookie"].split(";")[0]
        return answer

    def get(self, path, **headers):
        return self.ask("GET", path, **headers)

    def post(self, path, form, page=None, **headers):
        """Sends `form` with the CSRF token of `page`."""
        if page:
            form = {**form, "csrf": re.search(r'name="csrf" value="([^"]+)"', self.get(page).text)[1]}
        return self.ask("POST", path, form, **headers)


class Desk(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="sen-desk-"))
        self.data = self.folder / "data"

    def tearDown(self):
        shutil.rmtree(self.folder, ignore_errors=True)

    def add(self, name, *options):
        return run("user", "add", name, "--organisation", "mofa", "--data", self.data, *options, check=0).stdout.strip()

    def sign_in(self, server, name):
        browser = Browser(server)
        answer = browser.post(self.add(name, "--role", "contributor", "--language", "en"), {"password": PASSWORD, "again": PASSWORD})
        self.assertEqual(answer.status, 303)
        return browser

    def test_an_account_is_made_without_a_server_and_beside_one(self):
        first = self.add("first", "--role", "editor")
        with Server(self.data) as server:
            second = self.add("second", "--role", "approver@province-01")
            listed = run("user", "list", "--data", self.data, check=0).stdout
            self.assertEqual(Browser(server).get(first).status, 200)
            self.assertEqual(Browser(server).get(second).status, 200)
            run("user", "disable", "first", "--data", self.data, check=0)
            self.assertEqual(Browser(server).get(first).status, 410)
        self.assertIn("first  mofa  active  editor@mofa", listed)
        self.assertIn("second  mofa  active  approver@province-01", listed)
        for bad in (["user", "add", "first", "--organisation", "mofa"], ["user", "add", "X", "--organisation", "mofa"],
                    ["user", "add", "other", "--organisation", "nowhere"],
                    ["user", "add", "other", "--organisation", "mofa", "--role", "king"], ["user", "disable", "nobody"]):
            self.assertEqual(run(*bad, "--data", self.data).returncode, 1, bad)

    def test_a_session_is_a_strict_cookie_and_the_portal_sets_none(self):
        with Server(self.data) as server:
            browser = self.sign_in(server, "lan")
            self.assertTrue(browser.cookie.startswith("__Host-sen="))
            self.assertEqual(browser.get("/desk").status, 200)
            self.assertEqual(browser.get("/desk").headers["Cache-Control"], "no-store")
            for path in ("/en", "/robots.txt"):
                self.assertIsNone(browser.get(path).headers.get("Set-Cookie"), path)
            out = browser.post("/desk/sign-out", {}, page="/desk")
            self.assertIn("Max-Age=0", out.headers["Set-Cookie"])
            self.assertEqual(browser.get("/desk").status, 303)

    def test_nothing_changes_from_elsewhere(self):
        with Server(self.data) as server:
            browser = self.sign_in(server, "lan")
            for headers in ({"Origin": "https://evil.example"}, {"Origin": ""}, {"Sec_Fetch_Site": "cross-site"}):
                self.assertEqual(browser.post("/desk/language", {"language": "vi"}, page="/desk", **headers).status, 403, headers)
            self.assertEqual(browser.post("/desk/language", {"language": "vi", "csrf": "x"}).status, 403)
            self.assertIn('<html lang="en">', browser.get("/desk").text)
            self.assertEqual(browser.post("/desk/language", {"language": "vi", "next": "//evil.example"}, page="/desk").headers["Location"], "/desk")
            self.assertIn('<html lang="vi">', browser.get("/desk").text)
            self.assertEqual(browser.get("/desk/nowhere").status, 404)
            self.assertIn("Không có gì ở đây", browser.get("/desk/nowhere").text)

    def test_a_session_survives_a_restart(self):
        with Server(self.data) as server:
            browser = self.sign_in(server, "lan")
        with Server(self.data) as server:
            browser.server = server
            self.assertEqual(browser.get("/desk").status, 200)

    def test_keys_are_shown_once_and_revoked(self):
        self.add("robot", "--role", "contributor")
        named = ["--account", "robot", "--data", self.data]
        token = run("key", "add", *named, "--label", "nightly", "--scope", "package.upload", check=0).stdout.strip()
        listed = run("key", "list", *named, check=0).stdout
        self.assertRegex(token, r"^sen_[A-Za-z0-9_-]{43}$")
        self.assertIn("nightly", listed)
        self.assertNotIn(token, listed)
        run("key", "revoke", listed.split()[0], *named, check=0)
        self.assertEqual(run("key", "add", *named, "--label", "x", "--scope", "everything").returncode, 1)

    def test_the_audit_walks_the_chain_also_beside_a_server(self):
        self.add("first")
        alone = run("audit", "verify", "--data", self.data, check=0).stdout
        with Server(self.data):
            beside = run("audit", "verify", "--data", self.data, check=0).stdout
        self.assertRegex(alone, r"^the chain holds: \d+ entries, head [0-9a-f]{64}\n\d+ checkpoints beside the store agree\n$")
        self.assertEqual(alone.splitlines()[0], beside.splitlines()[0])

    def test_the_audit_names_the_entry_whichever_byte_of_the_log_was_changed(self):
        for name in ("first", "second", "third"):
            self.add(name)
        sound = run("audit", "verify", "--data", self.data, check=0).stdout
        store, pristine = self.data / "store", self.folder / "store"
        shutil.copytree(store, pristine)
        tables = sorted(pristine.glob("*.sst"))

        def verify_with(table, place):
            shutil.rmtree(store)  # To open a store changes its files.
            shutil.copytree(pristine, store)
            damaged = bytearray(table.read_bytes())
            damaged[place] ^= 1
            (store / table.name).write_bytes(damaged)
            return run("audit", "verify", "--data", self.data)

        named = []
        for table in tables:  # What is not the log is found damaged as well, or is no part of it.
            done = verify_with(table, 40)
            self.assertIn(done.returncode, (0, 4), done.stderr)
            if re.search(r"entry \d+", done.stderr):
                named.append(table)
        self.assertTrue(named)
        for table in named:
            for place in range(0, table.stat().st_size, 199):
                done = verify_with(table, place)
                if done.returncode == 0:  # A byte of the file's own bookkeeping: the log is whole.
                    self.assertEqual(done.stdout, sound)
                else:  # Of the log, or of what is needed to open the file at all.
                    self.assertEqual(done.returncode, 4, (table.name, place))
                    self.assertRegex(done.stderr, r"entry \d+ of the change log|store cannot be opened: Corruption")

    def test_a_department_is_added_to_the_register(self):
        named = ["--data", self.data]
        run("organisation", "add", "mofa-press", "--parent", "mofa", "--name", "vi=Vụ Báo chí", "--name", "en=Press Department", *named, check=0)
        self.assertIn("mofa-press  Press Department", run("organisation", "list", *named, check=0).stdout)
        run("organisation", "edit", "mofa-press", "--name", "en=Press and Information Department", "--parent", "gov", *named, check=0)
        self.assertIn("mofa-press  Press and Information Department", run("organisation", "list", *named, check=0).stdout)
        for code in ("mofa-news", "mofa-media", "mofa-voice"):
            run("organisation", "add", code, "--parent", "mofa", "--name", f"vi={code}", *named, check=0)
        run("organisation", "merge", "mofa-press", "mofa-news", "--into", "mofa-media", "--until", "2026-12-31", *named, check=0)
        run("organisation", "split", "mofa-media", "--into", "mofa-voice", "mofa", "--until", "2027-12-31", *named, check=0)
        listed = {one["code"]: one for one in json.loads(run("organisation", "list", "--json", *named, check=0).stdout)}
        self.assertEqual((listed["mofa-news"]["until"], listed["mofa-news"]["successors"]), ("2026-12-31", ["mofa-media"]))
        self.assertEqual(listed["mofa-media"]["successors"], ["mofa-voice", "mofa"])
        for bad in (["merge", "mofa-voice", "--into", "mofa-voice", "--until", "2027-01-01"], ["merge", "mofa-voice", "--into", "nowhere", "--until", "2027-01-01"],
                    ["split", "mofa-voice", "--into", "mofa", "--until", "tomorrow"], ["edit", "nowhere", "--name", "vi=X"],
                    ["edit", "mofa-voice", "--parent", "mofa-voice"]):
            self.assertEqual(run("organisation", *bad, *named).returncode, 1, bad)
        self.assertEqual(run("organisation", "add", "mofa", "--name", "vi=X", *named).returncode, 1)
        self.assertEqual(run("organisation", "add", "x-y", "--parent", "nowhere", "--name", "vi=X", *named).returncode, 1)


if __name__ == "__main__":
    unittest.main()
