"""A change shows everywhere it should within a second, and nowhere else; what is under embargo shows nowhere."""
import datetime
import pathlib
import re
import shutil
import tempfile
import time
import unittest

from sen import EXAMPLES, Server, run, wait_until, write_package

LANGUAGES = ["vi", "en", "zh", "fr", "es", "ru", "ja", "ko", "lo", "km", "de", "ar"]
CANARY = "zqxcanary"


def fields(more=""):
    return "type: news\ndate: 2026-11-20T08:30:00+07:00\ntopics: [economy]\nplaces: [\"31\"]\n" + more


class KeepingUp(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="sen-up-"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        self.data = self.folder / "data"
        some = [path for path in EXAMPLES if "province" in path or "figures" in path][:6]
        run("ingest", *some, "--data", self.data, "--publish", check=0)

    def ingest(self, name, articles, **more):
        package = write_package(self.folder / name, name, articles, **more)
        run("ingest", package, "--data", self.data, "--publish", check=0)

    def etags(self, server, paths):
        return {path: server.get(path).headers["ETag"] for path in paths}

    def exports(self, server):
        """Every export of every dataset, with its tag and its bytes."""
        codes = re.findall(r'<structure:Dataflow [^>]*?id="(\w+)"', server.get("/sdmx/v1/dataflow").text)
        self.assertGreaterEqual(len(codes), 3)
        paths = [path for code in codes for path in (
            f"/en/data/{code}.csv", f"/en/data/{code}.json", f"/en/data/{code}.xlsx", f"/sdmx/v1/data/{code}", f"/sdmx/v1/data/{code}?format=csv")]
        answers = {path: server.get(path) for path in paths}
        return {path: (answer.status, answer.headers["ETag"], answer.body) for path, answer in answers.items()}

    def renditions_are_made(self, server):
        """Whether their follower stands at the head of the log, and no page is older than that."""
        metrics = dict(line.rsplit(" ", 1) for line in server.get("/metrics").text.splitlines() if not line.startswith("#"))
        head = metrics.pop("sen_log_sequence")
        return all(value == head for name, value in metrics.items() if name.startswith("sen_follower_sequence"))

    def test_a_change_is_visible_within_a_second_and_changes_nothing_else(self):
        with Server(self.data) as server:
            # Renditions of the samples are made behind the scenes and change pages when they are ready.
            self.assertTrue(wait_until(lambda: self.renditions_are_made(server), 120)[0])
            elsewhere = ["/en/topics/cuisine", "/fr/provinces/01", "/ja/organisations/nso", "/en/publications", "/de/topics/sport/feed.rss"]
            before = self.etags(server, elsewhere)
            exports_before = self.exports(server)
            list_before = server.get("/en/news").headers["ETag"]
            self.ingest("fresh", {"fresh": (fields(), {"en": (f"Fresh {CANARY}", "Just now.")})})
            start = time.monotonic()
            for path in ("/en/news", "/en", "/en/news/feed.atom", "/en/provinces/31", "/en/topics/economy/feed.json", f"/en/search.json?q={CANARY}"):
                shown, _ = wait_until(lambda: f"Fresh {CANARY}" in server.get(path).text, max(0, 1 - (time.monotonic() - start)))
                self.assertTrue(shown, path)
            self.assertNotEqual(server.get("/en/news").headers["ETag"], list_before)
            self.assertEqual(self.etags(server, elsewhere), before)
            self.assertEqual(self.exports(server), exports_before)

    def test_new_figures_change_their_own_exports_and_no_others(self):
        figures = next(path for path in EXAMPLES if path.endswith("mof-figures"))
        package = self.folder / "revised"
        shutil.copytree(figures, package)
        table = package / "tables" / "gdp.csv"
        table.write_text(table.read_text().replace("1985,14094687820.744488", "1985,14094687821"))
        with Server(self.data) as server:
            before, page = self.exports(server), server.get("/en/data/GDP_USD").headers["ETag"]
            run("ingest", package, "--data", self.data, "--publish", check=0)
            self.assertTrue(wait_until(lambda: server.get("/en/data/GDP_USD").headers["ETag"] != page, 5)[0])
            after = self.exports(server)
            for path in before:
                compare = self.assertNotEqual if "GDP_USD" in path else self.assertEqual
                compare(after[path][1], before[path][1], path)
                compare(after[path][2], before[path][2], path)

    def test_an_embargo_holds_everywhere_until_its_hour(self):
        release = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(seconds=20)
        embargo = "embargo: " + release.strftime("%Y-%m-%dT%H:%M:%SZ") + "\n"
        with Server(self.data) as server:
            self.ingest("secret", {CANARY: (fields(embargo), {
                "vi": (f"Bí mật {CANARY}", f"Nội dung {CANARY}."), "en": (f"Secret {CANARY}", f"Body {CANARY}.", "translates: vi\n")})})
            paths = ["/sitemap-0.xml", "/sitemap-1.xml", "/metrics", "/sdmx/v1/dataflow"]
            for language in LANGUAGES:
                paths += [f"/{language}", f"/{language}/news", f"/{language}/news/feed.rss", f"/{language}/topics/economy", f"/{language}/provinces/31",
                          f"/{language}/organisations/mofa", f"/{language}/organisations/mofa/feed.json"]
                answer = server.get(f"/{language}/search.json?q={CANARY}").json
                self.assertEqual((answer["total"], answer["results"]), (0, []))
            for path in paths:
                answer = server.get(path)
                self.assertNotIn(CANARY, answer.text.lower() + str(answer.headers).lower(), path)
            self.assertLess(datetime.datetime.now(datetime.timezone.utc), release, "the crawl took longer than the embargo")
            while datetime.datetime.now(datetime.timezone.utc) < release:
                time.sleep(0.02)
            for path in ("/en/news", "/vi/news", "/en/news/feed.rss", f"/en/search.json?q={CANARY}"):
                self.assertTrue(wait_until(lambda: server.get(path).text.lower().count(CANARY) > 1, 1.5)[0], path)

    def test_what_fell_due_while_the_server_was_away_is_released_at_start(self):
        release = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(seconds=2)
        self.ingest("later", {"later": (fields("embargo: " + release.strftime("%Y-%m-%dT%H:%M:%SZ") + "\n"), {"en": (f"Later {CANARY}", "x")})})
        time.sleep(3)
        with Server(self.data) as server:
            self.assertTrue(wait_until(lambda: CANARY in server.get("/en/news").text, 2)[0])

    def test_a_correction_shows_its_note_and_keeps_the_first_version(self):
        with Server(self.data) as server:
            self.ingest("one", {"port": (fields(), {"en": (f"First {CANARY}", "Wrong figure 1.")})})
            self.ingest("two", {"port": (fields("change: correction\nnote: The figure was wrong.\n"), {"en": (f"First {CANARY}", "Right figure 2.")})})
            path = re.search(r'href="([^"]*/news/first-zqxcanary-([a-z2-7]{10}))"', server.get("/en/news").text)
            self.assertTrue(wait_until(lambda: "Right figure 2." in server.get(path.group(1)).text, 1)[0])
            page = server.get(path.group(1)).text
            self.assertIn("The figure was wrong.", page)
            self.assertIn(f'href="/{path.group(2)}/v1?language=en"', page, "the history leads to every version")
            self.assertIn("Wrong figure 1.", server.get(f"/{path.group(2)}/v1?language=en").text)

    def test_a_server_that_is_killed_comes_back_with_all_it_acknowledged(self):
        server = Server(self.data).__enter__()
        self.ingest("kept", {"kept": (fields(), {"en": (f"Kept {CANARY}", "x")})})
        server.process.kill()
        server.process.wait()
        server.process.stdout.close()
        server.log.close()
        with Server(self.data) as again:
            self.assertTrue(wait_until(lambda: CANARY in again.get(f"/en/search.json?q={CANARY}").text.split("results")[1], 3)[0])
        run("verify", "--data", self.data, check=0)


if __name__ == "__main__":
    unittest.main()
