"""The command line: what it prints, what it gives back to the shell, what it refuses."""
import json
import pathlib
import shutil
import subprocess
import tempfile
import unittest

from sen import EXAMPLES, PROGRAM, Server, run, write_package

FIELDS = "type: news\ndate: 2026-11-20T08:30:00+07:00\ntopics: [economy]\nplaces: [\"31\"]\n"


class CommandLine(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="sen-cli-"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        self.data = self.folder / "data"

    def package(self, name="one", title="A port opens", **more):
        return write_package(self.folder / name, name, {"port": (FIELDS, {"vi": ("Cảng mở cửa", "Một đoạn."), "en": (title, "One paragraph.", "translates: vi\n")})}, **more)

    def test_version_and_help(self):
        self.assertRegex(run("version", check=0).stdout, r"^sen \d+\.\d+\.\d+\n$")
        for command in ("check", "ingest", "serve", "search", "verify", "export", "config"):
            self.assertIn(command, run("--help", check=0).stdout)
            self.assertTrue(run(command, "--help", check=0).stdout)

    def test_usage_errors_give_2(self):
        for arguments in ([], ["nonsense"], ["serve"], ["check"], ["check", "x", "--language", "xx"]):
            self.assertEqual(subprocess.run([PROGRAM, *arguments], capture_output=True).returncode, 2, arguments)

    def test_check_json_is_one_object(self):
        report = json.loads(run("check", self.package(), "--json", check=0).stdout)
        self.assertTrue(report["accepted"], report)
        self.assertEqual(report["package"], "one")
        self.assertEqual([f for f in report["findings"] if f["severity"] == "error"], [])

    def test_check_names_file_field_and_hint_in_both_languages(self):
        package = write_package(self.folder / "bad", "bad", {"port": ("type: nwes\ntopics: [economy]\n", {"vi": ("", "Một đoạn.")})})
        english = json.loads(run("check", package, "--json", check=1).stdout)
        vietnamese = json.loads(run("check", package, "--json", "--language", "vi", check=1).stdout)
        self.assertFalse(english["accepted"])
        where = {(f["file"], f.get("field")) for f in english["findings"] if f["severity"] == "error"}
        self.assertIn(("articles/port/document.yaml", "type"), where)
        self.assertIn(("articles/port/vi.md", "title"), where)
        for one, other in zip(english["findings"], vietnamese["findings"]):
            self.assertEqual((one["rule"], one["file"]), (other["rule"], other["file"]))
            self.assertNotEqual(one["message"], other["message"], one["rule"])

    def test_the_sites_owner_hands_in_what_names_nobody(self):
        plain = self.folder / "plain"
        plain.mkdir()
        (plain / "rice.csv").write_text("year,tonnes\n2023,5\n2024,6\n")
        (plain / "datapackage.json").write_text(json.dumps(
            {"name": "rice", "licenses": [{"name": "CC-BY-4.0"}], "resources": [{"name": "rice", "path": "rice.csv"}]}))
        config = self.folder / "site.toml"
        config.write_text('[site]\nowner = "mofa"\n')

        def taken(*arguments):
            found = json.loads(run(*arguments, "--json", check=0).stdout)["findings"]
            return next(f["message"] for f in found if f["rule"] == "repaired-organisation")

        self.assertIn("`gov`", taken("check", plain))
        self.assertIn("`mofa`", taken("check", plain, "--config", config))
        with Server(self.data, "--config", config):
            self.assertIn("`mofa`", taken("ingest", plain, "--data", self.data))

    def test_what_is_no_package_is_an_input_error(self):
        self.assertIn("unreadable-package", run("check", self.folder / "nowhere", check=1).stdout)
        report = json.loads(run("check", self.folder / "nowhere", "--json", check=1).stdout)
        self.assertEqual((report["package"], report["accepted"]), ("nowhere", False))
        self.assertEqual([f["rule"] for f in report["findings"]], ["unreadable-package"])
        self.assertTrue(report["findings"][0]["message"] and report["findings"][0]["hint"])
        receipt = json.loads(run("ingest", self.folder / "nowhere", "--data", self.data, "--json", check=1).stdout)
        self.assertEqual(receipt["outcome"], "refused")
        rubbish = self.folder / "rubbish.zip"
        rubbish.write_bytes(b"no zip at all")
        run("check", rubbish, check=1)

    def test_commands_that_look_make_no_store_of_a_mistyped_path(self):
        wrong = self.folder / "typo"
        for command in (["verify"], ["search", "port"], ["export", "EXPORTS"], ["index", "verify"], ["index", "rebuild"]):
            self.assertIn(str(wrong), run(*command, "--data", wrong, check=4).stderr, command)
            self.assertFalse(wrong.exists(), command)

    def test_ingest_is_idempotent_and_says_so_in_json(self):
        package = self.package()
        first = json.loads(run("ingest", package, "--data", self.data, "--publish", "--json", check=0).stdout)
        again = json.loads(run("ingest", package, "--data", self.data, "--publish", "--json", check=0).stdout)
        self.assertEqual((first["package"], first["outcome"]), ("one", "published"))
        self.assertGreater(first["sequence"], 0)
        self.assertEqual(again["outcome"], "already stored")

    def test_ingest_without_publish_waits_for_approval(self):
        line = json.loads(run("ingest", self.package(), "--data", self.data, "--json", check=0).stdout)
        self.assertEqual(line["outcome"], "submitted")
        self.assertEqual(json.loads(run("search", "port", "--data", self.data, "--json", check=0).stdout)["total"], 0)

    def test_a_refused_package_stores_nothing_and_does_not_stop_the_next(self):
        bad = write_package(self.folder / "bad", "bad", {"port": ("type: news\n", {"vi": ("", "x")})})
        done = run("ingest", bad, self.package(), "--data", self.data, "--publish", "--json", check=1)
        self.assertEqual([json.loads(line)["outcome"] for line in done.stdout.splitlines()], ["refused", "published"])
        self.assertEqual(json.loads(run("verify", "--data", self.data, "--json", check=0).stdout)["documents"], 1)

    def test_a_path_that_is_not_there_is_refused_and_does_not_stop_the_next(self):
        done = run("ingest", self.folder / "nowhere", self.package(), "--data", self.data, "--publish", "--json", check=1)
        self.assertEqual([json.loads(line)["outcome"] for line in done.stdout.splitlines()], ["refused", "published"])

    def test_zip_and_tar_give_what_the_folder_gives(self):
        package = self.package()
        for kind in ("zip", "gztar"):
            archive = shutil.make_archive(str(self.folder / ("archive-" + kind)), kind, package)
            line = json.loads(run("ingest", archive, "--data", self.folder / ("data-" + kind), "--publish", "--json", check=0).stdout)
            self.assertEqual(line["outcome"], "published", kind)
            found = json.loads(run("search", "port", "--data", self.folder / ("data-" + kind), "--json", check=0).stdout)
            self.assertEqual(found["results"][0]["title"], "A port opens")

    def test_search_finds_with_and_without_marks(self):
        run("ingest", self.package(), "--data", self.data, "--publish", check=0)
        for query in ("Cảng mở cửa", "cang mo cua"):
            found = json.loads(run("search", query, "--lang", "vi", "--data", self.data, "--json", check=0).stdout)
            self.assertEqual(found["total"], 1, query)
            self.assertEqual(found["results"][0]["language"], "vi")

    def test_an_unknown_language_is_a_usage_error_that_names_the_known_ones(self):
        refused = run("search", "port", "--lang", "xx", "--data", self.data, check=2)
        self.assertIn("--lang: unknown language xx; known are vi, en, zh,", refused.stderr)
        self.assertFalse(self.data.exists())

    def test_commands_reach_a_running_server(self):
        with Server(self.data) as server:
            line = json.loads(run("ingest", self.package(), "--data", self.data, "--publish", "--json", check=0).stdout)
            self.assertEqual(line["outcome"], "published")
            again = json.loads(run("ingest", self.package(), "--data", self.data, "--publish", "--json", check=0).stdout)
            self.assertEqual(again["outcome"], "already stored")
            self.assertEqual(server.get("/readyz").status, 200)
            found = run("search", "port", "--data", self.data, "--json", check=0)
            self.assertIn("results", json.loads(found.stdout))

    def test_reading_commands_reach_a_running_server(self):
        figures = next(example for example in EXAMPLES if example.endswith("mof-figures"))
        run("ingest", figures, "--data", self.data, "--publish", check=0)
        for dataset in ("GDP_USD", "NO_SUCH"):
            alone = run("export", dataset, "--data", self.data)
            with Server(self.data) as server:
                self.assertEqual(server.get("/readyz").status, 200)
                beside = run("export", dataset, "--data", self.data)
            self.assertEqual((alone.returncode, alone.stdout, alone.stderr), (beside.returncode, beside.stdout, beside.stderr))
        with Server(self.data):
            self.assertEqual(json.loads(run("verify", "--data", self.data, "--json", check=0).stdout)["faults"], [])
            self.assertIn("agree", run("index", "verify", "--data", self.data, check=0).stdout)
            self.assertIn("stop the server", run("index", "rebuild", "--data", self.data, check=4).stderr)

    def test_the_sheet_of_pictures_takes_names_as_the_folder_shows_them(self):
        package = self.package()
        shutil.copytree(pathlib.Path(__file__).parents[2] / "data" / "packages" / "good" / "images", package / "images")
        (package / "articles" / "port" / "document.yaml").write_text(FIELDS + "image: images/port.jpg\n")
        (package / "images.csv").write_text("file,alt.vi,alt.en\nport.jpg,Cảng,A port\n")
        report = json.loads(run("check", package, "--json", check=0).stdout)
        self.assertNotIn("missing-alt", {finding["rule"] for finding in report["findings"]})

    def test_config_round_trips_and_names_the_line_of_a_mistake(self):
        printed = run("config", check=0).stdout
        file = self.folder / "site.toml"
        file.write_text(printed)
        self.assertEqual(run("config", "--config", file, check=0).stdout, printed)
        file.write_text("[site]\nnmae = {en = \"x\"}\n")
        self.assertIn("line 2", run("config", "--config", file, check=1).stderr)
        file.write_text("[server]\nthreads = \"many\"\n")
        self.assertIn("line 2", run("config", "--config", file, check=1).stderr)

    def test_every_example_is_accepted(self):
        self.assertGreater(len(EXAMPLES), 10)
        for example in EXAMPLES:
            report = json.loads(run("check", example, "--json").stdout)
            self.assertTrue(report["accepted"], (example, [f for f in report["findings"] if f["severity"] == "error"][:5]))


if __name__ == "__main__":
    unittest.main()
