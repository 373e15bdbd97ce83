"""The importer of saved web-page text: own samples of each form, and the shared seed texts where they are."""
import datetime
import json
import pathlib
import subprocess
import sys
import tempfile
import unittest

import yaml

ROOT = pathlib.Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "scripts/import-web-text"
DATA = ROOT / "tests/data/web-text"
SEEDS = ROOT.parent / "shared/seeds"
sys.path.insert(0, str(ROOT / "scripts/lib"))
from web_text import HANOI, NotAnArticle, read_web_text  # noqa: E402


def read(name):
    return read_web_text((DATA / name).read_text("utf-8"))


def moment(*parts):
    return datetime.datetime(*parts, tzinfo=HANOI)


class Rules(unittest.TestCase):
    def test_a_labelled_date_wins_over_the_pages_clock(self):
        article = read("labelled.txt")
        self.assertEqual(article.title, "Cảng mẫu số một đón chuyến tàu thử nghiệm đầu tiên")
        self.assertEqual((article.date, article.has_time), (moment(2026, 2, 28, 9, 5), True))
        self.assertEqual(article.author, "Lê Mẫu Văn")
        self.assertEqual(article.captions, [("Tàu thử nghiệm vào luồng", "")])
        self.assertEqual(len(article.body), 2)
        self.assertTrue(article.body[-1].endswith("tên riêng."), article.body[-1])

    def test_without_a_date_line_the_newest_day_told_counts(self):
        article = read("no-date-line.txt")
        self.assertEqual((article.date, article.has_time), (moment(2025, 12, 14), False))
        self.assertEqual(article.captions, [("Xưởng dệt mẫu", "Ban quản lý làng nghề")])
        self.assertEqual((article.author, article.publisher), ("Trần Thị Mẫu", "BÁO KIỂM THỬ ĐIỆN TỬ"))

    def test_weekday_list_and_labelled_author(self):
        article = read("weekday.txt")
        self.assertEqual(article.title, "Danh mục việc cần làm để chuẩn bị hội chợ sách mẫu")
        self.assertEqual(article.date, moment(2026, 1, 5, 14, 20))
        self.assertEqual(article.body, ["- Chọn gian hàng, in biển chỉ dẫn", "- Mời người kể chuyện"])
        self.assertEqual(article.author, "Ngô Thử")

    def test_date_forms(self):
        for written, expected in (("20/04/2024 08:21", moment(2024, 4, 20, 8, 21)), ("08:37, 22/06/2024", moment(2024, 6, 22, 8, 37)),
                                  ("ngày 5 tháng 9 năm 2025", moment(2025, 9, 5)), ("2025-09-05", moment(2025, 9, 5)),
                                  ("Cập nhật: 5.9.2025 7h30", moment(2025, 9, 5, 7, 30))):
            article = read_web_text(f"Một tiêu đề đủ dài để là tiêu đề\n{written}\nThân bài có một câu.\n")
            self.assertEqual(article.date, expected, written)
            self.assertEqual(article.body, ["Thân bài có một câu."], written)

    def test_what_is_no_article_says_what_is_missing(self):
        with self.assertRaisesRegex(NotAnArticle, "title"):
            read("nothing.txt")
        with self.assertRaisesRegex(NotAnArticle, "date"):
            read_web_text("Một tiêu đề đủ dài để là tiêu đề\nThân bài không có ngày.\n")


class Script(unittest.TestCase):
    def run_script(self, *files):
        folder = pathlib.Path(tempfile.mkdtemp(prefix="sen-web-"))
        done = subprocess.run([SCRIPT, *files, "--out", folder, "--organisation", "vnanews"], capture_output=True, text=True)
        return folder, done

    def test_writes_a_package_and_names_what_it_refused(self):
        folder, done = self.run_script(*sorted(DATA.glob("*.txt")))
        self.assertEqual(done.returncode, 1)
        self.assertIn("nothing.txt: no line looks like a title", done.stderr)
        self.assertEqual(json.loads((folder / "datapackage.json").read_text())["sen"]["organisation"], "vnanews")
        documents = sorted((folder / "articles").iterdir())
        self.assertEqual(len(documents), 3)
        fields = yaml.safe_load((folder / "articles/cang-mau-so-mot-don-chuyen-tau-thu-nghiem-dau-tien/document.yaml").read_text())
        self.assertEqual(fields["date"], "2026-02-28T09:05:00+07:00")

    def test_the_shared_seed_texts(self):
        if not SEEDS.is_dir():
            print("shared seeds are absent: only our own texts were read")
            return
        expected = {
            "000": ("Đổi mới thông tin đối ngoại", moment(2024, 5, 13), "Phúc Hằng", 2),
            "001": ("Coi không gian mạng", moment(2024, 4, 20, 8, 21), "Bình Minh", 1),
            "002": ("Mỗi bộ, ngành, địa phương", moment(2024, 4, 16, 10, 33), "Duy Thái", 1),
            "003": ("Tăng cường công tác phối hợp", moment(2024, 6, 21, 12, 35), "Hồng Lợi", 0),
            "004": ("Nâng cao chất lượng, hiệu quả", moment(2024, 6, 22, 8, 37), "Nguyễn Hương", 0),
        }
        for file in sorted(SEEDS.glob("*.txt")):
            title, date, author, captions = expected[file.name[:3]]
            article = read_web_text(file.read_text("utf-8"))
            self.assertTrue(article.title.startswith(title), file.name)
            self.assertEqual((article.date, article.author, len(article.captions)), (date, author, captions), file.name)
            self.assertGreaterEqual(len(article.body), 4, file.name)
            for furniture in ("POWERED BY", "Tổng biên tập", "Ý kiến bạn đọc", "Bình luận", "Xem thêm", "Đang truy cập"):
                self.assertNotIn(furniture, "\n".join(article.body), file.name)


if __name__ == "__main__":
    unittest.main()
