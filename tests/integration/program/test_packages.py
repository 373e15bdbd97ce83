"""Packages at the desk, as officers of two organisations meet them: a real server, real accounts, plain forms."""
import html
import http.client
import os
import pathlib
import re
import tempfile
import time
import unittest
import urllib.parse
import zipfile

import sen

ORIGIN = "http://localhost"
PASSWORD = "sen nở mùa hạ 2026"
MEGABYTE = 1024 * 1024


class Browser:
    """Somebody at the desk, without scripts."""

    def __init__(self, server):
        self.port, self.cookie = server.port, ""

    def ask(self, method, path, body=None, content_type=None, length=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        headers = {"Host": f"localhost:{self.port}", "Origin": f"{ORIGIN}:{self.port}", "Cookie": self.cookie}
        if content_type:
            headers["Content-Type"] = content_type
        if length is not None:
            headers["Content-Length"] = str(length)
        try:
            connection.request(method, path, body=body, headers=headers)
        except (BrokenPipeError, ConnectionResetError):
            pass  # The server has answered already and reads no more.
        answer = sen.Answer(connection.getresponse())
        connection.close()
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            self.cookie = cookie.split(";")[0]
        return answer

    def get(self, path):
        return self.ask("GET", path)

    def csrf(self):
        return re.search(r'name="csrf" value="([^"]+)"', self.get("/desk").text)[1]

    def post(self, path, **fields):
        if self.cookie:
            fields["csrf"] = self.csrf()
        return self.ask("POST", path, urllib.parse.urlencode(fields), "application/x-www-form-urlencoded")

    def hand_in(self, organisation, files):
        """`files`: [(name, bytes or open file)]. Streams, so that this process stays small too."""
        parts = [field("csrf", self.csrf()), field("organisation", organisation)]
        for name, content in files:
            parts += [f'--b\r\nContent-Disposition: form-data; name="files"; filename="{name}"\r\n'
                      'Content-Type: application/octet-stream\r\n\r\n'.encode(), content, b"\r\n"]
        parts.append(b"--b--\r\n")
        length = sum(len(part) if isinstance(part, bytes) else os.fstat(part.fileno()).st_size for part in parts)
        return self.ask("POST", "/desk/packages/new", pieces(parts), "multipart/form-data; boundary=b", length)

    def settled(self, path):
        """The page of a package once nothing more is done with it."""
        done, _ = sen.wait_until(lambda: self.get(path + "/state").json["busy"] is False, 120)
        assert done, "the work on the package has no end"
        return self.get(path)


def field(name, value):
    return f'--b\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()


def pieces(parts):
    for part in parts:
        if isinstance(part, bytes):
            yield part
        else:
            while block := part.read(MEGABYTE):
                yield block


def words(page):
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", page.text)))


def packed(folder, name):
    target = pathlib.Path(folder).parent / name
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(pathlib.Path(folder).rglob("*")):
            if file.is_file():
                archive.write(file, file.relative_to(folder))
    return target


class Packages(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.data = pathlib.Path(cls.folder.name, "data")
        cls.links = {}
        for name, organisation, language in [("lan", "mofa", "vi"), ("hoa", "mofa", "en"), ("an", "moh", "en")]:
            told = sen.run("user", "add", name, "--organisation", organisation, "--role", "contributor", "--language", language,
                           "--data", cls.data, check=0).stdout
            cls.links[name] = re.search(r"/desk/link/\S+", told)[0]
        cls.server = sen.Server(cls.data)
        cls.server.__enter__()
        cls.people = {name: cls.signed_in(link) for name, link in cls.links.items()}

    @classmethod
    def tearDownClass(cls):
        cls.server.__exit__(None, None, None)
        cls.folder.cleanup()

    @classmethod
    def signed_in(cls, link):
        browser = Browser(cls.server)
        answer = browser.post(link, password=PASSWORD, again=PASSWORD)
        assert answer.status == 303 and browser.cookie, (answer.status, answer.text)
        return browser

    def package(self, name, articles, **more):
        return packed(sen.write_package(pathlib.Path(self.folder.name, name), name, articles, **more), name + ".zip")

    def test_officer_hands_in_reads_the_report_and_submits(self):
        lan = self.people["lan"]
        self.assertIn("Chưa có gói tin nào", words(self.people["an"].get("/desk/packages")).replace("No package yet", "Chưa có gói tin nào"))
        template = lan.get("/desk/packages/template.zip")
        self.assertEqual(template.headers["Content-Type"], "application/zip")

        taken = lan.hand_in("mofa", [("gói mẫu.zip", template.body)])
        self.assertEqual(taken.status, 303, taken.text)
        path = taken.headers["Location"]
        page = words(lan.settled(path))
        self.assertIn("Sẵn sàng gửi duyệt", page)
        self.assertIn("gói mẫu.zip", page)

        self.assertEqual(lan.post(path + "/submit").status, 303)
        self.assertIn("đang chờ biên tập", words(lan.settled(path)))
        again = lan.hand_in("mofa", [("lần nữa.zip", template.body)]).headers["Location"]
        self.assertIn("mọi nội dung đã có trong kho", words(lan.settled(again)))
        self.assertNotIn("Tiêu đề bài viết", self.server.get("/vi/news").text, "nothing is public before it is approved")

    def test_broken_package_is_explained_in_the_officers_language(self):
        broken = self.package("broken", {"one": ("type: nws\n", {"vi": ("Một", "Hai"), "en": ("One", "Two")})})
        said = {}
        for name in ("lan", "hoa"):
            with open(broken, "rb") as file:
                path = self.people[name].hand_in("mofa", [("broken.zip", file)]).headers["Location"]
            said[name] = words(self.people[name].settled(path))
            self.assertIn("articles/one/document.yaml", said[name])
            self.assertIn("unknown-type", said[name])
            self.assertEqual(self.people[name].post(path + "/submit").status, 409)
            report = self.people[name].get(path + "/report.json").json
            self.assertFalse(report["accepted"])
            self.assertTrue(self.people[name].get(path + "/report.pdf").body.startswith(b"%PDF-"))
        self.assertIn("Cần sửa 1 lỗi trước khi gửi duyệt", said["lan"])
        self.assertIn("Cách sửa", said["lan"])
        self.assertIn("1 error to mend before it can be submitted", said["hoa"])
        self.assertIn("How to mend it", said["hoa"])

    def test_folder_is_taken_file_by_file(self):
        folder = sen.write_package(pathlib.Path(self.folder.name, "loose"), "loose",
                                   {"loose": ("type: news\n", {"en": ("Loose files", "Text.")})})
        files = [(f"loose/{file.relative_to(folder)}", file.read_bytes()) for file in sorted(folder.rglob("*")) if file.is_file()]
        hoa = self.people["hoa"]

        path = hoa.hand_in("mofa", files).headers["Location"]

        self.assertIn("Ready to submit", words(hoa.settled(path)))

    def test_other_organisations_see_nothing(self):
        secret = self.package("hush", {"hush": ("type: news\n", {"en": ("Hush", "Text.")})})
        with open(secret, "rb") as file:
            path = self.people["hoa"].hand_in("mofa", [("hush.zip", file)]).headers["Location"]
        self.people["hoa"].settled(path)
        an = self.people["an"]

        for rest in ("", "/state", "/report.json", "/report.pdf"):
            self.assertEqual(an.get(path + rest).status, 404, rest)
        for rest in ("/submit", "/check", "/remove"):
            self.assertEqual(an.post(path + rest).status, 404, rest)
        self.assertNotIn("hush.zip", an.get("/desk/packages").text)
        with open(secret, "rb") as file:
            self.assertEqual(an.hand_in("mofa", [("hush.zip", file)]).status, 403)
        self.assertEqual(self.server.get(path).status, 303, "nobody is signed in")

    def test_200_megabytes_leave_memory_flat(self):
        large = pathlib.Path(self.folder.name, "large.zip")
        folder = sen.write_package(pathlib.Path(self.folder.name, "large"), "large",
                                   {"large": ("type: news\n", {"en": ("Large", "Text.")})})
        with zipfile.ZipFile(large, "w", zipfile.ZIP_STORED) as archive:
            for file in sorted(folder.rglob("*")):
                if file.is_file():
                    archive.write(file, file.relative_to(folder))
            for number in range(19):  # README files may be large and have no use.
                archive.writestr(f"README-{number}.txt", os.urandom(10 * MEGABYTE))
        hoa = self.people["hoa"]
        hoa.settled(hoa.hand_in("mofa", [("small.zip", hoa.get("/desk/packages/template.zip").body)]).headers["Location"])
        before = self.peak()

        with open(large, "rb") as file:
            taken = hoa.hand_in("mofa", [("large.zip", file)])
        self.assertEqual(taken.status, 303, taken.text)
        page = hoa.settled(taken.headers["Location"])

        grown = self.peak() - before
        print(f"190 MB handed in and checked: memory's high-water mark grew by {grown // 1024} MB")
        self.assertLess(grown, 64 * 1024, words(page))
        self.assertEqual(hoa.post(taken.headers["Location"] + "/remove").status, 303)
        self.assertEqual(hoa.get(taken.headers["Location"]).status, 404)

    def test_too_large_a_body_is_refused_before_it_is_read(self):
        hoa = self.people["hoa"]
        answer = hoa.ask("POST", "/desk/packages/new", b"", "multipart/form-data; boundary=b", 300 * MEGABYTE)
        self.assertEqual(answer.status, 413)
        nobody = Browser(self.server)
        answer = nobody.ask("POST", "/desk/packages/new", b"", "multipart/form-data; boundary=b", 2 * MEGABYTE)
        self.assertEqual(answer.status, 413, "only somebody who is signed in may send so much")

    def test_what_waits_survives_a_restart(self):
        hoa = self.people["hoa"]
        path = hoa.hand_in("mofa", [("kept.zip", hoa.get("/desk/packages/template.zip").body)]).headers["Location"]
        before = words(hoa.settled(path))
        self.server.__exit__(None, None, None)
        type(self).server = sen.Server(self.data)
        self.server.__enter__()
        for person in self.people.values():
            person.port = self.server.port

        self.assertEqual(words(hoa.get(path)), before)

    def peak(self):
        """VmHWM of the server, KB."""
        status = pathlib.Path(f"/proc/{self.server.process.pid}/status").read_text()
        return int(re.search(r"VmHWM:\s+(\d+) kB", status)[1])


if __name__ == "__main__":
    unittest.main()
