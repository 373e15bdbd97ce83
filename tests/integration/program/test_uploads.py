"""Packages in parts (tus 1.0.0) as clients meet them: cut off at any byte, restarted, wrong in every way, and large."""
import base64
import hashlib
import http.client
import json
import os
import pathlib
import re
import signal
import socket
import subprocess
import tempfile
import threading
import time
import unittest
import zipfile

import sen

MEGABYTE = 1024 * 1024
OCTETS = "application/offset+octet-stream"


def packed(folder, name, extra=0, organisation="mofa"):
    """A good package as a zip; `extra` bytes of ballast that cannot be compressed."""
    source = sen.write_package(pathlib.Path(folder, name), name, {name: ("type: news\n", {"en": (name, "Text.")})}, organisation=organisation)
    target = source.with_suffix(".zip")
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for file in sorted(source.rglob("*")):
            if file.is_file():
                archive.write(file, file.relative_to(source))
        for number in range(0, extra, 10 * MEGABYTE):  # README files may be large and have no use.
            archive.writestr(f"README-{number}.txt", os.urandom(min(10 * MEGABYTE, extra - number)))
    return target


def metadata(**values):
    return ",".join(f"{key} {base64.b64encode(value.encode()).decode()}" for key, value in values.items())


class Uploads(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.data = pathlib.Path(cls.folder.name, "data")
        for name, organisation in [("lan", "mofa"), ("hoa", "mofa"), ("an", "moh"), ("binh", "mofa")]:
            sen.run("user", "add", name, "--organisation", organisation, "--role", "contributor", "--language", "en", "--data", cls.data, check=0)
        cls.keys = {}
        for name in ("lan", "hoa", "an", "binh"):
            told = sen.run("key", "add", "--account", name, "--label", "test", "--scope", "package.upload", "--data", cls.data, check=0).stdout
            cls.keys[name] = next(word for word in told.split() if word.startswith("sen_"))
        cls.server = sen.Server(cls.data)
        cls.server.__enter__()

    @classmethod
    def tearDownClass(cls):
        cls.server.__exit__(None, None, None)
        cls.folder.cleanup()

    def restart(self, kill=False):
        if kill:
            self.server.process.send_signal(signal.SIGKILL)
            self.server.process.wait(timeout=15)
            self.server.process.stdout.close()
            self.server.log.close()
        else:
            self.server.__exit__(None, None, None)
        type(self).server = sen.Server(self.data)
        self.server.__enter__()

    def ask(self, method, path, body=None, key="lan", **headers):
        named = {name.replace("_", "-"): str(value) for name, value in headers.items()}
        named.setdefault("Tus-Resumable", "1.0.0")
        if key:
            named["Authorization"] = f"Bearer {self.keys[key]}"
        connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=60)
        try:
            connection.request(method, path, body=body, headers=named)
        except (BrokenPipeError, ConnectionResetError):
            pass  # The server has answered already and reads no more.
        answer = sen.Answer(connection.getresponse())
        connection.close()
        return answer

    def begin(self, length, key="lan", **values):
        values.setdefault("filename", "p.zip")
        answer = self.ask("POST", "/api/v1/uploads", key=key, Upload_Length=length, Upload_Metadata=metadata(**values))
        self.assertEqual(answer.status, 201, answer.text)
        return answer.headers["Location"]

    def patch(self, upload, offset, body, key="lan", **headers):
        return self.ask("PATCH", upload, body, key, Upload_Offset=offset, Content_Type=OCTETS, **headers)

    def offset(self, upload, key="lan"):
        answer = self.ask("HEAD", upload, key=key)
        self.assertEqual(answer.status, 200)
        return int(answer.headers["Upload-Offset"])

    def finished(self, job, key="lan"):
        done, _ = sen.wait_until(lambda: self.ask("GET", job, key=key).json["done"], 120)
        self.assertTrue(done, "the job has no end")
        return self.ask("GET", job, key=key).json

    def cut(self, upload, offset, body, announced, checksum=None):
        """A PATCH that announces `announced` bytes and breaks off after `body`."""
        head = (f"PATCH {upload} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {self.keys['lan']}\r\nTus-Resumable: 1.0.0\r\n"
                f"Content-Type: {OCTETS}\r\nUpload-Offset: {offset}\r\nContent-Length: {announced}\r\n")
        if checksum:
            head += f"Upload-Checksum: {checksum}\r\n"
        with socket.create_connection(("127.0.0.1", self.server.port), timeout=30) as line:
            line.sendall((head + "\r\n").encode() + body)
            if not checksum:  # Asked of the list, which leaves the connection alone.
                arrived, _ = sen.wait_until(lambda: self.listed(upload) == offset + len(body), 60)
                self.assertTrue(arrived, self.listed(upload))

    def listed(self, upload):
        return next(one["offset"] for one in self.ask("GET", "/api/v1/uploads").json["uploads"] if one["upload"] == upload)

    def test_says_what_it_can(self):
        for path in ("/api/v1/uploads", "/api/v1/uploads/x"):
            told = self.ask("OPTIONS", path, key=None)
            self.assertEqual(told.status, 204)
            self.assertEqual(told.headers["Tus-Version"], "1.0.0")
            self.assertEqual(told.headers["Tus-Max-Size"], str(200 * MEGABYTE))
            self.assertEqual(set(told.headers["Tus-Extension"].split(",")),
                             {"creation", "creation-with-upload", "expiration", "checksum", "termination"})
            self.assertEqual(told.headers["Tus-Checksum-Algorithm"], "sha1,sha256")

    def test_resumes_at_any_byte_and_becomes_a_package(self):
        whole = packed(self.folder.name, "cut-often").read_bytes()
        upload = self.begin(len(whole), filename="cut-often.zip", language="vi")
        cuts = sorted({0, 1, 2, 255, 256, 257, len(whole) // 2, len(whole) - 2, len(whole) - 1})
        for start, end in zip([0] + cuts, cuts):
            self.cut(upload, start, whole[start:end], len(whole) - start)
            self.assertEqual(self.offset(upload), end, "every byte that arrived is kept")

        listed = self.ask("GET", "/api/v1/uploads").json["uploads"]
        self.assertIn(upload, [one["upload"] for one in listed])
        last = self.patch(upload, len(whole) - 1, whole[-1:])

        self.assertEqual((last.status, last.headers["Upload-Offset"]), (204, str(len(whole))), last.text)
        job = self.finished(last.headers["Sen-Job"])
        self.assertEqual((job["state"], job["name"], job["bytes"]), ("accepted", "cut-often.zip", len(whole)), job)
        again = self.ask("HEAD", upload)
        self.assertEqual((again.headers["Upload-Offset"], again.headers["Sen-Job"]), (str(len(whole)), last.headers["Sen-Job"]))
        self.assertEqual(self.patch(upload, len(whole), b"").status, 409)
        self.assertEqual(self.ask("DELETE", upload).status, 409)

    def test_survives_a_restart_and_a_kill(self):
        whole = packed(self.folder.name, "restarted").read_bytes()
        third = len(whole) // 3
        upload = self.begin(len(whole))
        self.assertEqual(self.patch(upload, 0, whole[:third]).status, 204)
        self.restart()
        self.assertEqual(self.offset(upload), third)
        self.assertEqual(self.patch(upload, third, whole[third:2 * third]).status, 204)
        self.restart(kill=True)
        self.assertEqual(self.offset(upload), 2 * third)

        last = self.patch(upload, 2 * third, whole[2 * third:])

        self.assertEqual(self.finished(last.headers["Sen-Job"])["state"], "accepted")

    def test_begins_with_bytes_and_counts_chunks(self):
        whole = packed(self.folder.name, "at-once").read_bytes()
        taken = self.ask("POST", "/api/v1/uploads", whole, Upload_Length=len(whole), Content_Type=OCTETS)
        self.assertEqual((taken.status, taken.headers["Upload-Offset"]), (201, str(len(whole))), taken.text)
        self.assertEqual(self.finished(taken.headers["Sen-Job"])["state"], "accepted")

        upload = self.begin(len(whole))
        sent = self.patch(upload, 0, (whole[at:at + 100] for at in range(0, 400, 100)))
        self.assertEqual((sent.status, sent.headers["Upload-Offset"]), (204, "400"))
        over = self.patch(upload, 400, iter([whole]))
        self.assertEqual(over.status, 413)
        at = self.offset(upload)
        rest = self.ask("POST", upload, whole[at:], Upload_Offset=at, Content_Type=OCTETS, X_HTTP_Method_Override="PATCH")
        self.assertEqual(rest.status, 204, rest.text)
        self.assertEqual(self.finished(rest.headers["Sen-Job"])["state"], "accepted")

    def test_begins_nothing_for_bytes_that_it_refuses(self):
        before = [one["upload"] for one in self.ask("GET", "/api/v1/uploads").json["uploads"]]
        wrong = f"sha1 {base64.b64encode(hashlib.sha1(b'other').digest()).decode()}"
        for body, checksum, status in ((b"x" * 11, None, 413), (b"x" * 10, "md5 AAAA", 400), (b"x" * 10, wrong, 460)):
            headers = {"Upload_Checksum": checksum} if checksum else {}
            refused = self.ask("POST", "/api/v1/uploads", body, Upload_Length=10, Content_Type=OCTETS, **headers)
            self.assertEqual(refused.status, status, refused.text)
            self.assertNotIn("Location", refused.headers)
        self.assertEqual([one["upload"] for one in self.ask("GET", "/api/v1/uploads").json["uploads"]], before)

    def test_leaves_nothing_behind_of_what_came_whole_and_could_not_be_handed_over(self):
        whole = packed(self.folder.name, "no-room").read_bytes()
        packages, aside = self.data / "uploads", self.data / "uploads-aside"
        before = [one["upload"] for one in self.ask("GET", "/api/v1/uploads").json["uploads"]]
        packages.rename(aside)
        packages.write_bytes(b"")  # Where no package can be put.
        try:
            refused = self.ask("POST", "/api/v1/uploads", whole, Upload_Length=len(whole), Content_Type=OCTETS)
        finally:
            packages.unlink()
            aside.rename(packages)
        self.assertEqual(refused.status, 500, refused.text)
        self.assertNotIn("Location", refused.headers)
        self.assertEqual([one["upload"] for one in self.ask("GET", "/api/v1/uploads").json["uploads"]], before)
        again = self.ask("POST", "/api/v1/uploads", whole, Upload_Length=len(whole), Content_Type=OCTETS)
        self.assertEqual(again.status, 201, again.text)
        self.assertEqual(self.finished(again.headers["Sen-Job"])["state"], "accepted")

    def test_checksum_lets_nothing_wrong_in(self):
        upload = self.begin(1000)
        body = os.urandom(500)
        for name, digest in (("sha1", hashlib.sha1), ("sha256", hashlib.sha256)):
            wrong = self.patch(upload, 0, body, Upload_Checksum=f"{name} {base64.b64encode(digest(b'other').digest()).decode()}")
            self.assertEqual(wrong.status, 460)
            self.assertEqual(self.offset(upload), 0)
        good = f"sha1 {base64.b64encode(hashlib.sha1(body).digest()).decode()}"
        self.cut(upload, 0, body[:300], 500, good)
        self.assertEqual(self.offset(upload), 0, "what cannot be checked does not count")
        self.assertEqual(self.patch(upload, 0, body, Upload_Checksum=good).headers["Upload-Offset"], "500")
        for checksum in ("md5 " + good[5:], "sha1", "sha1 AAAA", "sha256 " + good[5:]):
            self.assertEqual(self.patch(upload, 500, b"x", Upload_Checksum=checksum).status, 400, checksum)
        self.assertEqual(self.offset(upload), 500)
        self.assertEqual(self.ask("DELETE", upload).status, 204)
        self.assertEqual(self.ask("HEAD", upload).status, 404)
        self.assertEqual(list((self.data / "unfinished-uploads").glob(upload.rsplit("/")[-1] + "/*")), [])

    def test_refuses_what_does_not_fit(self):
        upload = self.begin(1000)
        self.assertEqual(self.patch(upload, 0, b"x" * 100).status, 204)
        for offset, status in ((0, 409), (99, 409), (101, 409), (1001, 409), ("", 400), ("-1", 400), ("1e2", 400)):
            self.assertEqual(self.patch(upload, offset, b"x").status, status, offset)
        self.assertEqual(self.patch(upload, 100, b"x" * 901).status, 413)
        self.assertEqual(self.ask("PATCH", upload, b"x", Upload_Offset=100, Content_Type="text/plain").status, 415)
        self.assertEqual(self.ask("PATCH", upload, b"x", Upload_Offset=100, Content_Type=OCTETS, Tus_Resumable="0.2.2").status, 412)
        self.assertEqual(self.ask("POST", upload, X_HTTP_Method_Override="PUT").status, 405)
        self.assertEqual(self.offset(upload), 100)
        for headers, status in (({}, 400), ({"Upload_Length": "x"}, 400), ({"Upload_Length": 0}, 400), ({"Upload_Length": 200 * MEGABYTE + 1}, 413),
                                ({"Upload_Defer_Length": 1}, 400), ({"Upload_Length": 5, "Upload_Metadata": "filename !"}, 400),
                                ({"Upload_Length": 5, "Upload_Metadata": metadata(filename="../x")}, 400),
                                ({"Upload_Length": 5, "Upload_Metadata": metadata(language="fr")}, 400),
                                ({"Upload_Length": 5, "Upload_Metadata": metadata(organisation="moh")}, 403)):
            answer = self.ask("POST", "/api/v1/uploads", **headers)
            self.assertEqual(answer.status, status, headers)
            self.assertEqual(answer.headers["Content-Type"], "application/problem+json")
            self.assertEqual(answer.headers["Tus-Resumable"], "1.0.0")

    def test_another_persons_upload_is_not_there(self):
        upload = self.begin(1000)
        for key in ("hoa", "an"):
            self.assertEqual(self.ask("HEAD", upload, key=key).status, 404)
            self.assertEqual(self.patch(upload, 0, b"x", key=key).status, 404)
            self.assertEqual(self.ask("DELETE", upload, key=key).status, 404)
            self.assertNotIn(upload, self.ask("GET", "/api/v1/uploads", key=key).text)
        self.assertEqual(self.ask("HEAD", "/api/v1/uploads/" + "0" * 32).status, 404)
        for method in ("POST", "HEAD", "PATCH", "DELETE"):
            path = "/api/v1/uploads" if method == "POST" else upload
            answer = self.ask(method, path, b"x" if method in ("POST", "PATCH") else None, key=None)
            self.assertEqual(answer.status, 401, method)
        self.assertEqual(self.offset(upload), 0)

    def test_bounds_what_one_person_may_leave_unfinished(self):
        made = [self.begin(100 * MEGABYTE, key="binh") for _ in range(10)]
        refused = self.ask("POST", "/api/v1/uploads", key="binh", Upload_Length=1)
        self.assertEqual(refused.status, 429, refused.text)
        for upload in made[:8]:
            self.assertEqual(self.ask("DELETE", upload, key="binh").status, 204)
        for _ in range(4):
            self.begin(200 * MEGABYTE, key="binh")
        self.assertEqual(self.ask("POST", "/api/v1/uploads", key="binh", Upload_Length=200 * MEGABYTE).status, 429)

    def test_a_new_connection_takes_over_from_one_that_hangs(self):
        upload = self.begin(1000)
        with socket.create_connection(("127.0.0.1", self.server.port), timeout=30) as line:
            line.sendall((f"PATCH {upload} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {self.keys['lan']}\r\nTus-Resumable: 1.0.0\r\n"
                          f"Content-Type: {OCTETS}\r\nUpload-Offset: 0\r\nContent-Length: 1000\r\n\r\n").encode() + b"x" * 200)
            self.assertTrue(sen.wait_until(lambda: self.listed(upload) == 200, 60)[0])
            self.assertEqual(self.offset(upload), 200)
            self.assertEqual(self.patch(upload, 200, b"y" * 100).status, 204)
            line.sendall(b"x" * 100)
            self.assertIn(b" 503 ", line.recv(4096))
        self.assertEqual(self.offset(upload), 300)

    def test_200_megabytes_leave_memory_flat(self):
        large = packed(self.folder.name, "tus-large", 190 * MEGABYTE)
        size = large.stat().st_size
        small = packed(self.folder.name, "tus-small").read_bytes()
        self.finished(self.ask("POST", "/api/v1/uploads", small, key="hoa", Upload_Length=len(small), Content_Type=OCTETS).headers["Sen-Job"], "hoa")
        before = self.peak()
        upload = self.begin(size, key="hoa", filename="large.zip")
        with open(large, "rb") as file:
            for start, end in ((0, size // 3), (size // 3, size)):
                file.seek(start)
                sent = self.patch(upload, start, (file.read(MEGABYTE if end - at > MEGABYTE else end - at) for at in range(start, end, MEGABYTE)),
                                  key="hoa", Content_Length=end - start)
                self.assertEqual(sent.status, 204, sent.text)
        grown = self.peak() - before
        print(f"190 MB by tus: memory's high-water mark grew by {grown // 1024} MB")
        self.assertLess(grown, 32 * 1024)
        self.assertEqual(self.finished(sent.headers["Sen-Job"], "hoa")["bytes"], size)

    def test_command_line_goes_on_after_a_break(self):
        key = pathlib.Path(self.folder.name, "key")
        key.write_text(self.keys["an"])
        package = packed(self.folder.name, "by-parts-moh", 40 * MEGABYTE, organisation="moh")
        with Proxy(self.server.port) as proxy:
            proxy.cut_after = 20 * MEGABYTE
            options = ["ingest", package, "--server", f"http://127.0.0.1:{proxy.port}", "--key", key, "--json"]
            process = subprocess.Popen([sen.PROGRAM, *map(str, options)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
            cut, _ = sen.wait_until(lambda: proxy.cut_after == 0, 60)
            self.assertTrue(cut, "the line was never cut")
            process.kill()  # And the program with it.
            process.communicate(timeout=60)
            arrived = self.ask("GET", "/api/v1/uploads", key="an").json["uploads"][0]["offset"]
            self.assertGreater(arrived, 10 * MEGABYTE)

            proxy.sent, proxy.cut_after = 0, 10 * MEGABYTE  # Cut once more: it goes on by itself.
            told = json.loads(sen.run(*options, check=0).stdout)

            self.assertEqual(told["outcome"], "submitted")
            self.assertLess(proxy.sent, package.stat().st_size - arrived + 12 * MEGABYTE, "what had arrived is not sent again")

    def test_sigterm_does_not_wait_for_a_check(self):
        many = pathlib.Path(self.folder.name, "many.zip")
        folder = sen.write_package(pathlib.Path(self.folder.name, "many"), "many",
                                   {f"many-{n}": ("type: news\n", {"en": (f"Number {n}", "Text. " * 400)}) for n in range(1500)})
        with zipfile.ZipFile(many, "w", zipfile.ZIP_DEFLATED) as archive:
            for file in sorted(folder.rglob("*")):
                if file.is_file():
                    archive.write(file, file.relative_to(folder))
        whole = many.read_bytes()
        taken = self.ask("POST", "/api/v1/uploads", whole, Upload_Length=len(whole), Content_Type=OCTETS)
        job = taken.headers["Sen-Job"]
        under_way, _ = sen.wait_until(lambda: self.ask("GET", job).json.get("progress", {}).get("stage") == "documents", 60)
        self.assertTrue(under_way, self.ask("GET", job).text)

        began = time.monotonic()
        self.restart()
        print(f"restart beside a check under way: {time.monotonic() - began:.1f} s")

        self.assertEqual(self.finished(job)["state"], "accepted", "it was taken up again")

    def peak(self):
        """VmHWM of the server, KB."""
        status = pathlib.Path(f"/proc/{self.server.process.pid}/status").read_text()
        return int(re.search(r"VmHWM:\s+(\d+) kB", status)[1])


class Proxy:
    """Passes bytes on to a port, and cuts a connection after `cut_after` bytes from the client, once."""

    def __init__(self, to):
        self.to, self.sent, self.cut_after = to, 0, 0

    def __enter__(self):
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()
        return self

    def __exit__(self, *failure):
        self.listener.close()

    def accept(self):
        while True:
            try:
                client, _ = self.listener.accept()
            except OSError:
                return
            server = socket.create_connection(("127.0.0.1", self.to))
            threading.Thread(target=self.pass_on, args=(client, server, True), daemon=True).start()
            threading.Thread(target=self.pass_on, args=(server, client, False), daemon=True).start()

    def pass_on(self, source, target, counted):
        try:
            while block := source.recv(65536):
                target.sendall(block)
                if counted:
                    self.sent += len(block)
                    if self.cut_after and self.sent > self.cut_after:
                        self.cut_after = 0
                        break
        except OSError:
            pass
        for line in (source, target):
            try:
                line.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass
        source.close()


if __name__ == "__main__":
    unittest.main()
