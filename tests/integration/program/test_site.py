"""The whole site over the sample packages: pages, feeds, search, data, as readers and machines see it."""
import csv
import io
import json
import pathlib
import re
import shutil
import subprocess
import tempfile
import unittest
import xml.etree.ElementTree as ElementTree

import feedparser
import openpyxl

from sen import EXAMPLES, SHARED, Server, run

LANGUAGES = ["vi", "en", "zh", "fr", "es", "ru", "ja", "ko", "lo", "km", "de", "ar"]
SECTIONS = ["news", "country", "provinces", "data", "press", "facts", "overseas", "gallery", "posts", "publications", "events"]
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def setUpModule():
    """One server with all sample packages for every test here."""
    OverTheSamples.folder = pathlib.Path(tempfile.mkdtemp(prefix="sen-site-"))
    done = run("ingest", *EXAMPLES, "--data", OverTheSamples.folder / "data", "--publish", "--json", check=0)
    OverTheSamples.receipts = [json.loads(line) for line in done.stdout.splitlines()]
    OverTheSamples.server = Server(OverTheSamples.folder / "data").__enter__()


def tearDownModule():
    try:
        OverTheSamples.server.__exit__(None, None, None)
    finally:
        shutil.rmtree(OverTheSamples.folder, ignore_errors=True)


class OverTheSamples(unittest.TestCase):
    def get(self, path, status=200, **headers):
        answer = self.server.get(path, **headers)
        self.assertEqual(answer.status, status, path)
        return answer

    def documents(self):
        """Every document address of the sitemap, as a path."""
        index = ElementTree.fromstring(self.get("/sitemap.xml").body)
        paths = []
        for file in index.iter(SITEMAP + "loc"):
            urls = ElementTree.fromstring(self.get("/" + file.text.split("/", 3)[3]).body)
            paths += ["/" + loc.text.split("/", 3)[3] for loc in urls.iter(SITEMAP + "loc")]
        return paths


class Site(OverTheSamples):
    """Pages, feeds and search, as a reader meets them."""

    def test_every_sample_package_was_published(self):
        self.assertEqual({receipt["outcome"] for receipt in self.receipts}, {"published"})

    def test_root_redirects_by_accept_language(self):
        for header, home in (("lo,en;q=0.5", "/lo"), ("de-AT", "/de"), ("sw", "/en"), ("zh-Hant-TW, vi;q=0.1", "/zh")):
            answer = self.get("/", 302, Accept_Language=header)
            self.assertTrue(answer.headers["Location"].endswith(home), (header, answer.headers["Location"]))
        self.get("/", 302)

    def test_every_address_of_the_sitemap_answers(self):
        paths = self.documents()
        self.assertGreater(len(paths), 500)
        for path in paths:
            answer = self.server.get(path)
            self.assertEqual(answer.status, 200, path)
            self.assertIn('lang="' + path.split("/")[1] + '"', answer.text[:400], path)

    def test_sections_in_every_language_carry_security_headers_and_no_cookie(self):
        for language in LANGUAGES:
            for path in [f"/{language}"] + [f"/{language}/{section}" for section in SECTIONS]:
                answer = self.get(path)
                self.assertIn("script-src 'self'", answer.headers["Content-Security-Policy"])
                self.assertIn("style-src 'self'", answer.headers["Content-Security-Policy"])
                self.assertEqual(answer.headers["X-Content-Type-Options"], "nosniff")
                self.assertTrue(answer.headers["Referrer-Policy"])
                self.assertIsNone(answer.headers["Set-Cookie"])
                self.assertRegex(answer.headers["ETag"], r'^"')
                self.assertNotRegex(answer.text, r"<script(?![^>]*(src=|application/ld\+json))")
                self.assertNotIn(" style=", answer.text)

    def test_head_and_conditional_requests(self):
        page = self.get("/en/news")
        head = self.server.get("/en/news", method="HEAD")
        self.assertEqual((head.status, head.body), (200, b""))
        self.assertEqual(head.headers["Content-Length"], str(len(page.body)))
        self.assertEqual(self.server.get("/en/news", If_None_Match=page.headers["ETag"]).status, 304)
        self.assertEqual(self.server.get("/en/news", method="DELETE").status, 405)

    def test_what_is_not_there_is_404_in_the_readers_language(self):
        for path in ("/xx", "/en/nothing", "/en/news/none-aaaaaaaaaa", "/en/provinces/00", "/en/topics/nothing", "/en/data/NOTHING",
                     "/media/00000000000000000000000000000000/640.jpg", "/aaaaaaaaaa"):
            self.get(path, 404)
        self.assertIn('lang="vi"', self.get("/vi/khong-co", 404).text)

    def test_former_provinces_redirect_to_their_successor(self):
        answer = self.get("/en/provinces/36", 301)  # Nam Định went into Ninh Bình.
        self.assertTrue(answer.headers["Location"].endswith("/en/provinces/37"), answer.headers["Location"])

    def test_old_slugs_and_permanent_addresses_redirect(self):
        path = next(p for p in self.documents() if re.match(r"/en/news/.+-[a-z2-7]{10}$", p))
        identifier = path[-10:]
        answer = self.get(f"/en/news/another-slug-{identifier}", 301)
        self.assertTrue(answer.headers["Location"].endswith(path))
        self.assertIn(self.server.get("/" + identifier).status, (301, 302, 303, 307, 308))
        self.get(f"/{identifier}/v1?language=en")
        self.assertEqual(self.get(f"/{identifier}?language=en", 302, Accept_Language="vi").headers["Location"], path)
        self.get(f"/{identifier}?language=xx", 404)

    def test_a_site_in_few_languages_names_no_others(self):
        example = next(path for path in EXAMPLES if path.endswith("gov-samples"))
        config = self.folder / "few.toml"
        config.write_text('[site]\nlanguages = ["en", "vi"]\n[site.name]\nen = "Sen"\n[site.owner]\nen = "Somebody"\n')
        run("ingest", example, "--data", self.folder / "few", "--publish", check=0)
        with Server(self.folder / "few", "--config", str(config)) as server:
            sitemap = server.get("/sitemap-1.xml").text
            self.assertNotIn("/fr/", sitemap)
            path = re.search(r"/en/country/[^<\"]+", sitemap).group(0)
            self.assertNotRegex(server.get(path).text, r'href="[^"]*/(fr|ar)/|hreflang="(fr|ar)"')
            location = server.get("/" + path[-10:], Accept_Language="fr").headers["Location"]
            self.assertEqual(server.get(location).status, 200, location)

    def test_a_real_feed_reader_reads_every_feed(self):
        for language in LANGUAGES:
            for listing in [f"/{language}", f"/{language}/news", f"/{language}/topics/economy", f"/{language}/provinces/22",
                            f"/{language}/organisations/mofa", f"/{language}/data"]:
                for kind in ("rss", "atom"):
                    answer = self.get(f"{listing}/feed.{kind}")
                    feed = feedparser.parse(answer.body, response_headers={"content-type": answer.headers["Content-Type"]})
                    self.assertFalse(feed.bozo, (listing, kind, feed.get("bozo_exception")))
                    self.assertTrue(feed.feed.title)
                    for entry in feed.entries:
                        self.assertTrue(entry.title and entry.link and entry.id and entry.published_parsed)
                self.assertEqual(self.get(f"{listing}/feed.json").json["version"], "https://jsonfeed.org/version/1.1")
        self.assertGreater(len(feedparser.parse(self.get("/en/feed.rss").body).entries), 10)
        self.assertGreaterEqual(len(feedparser.parse(self.get("/en/data/feed.rss").body).entries), 8)

    def test_the_sample_asks_not_to_be_indexed(self):
        self.assertIn("Disallow: /\n", self.get("/robots.txt").text)
        self.assertRegex(self.get("/en").text, r'<meta name="robots" content="noindex')

    def test_search_answers_in_every_language(self):
        words = {"vi": "Việt Nam", "en": "Viet Nam", "zh": "越南", "fr": "Viet Nam", "es": "Viet Nam", "ru": "Вьетнам", "ja": "ベトナム",
                 "ko": "베트남", "lo": "ຫວຽດນາມ", "km": "វៀតណាម", "de": "Vietnam", "ar": "فيتنام"}
        for language, word in words.items():
            answer = self.get(f"/{language}/search.json?q={word}").json
            self.assertGreater(answer["total"], 0, language)
            self.assertEqual(answer["query"], word)
            result = answer["results"][0]
            for key in ("id", "url", "title", "language", "type", "organisation", "published", "snippet"):
                self.assertIn(key, result, language)
            self.assertEqual(set(answer["facets"]), {"language", "type", "organisation", "topic", "place", "year"})
            self.get(f"/{language}/search?q={word}")
            for kind in ("rss", "atom"):
                found = self.get(f"/{language}/search.{kind}?q={word}")
                self.assertFalse(feedparser.parse(found.body).bozo)
                self.assertEqual(found.headers["Cache-Control"], self.get(f"/{language}/feed.{kind}").headers["Cache-Control"])

    def test_a_card_of_an_event_shows_the_day_of_the_event(self):
        self.assertRegex(self.server.get("/en/events").text, r'<time datetime="2027-02-06">')

    def test_a_search_is_followed_by_the_feeds_that_its_page_names(self):
        page = self.get("/en/search?q=port+rice&type=news&from=2020-01-01").text
        kinds = {"application/rss+xml": "rss", "application/atom+xml": "atom", "application/feed+json": "feed.json"}
        links = dict(re.findall(r'<link rel="alternate" href="([^"]+)" type="([^"]+)" title="Search: port rice', page))
        self.assertEqual(sorted(links.values()), sorted(kinds))
        answer = self.get("/en/search.json?q=port+rice&type=news&from=2020-01-01&sort=date").json
        self.assertGreater(answer["total"], 0)
        for link, kind in links.items():
            link = link.replace("&amp;", "&")
            self.assertTrue(link.startswith(f"/en/search.{kinds[kind]}?q=port%20rice&type=news&from=2019-12-31T17%3A00%3A00Z"), link)
            found = self.get(link)
            self.assertTrue(found.headers["Content-Type"].startswith(kind))
            if kind == "application/feed+json":
                self.assertEqual(found.json["version"], "https://jsonfeed.org/version/1.1")
                self.assertTrue(found.json["feed_url"].endswith(link))
                addresses = [item["url"] for item in found.json["items"]]
            else:
                addresses = [entry.link for entry in feedparser.parse(found.body).entries]
            self.assertEqual(addresses[:10], [result["url"] for result in answer["results"]][:len(addresses)], kind)
        self.assertNotIn("application/rss+xml", self.get("/en/search").text)

    def test_a_malformed_search_for_programs_is_refused_as_json_with_the_reason(self):
        for address in ("/en/search.json?q=port&page=abc", "/api/v1/search?lang=en&q=port&page=abc"):
            for accept in ("*/*", "text/html,application/xhtml+xml"):
                refused = self.get(address, 400, Accept=accept)
                self.assertEqual((refused.headers["Content-Type"], refused.json), ("application/json", {"status": 400, "error": "page: is a number from 1 on"}))
        self.assertEqual(self.get("/en/data/NOTHING.json", 404, Accept="text/html").json["status"], 404)

    def test_document_as_json_and_markdown(self):
        path = next(p for p in self.documents() if re.match(r"/vi/news/.+-[a-z2-7]{10}$", p))
        document = self.get(path + ".json").json
        self.assertEqual((document["id"], document["language"]), (path[-10:], "vi"))
        self.assertTrue(self.get(path + ".md").text.startswith("# " + document["title"]))

    def test_pictures_have_ranges_and_never_change(self):
        page = self.get(next(p for p in self.documents() if "/gallery/" in p)).text
        source = re.search(r'src="(/media/[^"]+\.jpg)"', page).group(1)
        whole = self.get(source)
        self.assertIn("immutable", whole.headers["Cache-Control"])
        part = self.get(source, 206, Range="bytes=0-9")
        self.assertEqual(part.body, whole.body[:10])
        self.assertEqual(part.headers["Content-Range"], f"bytes 0-9/{len(whole.body)}")
        self.get(source, 416, Range=f"bytes={len(whole.body)}-")
        self.assertNotIn(b"GPS", whole.body[:4096])


class Data(OverTheSamples):
    """Statistics, as a data engineer takes them."""

    def datasets(self):
        tree = ElementTree.fromstring(self.get("/sdmx/v1/dataflow/all/all/latest/").body)
        space = "{http://www.sdmx.org/resources/sdmxml/schemas/v2_1/structure}"
        return [(flow.get("agencyID"), flow.get("id")) for flow in tree.iter(space + "Dataflow")]

    def test_every_dataset_in_every_format(self):
        flows = self.datasets()
        self.assertGreaterEqual(len(flows), 8)
        for agency, code in flows:
            self.get(f"/en/data/{code}")
            rows = list(csv.DictReader(io.StringIO(self.get(f"/en/data/{code}.csv").text)))
            self.assertGreater(len(rows), 0, code)
            data = self.get(f"/en/data/{code}.json").json["data"]
            self.assertEqual([row["OBS_VALUE"] for row in rows], [row["OBS_VALUE"] for row in data])
            sdmx = list(csv.DictReader(io.StringIO(self.get(f"/sdmx/v1/data/{agency},{code}/all?format=csv").text)))
            self.assertEqual([row["OBS_VALUE"] for row in rows], [row["OBS_VALUE"] for row in sdmx])

    def test_workbooks_speak_the_language_of_their_page(self):
        _, code = self.datasets()[0]
        sheets = {"vi": ["Số liệu", "Giới thiệu số liệu"], "en": ["Data", "About the data"], "ar": ["البيانات", "حول البيانات"]}
        labels = {"vi": "Nguồn", "en": "Source", "ar": "المصدر"}
        every = set()
        for language in ("vi", "en", "zh", "fr", "es", "ru", "ja", "ko", "lo", "km", "de", "ar"):
            book = openpyxl.load_workbook(io.BytesIO(self.get(f"/{language}/data/{code}.xlsx").body), read_only=True)
            self.assertEqual(book.sheetnames, sheets.get(language, book.sheetnames))
            figures, about = book.worksheets
            self.assertEqual(len(list(figures.rows)), 1 + len(list(csv.DictReader(io.StringIO(self.get(f"/en/data/{code}.csv").text)))))
            said = {row[0].value: row[1].value for row in about.rows}
            self.assertIn(code, said.values())
            self.assertIn(labels.get(language, next(iter(said))), said)
            every.add(tuple(book.sheetnames))
        self.assertEqual(len(every), 12)

    def test_sdmx_errors_are_sdmx(self):
        for path, status in (("/sdmx/v1/dataflow/SEN/NOTHING", 404), ("/sdmx/v1/data/NOTHING", 404), ("/sdmx/v1/dataflow?references=cousins", 400)):
            self.assertIn("ErrorMessage", self.get(path, status).text)
        agency, code = self.datasets()[0]
        self.assertIn("ErrorMessage", self.get(f"/sdmx/v1/data/{code}/a.b.c.d.e.f.g", 400).text)
        self.get(f"/sdmx/v1/data/{code}", 406, Accept="image/png")

    def test_messages_are_valid_by_the_standards_own_schemas(self):
        schema = SHARED / "schemas/sdmx-ml-2.1/SDMXMessage.xsd"
        if not schema.exists():
            print("shared schemas are absent: SDMX messages are not validated")
            return
        paths = ["/sdmx/v1/dataflow", "/sdmx/v1/codelist", "/sdmx/v1/structure?references=all", "/sdmx/v1/agencyscheme/SEN/AGENCIES"]
        for agency, code in self.datasets():
            paths += [f"/sdmx/v1/datastructure/{agency}/{code}/latest?references=children", f"/sdmx/v1/data/{code}"]
        for path in paths:
            file = self.folder / "message.xml"
            file.write_bytes(self.get(path).body)
            done = subprocess.run(["xmllint", "--nonet", "--noout", "--schema", str(schema), str(file)], capture_output=True, text=True,
                                  env={"XML_CATALOG_FILES": str(SHARED / "schemas/catalog.xml"), "PATH": "/usr/bin"})
            self.assertEqual(done.returncode, 0, (path, done.stderr[:600]))

    def test_rsdmx_lists_flows_reads_a_structure_and_loads_the_csv(self):
        done = subprocess.run(["Rscript", str(pathlib.Path(__file__).parent / "read_sdmx.R"), self.server.url], capture_output=True, text=True, timeout=240)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.assertIn("data frames are equal", done.stdout)


if __name__ == "__main__":
    unittest.main()
