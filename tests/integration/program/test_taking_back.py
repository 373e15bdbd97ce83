"""What is retracted leaves every channel within ten seconds, with the reason in the reader's language, and leaves a receipt for each;
what fell due while the server was killed is released at its start, with its lateness in the log."""
import datetime
import pathlib
import re
import shutil
import tempfile
import time
import unittest
import xml.etree.ElementTree

from sen import ROOT, Server, run, wait_until, write_package
from test_desk import PASSWORD, Browser

WORD = "zqxlotus"
REASONS = {"vi": "Số liệu sai.", "en": "The figures were wrong."}
SPACES = {"atom": "http://www.w3.org/2005/Atom", "at": "http://purl.org/atompub/tombstones/1.0"}
IMAGES = "file,credit,licence,alt.vi,alt.en\nimages/port.jpg,Sen,CC-BY-4.0,Cảng,Port\n"


class TakingBack(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="sen-back-"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        self.data = self.folder / "data"

    def ingest(self, name, fields, editions=None):
        editions = editions or {"vi": (f"Cảng {WORD}", f"Nội dung {WORD}."), "en": (f"Port {WORD}", f"Body {WORD}.", "translates: vi\n")}
        package = write_package(self.folder / name, name, {"port": (fields, editions)})
        (package / "images").mkdir()
        shutil.copy(ROOT / "tests/data/packages/good/images/port.jpg", package / "images")
        (package / "images.csv").write_text(IMAGES)
        run("ingest", package, "--data", self.data, "--publish", check=0)

    def editor(self, server):
        link = run("user", "add", "bien.tap", "--organisation", "mofa", "--role", "editor", "--language", "en", "--data", self.data, check=0).stdout.strip()
        browser = Browser(server)
        self.assertEqual(browser.post(link, {"password": PASSWORD, "again": PASSWORD}).status, 303)
        return browser

    def test_a_retraction_reaches_every_channel_and_leaves_receipts(self):
        fields = "type: news\ndate: 2026-11-20T08:30:00+07:00\ntopics: [economy]\nplaces: [\"31\"]\nimage: images/port.jpg\n"
        self.ingest("out", fields)
        with Server(self.data) as server:
            self.assertTrue(wait_until(lambda: server.get(f"/en/search.json?q={WORD}").json["total"] == 1, 10)[0])
            found = server.get(f"/en/search.json?q={WORD}").json["results"][0]
            page, ident = re.sub(r"^https?://[^/]+", "", found["url"]), found["id"]
            media = re.search(r'src="(/media/[^"]+)"', server.get(page).text)[1]
            entry = xml.etree.ElementTree.fromstring(server.get("/en/news/feed.atom").body).find("atom:entry/atom:id", SPACES).text
            lists = ["/en", "/en/news", "/en/topics/economy", "/en/provinces/31", "/en/organisations/mofa", "/sitemap-1.xml", "/en/feed.rss", "/lo"]
            for path in (page, media, page + ".json", page + ".md", *lists):
                self.assertEqual(server.get(path).status, 200, path)

            start = time.monotonic()
            self.ingest("back", fields + "change: retraction\nnote: {vi: %(vi)s, en: %(en)s}\n" % REASONS)
            gone = lambda: (server.get(page).status == 410 and server.get(media).status == 404
                            and server.get(f"/en/search.json?q={WORD}").json["total"] == 0)
            self.assertTrue(wait_until(gone, max(0.1, 10 - (time.monotonic() - start)))[0])
            for path in lists:
                answer = server.get(path)
                self.assertIn(answer.status, (200, 404), path)
                self.assertNotIn(WORD, answer.text.lower(), path)
            for path in (page, page + ".json", page + ".md", f"/{ident}", f"/{ident}/v1?language=en"):
                self.assertEqual(server.get(path).status, 410, path)
            for language, reason in REASONS.items():
                self.assertIn(reason, server.get(f"/{ident}?language={language}").text)
                for told in (f"/{language}/corrections", f"/{language}/corrections/feed.rss"):
                    self.assertIn(reason, server.get(told).text)
                    self.assertNotIn(WORD, server.get(told).text.lower())
            self.assertNotIn(WORD, server.get(f"/en/search.json?q={WORD[:-1]}").text, "as another spelling")

            atom = xml.etree.ElementTree.fromstring(server.get("/en/news/feed.atom").body)
            self.assertEqual([one.get("ref") for one in atom.findall("at:deleted-entry", SPACES)], [entry])
            self.assertEqual(atom.findall("atom:entry", SPACES), [])
            rss = xml.etree.ElementTree.fromstring(server.get("/en/news/feed.rss").body).find("channel/item")
            self.assertEqual((rss.find("guid").text, rss.find("description").text), (entry, REASONS["en"]))
            item = server.get("/en/news/feed.json").json["items"][0]
            self.assertEqual((item["id"], item["content_text"], item["_sen"]["removed"]), (entry, REASONS["en"], "retraction"))

            browser = self.editor(server)
            receipts = lambda: re.search(r'<h2 id="receipts">.*?</section>', browser.get(f"/desk/documents/{ident}").text, re.S)[0]
            self.assertTrue(wait_until(lambda: receipts().count("<time") == 9, 10)[0], receipts())
            before = receipts()
        with Server(self.data) as server:
            browser.server = server
            self.assertEqual(receipts(), before, "a receipt stays what it was after a restart")

    def test_what_fell_due_while_the_server_was_killed_is_released_late_and_says_so(self):
        release = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(seconds=6)
        server = Server(self.data).__enter__()
        self.ingest("later", "type: news\nembargo: " + release.strftime("%Y-%m-%dT%H:%M:%SZ") + "\n")
        self.assertLess(datetime.datetime.now(datetime.timezone.utc), release, "the machine is too slow for this test")
        self.assertNotIn(WORD, server.get("/en/news").text)
        server.process.kill()
        server.process.wait()
        server.process.stdout.close()
        server.log.close()
        while datetime.datetime.now(datetime.timezone.utc) < release + datetime.timedelta(seconds=7):
            time.sleep(0.1)
        with Server(self.data) as again:
            self.assertTrue(wait_until(lambda: WORD in again.get("/en/news").text, 10)[0])
            again.log.seek(0)
            late = [line for line in again.log.read().splitlines() if "released late" in line]
            again.log.seek(0, 2)
        self.assertEqual(len(late), 1, late)
        self.assertGreaterEqual(int(re.search(r"late_seconds=(\d+)", late[0])[1]), 6)


if __name__ == "__main__":
    unittest.main()
