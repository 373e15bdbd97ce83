"""Mails: a real server, a relay of the tests' own with TLS and a login, and what arrives there read by another program."""
import base64
import datetime
import email
import email.policy
import hmac
import ipaddress
import pathlib
import re
import shutil
import socket
import ssl
import struct
import tempfile
import time
import unittest

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from sen import Server, run, wait_until, write_package
from test_desk import PASSWORD, Browser

FIELDS = "type: news\ndate: 2026-11-20T08:30:00+07:00\ntopics: [economy]\n"
PATIENCE = 60


def write_certificate(folder):
    """A certificate for this machine that signs itself, and a context that shows it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    now = datetime.datetime.utcnow()
    certificate = (x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
                   .serial_number(1).not_valid_before(now - datetime.timedelta(days=1)).not_valid_after(now + datetime.timedelta(days=2))
                   .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost"), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), False)
                   .sign(key, hashes.SHA256()))
    (folder / "cert.pem").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    (folder / "key.pem").write_bytes(key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "cert.pem", folder / "key.pem")
    return context


class Sink:
    """Takes every mail but those to `refused@…`, after STARTTLS and a login."""

    def __init__(self, context):
        self.letters = []
        sink = self

        class Relay(Controller):
            def factory(self):
                return SMTP(sink, tls_context=context, require_starttls=True, authenticator=sink.check, auth_required=True,
                            hostname="relay.test")

        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.controller = Relay(self, hostname="127.0.0.1", port=self.port, ready_timeout=60)
        self.controller.start()

    def check(self, server, session, envelope, mechanism, login):
        return AuthResult(success=(login.login, login.password) == (b"sen", b"a secret of the relay"))

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("refused@"):
            return "550 no such user"
        envelope.rcpt_tos.append(address)
        return "250 ok"

    async def handle_DATA(self, server, session, envelope):
        self.letters.append((envelope.rcpt_tos, envelope.content))
        return "250 taken"

    def to(self, address):
        return [email.message_from_bytes(content, policy=email.policy.default) for to, content in self.letters if address in to]

    def stop(self):
        self.controller.stop(no_assert=True)


def code_of(key):
    """What an authenticator shows now (RFC 6238); `key` in base32."""
    mac = hmac.new(base64.b32decode(key.replace(" ", "").upper()), struct.pack(">Q", int(time.time()) // 30), "sha1").digest()
    at = mac[-1] & 15
    return f"{(struct.unpack('>I', mac[at:at + 4])[0] & 0x7FFFFFFF) % 1_000_000:06}"


def metrics(server):
    return server.get("/metrics", Host="localhost").text


class Mail(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="sen-mail-"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        self.data = self.folder / "data"
        self.context = write_certificate(self.folder)
        self.sink = Sink(self.context)
        self.addCleanup(lambda: self.sink.stop())
        (self.folder / "login").write_text("sen\na secret of the relay\n")
        self.write_config(self.sink.port)

    def write_config(self, port):
        (self.folder / "sen.toml").write_text(
            f'[site]\nname = {{vi = "Cổng thử", en = "Test portal"}}\naddress = "http://localhost"\nsample = true\n'
            f'[mail]\nrelay = "127.0.0.1:{port}"\nfrom = "noreply@sen.example"\nlogin_file = "{self.folder}/login"\n'
            f'ca_file = "{self.folder}/cert.pem"\ntimeout = 10\n')

    def serve(self):
        return Server(self.data, "--config", self.folder / "sen.toml")

    def add(self, name, role, language="vi", **more):
        options = [part for option, value in more.items() for part in (f"--{option.replace('_', '-')}", value)]
        return run("user", "add", name, "--organisation", "mofa", "--role", role, "--language", language, *options,
                   "--data", self.data, check=0).stdout.strip()

    def hand_in(self, name, title, languages=("vi", "en")):
        package = write_package(self.folder / name, name, {name: (FIELDS, {
            language: (title, "Một đoạn.", "" if language == "vi" else "translates: vi\n") for language in languages})})
        run("ingest", package, "--data", self.data, check=0)

    def arrived(self, address, count=1):
        found, _ = wait_until(lambda: len(self.sink.to(address)) >= count, PATIENCE)
        self.assertTrue(found, f"no mail to {address}")
        return self.sink.to(address)

    def test_who_decides_hears_of_a_text_in_his_language_and_nobody_else(self):
        self.add("thu", "approver", email="thu@mofa.example", display_name="Lê Thị Thu")
        self.add("john", "editor", "en", email="john@mofa.example", display_name="John, \"Jack\" Smith")
        self.add("officer", "contributor", email="officer@mofa.example")
        self.add("other", "approver@province-01", email="other@example.org")
        with self.serve() as server:
            # What was handed in before the first start is not told: the server follows the log from here on.
            self.assertTrue(wait_until(lambda: (self.data / "mail" / "position").exists(), PATIENCE)[0])
            self.hand_in("cang", "Cảng mở cửa – ພາສາລາວ, ភាសាខ្មែរ")
            vietnamese, english = self.arrived("thu@mofa.example")[0], self.arrived("john@mofa.example")[0]
            self.assertTrue(wait_until(lambda: "sen_mail_sent_total 2" in metrics(server), PATIENCE)[0])
            self.assertIn("sen_mail_waiting 0", metrics(server))
        self.assertEqual([to for to, _ in self.sink.letters if to not in (["thu@mofa.example"], ["john@mofa.example"])], [])
        self.assertEqual(vietnamese["To"].addresses[0].display_name, "Lê Thị Thu")
        self.assertEqual(english["To"].addresses[0].display_name, "John, \"Jack\" Smith")
        self.assertEqual(vietnamese["From"].addresses[0].addr_spec, "noreply@sen.example")
        self.assertEqual(vietnamese["From"].addresses[0].display_name, "Cổng thử")
        self.assertEqual(vietnamese["Content-Language"], "vi")
        self.assertEqual(vietnamese["Auto-Submitted"], "auto-generated")
        self.assertEqual(vietnamese["Subject"], "Chờ xem xét: 2 bài")
        self.assertEqual(english["Subject"], "To review: 2 texts")
        self.assertEqual(vietnamese.get_content_charset(), "utf-8")
        body = vietnamese.get_content().replace("\r\n", "\n")
        self.assertIn("Kính gửi Lê Thị Thu,", body)
        self.assertEqual(body.count("Cảng mở cửa – ພາສາລາວ, ភាសាខ្មែរ"), 2)
        self.assertRegex(body, r"\nhttp://localhost/desk/documents/[a-z2-7]{10}/vi\n")
        self.assertIn("http://localhost/desk/me", body)
        self.assertEqual(vietnamese.defects + english.defects, [])

    def test_what_waits_survives_a_stop_and_what_is_refused_is_shown(self):
        self.add("thu", "approver", email="thu@mofa.example", display_name="Thu")
        self.add("gone", "approver", email="refused@mofa.example", display_name="Gone")
        self.sink.stop()
        with self.serve() as server:
            self.assertTrue(wait_until(lambda: (self.data / "mail" / "position").exists(), PATIENCE)[0])
            self.hand_in("mot", "Một", languages=("vi",))
            self.assertTrue(wait_until(lambda: "sen_mail_waiting 2" in metrics(server), PATIENCE)[0])
            self.assertEqual(server.get("/livez", Host="localhost").status, 200)
        self.sink = Sink(self.context)
        self.write_config(self.sink.port)
        with self.serve() as server:
            self.assertEqual(self.arrived("thu@mofa.example")[0]["Subject"], "Chờ xem xét: Một")
            self.assertTrue(wait_until(lambda: "sen_mail_dead 1" in metrics(server), PATIENCE)[0])
            log = pathlib.Path(self.data / "mail" / "dead").iterdir()
            self.assertIn("550 no such user", next(log).read_text())
        with self.serve() as server:
            self.assertIn("sen_mail_dead 1", metrics(server))
        self.assertEqual(len(self.sink.to("thu@mofa.example")), 1, "nothing is sent twice")

    def test_an_administrator_sends_a_link_that_opens_the_desk_and_sees_what_was_not_delivered(self):
        link = self.add("chief", "administrator@", "en", email="chief@mofa.example", display_name="Chief\r\nBcc: all@example.org")
        self.add("lan", "contributor", email="lan@mofa.example", display_name="Lan")
        self.add("gone", "contributor", email="refused@mofa.example", display_name="Gone")
        with self.serve() as server:
            chief = Browser(server)
            self.assertEqual(chief.post(link, {"password": PASSWORD, "again": PASSWORD}).status, 303)
            page = chief.get("/desk/enrol").text
            secret = re.search(r'name="secret" value="([^"]+)"', page)[1]
            key = re.search(r'class="code">([^<]+)<', page)[1]
            self.assertEqual(chief.post("/desk/enrol/totp", {"secret": secret, "code": code_of(key)}, page="/desk/enrol").status, 200)

            for name, address in (("lan", "lan@mofa.example"), ("gone", "refused@mofa.example")):
                shown = chief.post(f"/desk/accounts/{name}/link", {}, page=f"/desk/accounts/{name}").text
                token = re.search(r'name="token" value="([^"]+)"', shown)[1]
                form = {"token": token, "csrf": re.search(r'name="csrf" value="([^"]+)"', shown)[1]}
                sent = chief.ask("POST", f"/desk/accounts/{name}/link/mail", form)
                self.assertEqual(sent.headers["Location"], f"/desk/accounts/{name}?mailed")
                self.assertIn(address, chief.get(sent.headers["Location"]).text)
                self.assertEqual(chief.ask("POST", "/desk/accounts/chief/link/mail", form).status, 404, "of another account")

            mail = self.arrived("lan@mofa.example")[0]
            self.assertEqual(mail["Subject"], "Liên kết đăng nhập của bạn")
            self.assertIsNone(mail["Bcc"])
            address = re.search(r"http://localhost(/desk/link/\S+)", mail.get_content())[1]
            lan = Browser(server)
            self.assertEqual(lan.post(address, {"password": PASSWORD, "again": PASSWORD}).status, 303)

            self.assertTrue(wait_until(lambda: "sen_mail_dead 1" in metrics(server), PATIENCE)[0])
            self.assertIn("/desk/mail", chief.get("/desk").text)
            listed = chief.get("/desk/mail").text
            self.assertIn("refused@mofa.example", listed)
            self.assertIn("550 no such user", listed)
            self.assertNotIn("/desk/mail/retry", listed, "nothing of a link is kept")
            letter = re.search(r'name="id" value="([^"]+)"', listed)[1]
            self.assertEqual(chief.post("/desk/mail/remove", {"id": letter}, page="/desk/mail").status, 303)
            self.assertNotIn("refused@mofa.example", chief.get("/desk/mail").text)
            self.assertEqual(lan.get("/desk/mail").status, 403)
            server.log.seek(0)
            written = server.log.read()
        for secret in ("a secret of the relay", token, address, "lan@mofa.example", "refused@mofa.example"):
            self.assertNotIn(secret, written)

    def test_each_person_chooses_and_a_site_without_a_relay_says_that_it_sends_none(self):
        link = self.add("lan", "contributor", "en", email="lan@mofa.example")
        with Server(self.data) as server:
            lan = Browser(server)
            self.assertEqual(lan.post(link, {"password": PASSWORD, "again": PASSWORD}).status, 303)
            page = lan.get("/desk/me/notices").text
            self.assertIn("This site sends no mails", page)
            self.assertEqual(page.count(' checked'), 9)
            saved = lan.post("/desk/me/notices", {"notice": "returned", "language": "vi"}, page="/desk/me/notices")
            self.assertEqual(saved.status, 303)
            page = lan.get("/desk/me/notices").text
            self.assertIn('<html lang="vi">', page)
            self.assertRegex(page, r'value="returned"[^>]* checked')
            self.assertEqual(page.count(' checked'), 1)
            self.assertNotIn("sen_mail", metrics(server))

    def test_a_configuration_that_cannot_be_meant_is_refused_with_its_line(self):
        site = '[site]\nname = {en = "x"}\naddress = "https://sen.example"\n'
        for table, says in (('[mail]\nrelay = "relay.example"\n', "go together"),
                            ('[mail]\nrelay = "relay.example"\nfrom = "a@b, c@d"\n', "line 6"),
                            ('[mail]\nrelay = "relay.example:x"\nfrom = "a@b"\n', "line 5"),
                            ('[mail]\nsmtp = "relay.example"\n', "mail.smtp"),
                            ('[mail]\nrelay = "r"\nfrom = "a@b"\nsecurity = "none"\nlogin_file = "x"\n', "needs security"),
                            ('[log]\ncheckpoint_minutes = 0\n', "log.checkpoint_minutes")):
            (self.folder / "bad.toml").write_text(site + table)
            done = run("config", "--config", self.folder / "bad.toml")
            self.assertEqual(done.returncode, 1, table)
            self.assertIn(says, done.stderr, table)
        (self.folder / "bad.toml").write_text('[site]\nname = {en = "x"}\n[mail]\nrelay = "relay.example"\nfrom = "a@b"\n')
        self.assertIn("site.address", run("config", "--config", self.folder / "bad.toml").stderr)
        good = run("config", "--config", self.folder / "sen.toml", check=0).stdout
        self.assertIn("noreply@sen.example", good)
        self.assertNotIn("a secret of the relay", good)


if __name__ == "__main__":
    unittest.main()
