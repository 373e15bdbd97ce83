"""Who may do what, and what happens when two do it at once, from outside; and that the training stays in."""
import base64
import hashlib
import hmac
import pathlib
import re
import shutil
import struct
import tempfile
import time
import unittest

from sen import Server, run
from test_desk import PASSWORD, Browser

ROLES = {"lan": ["contributor@mofa"], "binh": ["editor@mofa"], "hien": ["approver@mofa"],
         "duc": ["contributor@mofa", "approver@mofa"], "tu": ["editor@moit"]}
TOKEN = "zanzibarlotus"


def totp(secret, step):
    """A code of RFC 6238 for `secret`, as base64url."""
    key = base64.urlsafe_b64decode(secret + "=" * (-len(secret) % 4))
    digest = hmac.new(key, struct.pack(">Q", int(time.time()) // 30 + step), hashlib.sha1).digest()
    at = digest[-1] & 15
    return "%06d" % ((struct.unpack(">I", digest[at:at + 4])[0] & 0x7FFFFFFF) % 1_000_000)


def hidden(page, name):
    return re.search(rf'name="{name}" value="([^"]*)"', page.text)[1]


class Workflow(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="sen-workflow-"))
        self.data = self.folder / "data"

    def tearDown(self):
        shutil.rmtree(self.folder, ignore_errors=True)

    def sign_in(self, server, name, roles, *options, second_step=True):
        organisation = roles[0].split("@")[1]
        given = [part for role in roles for part in ("--role", role)]
        link = run("user", "add", name, "--organisation", organisation, "--language", "en", "--data", self.data, *given, *options, check=0).stdout.strip()
        browser = Browser(server)
        self.assertEqual(browser.post(link, {"password": PASSWORD, "again": PASSWORD}).status, 303)
        if second_step and any(role.startswith("approver") for role in roles):
            secret = hidden(browser.get("/desk/enrol"), "secret")
            # An account that was slow to be made may meet the next code.
            answers = [browser.post("/desk/enrol/totp", {"secret": secret, "code": totp(secret, step)}, page="/desk/enrol") for step in (0,)]
            self.assertIn(answers[-1].status, (200, 303))
        return browser

    def begin(self, browser, title):
        made = browser.post("/desk/documents/new", {"type": "news", "organisation": "mofa", "language": "en", "title": title}, page="/desk/documents/new?type=news")
        self.assertEqual(made.status, 303, made.text)
        return made.headers["Location"].removesuffix("/edit")

    def write(self, browser, path, title, body, action="save", revision=None):
        page = browser.get(f"{path}/edit")
        form = {name: hidden(page, name) for name in ("csrf", "revision", "based_on", "translates", "translates_version")}
        if revision is not None:
            form["revision"] = str(revision)
        return browser.ask("POST", f"{path}/edit", {**form, "provenance": "1", "title": title, "summary": "", "body": body, "do": action})

    def test_two_who_work_on_one_text_lose_nothing_and_nobody_decides_alone(self):
        with Server(self.data) as server:
            people = {name: self.sign_in(server, name, roles) for name, roles in ROLES.items()}
            lan, binh, hien, duc, tu = (people[name] for name in ROLES)
            path = self.begin(lan, "The port")

            with self.subTest("two save over each other"):
                self.assertEqual(self.write(lan, path, "The port", "Ten ships left.").status, 303)
                late = self.write(binh, path, "The port", "Eleven ships left.", revision=1)
                self.assertEqual(late.status, 409)
                self.assertIn("<del>Ten</del><ins>Eleven</ins>", late.text)
                self.assertIn("Ten ships left.", lan.get(f"{path}/edit").text)

            with self.subTest("asked by name, found without scripts"):
                self.assertEqual(self.write(lan, path, "The port", "Ten ships left.", "wishes").headers["Location"], f"{path}/hand-in")
                page = lan.get(f"{path}/hand-in")
                self.assertIn('value="hien"', page.text)
                self.assertNotIn('value="binh"', page.text)
                form = {"csrf": hidden(page, "csrf"), "revision": hidden(page, "revision"), "asked": "hien"}
                found = lan.ask("POST", f"{path}/hand-in", {**form, "do": "find", "find-organisation": "cong thuong"})
                self.assertIn('value="moit"', found.text)
                self.assertIn('value="hien" checked', found.text)
                self.assertIn("may not approve this", lan.ask("POST", f"{path}/hand-in", {**form, "asked": "binh", "do": "submit"}).text)
                self.assertEqual(lan.ask("POST", f"{path}/hand-in", {**form, "do": "submit"}).status, 303)
                self.assertIn("You were asked", hien.get("/desk/queue").text)
                self.assertIn("asked: hien", duc.get("/desk/queue").text)

            with self.subTest("a stale approval"):
                shown = hidden(hien.get(path), "content")
                self.assertEqual(self.write(binh, path, "The port", "Twelve ships left.", "submit").status, 303)
                stale = hien.post(f"{path}/approve", {"content": shown}, page=path)
                self.assertEqual(stale.status, 409)
                self.assertIn("binh", stale.text)

            with self.subTest("another organisation"):
                self.assertEqual(tu.get(path).status, 404)
                self.assertEqual(tu.post(f"{path}/return", {"content": shown, "return-words": "x"}, page="/desk").status, 404)

            with self.subTest("one's own"):
                own = self.begin(duc, "My own")
                self.assertEqual(self.write(duc, own, "My own", "Words.", "submit").status, 303)
                self.assertNotIn(">Approve</button>", duc.get(own).text)
                content = hidden(hien.get(own), "content")
                refused = duc.post(f"{own}/approve", {"content": content}, page="/desk")
                self.assertEqual(refused.status, 403)
                self.assertIn("Nobody decides on what he or she wrote.", refused.text)

            with self.subTest("a form that is sent again"):
                approved = hien.post(f"{own}/approve", {"content": content}, page=own)
                self.assertEqual(approved.status, 303)
                self.assertIn(hien.post(f"{own}/approve", {"content": content}, page="/desk").status, (403, 409))
                self.assertEqual(hien.post(f"{own}/publish", {"content": content}, page=own).status, 303)
                self.assertEqual(hien.post(f"{own}/publish", {"content": content}, page="/desk").status, 409)

            with self.subTest("a session that ended keeps the text"):
                another = self.begin(lan, "The harbour")
                page = lan.get(f"{another}/edit")
                form = {name: hidden(page, name) for name in ("csrf", "revision", "based_on", "translates", "translates_version")}
                elsewhere = Browser(server)
                self.assertEqual(elsewhere.post("/desk/sign-in", {"name": "lan", "password": PASSWORD, "next": "/desk/me"}).status, 303)
                self.assertEqual(elsewhere.post("/desk/me/sessions/end-others", {}, page="/desk/me").status, 303)
                lost = lan.ask("POST", f"{another}/edit", {**form, "provenance": "1", "title": "The harbour", "summary": "", "body": "What I was writing.", "do": "save"})
                self.assertTrue(lost.headers["Location"].startswith("/desk/sign-in"))
                back = lan.post("/desk/sign-in", {"name": "lan", "password": PASSWORD, "next": "/desk"})
                self.assertEqual(back.headers["Location"], "/desk/kept")
                self.assertIn("What I was writing.", lan.get("/desk/kept").text)

            with self.subTest("an editor without a second step is told how to get one"):
                self.assertIn("/desk/enrol", binh.get("/desk").text)

            with self.subTest("a password of one's own"):
                wrong = lan.post("/desk/me/password", {"now": "no", "password": "a pond of white lotus", "again": "a pond of white lotus"}, page="/desk/me/password")
                self.assertEqual(wrong.status, 400)
                right = {"now": PASSWORD, "password": "a pond of white lotus", "again": "a pond of white lotus"}
                self.assertEqual(lan.post("/desk/me/password", right, page="/desk/me/password").status, 303)
                self.assertEqual(lan.get("/desk/me").status, 200)
                self.assertEqual(elsewhere.get("/desk/me").status, 303)

    def test_the_training_publishes_for_itself_and_nothing_of_it_gets_out(self):
        with Server(self.data) as server:
            writes = self.sign_in(server, "an", ["contributor@mofa"], "--sandbox")
            decides = self.sign_in(server, "cuc", ["approver@mofa"], "--sandbox", second_step=False)
            real = self.sign_in(server, "hien", ["approver@mofa"])
            before = {path: server.get(path).headers.get("ETag") for path in ("/en", "/en/news")}
            self.assertIn("Your first document", writes.get("/desk").text)
            path = self.begin(writes, f"A {TOKEN} blooms")
            self.assertEqual(self.write(writes, path, f"A {TOKEN} blooms", f"The {TOKEN} is white.", "submit").status, 303)
            self.assertNotIn(TOKEN, real.get("/desk/queue").text)
            self.assertIn(TOKEN, decides.get("/desk/queue").text)
            content = hidden(decides.get(path), "content")
            for action in ("approve", "publish"):
                self.assertEqual(decides.post(f"{path}/{action}", {"content": content}, page="/desk").status, 303, action)

            identifier = path.split("/")[3]
            for browser in (writes, decides):
                page = browser.get(f"/desk/sandbox/{identifier}/en")
                self.assertEqual(page.status, 200)
                self.assertIn(f"The {TOKEN} is white.", page.text)
                self.assertIn("TRAINING", page.text)
                self.assertIn(TOKEN, browser.get("/desk/sandbox").text)
            self.assertEqual(Browser(server).get("/desk/sandbox").status, 303)

            outside = [f"/{language}{rest}" for language in ("vi", "en", "zh") for rest in
                       ("", "/news", "/topics/economy", "/organisations/mofa", "/feed.rss", "/feed.atom", "/feed.json", f"/search?q={TOKEN}",
                        f"/search.json?q={TOKEN}", f"/search.rss?q={TOKEN}")]
            outside += ["/", "/sitemap.xml", "/sitemap-1.xml", "/robots.txt", f"/{identifier}", f"/{identifier}/v1?language=en", f"/en/news/a-{identifier}",
                        f"/en/news/a-{identifier}.json", f"/en/news/a-{identifier}.md", f"/api/v1/search?lang=en&q={TOKEN}", "/oai?verb=ListRecords&metadataPrefix=oai_dc"]
            for address in outside:
                answer = server.get(address)
                said = answer.body.decode("utf-8", "replace")
                if TOKEN in address:  # A search page says what was asked for.
                    said = said.replace(f"q={TOKEN}", "").replace(f'"{TOKEN}"', "").replace(f"“{TOKEN}”", "")
                    self.assertNotIn("blooms", said, address)
                else:
                    self.assertNotIn(TOKEN, said, address)
                self.assertNotIn("is white", said, address)
                if identifier in address:
                    self.assertEqual(answer.status, 404, address)
            for address, tag in before.items():
                self.assertEqual(server.get(address).headers.get("ETag"), tag, address)
        self.assertNotIn("blooms", run("search", TOKEN, "--data", self.data, check=0).stdout)
        run("verify", "--data", self.data, check=0)


if __name__ == "__main__":
    unittest.main()
