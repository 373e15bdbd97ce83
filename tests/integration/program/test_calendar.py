"""Calendars, read by another program: what may be told ahead stands in the public one, and nothing else that waits."""
import datetime
import pathlib
import re
import shutil
import tempfile
import unittest

import icalendar

from sen import Server, run, wait_until, write_package
from test_desk import PASSWORD, Browser

UTC = datetime.timezone.utc
NOW = datetime.datetime.now(UTC).replace(microsecond=0)
RELEASE = NOW + datetime.timedelta(days=9)


def text(at):
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")


def table(code, title, **more):
    sen = {"dataflow": code, "title": {"vi": title, "en": title}, "embargo": text(RELEASE),
           "columns": {"year": {"role": "time"}, "value": {"role": "measure"}}, **more}
    return {"name": code.lower(), "path": f"tables/{code.lower()}.csv", "sen": sen,
            "schema": {"fields": [{"name": "year", "type": "year"}, {"name": "value", "type": "number"}]}}


class Calendars(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="sen-calendar-"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        self.data = self.folder / "data"

    def ingest(self, name, articles, *options, **more):
        run("ingest", write_package(self.folder / name, name, articles, **more), "--data", self.data, *options, check=0)

    def read(self, server, path):
        answer = server.get(path)
        self.assertEqual(answer.status, 200)
        self.assertEqual(answer.headers["Content-Type"], "text/calendar; charset=utf-8")
        return icalendar.Calendar.from_ical(answer.body), answer

    def test_the_public_calendar_has_what_was_announced_and_no_word_of_what_was_not(self):
        tables = [table("TOLD", "Told; ahead, of time", announce=text(NOW - datetime.timedelta(hours=1))),
                  table("LATER", "zqxtoken later", announce=text(RELEASE - datetime.timedelta(hours=1))),
                  table("SECRET", "zqxtoken secret")]
        starts = NOW + datetime.timedelta(days=3)
        event = lambda kind, more="": f"type: {kind}\ndate: 2026-11-20\nstarts: {text(starts)}\n{more}"
        self.ingest("figures", {}, "--publish", resources=tables,
                    tables={f"tables/{code}.csv": "year,value\n2024,1\n" for code in ("told", "later", "secret")})
        self.ingest("events", {"fair": (event("event", "venue: Hà Nội\n"), {"vi": ("Hội chợ", "Một."), "en": ("A fair", "One.", "translates: vi\n")}),
                               "hidden": (event("event", f"embargo: {text(RELEASE)}\n"), {"vi": ("zqxtoken hidden", "Một.")})}, "--publish")
        with Server(self.data) as server:
            told, _ = wait_until(lambda: "TOLD" in server.get("/en/calendar.ics").text, 30)
            self.assertTrue(told)
            calendar, answer = self.read(server, "/en/calendar.ics")
            events = {str(event["SUMMARY"]): event for event in calendar.walk("VEVENT")}
            self.assertEqual(set(events), {"Data release: Told; ahead, of time", "A fair"})
            release = events["Data release: Told; ahead, of time"]
            self.assertEqual(release["DTSTART"].dt.astimezone(UTC), RELEASE)
            self.assertEqual(int(release["SEQUENCE"]), 0)
            self.assertRegex(release["UID"], r"^release-TOLD-1@")
            self.assertEqual(events["A fair"]["DTSTART"].dt.astimezone(UTC), starts)
            self.assertEqual(str(events["A fair"]["LOCATION"]), "Hà Nội")
            self.assertRegex(str(events["A fair"]["URL"]), r"/en/events/a-fair-[a-z2-7]{10}$")
            self.assertIn("Hội chợ", [str(event["SUMMARY"]) for event in self.read(server, "/vi/calendar.ics")[0].walk("VEVENT")])
            for path in ("/en/calendar.ics", "/vi/calendar.ics", "/en/events", "/en/data"):
                self.assertNotIn("zqxtoken", server.get(path).text, path)
            for page in ("/en/events", "/en/data"):
                self.assertIn('href="/en/calendar.ics"', server.get(page).text, page)
            self.assertEqual(server.get("/en/calendar.ics", If_None_Match=answer.headers["ETag"]).status, 304)
            self.assertEqual(server.get("/xx/calendar.ics").status, 404)

            # The hour moves: the same entry with another time and a higher number.
            later = RELEASE + datetime.timedelta(days=1)
            tables[0]["sen"]["embargo"] = text(later)
            self.ingest("figures", {}, "--publish", resources=tables, tables={})
            moved, _ = wait_until(lambda: "SEQUENCE:1" in server.get("/en/calendar.ics").text, 30)
            self.assertTrue(moved, server.get("/en/calendar.ics").text)
            again = [event for event in self.read(server, "/en/calendar.ics")[0].walk("VEVENT") if event["UID"] == release["UID"]]
            self.assertEqual(again[0]["DTSTART"].dt.astimezone(UTC), later)

    def test_a_calendar_of_ones_own_has_an_address_that_can_be_ended(self):
        link = run("user", "add", "lan", "--organisation", "mofa", "--role", "data-steward", "--language", "en", "--data", self.data, check=0).stdout.strip()
        release = text(NOW + datetime.timedelta(days=2))
        waiting = table("WAITS", "zqxtoken")
        waiting["sen"]["embargo"] = release
        self.ingest("waits", {}, resources=[waiting], tables={"tables/waits.csv": "year,value\n2024,1\n"})
        with Server(self.data) as server:
            lan = Browser(server)
            self.assertEqual(lan.post(link, {"password": PASSWORD, "again": PASSWORD}).status, 303)
            made = lan.post("/desk/me/calendar", {}, page="/desk/me/calendar").text
            path = re.search(r"(/desk/calendar/[\w-]{43}\.ics)", made)[1]
            calendar, answer = self.read(server, path)
            self.assertEqual(answer.headers["Cache-Control"], "no-store")
            self.assertIn("Due and scheduled", str(calendar["X-WR-CALNAME"]))
            self.assertNotIn("zqxtoken", answer.text)
            events = calendar.walk("VEVENT")
            self.assertEqual([text(event["DTSTART"].dt.astimezone(UTC)) for event in events], [release])
            self.assertIn("Figures under embargo", str(events[0]["SUMMARY"]))
            second = re.search(r"(/desk/calendar/[\w-]{43}\.ics)", lan.post("/desk/me/calendar", {}, page="/desk/me/calendar").text)[1]
            self.assertEqual(server.get(path).status, 404)
            self.assertEqual(server.get(second).status, 200)
            self.assertEqual(lan.post("/desk/me/calendar/end", {}, page="/desk/me/calendar").status, 303)
            self.assertEqual(server.get(second).status, 404)
            self.assertEqual(server.get("/desk/calendar/.ics").status, 404)


if __name__ == "__main__":
    unittest.main()
