"""Exports as a data engineer takes them: equal bytes under equal tags, resuming, compression, constant memory."""
import copy
import gzip
import http.client
import pathlib
import shutil
import tempfile
import threading
import time
import unittest
import zipfile
from io import BytesIO

from sen import Server, run, wait_until, write_package

YEARS = range(1990, 2025)
PEOPLE = {
    "name": "people", "path": "tables/people.csv",
    "schema": {"fields": [{"name": "area", "type": "string"}, {"name": "year", "type": "year"}, {"name": "people", "type": "number"}]},
    "sources": [{"title": "Census", "path": "https://census.example"}], "licenses": [{"name": "CC-BY-4.0"}],
    "sen": {"dataflow": "PEOPLE", "title": {"en": "People", "vi": "Dân số"}, "description": {"en": "Counted once a year"},
            "columns": {"area": {"role": "dimension", "codelist": "CL_AREA"}, "year": {"role": "time"},
                        "people": {"role": "measure", "unit": "PERSONS"}}}}
STREAMED = ["/en/data/PEOPLE.csv", "/en/data/PEOPLE.json", "/sdmx/v1/data/PEOPLE", "/sdmx/v1/data/PEOPLE?format=csv"]
WORKBOOK = "/en/data/PEOPLE.xlsx"
EVERY = [*STREAMED, WORKBOOK]


def table(areas, salt=0):
    return "area,year,people\n" + "".join(f"A{area},{year},{(area * 7919 + year * 31 + salt) % 100000}\n" for area in range(areas) for year in YEARS)


def ingest(folder, data, name, areas, resource=PEOPLE, salt=0):
    package = write_package(folder / name, name, {}, organisation="nso", resources=[resource], tables={"tables/people.csv": table(areas, salt)})
    run("ingest", package, "--data", data, "--publish", check=0)


def check_ranges(test, server, path):
    """Every kind of Range, against the whole."""
    def get(status, **headers):
        answer = server.get(path, **headers)
        test.assertEqual(answer.status, status, (path, headers))
        return answer

    whole = get(200)
    size = len(whole.body)
    test.assertEqual(whole.headers["Accept-Ranges"], "bytes", path)
    for asked, first, last in (("0-9", 0, 9), (f"{size - 5}-", size - 5, size - 1), ("-7", size - 7, size - 1), (f"1000-{size + 9}", 1000, size - 1)):
        part = get(206, Range=f"bytes={asked}", Accept_Encoding="gzip")
        test.assertTrue(part.body == whole.body[first:last + 1], (path, asked))
        test.assertEqual(part.headers["Content-Range"], f"bytes {first}-{last}/{size}")
        test.assertEqual((part.headers["ETag"], part.headers["Content-Encoding"]), (whole.headers["ETag"], None))
    test.assertEqual(get(416, Range=f"bytes={size}-").headers["Content-Range"], f"bytes */{size}")
    get(200, Range="bytes=0-9", If_Range='"another"')
    get(304, Range="bytes=0-9", If_None_Match=whole.headers["ETag"])
    head = get(200, method="HEAD", Range="bytes=0-9")
    test.assertEqual((head.body, head.headers["ETag"], head.headers["Accept-Ranges"]), (b"", whole.headers["ETag"], "bytes"))


class LargeExports(unittest.TestCase):
    """140,000 observations: megabytes in each format."""

    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(tempfile.mkdtemp(prefix="sen-exports-"))
        ingest(cls.folder, cls.folder / "data", "people", 4000)
        cls.server = Server(cls.folder / "data").__enter__()

    @classmethod
    def tearDownClass(cls):
        try:
            cls.server.__exit__(None, None, None)
        finally:
            shutil.rmtree(cls.folder, ignore_errors=True)

    def get(self, path, status=200, **headers):
        answer = self.server.get(path, **headers)
        self.assertEqual(answer.status, status, (path, headers))
        return answer

    def test_a_client_that_was_killed_half_way_resumes(self):
        for path in STREAMED:
            connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=30)
            connection.request("GET", path)
            response = connection.getresponse()
            half, tag = response.read(2_000_001), response.headers["ETag"]
            connection.close()
            rest = self.get(path, 206, Range=f"bytes={len(half)}-", If_Range=tag)
            whole = self.get(path)
            self.assertTrue(half + rest.body == whole.body, path)
            self.assertEqual(rest.headers["Content-Range"], f"bytes {len(half)}-{len(whole.body) - 1}/{len(whole.body)}")
            self.assertEqual((rest.headers["ETag"], whole.headers["ETag"]), (tag, tag))
            self.assertEqual(whole.headers["Content-Length"], str(len(whole.body)))

    def test_ranges_of_every_streamed_export(self):
        for path in STREAMED:
            check_ranges(self, self.server, path)

    def test_wholes_are_compressed_where_the_reader_takes_it(self):
        for path in STREAMED:
            plain, packed = self.get(path), self.get(path, Accept_Encoding="gzip, br")
            self.assertEqual((packed.headers["Content-Encoding"], packed.headers["ETag"]), ("gzip", plain.headers["ETag"][:-1] + '-gzip"'), path)
            self.assertTrue(gzip.decompress(packed.body) == plain.body, path)
            self.assertLess(len(packed.body), len(plain.body) / 3)
            for answer in (plain, packed):
                self.assertIn("Accept-Encoding", ", ".join(answer.headers.get_all("Vary")))
            self.get(path, 304, Accept_Encoding="gzip", If_None_Match=packed.headers["ETag"])
            self.get(path, 200, Accept_Encoding="gzip", If_None_Match=plain.headers["ETag"])

    def test_memory_stays_the_same_however_much_goes_out(self):
        process = pathlib.Path("/proc") / str(self.server.process.pid)
        size = len(self.get("/sdmx/v1/data/PEOPLE").body)

        def kilobytes(name):
            return next(int(line.split()[1]) for line in (process / "status").read_text().splitlines() if line.startswith(name))

        (process / "clear_refs").write_text("5")  # The peak is counted from now on (proc(5)).
        before = kilobytes("VmRSS")
        readers = [threading.Thread(target=self.get, args=("/sdmx/v1/data/PEOPLE",), kwargs=headers)
                   for headers in ({"status": 200}, {"status": 206, "Range": "bytes=1-"}, {"status": 200, "Accept_Encoding": "gzip"}) for _ in range(3)]
        for reader in readers:
            reader.start()
        for reader in readers:
            reader.join()
        self.assertGreater(size * len(readers), 100_000_000)
        self.assertLess(kilobytes("VmHWM") - before, 64 * 1024)


class ChangedExports(unittest.TestCase):
    """What an export's tag says of its bytes, before and after a package."""

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="sen-exports-"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)

    def crawl(self, server, paths):
        answers = {path: server.get(path) for path in paths}
        return {path: (answer.status, answer.headers["ETag"], answer.body) for path, answer in answers.items()}

    def test_two_crawls_give_equal_bytes(self):
        ingest(self.folder, self.folder / "data", "people", 20)
        paths = [path.replace("/en/", f"/{language}/") for language in ("en", "vi") for path in EVERY]
        with Server(self.folder / "data") as server:
            first = self.crawl(server, paths)
            time.sleep(1.1)  # A workbook that holds the present time differs now.
            self.assertEqual(self.crawl(server, paths), first)
            released = server.get("/en/data/PEOPLE.json").json["release"]["published"]
            check_ranges(self, server, WORKBOOK)
            self.assertIsNone(server.get(WORKBOOK, Accept_Encoding="gzip").headers["Content-Encoding"])
            core = zipfile.ZipFile(BytesIO(server.get(WORKBOOK).body)).read("docProps/core.xml").decode()
            self.assertEqual(core.count(released[:19] + "Z"), 2, core)

    def test_any_change_of_a_shown_field_changes_the_tag(self):
        def title(resource): resource["sen"]["title"]["en"] = "Population"
        def description(resource): resource["sen"]["description"]["en"] = "Counted every year"
        def source(resource): resource["sources"][0]["title"] = "Census office"
        def address(resource): resource["sources"][0]["path"] = "https://census.example/new"
        def licence(resource): resource["licenses"][0]["name"] = "CC0-1.0"
        def unit(resource): resource["sen"]["columns"]["people"]["unit"] = "HEADS"
        def multiplier(resource): resource["sen"]["columns"]["people"]["multiplier"] = 3

        ingest(self.folder, self.folder / "data", "people", 20)
        resource = copy.deepcopy(PEOPLE)
        with Server(self.folder / "data") as server:
            before = self.crawl(server, EVERY)
            seen = {before["/en/data/PEOPLE.json"][1]}
            for change in (title, description, source, address, licence, unit, multiplier):
                change(resource)
                ingest(self.folder, self.folder / "data", change.__name__, 20, resource)
                json_tag = lambda: server.get("/en/data/PEOPLE.json").headers["ETag"]  # noqa: E731
                self.assertTrue(wait_until(lambda: json_tag() not in seen, 5)[0], change.__name__)
                seen.add(json_tag())
                after = self.crawl(server, EVERY)
                for path in EVERY:
                    self.assertTrue(after[path][1] != before[path][1] or after[path][2] == before[path][2], (change.__name__, path))
                self.assertEqual(self.crawl(server, EVERY), after)
                before = after
            ingest(self.folder, self.folder / "data", "figures", 20, resource, salt=1)
            self.assertTrue(wait_until(lambda: server.get("/en/data/PEOPLE.csv").headers["ETag"] != before["/en/data/PEOPLE.csv"][1], 5)[0])
            for path, answer in self.crawl(server, EVERY).items():
                self.assertNotEqual(answer[1:], before[path][1:], path)
                self.assertNotEqual(answer[1], before[path][1], path)


if __name__ == "__main__":
    unittest.main()
