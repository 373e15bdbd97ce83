"""Packages from a program: an API key, the job and its report, submitting; and what a key may not do."""
import http.client
import json
import pathlib
import tempfile
import unittest
import zipfile

import sen


class PackageApi(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.data = pathlib.Path(cls.folder.name, "data")
        for name, organisation in [("lan", "mofa"), ("an", "moh")]:
            sen.run("user", "add", name, "--organisation", organisation, "--role", "contributor", "--language", "vi", "--data", cls.data, check=0)
        cls.server = sen.Server(cls.data)
        cls.server.__enter__()
        cls.lan, cls.an = cls.key("lan", "package.upload"), cls.key("an", "package.upload")

    @classmethod
    def tearDownClass(cls):
        cls.server.__exit__(None, None, None)
        cls.folder.cleanup()

    @classmethod
    def key(cls, account, scope):
        told = sen.run("key", "add", "--account", account, "--label", "test", "--scope", scope, "--data", cls.data, check=0).stdout
        return next(word for word in told.split() if word.startswith("sen_"))

    def ask(self, method, path, key=None, body=None, length=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=60)
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        if length is not None:
            headers["Content-Length"] = str(length)
        connection.request(method, path, body=body, headers=headers)
        answer = sen.Answer(connection.getresponse())
        connection.close()
        return answer

    def archive(self, name, articles, organisation="mofa"):
        folder = sen.write_package(pathlib.Path(self.folder.name, name), name, articles, organisation=organisation)
        target = folder.with_suffix(".zip")
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
            for file in sorted(folder.rglob("*")):
                if file.is_file():
                    archive.write(file, file.relative_to(folder))
        return target.read_bytes()

    def finished(self, job, key):
        done, _ = sen.wait_until(lambda: self.ask("GET", job, key).json["done"], 120)
        self.assertTrue(done, "the job has no end")
        return self.ask("GET", job, key).json

    def test_package_is_checked_submitted_and_known_again(self):
        package = self.archive("api-good", {"api-good": ("type: news\n", {"en": ("Handed in by a program", "Text.")})})

        taken = self.ask("POST", "/api/v1/packages?name=good.zip&language=en", self.lan, package)
        self.assertEqual(taken.status, 202, taken.text)
        job = taken.headers["Location"]
        self.assertEqual(taken.json["job"], job)
        checked = self.finished(job, self.lan)
        self.assertEqual((checked["state"], checked["name"], checked["organisation"]), ("accepted", "good.zip", "mofa"))
        self.assertTrue(checked["report"]["accepted"])
        self.assertIsNone(checked["sequence"])

        self.assertEqual(self.ask("POST", job + "/submit", self.lan).status, 202)
        stored = self.finished(job, self.lan)
        self.assertEqual(stored["state"], "submitted")
        self.assertGreater(stored["sequence"], 0)
        self.assertEqual(self.ask("POST", job + "/submit", self.lan).status, 409)
        again = self.ask("POST", "/api/v1/packages", self.lan, package).headers["Location"]
        self.assertEqual(self.finished(again, self.lan)["state"], "already-stored")

    def test_package_asks_approvers_by_name(self):
        sen.run("user", "add", "duy", "--organisation", "mofa", "--role", "approver", "--language", "vi", "--data", self.data, check=0)
        package = self.archive("api-asked", {"api-asked": ("type: news\n", {"en": ("Asked by name", "Text.")})})
        job = self.ask("POST", "/api/v1/packages", self.lan, package).headers["Location"]
        self.assertEqual(self.finished(job, self.lan)["state"], "accepted")

        for nobody in ("an", "duy,nobody"):
            refused = self.ask("POST", f"{job}/submit?asked={nobody}", self.lan)
            self.assertEqual(refused.status, 400, refused.text)
        self.assertEqual(self.ask("POST", job + "/submit?asked=duy", self.lan).status, 202)

        self.assertEqual(self.finished(job, self.lan)["state"], "submitted")
        record = json.loads((self.data / "uploads" / job.rsplit("/", 1)[1] / "record.json").read_text())
        self.assertEqual(record["asked"], ["duy"])

    def test_broken_package_is_explained_and_cannot_be_submitted(self):
        package = self.archive("api-bad", {"api-bad": ("type: nws\n", {"vi": ("Một", "Hai")})})
        job = self.ask("POST", "/api/v1/packages", self.lan, package).headers["Location"]

        checked = self.finished(job, self.lan)

        self.assertEqual(checked["state"], "refused")
        finding = checked["report"]["findings"][0]
        self.assertEqual((finding["file"], finding["rule"]), ("articles/api-bad/document.yaml", "unknown-type"))
        self.assertIn("không", finding["message"], "in the account's language")
        self.assertEqual(self.ask("POST", job + "/submit", self.lan).status, 409)

    def test_key_opens_only_what_it_was_made_for(self):
        package = self.archive("api-mine", {"api-mine": ("type: news\n", {"en": ("Mine", "Text.")})})
        job = self.ask("POST", "/api/v1/packages", self.lan, package).headers["Location"]
        self.finished(job, self.lan)
        reader = self.key("lan", "document.read")

        for key in (None, "sen_wrong", "x"):
            for method, path in (("POST", "/api/v1/packages"), ("GET", job), ("POST", job + "/submit")):
                answer = self.ask(method, path, key, b"x" if method == "POST" else None)
                self.assertEqual(answer.status, 401, (method, path))
                self.assertTrue(answer.headers["WWW-Authenticate"].startswith("Bearer"))
                self.assertEqual(answer.headers["Content-Type"], "application/problem+json")
        self.assertEqual(self.ask("POST", "/api/v1/packages", reader, package).status, 403)
        self.assertEqual(self.ask("GET", job, reader).status, 404)
        self.assertEqual(self.ask("GET", job, self.an).status, 404)
        self.assertEqual(self.ask("POST", job + "/submit", self.an).status, 404)
        self.assertEqual(self.ask("POST", "/api/v1/packages?organisation=mofa", self.an, package).status, 403)
        foreign = self.ask("POST", "/api/v1/packages", self.an, package).headers["Location"]
        self.assertEqual(self.finished(foreign, self.an)["report"]["findings"][0]["rule"], "package-of-another")

    def test_command_line_hands_in_over_http(self):
        good, bad, key = (pathlib.Path(self.folder.name, name) for name in ("by-cli.zip", "by-cli-bad.zip", "key"))
        self.archive("by-cli", {"by-cli": ("type: news\n", {"en": ("By the command line", "Text.")})})
        self.archive("by-cli-bad", {"by-cli-bad": ("type: nws\n", {"en": ("Bad", "Text.")})})
        key.write_text(self.lan + "\n")
        options = ["--server", self.server.url, "--key", key]

        first = json.loads(sen.run("ingest", good, *options, "--json", check=0).stdout)
        self.assertEqual((first["package"], first["outcome"]), ("by-cli", "submitted"))
        self.assertGreater(first["sequence"], 0)
        both = sen.run("ingest", good, bad, *options, "--json", check=1).stdout.splitlines()
        self.assertEqual([json.loads(line)["outcome"] for line in both], ["already stored", "refused"])
        self.assertEqual(json.loads(both[1])["findings"][0]["rule"], "unknown-type")

        folder = sen.run("ingest", good.with_suffix(""), *options, check=1)
        self.assertIn("a folder cannot be sent", folder.stderr)
        self.assertIn("in the clear", sen.run("ingest", good, "--server", "http://sen.example", "--key", key, check=1).stderr)
        key.write_text("sen_wrong")
        self.assertIn("an API key is needed", sen.run("ingest", good, *options, check=3).stderr)
        sen.run("ingest", good, "--server", self.server.url, check=2)
        sen.run("ingest", good, check=2)

    def test_bad_requests_are_named(self):
        empty = self.ask("POST", "/api/v1/packages", self.lan, b"")
        self.assertEqual((empty.status, empty.json["detail"]), (400, "the body is empty; send a zip or tar.gz"))
        language = self.ask("POST", "/api/v1/packages?language=fr", self.lan, b"x")
        self.assertEqual((language.status, language.json["detail"]), (400, "language: only vi and en are known"))
        self.assertEqual(self.ask("GET", "/api/v1/jobs/" + "0" * 32, self.lan).status, 404)
        for key, length, status in [(None, 2_000_000, 413), ("sen_wrong", 2_000_000, 413), (self.lan, 300_000_000, 413)]:
            self.assertEqual(self.ask("POST", "/api/v1/packages", key, b"", length).status, status)

    def test_description_names_what_there_is(self):
        described = self.ask("GET", "/api/openapi.json").json
        self.assertEqual(described["openapi"], "3.1.0")
        for path, methods in described["paths"].items():
            for method in methods:
                answer = self.ask(method.upper(), path.replace("{id}", "x"), body=b"x" if method == "post" else None)
                self.assertIn(answer.status, (200, 400, 401, 412), (method, path))
        self.assertEqual(json.dumps(described).count('"$ref": "#/components/schemas/Report"'), 1)


if __name__ == "__main__":
    unittest.main()
