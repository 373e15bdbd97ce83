"""An organisation that only the register knows: its names on pages, in feeds and for machines, before and after it is called otherwise."""
import copy
import pathlib
import shutil
import tempfile
import unittest

from sen import Server, run, wait_until, write_package
from test_exports import PEOPLE, table

OLD = {"vi": "Ban quản lý chợ nổi", "en": "Floating Markets Board"}
NEW = {"vi": "Cục Chợ", "en": "Markets Agency"}
OWN = "/organisations/floating-markets"


class Organisations(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="sen-names-"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        self.data = self.folder / "data"

    def name(self, verb, names):
        self.run_sen("organisation", verb, "floating-markets", "--kind", "agency", *[part for language, name in names.items() for part in ("--name", f"{language}={name}")])

    def run_sen(self, *arguments):
        return run(*arguments, "--data", self.data, check=0)

    def publish(self, name, **more):
        texts = {name: ("type: news\n", {"vi": (f"Tin {name}", "Chợ họp mỗi sáng."), "en": (f"News {name}", "The market opens at dawn.", "translates: vi\n")})}
        package = write_package(self.folder / name, name, texts, organisation="floating-markets", **more)
        self.run_sen("ingest", package, "--publish")

    def test_is_named_in_words_everywhere_and_texts_keep_the_name_of_their_time(self):
        self.name("add", OLD)
        self.publish("first", resources=[copy.deepcopy(PEOPLE)], tables={"tables/people.csv": table(2)})
        with Server(self.data) as server:
            def shows(path, name, lacks=">floating-markets<"):
                answer = server.get(path)
                self.assertEqual(answer.status, 200, path)
                return name in answer.text and lacks not in answer.text

            def text_of(title, language):
                items = server.get(f"/{language}{OWN}/feed.json").json["items"]
                return "/" + next(item["url"] for item in items if item["title"] == title).split("/", 3)[3]

            pages = {"vi": text_of("Tin first", "vi"), "en": text_of("News first", "en")}
            feeds = [f"{OWN}/feed.rss", "/feed.atom", "/news/feed.json", "/data/feed.atom"]
            for language in ("vi", "en"):
                for path in ("/news", "/data", "/organisations", OWN, *feeds):
                    self.assertTrue(shows(f"/{language}{path}", OLD[language]), (language, path))
                self.assertTrue(shows(pages[language], OLD[language]), language)
                self.assertTrue(shows("/sdmx/v1/agencyscheme/SEN/AGENCIES", OLD[language]))
            self.assertIn(f"/en{OWN}<", server.get("/sitemap-0.xml").text)

            self.name("edit", NEW)
            self.publish("second")

            for language, title in (("vi", "Tin second"), ("en", "News second")):
                self.assertTrue(wait_until(lambda: shows(f"/{language}{OWN}", f"<h1>{NEW[language]}</h1>"), 10)[0], language)
                for path in ("/data", "/organisations", "/data/feed.atom"):
                    self.assertTrue(wait_until(lambda: shows(f"/{language}{path}", NEW[language], OLD[language]), 10)[0], (language, path))
                self.assertTrue(shows(pages[language], OLD[language]), "it keeps the name it was published under")
                self.assertTrue(wait_until(lambda: title in server.get(f"/{language}{OWN}/feed.json").text, 10)[0])
                self.assertTrue(shows(text_of(title, language), NEW[language]))
                self.assertTrue(shows(f"/{language}/feed.atom", f"<name>{OLD[language]}</name>"), "the first text's author")
                self.assertTrue(shows(f"/{language}/feed.atom", f"<name>{NEW[language]}</name>"), "the second one's")
                self.assertTrue(shows("/sdmx/v1/agencyscheme/SEN/AGENCIES", NEW[language], OLD[language]))


if __name__ == "__main__":
    unittest.main()
