"""The label of a machine's translation: from a package through the intake to everything that readers and programs read."""
import json
import pathlib
import re
import shutil
import tempfile
import unittest

from sen import Server, run, wait_until, write_package
from test_workflow import PASSWORD, Browser, hidden, totp

FIELDS = "type: news\ndate: 2026-11-20T08:30:00+07:00\ntopics: [economy]\n"
PATIENCE = 60
BY_MACHINE = "trainedAlgorithmicMedia"


class Labels(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="sen-labels-"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        self.data = self.folder / "data"
        run("user", "add", "lan", "--organisation", "mofa", "--role", "contributor", "--data", self.data, check=0)
        told = run("key", "add", "--account", "lan", "--label", "test", "--scope", "package.upload", "--data", self.data, check=0).stdout
        (self.folder / "key").write_text(next(word for word in told.split() if word.startswith("sen_")))

    def sign_in(self, name, role, *options):
        link = run("user", "add", name, "--organisation", "mofa", "--role", role, "--language", "en", "--data", self.data, *options, check=0).stdout.strip()
        browser = Browser(self.server)
        self.assertEqual(browser.post(link, {"password": PASSWORD, "again": PASSWORD}).status, 303)
        secret = hidden(browser.get("/desk/enrol"), "secret")
        self.assertIn(browser.post("/desk/enrol/totp", {"secret": secret, "code": totp(secret, 0)}, page="/desk/enrol").status, (200, 303))
        return browser

    def hand_in(self, name, english, provenance):
        """Through the intake, as a program does it; what it says of the package."""
        label = f"provenance: {provenance}\n" if provenance else ""
        package = write_package(self.folder / name, name, {"port": (FIELDS, {
            "vi": ("Cảng mở cửa", "Tàu rời cảng sáng nay."), "en": ("The port opens", english, "translates: vi\n" + label)})})
        packed = shutil.make_archive(str(package), "zip", package)
        done = run("ingest", packed, "--server", self.server.url, "--key", self.folder / "key", "--json", check=0)
        self.assertEqual(json.loads(done.stdout)["outcome"], "submitted", done.stdout)

    def decide(self, browser, decision, language, **words):
        page = f"/desk/documents/{self.id}/{language}"
        return browser.post(f"{page}/{decision}", {"content": hidden(browser.get(page), "content"), **words}, page=page)

    def approve_and_publish(self, browser, language):
        self.assertEqual(self.decide(browser, "approve", language).status, 303)
        return self.decide(browser, "publish", language)

    def public(self):
        """What readers and programs are told of the English text."""
        path = f"/en/news/the-port-opens-{self.id}"
        addresses = {"page": path, "api": path + ".json", "text": path + ".md", "rss": "/en/feed.rss", "atom": "/en/feed.atom", "json": "/en/feed.json"}
        answers = {name: self.server.get(address) for name, address in addresses.items()}
        self.assertEqual({name: answer.status for name, answer in answers.items()}, dict.fromkeys(addresses, 200))
        return {name: answer.text for name, answer in answers.items()}

    def assert_labelled(self, said, words):
        for name, text in said.items():
            self.assertIn(words, text, name)
        for name in ("page", "rss", "atom", "json", "text"):
            self.assertIn("by machine", said[name], name)
            self.assertNotIn("by a person", said[name], name)
        self.assertIn("TrainedAlgorithmicMediaDigitalSource", said["page"])
        for name in ("rss", "atom"):
            self.assertIn(BY_MACHINE, said[name], name)
        self.assertEqual(json.loads(said["json"])["items"][0]["_sen"]["provenance"], "machine")
        self.assertEqual(json.loads(said["api"])["provenance"], "machine")

    def test_a_machines_translation_is_public_with_its_label_until_a_language_reviewer_takes_it_off(self):
        with Server(self.data) as self.server:
            hien = self.sign_in("hien", "approver")
            self.hand_in("labelled", "The ship left the port.", "machine")
            self.id = re.search(r"/desk/documents/([a-z2-7]{10})/en", hien.get("/desk/queue").text)[1]
            for language in ("vi", "en"):
                self.assertEqual(self.approve_and_publish(hien, language).status, 303)
            self.assert_labelled(self.public(), "The ship left the port.")

            for name, provenance in (("dropped", None), ("denied", "human"), ("reviewed", "machine-reviewed")):
                with self.subTest(name):
                    self.hand_in(name, f"The ship left, {name}.", provenance)
                    refused = self.approve_and_publish(hien, "en")
                    self.assertEqual(refused.status, 403, refused.text)
                    self.assertIn("language reviewer", refused.text)
                    self.assert_labelled(self.public(), "The ship left the port.")

            kim = self.sign_in("kim", "language-reviewer", "--translates", "en")
            self.assertEqual(self.decide(kim, "sign-off", "en", **{"sign-off-words": "I have read it."}).status, 303)
            self.assertEqual(self.decide(hien, "publish", "en").status, 303)
            told, _ = wait_until(lambda: "reviewed." in self.server.get("/en/feed.json").text, PATIENCE)
            self.assertTrue(told)
            said = self.public()
            for name in ("page", "rss", "atom", "json", "text"):
                self.assertIn("by machine and checked by a person", said[name], name)
            self.assertEqual(json.loads(said["api"])["provenance"], "machine-reviewed")


if __name__ == "__main__":
    unittest.main()
