r"""Where the mathematics of a note stands: every dialect of delimiters, in one pass over the text.

Block structure (code, HTML) is that of CommonMark, by markdown-it; the scan for delimiters is ours,
since notes put ``$$`` inside sentences and glue words to them.  A delimiter that is never closed is
looked for once, so the pass is linear.

>>> from derivecheck.reading.text import Text
>>> note = Text("n.md", "Let $p$ be `$no$`, then $$H(p)\\ge 0$$")
>>> [r.source(note) for r in regions(note)[0]]
['p', 'H(p)\\ge 0']
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from markdown_it import MarkdownIt

from derivecheck.latex.formula.vocabulary import ROW_ENVIRONMENTS
from derivecheck.reading.text import Text


@dataclass(frozen=True)
class Region:
    """One formula in a text: where its source starts and ends, and with its delimiters."""

    start: int
    end: int
    outer_start: int
    outer_end: int
    display: bool

    def source(self, text: Text) -> str:
        """The formula as it is written."""
        return text.text[self.start : self.end]


@dataclass(frozen=True)
class Problem:
    """Something about a note that its author should know, and where."""

    at: int
    message: str


@dataclass(frozen=True)
class Delimiter:
    """An opening, what closes it, and whether the formula is displayed."""

    name: str
    opening: str  # a regular expression
    closing: str
    display: bool


FENCE = r"^[ \t>]*(?:`{3,}|~{3,})"
DELIMITERS = (
    Delimiter(
        "fence",
        r"^[ \t>]*(?:`{3,}|~{3,})[ \t]*\{?math\}?[^\n]*\n",
        r"^[ \t>]*(?:`{3,}|~{3,})",
        True,
    ),
    Delimiter("script", r"<script\b[^>]*math/tex[^>]*>", r"</script>", True),
    Delimiter("katex", r"\{\{[<%]\s*katex[^}]*[>%]\}\}", r"\{\{[<%]\s*/katex\s*[>%]\}\}", True),
    Delimiter("liquid", r"\{%-?\s*math\s*-?%\}", r"\{%-?\s*endmath\s*-?%\}", True),
    Delimiter("tick", r"\$`", r"`\$", False),
    Delimiter("dollars", r"(?<!\\)\$\$", r"(?<!\\)\$\$", True),
    Delimiter("square", r"\\{1,2}\[", r"\\{1,2}\]", True),
    Delimiter("round", r"\\{1,2}\(", r"\\{1,2}\)", False),
)
INNER = {"gathered", "smallmatrix", "subequations"}  # these stand inside others
NAMES = "|".join(sorted(ROW_ENVIRONMENTS - INNER, key=len, reverse=True))
ENVIRONMENT = rf"\\begin\{{(?P<name>(?:{NAMES})\*?)\}}"
OPENINGS = re.compile(
    "|".join(
        [
            r"(?P<comment><!--)",
            *(f"(?P<{d.name}>{d.opening})" for d in DELIMITERS),
            r"(?P<code>(?<![`$\\])`+(?!`))",
            f"(?P<environment>{ENVIRONMENT})",
            r"(?P<dollar>(?<![\\$])\$(?!\$))",
        ]
    ),
    re.MULTILINE,
)
CITATION = re.compile(r"[\d\s,;–-]+")
INLINE_END = re.compile(r"(?<!\\)\$|\n[ \t]*\n")
LOOKS_LIKE_MATHEMATICS = re.compile(r"[\\_^={}()|<>+]|^\s*-?[A-Za-z]\s*$|^\s*\d+\s*$")
FRONT_MATTER = re.compile(r"\A\s*---[ \t]*\n.*?\n---[ \t]*(?:\n|\Z)", re.DOTALL)
TEX_BODY = re.compile(r"\\begin\{document\}")
VERBATIM = re.compile(r"\\begin\{(verbatim|lstlisting|minted)\}.*?\\end\{\1\}", re.DOTALL)


def regions(text: Text) -> tuple[tuple[Region, ...], tuple[Problem, ...]]:
    """The formulas of a text in their order, and delimiters that are never closed."""
    scan = _Scan(text.text, _excluded(text), text.name.endswith(".tex"))
    found = tuple(scan.run())
    return found, tuple(scan.problems)


class _Scan:
    def __init__(self, text: str, excluded: list[tuple[int, int]], is_tex: bool) -> None:
        self.text, self.is_tex = text, is_tex
        self.excluded = excluded
        self.problems: list[Problem] = []
        self.unclosed: set[str] = set()

    def run(self) -> Iterator[Region]:
        at, waiting = 0, iter([*self.excluded, (len(self.text) + 1, len(self.text) + 1)])
        out = next(waiting)
        while m := OPENINGS.search(self.text, at):
            while out[1] <= m.start():
                out = next(waiting)
            if out[0] <= m.start() and m.lastgroup != "fence":
                at = out[1]
                continue
            region, at = self.opened(m)
            if region is not None:
                yield region

    def opened(self, m: re.Match[str]) -> tuple[Region | None, int]:
        """The region that starts here, if one does, and where to go on."""
        kind = str(m.lastgroup) if m.lastgroup != "name" else "environment"
        if kind == "comment":
            return None, self.close(m, "comment", re.compile("-->"))[1]
        if kind == "code":
            return None, self.close(m, m.group(), re.compile(f"(?<!`){m.group()}(?!`)"))[1]
        if kind == "dollar":
            return self.inline(m)
        if kind == "environment":
            name = m.group("name")
            start, end = self.close(m, name, re.compile(rf"\\end\{{{re.escape(name)}\}}"))
            return (Region(m.start(), end, m.start(), end, True) if start >= 0 else None), end
        delimiter = next(d for d in DELIMITERS if d.name == kind)
        inner, end = self.close(m, kind, re.compile(delimiter.closing, re.MULTILINE))
        if inner < 0 or (kind == "square" and self.is_citation(self.text[m.end() : inner])):
            return None, end
        display = delimiter.display and not self.in_a_sentence(m, inner, end)
        return Region(m.end(), inner, m.start(), end, display), end

    def is_citation(self, source: str) -> bool:
        r"""Whether ``\[3\]`` of a Markdown file only keeps the brackets around numbers."""
        return not self.is_tex and CITATION.fullmatch(source) is not None

    def in_a_sentence(self, m: re.Match[str], inner: int, end: int) -> bool:
        """Whether a formula of one line has words beside it on its line."""
        if m.lastgroup == "script":
            return "display" not in m.group()
        source = self.text[m.end() : inner]
        if m.lastgroup == "fence" or "\n" in source or "\\\\" in source:
            return False
        before = self.text[self.text.rfind("\n", 0, m.start()) + 1 : m.start()]
        after = self.text[end : self._line_end(end)]
        return bool(before.strip(" \t>*-0123456789.") or after.strip(" \t.,;:。，；：\\"))

    def _line_end(self, at: int) -> int:
        end = self.text.find("\n", at)
        return len(self.text) if end < 0 else end

    def close(self, m: re.Match[str], name: str, closing: re.Pattern[str]) -> tuple[int, int]:
        """Where the closing delimiter starts and ends; -1 and the next place where none is."""
        found = None if name in self.unclosed else closing.search(self.text, m.end())
        if found:
            return found.start(), found.end()
        if name not in self.unclosed and name in ("dollars", "square", "fence"):
            self.problems.append(Problem(m.start(), f"{m.group().strip()} is never closed"))
        self.unclosed.add(name)
        return -1, m.end()

    def inline(self, m: re.Match[str]) -> tuple[Region | None, int]:
        """A formula between single dollars on one paragraph."""
        found = INLINE_END.search(self.text, m.end())
        if not found or found.group() != "$":
            return None, m.end()
        source = self.text[m.end() : found.start()]
        spaced = source[:1].isspace() or source[-1:].isspace()
        if not source.strip() or (spaced and not LOOKS_LIKE_MATHEMATICS.search(source)):
            return None, m.end()
        if re.match(r"\d", self.text[found.end() : found.end() + 1]) and source[:1].isdigit():
            return None, m.end()  # from $5 to $10
        display = r"\begin{" in source
        return Region(m.end(), found.start(), m.start(), found.end(), display), found.end()


def _excluded(text: Text) -> list[tuple[int, int]]:
    """The stretches that are code or front matter."""
    if text.name.endswith(".tex"):
        body = TEX_BODY.search(text.text)
        before = [(0, body.start())] if body else []
        return before + [m.span() for m in VERBATIM.finditer(text.text)]
    found: list[tuple[int, int]] = []
    front = FRONT_MATTER.match(text.text)
    if front:
        found.append(front.span())
    starts = [*text.starts, len(text.text)]
    for token in MarkdownIt("commonmark").parse(text.text):
        if token.map is None or token.type not in ("fence", "code_block"):
            continue
        if token.info.strip(" {}").startswith("math"):
            continue
        if token.type == "code_block" and ("$$" in token.content or r"\begin" in token.content):
            continue
        first, last = token.map
        found.append((starts[first], starts[min(last, len(starts) - 1)]))
    return sorted(found)
