"""Real texts of others, converted by our scripts: what is beside the repository goes in and is walked like our own samples."""
import json
import pathlib
import re
import shutil
import subprocess
import tempfile
import unittest
import xml.etree.ElementTree as ElementTree

import feedparser
import yaml

from sen import ROOT, SHARED, Server, run

LANGUAGES = ["vi", "en", "zh", "fr", "es", "ru", "ja", "ko", "lo", "km", "de", "ar"]
COLLECTIONS = {"ntrex": 12, "ruby-news": 12, "digitalgov-news": 12}  # Documents of each.
LOC = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"
NEEDED = [SHARED / "data/articles" / kind for kind in COLLECTIONS] + [SHARED / "seeds"]


def editions(folder):
    """The title of each edition under `folder`, by (document folder, language)."""
    found = {}
    for path in folder.rglob("articles/*/*.md"):
        found[path.parent.name, path.stem] = yaml.safe_load(path.read_text("utf-8").split("---\n", 2)[1])["title"]
    return found


@unittest.skipUnless(all(path.is_dir() for path in NEEDED), "../shared is absent: no texts but our own are walked")
class RealTexts(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(tempfile.mkdtemp(prefix="sen-texts-"))
        cls.made = cls.folder / "packages"
        for kind, limit in COLLECTIONS.items():
            subprocess.run([ROOT / "scripts/convert-articles", "--source", SHARED / "data/articles" / kind, "--kind", kind,
                            "--out", cls.made / kind, "--limit", str(limit)], check=True, capture_output=True)
        subprocess.run([ROOT / "scripts/import-web-text", *sorted((SHARED / "seeds").glob("*.txt")), "--out", cls.made / "seeds" / "texts",
                        "--organisation", "vnanews"], check=True, capture_output=True)
        packages = sorted(path.parent for path in cls.made.rglob("datapackage.json"))
        done = run("ingest", *packages, "--data", cls.folder / "data", "--publish", "--json", check=0)
        cls.outcomes = {json.loads(line)["outcome"] for line in done.stdout.splitlines()}
        cls.server = Server(cls.folder / "data").__enter__()

    @classmethod
    def tearDownClass(cls):
        try:
            cls.server.__exit__(None, None, None)
        finally:
            shutil.rmtree(cls.folder, ignore_errors=True)

    def get(self, path):
        answer = self.server.get(path)
        self.assertEqual(answer.status, 200, path)
        return answer

    def search(self, language, query, **more):
        """All that is found, page by page."""
        found, page = [], 1
        while True:
            rest = "".join(f"&{name}={value}" for name, value in more.items())
            answer = self.get(f"/{language}/search.json?q={query}&page={page}{rest}").json
            found += answer["results"]
            if len(found) >= answer["total"] or not answer["results"]:
                return found
            page += 1

    def test_every_package_is_published_and_every_edition_has_its_page(self):
        self.assertEqual(self.outcomes, {"published"})
        pages = []
        for file in ElementTree.fromstring(self.get("/sitemap.xml").body).iter(LOC):
            pages += ["/" + loc.text.split("/", 3)[3] for loc in ElementTree.fromstring(self.get("/" + file.text.split("/", 3)[3]).body).iter(LOC)]
        documents = [path for path in pages if re.search(r"-[a-z2-7]{10}$", path)]
        self.assertEqual(len(documents), len(editions(self.made)))
        self.assertEqual({path.split("/")[1] for path in documents}, set(LANGUAGES))
        for path in pages:
            self.assertIn(f'lang="{path.split("/")[1]}"', self.get(path).text[:400], path)

    def test_feeds_hold_the_texts_in_their_own_language(self):
        titles = editions(self.made)
        for language in LANGUAGES:
            own = {title for (_, of), title in titles.items() if of == language}
            for kind in ("rss", "atom"):
                answer = self.get(f"/{language}/feed.{kind}")
                feed = feedparser.parse(answer.body, response_headers={"content-type": answer.headers["Content-Type"]})
                self.assertFalse(feed.bozo, (language, kind, feed.get("bozo_exception")))
                self.assertEqual(len(feed.entries), min(30, len(own)), (language, kind))
                for entry in feed.entries:
                    self.assertTrue(entry.link.split("/")[3] == language and entry.content[0].value, entry.link)

    def test_every_news_text_is_found_in_every_language_by_its_own_title(self):
        for (document, language), title in editions(self.made / "ntrex").items():
            words = re.sub(r'[?&=#%+"]', " ", title)
            results = self.get(f"/{language}/search.json?q={words}&language={language}").json["results"]
            self.assertTrue(results, (document, language, title))
            self.assertTrue(all(result["language"] == language for result in results), (document, language))
            self.assertIn(title, [result["title"] for result in results[:3]], (document, language))

    def test_both_spellings_of_a_word_find_the_same_documents(self):
        seeds = {path.name: path.read_text("utf-8") for path in (SHARED / "seeds").glob("*.txt")}
        for one, other in (("Tỉnh ủy", "Tỉnh uỷ"), ("văn hóa", "văn hoá")):
            found = [[result["id"] for result in self.search("vi", word)] for word in (one, other)]
            self.assertEqual(sorted(found[0]), sorted(found[1]), one)
            holders = [text for text in seeds.values() if one.lower() in text.lower() or other.lower() in text.lower()]
            self.assertGreater(len(holders), 0, one)
            texts = [self.get(f"/{identifier}/v1?language=vi").text for identifier in found[0]]
            showing = [text for text in texts if one.lower() in text.lower() or other.lower() in text.lower()]
            self.assertGreaterEqual(len(showing), len(holders), one)


if __name__ == "__main__":
    unittest.main()
