"""Finds the article in the text that somebody saved from a web page: title, date, body, captions, credit.

Nothing is known of the site it came from. What is known is how Vietnamese news pages read: dates are day/month/year,
with or without a time, a label or a weekday; a caption stands alone and names its photographer after "Ảnh"; an article
ends in `./.`; the author's name stands alone behind the end or in front of the date; and what follows a line such as
"Bài liên quan" is the page's furniture.
"""

import dataclasses
import datetime
import re
import unicodedata

HANOI = datetime.timezone(datetime.timedelta(hours=7))

_DAY = r"(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})(?:[/.-](?P<year>\d{4}))"
_DAY_IN_WORDS = r"(?:ngày\s+)?(?P<day>\d{1,2})\s+tháng\s+(?P<month>\d{1,2})(?:[,\s]+năm\s+|[,\s]+)(?P<year>\d{4})"
_ISO = r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})"
_DATES = [re.compile(form, re.I) for form in (_ISO, _DAY, _DAY_IN_WORDS)]
_DAY_AND_MONTH = re.compile(r"(?<![\d/.-])(?P<day>\d{1,2})/(?P<month>\d{1,2})(?![\d/])")
_TIME = re.compile(r"(?<!\d)(?P<hour>[01]?\d|2[0-3])[:hg](?P<minute>[0-5]\d)(?!\d)", re.I)
_DATE_LABEL = re.compile(r"^(ngày đăng|đăng (lúc|ngày)|cập nhật|xuất bản|ngày xuất bản|published|posted|updated)\b", re.I)
_WEEKDAY = re.compile(r"^(thứ\s+(hai|ba|tư|năm|sáu|bảy)|chủ nhật)\b", re.I)

_FILE_NAME = re.compile(r"^[\w.-]+\.(jpe?g|png|webp|gif)$", re.I)
_PHOTO_CREDIT = re.compile(r"\(?\s*(?:Ảnh|Photo|Nguồn ảnh)\s*:\s*(?P<who>[^()]{1,80}?)\s*\)?\.?$", re.I)
_PHOTO_LINE = re.compile(r"^\(?(?:Ảnh|Photo|Nguồn ảnh)\s*:", re.I)
_STOCK_PHOTO = re.compile(r"\bẢnh minh họa\)?\.?$", re.I)
_BYLINE = re.compile(r"^(?:tác giả(?: bài viết)?|bài(?: viết)?|theo|nguồn|by|tin, bài)\s*:\s*(?P<who>.{2,80})$", re.I)
_END_MARK = re.compile(r"\.*\s*/\.\s*$")
_FURNITURE = re.compile(
    r"^(bài (viết )?liên quan|tin (tức )?(liên quan|cùng chuyên mục|khác)|các tin khác|xem thêm|đọc thêm|đừng bỏ lỡ|bình luận|ý kiến bạn đọc"
    r"|tổng số điểm|click để|từ khóa|tags?\b|chia sẻ|thống kê truy cập|đang truy cập|powered by|mặc định|cỡ chữ|in bài|gửi mail|nghe bài"
    r"|tổng biên tập|tòa soạn|điện thoại)", re.I)


@dataclasses.dataclass
class Article:
    title: str
    date: datetime.datetime
    has_time: bool
    summary: str
    body: list        # Paragraphs; a list item begins with "- ".
    captions: list    # (words, photographer or "")
    author: str
    publisher: str


class NotAnArticle(ValueError):
    """The text has no title, date or body that the rules can find."""


def read_web_text(text):
    """The article in `text`. Raises NotAnArticle with what is missing."""
    lines = [_clean(line) for line in unicodedata.normalize("NFC", text).splitlines()]
    lines = [line for line in lines if line]
    at = next((i for i, line in enumerate(lines) if _is_title(line)), None)
    if at is None:
        raise NotAnArticle("no line looks like a title")
    title = lines[at].rstrip(".") if lines[at].count(".") == 1 else lines[at]
    rest, date_line = _take_date_line(lines[at + 1:])
    rest, tail = _cut_furniture(rest)
    body, captions = _take_captions(rest, title)
    body, author, publisher = _take_credit(body, tail)
    if not author and date_line:
        author = _name_beside_date(date_line)
    if not body:
        raise NotAnArticle("nothing follows the title")
    date, has_time = _date_of(date_line or "") or _date_of_header(lines[:at]) or _newest_day_told(body) or (None, False)
    if date is None:
        raise NotAnArticle("no date is written in the text")
    summary = body[0] if len(body[0]) <= 500 and len(body) > 1 else ""
    return Article(title, date, has_time, summary, body, captions, author, publisher)


def _clean(line):
    return re.sub(r"[ \t\u00a0\u3000]+", " ", line).strip().strip("\ufeff\u200b")


def _is_title(line):
    """A sentence of six words or more that is no date, label or caption."""
    return (len(line.split()) >= 6 and not _is_date_line(line) and not _FURNITURE.match(line)
            and not _PHOTO_CREDIT.search(line) and len(line) <= 200)


def _is_date_line(line):
    """A short line whose matter is a date: with a label, a weekday, a time, or hardly anything else."""
    if len(line) > 90 or _date_of(line) is None:
        return False
    rest = line
    for form in _DATES:
        rest = form.sub("", rest)
    words = re.findall(r"[^\W\d_]+", _TIME.sub("", rest))
    return bool(_DATE_LABEL.match(line) or _WEEKDAY.match(line)) or len(words) <= 5


def _take_date_line(lines):
    """The lines without the first date line that stands near the title; a labelled one wins."""
    near = [i for i, line in enumerate(lines[:4]) if _is_date_line(line)]
    labelled = [i for i in near if _DATE_LABEL.match(lines[i])]
    if not near:
        return lines, None
    chosen = (labelled or near)[0]
    return [line for i, line in enumerate(lines) if i != chosen], lines[chosen]


def _date_of(line):
    """(moment in Hanoi, whether a time was given) of the first date in `line`, or None."""
    for form in _DATES:
        found = form.search(line)
        if not found:
            continue
        try:
            day = datetime.datetime(int(found["year"]), int(found["month"]), int(found["day"]), tzinfo=HANOI)
        except ValueError:
            continue
        time = _TIME.search(line[:found.start()] + " " + line[found.end():])
        if time:
            return day.replace(hour=int(time["hour"]), minute=int(time["minute"])), True
        return day, False
    return None


def _date_of_header(lines):
    """A date above the title: the page's own clock, better than nothing."""
    return next((_date_of(line) for line in lines if _date_of(line)), None)


def _newest_day_told(paragraphs):
    """An article is as old as the newest day it tells of. A day without a year is of the newest year named before it."""
    newest, year = None, None
    for paragraph in paragraphs:
        marks = [(m.start(), _date_of(m[0])) for form in _DATES for m in form.finditer(paragraph)]
        marks += [(m.start(), m) for m in _DAY_AND_MONTH.finditer(paragraph)]
        for _, mark in sorted(marks, key=lambda pair: pair[0]):
            if isinstance(mark, re.Match):
                try:
                    mark = (datetime.datetime(year, int(mark["month"]), int(mark["day"]), tzinfo=HANOI), False) if year else None
                except ValueError:
                    mark = None
            if mark is None:
                continue
            year = max(year or 0, mark[0].year)
            newest = max(newest, mark[0]) if newest else mark[0]
    return (newest, False) if newest else None


def _cut_furniture(lines):
    """(the article's lines, what stands behind its end). The end is the last `./.`, else the first furniture."""
    ends = [i for i, line in enumerate(lines) if _END_MARK.search(line)]
    furniture = next((i for i, line in enumerate(lines) if i > 0 and _FURNITURE.match(line) and (not ends or i > ends[0])), len(lines))
    end = next((i + 1 for i in ends if i < furniture), furniture)
    body = [line for line in lines[:end] if not _FURNITURE.match(line)]
    if ends and end <= furniture:
        body[-1] = _END_MARK.sub(".", body[-1])
    return body, lines[end:furniture]


def _take_captions(lines, title):
    """(paragraphs, captions): a caption ends in a photo credit, or stands before a line that is one, or under a file name."""
    body, captions = [], []
    i = 0
    while i < len(lines):
        line, following = lines[i], lines[i + 1] if i + 1 < len(lines) else ""
        if _FILE_NAME.match(line):
            i += 1
            if following and not _PHOTO_CREDIT.search(following) and len(following) < 250:
                captions.append((following, ""))
                i += 1
            continue
        if _PHOTO_LINE.match(following) and len(line) < 250:
            captions.append((line, _PHOTO_CREDIT.search(following)["who"]))
            i += 2
            continue
        credit = _PHOTO_CREDIT.search(line)
        if credit and len(line) < 300:
            captions.append((line[:credit.start()].rstrip(" (."), credit["who"]))
        elif _STOCK_PHOTO.search(line) and len(line) < 300:
            captions.append((_STOCK_PHOTO.sub("", line).rstrip(" (."), ""))
        elif line != title:
            body.append(line)
        i += 1
    return body, captions


def _is_name(line):
    """Two to five words that each begin with a capital, and nothing else."""
    words = line.split()
    return 2 <= len(words) <= 5 and all(word[0].isupper() and word.isalpha() for word in words) and not line.isupper()


def _split_publisher(line):
    """A name and a publisher in capitals that a page's layout kept apart: `Lan AnhBÁO MỚI`."""
    found = re.match(r"^(?P<name>.+?[^\W\d_A-Z])(?P<publisher>[^\W\d_a-z]{2,}(?:\s+[^\W\d_]+)+)$", line)
    if found and found["publisher"].isupper() and _is_name(found["name"]):
        return found["name"], found["publisher"]
    return None


def _take_credit(body, tail):
    """(body, author, publisher): a labelled byline, or a name alone at the end or right behind it."""
    for lines in (tail, body[-2:]):
        for line in lines:
            labelled, both = _BYLINE.match(line), _split_publisher(line)
            if not (labelled or both or _is_name(line)):
                continue
            rest = [paragraph for paragraph in body if paragraph != line]
            if both:
                return rest, both[0], both[1]
            return rest, labelled["who"].strip() if labelled else line, ""
    return body, "", ""


def _name_beside_date(line):
    """The author in front of a date: `Bình Minh 08:21 20/04/2024`."""
    name = re.split(r"\d", line, maxsplit=1)[0].strip(" -–|,")
    return name if _is_name(name) and not _WEEKDAY.match(name) and not _DATE_LABEL.match(name) else ""
