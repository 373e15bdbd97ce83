"""Brings the Markdown of static site generators (Hugo, Jekyll with kramdown) down to
CommonMark without HTML: shortcodes, Liquid, attribute lists and HTML elements go, their
words stay; links that lead nowhere become text; pictures that are not there go."""

import html
import re

_CODE = re.compile(r"(^(?:```|~~~).*?^(?:```|~~~)[ \t]*$|`+[^`\n]+`+)", re.S | re.M)

_HIGHLIGHT = re.compile(r"\{%-?\s*highlight\s+(\w+).*?%\}\n?(.*?)\{%-?\s*endhighlight\s*-?%\}", re.S)
_JEKYLL_LINK = re.compile(r"\{%-?\s*link\s+(\S+?)/?_posts/(\d{4})-(\d\d)-(\d\d)-([\w.-]+?)\.(?:md|markdown)\s*-?%\}")
_QUOTE = re.compile(r'\{\{<\s*quote-block\s+text="([^"]*)"(?:\s+cite="([^"]*)")?[^>]*>\}\}')
_SHORTCODE = re.compile(r"\{\{[<%].*?[>%]\}\}", re.S)
_LIQUID_BLOCK = re.compile(r"^[^\n]*\{\{[^\n]*\}\}[^\n]*\n?", re.M)
_LIQUID_TAG = re.compile(r"\{%.*?%\}", re.S)
_ATTRIBUTE_LIST = re.compile(r"[ \t]*\{:(?:[ \t]+|(?=[.#]))[^}]*\}")

_DROPPED = re.compile(r"<(script|style|video|iframe|object)\b.*?</\1\s*>|<!--.*?-->", re.S | re.I)
_ANCHOR = re.compile(r"<a\b([^>]*)>(.*?)</a\s*>", re.S | re.I)
_HREF = re.compile(r"""href\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.I)
_INLINE = {"strong": "**", "b": "**", "em": "*", "i": "*", "cite": "*"}
_BLOCKS = {
    "p": "\n\n", "div": "\n\n", "figure": "\n\n", "figcaption": "\n\n", "section": "\n\n", "table": "\n\n",
    "tr": "\n\n", "ul": "\n\n", "ol": "\n\n", "li": "\n- ", "br": "\n", "hr": "\n\n---\n\n", "blockquote": "\n\n> ",
    "td": " ", "th": " ", "h1": "\n\n## ", "h2": "\n\n## ", "h3": "\n\n### ", "h4": "\n\n#### ", "h5": "\n\n#### ",
    "h6": "\n\n#### ",
}
_STRIPPED = ("img|span|sup|sub|u|small|abbr|time|thead|tbody|tfoot|source|main|font|center|code|dl|dt|dd|caption|iframe"
             "|input|button|label|form|s|del|ins|mark|q")

_IMAGE = re.compile(r"!\[([^\]]*)\]\(\s*<?([^)\s>]*)>?[^)]*\)")
_LINK = re.compile(r"\[((?:[^\[\]]|\[[^\[\]]*\])*)\]\(\s*<?([^)\s>]*)>?((?:\s+\"[^\"]*\")?)\s*\)")
_DEFINITION = re.compile(r"^( {0,3}\[[^\]]+\]:\s*)(/\S+)", re.M)


def plain_markdown(text, site):
    """CommonMark without HTML from a page of the site at `site` (`https://example.org`)."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = _HIGHLIGHT.sub(lambda m: f"```{m[1]}\n{m[2].rstrip()}\n```", text)
    code = []
    text = _CODE.sub(lambda m: _put_away(m[0], code), text.replace("\0", ""))
    text = re.sub(r"[ \t]+\n", "\n", _prose(text, site))
    text = re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"
    return re.sub(r"\0(\d+)\0", lambda m: code[int(m[1])], text)


def plain_text(markdown):
    """The words of a short piece of Markdown or HTML on one line."""
    text = _IMAGE.sub("", markdown)
    text = _LINK.sub(r"\1", re.sub(r"\[([^\[\]]*)\]\[[^\]]*\]", r"\1", text))
    text = re.sub(r"<(https?://[^>\s]+)>", r"\1", text)
    text = re.sub(r"</?[a-zA-Z][^>]*>", "", text)
    text = re.sub(r"\*\*|__|`|(?<!\w)[*_](?=\w)|(?<=\w)[*_](?!\w)", "", html.unescape(text))
    return re.sub(r"\s+", " ", text).strip()


def escape(text):
    """`text` so that CommonMark shows it as it is."""
    text = re.sub(r"([\\`*_\[\]<>])", r"\\\1", text)
    return re.sub(r"^(\s*)([#+=|~-]|\d+(?=[.)]))", lambda m: m[1] + _escape_marker(m[2]), text)


def _put_away(text, code):
    """A mark that stands for `text`, which no rule for prose may touch."""
    code.append(text)
    return f"\0{len(code) - 1}\0"


def _escape_marker(marker):
    return marker + "\\" if marker.isdigit() else "\\" + marker


def _prose(text, site):
    text = _JEKYLL_LINK.sub(lambda m: f"/{m[1]}/{m[2]}/{m[3]}/{m[4]}/{m[5]}/", text)
    text = _QUOTE.sub(lambda m: f"\n> {m[1]}" + (f" ({m[2]})" if m[2] else "") + "\n", text)
    text = _SHORTCODE.sub("", text)
    text = _LIQUID_BLOCK.sub("", _LIQUID_TAG.sub("", text))
    text = _ATTRIBUTE_LIST.sub("", text)
    return _links(_elements(text), site)


def _elements(text):
    text = _DROPPED.sub("", text)
    text = re.sub(r"^[ \t]+(?=</?[a-zA-Z])", "", text, flags=re.M)
    text = _ANCHOR.sub(_anchor, text)
    for name, mark in _INLINE.items():
        text = re.sub(rf"<{name}(?:\s[^>]*)?>\s*(.*?)\s*</{name}\s*>",
                      lambda m, mark=mark: mark + m[1] + mark if m[1] else "", text, flags=re.S | re.I)
    for name, mark in _BLOCKS.items():
        text = re.sub(rf"<{name}(?:\s[^>]*)?/?>", mark, text, flags=re.I)
        text = re.sub(rf"</{name}\s*>", "\n\n" if mark.startswith("\n\n") else "", text, flags=re.I)
    return re.sub(rf"</?(?:{_STRIPPED}|{'|'.join(_INLINE)}|a)(?:\s[^>]*)?/?>", "", text, flags=re.I)


def _anchor(match):
    words = re.sub(r"\s+", " ", match[2]).strip()
    href = _HREF.search(match[1])
    address = html.unescape(href[1] or href[2] or "") if href else ""
    if not words or re.fullmatch(r"<img\b[^>]*>", words, re.I):
        return ""
    return f"[{words}]({address.replace(' ', '%20')})" if address else words


def _links(text, site):
    text = _IMAGE.sub(lambda m: f"[{m[1]}]({m[2]})" if m[1] and _is_absolute(m[2]) else "", text)
    text = _LINK.sub(lambda m: _link(m, site), text)
    text = re.sub(r"\[\s*\]\([^)]*\)", "", text)
    return _DEFINITION.sub(lambda m: m[1] + site + m[2], text)


def _link(match, site):
    words, address, title = match[1], match[2], match[3]
    if address.startswith("/"):
        address = site + address
    return f"[{words}]({address}{title})" if _is_absolute(address) else words


def _is_absolute(address):
    return re.match(r"(?:https?://|mailto:)[^\s]", address) is not None
