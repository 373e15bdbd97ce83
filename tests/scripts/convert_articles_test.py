#!/usr/bin/python3
"""What scripts/convert-articles makes of the tiny collections in tests/data/articles."""

import json
import pathlib
import subprocess
import sys
import tempfile
import unittest

import yaml

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "scripts" / "lib"))
from plain_markdown import escape, plain_markdown, plain_text  # noqa: E402


def convert(kind, out, *options):
    source = ROOT / "tests" / "data" / "articles" / kind
    command = [ROOT / "scripts" / "convert-articles", "--source", source, "--kind", kind, "--out", out, *options]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def read_edition(path):
    _, front, body = path.read_text("utf-8").split("---\n", 2)
    return yaml.safe_load(front), body.strip()


class ConvertArticles(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.out = pathlib.Path(folder.name)

    def test_makes_a_document_with_an_edition_for_each_language_of_the_site(self):
        outcome = convert("ntrex", self.out)

        self.assertEqual(outcome.returncode, 0, outcome.stderr)
        folder = self.out / "ntrex-0001" / "articles" / "river-1"
        self.assertEqual({path.name for path in folder.iterdir()}, {"document.yaml", "en.md", "vi.md", "zh.md"})
        front, body = read_edition(folder / "vi.md")
        self.assertEqual(front["title"], "Chuyến phà qua sông")
        self.assertEqual(front["summary"], "Phà qua sông hai lần mỗi ngày.")
        self.assertEqual(front["translates"], "en")
        self.assertEqual(body.split("\n\n")[1], "\\# 1 là số ghi trên thân phà.")
        self.assertNotIn("translates", read_edition(folder / "en.md")[0])

    def test_counts_what_was_skipped_and_why(self):
        outcome = convert("ntrex", self.out)

        self.assertIn("1 packages, 2 documents, 4 editions, 1 files skipped", outcome.stdout)
        self.assertIn("river.2/vi.txt: empty", outcome.stderr)

    def test_writes_a_manifest_with_licence_and_organisation(self):
        convert("ntrex", self.out, "--organisation", "vov")

        manifest = json.loads((self.out / "ntrex-0001" / "datapackage.json").read_text("utf-8"))
        self.assertEqual(manifest["name"], "ntrex-0001")
        self.assertEqual(manifest["sen"], {"format": 1, "organisation": "vov"})
        self.assertEqual(manifest["licenses"][0]["name"], "CC-BY-SA-4.0")

    def test_names_no_licence_where_none_is_stated(self):
        convert("ruby-news", self.out)

        manifest = json.loads((self.out / "ruby-news-0001" / "datapackage.json").read_text("utf-8"))
        self.assertNotIn("licenses", manifest)

    def test_splits_into_packages_and_stops_at_the_limit(self):
        convert("ntrex", self.out, "--packages-of", "1")
        self.assertEqual(len(list(self.out.iterdir())), 2)

        limited = convert("ntrex", self.out / "limited", "--limit", "1")
        self.assertIn("1 documents", limited.stdout)

    def test_joins_posts_of_one_name_and_takes_the_date_of_the_english_one(self):
        convert("ruby-news", self.out)

        folder = self.out / "ruby-news-0001" / "articles" / "2020-05-04-lotus-1-2-released"
        self.assertEqual({path.name for path in folder.iterdir()}, {"document.yaml", "en.md", "vi.md"})
        document = yaml.safe_load((folder / "document.yaml").read_text("utf-8"))
        self.assertEqual(document, {"type": "news", "date": "2020-05-04T09:05:00+09:00", "topics": ["digital"]})
        self.assertEqual(read_edition(folder / "en.md")[0]["slug"], "lotus-1-2-released")
        self.assertEqual(read_edition(folder / "vi.md")[0]["translates"], "en")

    def test_brings_jekyll_down_to_plain_markdown(self):
        convert("ruby-news", self.out)

        front, body = read_edition(self.out / "ruby-news-0001/articles/2020-05-04-lotus-1-2-released/en.md")
        self.assertEqual(front["summary"], "Lotus 1.2 is here. See the notes and Leaf[].")
        self.assertIn("[the notes](https://www.ruby-lang.org/en/news/notes/)", body)
        self.assertIn("[`Leaf[]`](https://www.ruby-lang.org/en/leaf/)", body)
        self.assertIn("(https://www.ruby-lang.org/en/news/2020/04/01/lotus-1-1-released/)", body)
        self.assertIn('```ruby\nputs "<b>{{ kept }}</b>"\n```', body)
        for absent in ("{%", "{:", "release.url", "absent.png"):
            self.assertNotIn(absent, body)

    def test_takes_a_missing_date_from_the_file_name(self):
        convert("ruby-news", self.out)

        path = self.out / "ruby-news-0001" / "articles" / "2020-05-06-garden-day" / "document.yaml"
        self.assertEqual(yaml.safe_load(path.read_text("utf-8"))["date"], "2020-05-06T00:00:00+00:00")

    def test_brings_hugo_and_html_down_to_plain_markdown(self):
        outcome = convert("digitalgov-news", self.out)

        folder = self.out / "digitalgov-news-0001" / "articles" / "2020-05-07-plain-forms"
        front, body = read_edition(folder / "en.md")
        self.assertEqual(front["title"], "Plain forms—for everybody")
        self.assertEqual(front["summary"], "A form is read by people first.")
        self.assertEqual(body, "A **form** asks [one thing](https://example.org/a%20b) at a time.\n\nKeep *this*.\n\n"
                               "Read the other post.\n\n- First\n\n- Second")
        topics = yaml.safe_load((folder / "document.yaml").read_text("utf-8"))["topics"]
        self.assertEqual(topics, ["digital", "society"])
        self.assertIn("untitled.md: no title", outcome.stderr)
        self.assertIn("bare.md: no front matter", outcome.stderr)

    def test_refuses_a_source_that_is_not_there(self):
        outcome = subprocess.run([ROOT / "scripts" / "convert-articles", "--source", self.out / "absent", "--kind",
                                  "ntrex", "--out", self.out], capture_output=True, text=True, check=False)
        self.assertEqual(outcome.returncode, 2)

    def test_keeps_titles_and_summaries_within_their_limits(self):
        folder = self.out / "source" / "long.1"
        folder.mkdir(parents=True)
        (folder / "en.txt").write_text("word " * 100 + "\n" + "long " * 200 + "\n", "utf-8")
        subprocess.run([ROOT / "scripts" / "convert-articles", "--source", folder.parent, "--kind", "ntrex", "--out",
                        self.out / "made"], check=True, capture_output=True)

        front, _ = read_edition(self.out / "made" / "ntrex-0001" / "articles" / "long-1" / "en.md")
        self.assertLessEqual(len(front["title"]), 200)
        self.assertTrue(front["title"].endswith("word…"))
        self.assertLessEqual(len(front["summary"]), 500)


class PlainMarkdown(unittest.TestCase):
    def test_leaves_code_alone(self):
        text = "Use `<b>` or\n\n```html\n<p>{{< x >}}</p>\n```\n"
        self.assertEqual(plain_markdown(text, ""), text)

    def test_keeps_addresses_in_angle_brackets(self):
        text = "See <https://example.org/> or <someone@example.org>.\n"
        self.assertEqual(plain_markdown(text, ""), text)

    def test_plain_text_drops_marks_but_not_snake_case(self):
        self.assertEqual(plain_text("*A* **b** snake_case &amp; [c](https://example.org)"), "A b snake_case & c")

    def test_escapes_what_markdown_would_read(self):
        self.assertEqual(escape("1. *not* a [list]"), "1\\. \\*not\\* a \\[list\\]")
        self.assertEqual(escape("- dash"), "\\- dash")
        self.assertEqual(escape("plain, 2 words"), "plain, 2 words")


if __name__ == "__main__":
    unittest.main()
