"""Signed heads of the log: published, kept, checked by another program, and what a changed log looks like."""
import base64
import hashlib
import json
import pathlib
import re
import shutil
import tempfile
import unittest

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from sen import Server, run, wait_until


def open_note(note, key):
    """The lines of a signed note, checked as c2sp.org/signed-note says and without anything of Sen."""
    name, key_id, encoded = key.split("+", 2)
    public = base64.b64decode(encoded)[1:]
    assert hashlib.sha256(name.encode() + b"\n\x01" + public).digest()[:4].hex() == key_id
    text, _, signatures = note.rpartition("\n\n")
    for line in signatures.splitlines():
        dash, signer, signature = line.split(" ")
        raw = base64.b64decode(signature)
        if (dash, signer, raw[:4].hex()) == ("—", name, key_id):
            Ed25519PublicKey.from_public_bytes(public).verify(raw[4:], (text + "\n").encode())
            return text.splitlines()
    raise AssertionError("not signed by this key")


class Checkpoints(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="sen-checkpoints-"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        self.data = self.folder / "data"

    def organisation(self, code, data=None):
        run("organisation", "add", code, "--name", f"en={code}", "--data", data or self.data, check=0)

    def keep(self, name, text):
        (self.folder / name).write_text(text)
        return self.folder / name

    def audit(self, *arguments, data=None):
        return run("audit", *arguments, "--data", data or self.data)

    def test_a_log_that_was_cut_off_or_rewritten_is_found_by_what_an_outsider_kept(self):
        self.organisation("one")
        earlier = self.folder / "earlier"
        shutil.copytree(self.data, earlier)
        self.organisation("two")
        with Server(self.data) as server:
            published, _ = wait_until(lambda: server.get("/log/checkpoint").status == 200, 30)
            self.assertTrue(published)
            answer = server.get("/log/checkpoint")
            keys = server.get("/log/keys").text
            self.assertEqual(answer.headers["Content-Type"], "text/plain; charset=utf-8")
            self.assertIsNone(answer.headers.get("Set-Cookie"))
            note = answer.text
            origin, entries, digest, *more = open_note(note, keys.strip())
            self.assertEqual(entries, "2")
            self.assertEqual(len(base64.b64decode(digest)), 32)
            self.assertIn("chain sha256", more)
            self.assertRegex("\n".join(more), r"time \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
            self.assertEqual(server.get("/log/checkpoints").text, "/log/checkpoints/2\n")
            self.assertEqual(server.get("/log/checkpoints/2").text, note)
            for absent in ("/log/checkpoints/1", "/log/checkpoints/02", "/log/checkpoints/x", "/log/key"):
                self.assertEqual(server.get(absent).status, 404, absent)
            # Beside a running server too.
            kept, key = self.keep("kept.note", note), self.keep("keys", keys)
            self.organisation("three")
            beside = self.audit("verify", "--checkpoint", kept, "--key", key)
            self.assertEqual(beside.returncode, 0, beside.stderr)
            self.assertIn("entry 2", beside.stdout)

        # The head at the stop was signed.
        self.assertEqual(open_note(self.audit("checkpoint").stdout, keys.strip())[1], "3")
        answer = json.loads(self.audit("verify", "--json", "--checkpoint", kept, "--key", key).stdout)
        self.assertEqual((answer["entries"], answer["checkpoints"], answer["checkpoint"]["entries"]), (3, 2, 2))

        cut_off = self.audit("verify", "--checkpoint", kept, "--key", key, data=earlier)
        self.assertEqual(cut_off.returncode, 4)
        self.assertIn("cut off", cut_off.stderr)
        self.organisation("other", earlier)
        rewritten = self.audit("verify", "--checkpoint", kept, "--key", key, data=earlier)
        self.assertEqual(rewritten.returncode, 4)
        self.assertIn("rewritten: entry 2", rewritten.stderr)
        # The checkpoints beside a store tell without an outsider that another store was put there.
        shutil.copytree(self.data / "checkpoints", earlier / "checkpoints", dirs_exist_ok=True)
        self.assertEqual(self.audit("verify", data=earlier).returncode, 4)
        self.assertEqual(self.audit("checkpoint", data=earlier).returncode, 4)

    def test_a_checkpoint_that_is_not_the_sites_is_refused(self):
        self.organisation("one")
        note, keys = self.audit("checkpoint").stdout, self.audit("keys").stdout
        forged = re.sub(r"\n1\n", "\n2\n", note, count=1)
        for text, key, code in ((forged, keys, 3), (note, "nonsense\n", 1), ("nonsense", keys, 1)):
            done = self.audit("verify", "--checkpoint", self.keep("note", text), "--key", self.keep("key", key))
            self.assertEqual(done.returncode, code, done.stderr)
        self.assertEqual(self.audit("verify", "--checkpoint", self.keep("note", note)).returncode, 2)

    def test_a_key_is_changed_and_who_has_the_former_one_can_follow(self):
        self.organisation("one")
        self.assertEqual(self.audit("verify").returncode, 0)
        self.assertEqual((self.audit("keys").returncode, self.audit("keys").stdout), (0, ""))
        self.assertFalse((self.data / "checkpoints").exists(), "who only looks makes no key")
        self.audit("checkpoint")
        former = self.audit("keys").stdout.strip()
        new = self.audit("new-key").stdout.strip()
        self.assertEqual(self.audit("keys").stdout.split(), [new, former])
        self.assertIn(f"next-key {new}", open_note(self.audit("checkpoint").stdout, former))
        self.organisation("two")
        note = self.audit("checkpoint").stdout
        self.assertEqual(open_note(note, new)[1], "2")
        with self.assertRaises(AssertionError):
            open_note(note, former)
        self.assertNotIn("PRIVATE", self.audit("keys").stdout)
        self.assertEqual((self.data / "checkpoints" / "key").stat().st_mode & 0o777, 0o600)


if __name__ == "__main__":
    unittest.main()
