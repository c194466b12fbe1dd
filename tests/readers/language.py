"""The Dutch of reports: no word that a Dutch spelling list lacks, and short sentences.

    /usr/bin/python3 language.py REPORT.nl.html...

Spelling: hunspell with its Dutch list, over everything but provenance, publications and the text of the scenario. Sentences, of
paragraphs and lists: 14 words on average at most, and none over 25.
"""

import html.parser
import re
import subprocess
import sys

# Terms of the field and of this program, and names, that no spelling list has.
KNOWN = set("""Zulkarnain IPS Wsnp meegeïndexeerd caseload jobcoaching urenbeperkt experimentbesluit werkwijze tegenprestatie vangnet vangnetuitkering sd csv
    parameters docs md explain draws BUIG SHA ff""".split())
NOT_PROSE = {"herkomst", "tabellen", "bronnen"}


class Texts(html.parser.HTMLParser):
    """Pieces of text that a reader reads in one go, each (tag, text), outside of what is not prose."""

    BLOCKS = ("p", "li", "h1", "h2", "h3", "td", "th", "caption", "summary", "span", "strong")
    UNREAD = ("style", "script", "pre", "title", "svg")

    def __init__(self):
        super().__init__()
        self.pieces, self.unread, self.quiet = [], 0, False

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        self.unread += tag in self.UNREAD
        if tag == "section":
            self.quiet = attributes.get("aria-labelledby") in NOT_PROSE
        if tag == "caption" and attributes.get("id", "").removesuffix("-naam") in NOT_PROSE:
            self.quiet = True
        if tag in self.BLOCKS and not (tag in ("span", "strong") and self.pieces and self.pieces[-1][0] == "p"):
            self.pieces.append([tag if attributes.get("class") != "code" else "code", ""])

    def handle_endtag(self, tag):
        self.unread -= tag in self.UNREAD
        if tag == "table" and self.quiet:
            self.quiet = False

    def handle_data(self, data):
        if self.pieces and not self.unread and not self.quiet:
            self.pieces[-1][1] += data


def read(path):
    texts = Texts()
    with open(path, encoding="utf-8") as file:
        texts.feed(file.read())
    return [(tag, " ".join(text.split())) for tag, text in texts.pieces if text.strip()]


def misspelt(pieces):
    """Words without a digit: ids of publications have one."""
    words = set()
    for _, text in pieces:
        for token in text.split():
            # names of publications, files and keys
            if re.search(r"[\d_/;]|\.[a-z]", token):
                continue
            words |= set(re.findall(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*", token))
    run = subprocess.run(["hunspell", "-d", "nl_NL", "-l", "-i", "utf-8"], input="\n".join(sorted(words - KNOWN)),
                         capture_output=True, text=True, check=True)
    return sorted(set(run.stdout.split()))


def sentences(pieces):
    for tag, text in pieces:
        if tag in ("p", "li", "span") and not text.startswith("Status:"):
            for sentence in re.split(r"(?<=[.?!:;])\s+", text):
                count = len([w for w in sentence.split() if re.search(r"\w", w)])
                if count:
                    yield count, sentence


def main(paths):
    faults = []
    for path in paths:
        pieces = read(path)
        found = list(sentences(pieces))
        assert len(found) > 20, f"{path}: hardly any sentences"
        faults += [f"{path}: not a Dutch word: {word}" for word in misspelt(pieces)]
        faults += [f"{path}: {count} words: {sentence}" for count, sentence in found if count > 25]
        mean = sum(count for count, _ in found) / len(found)
        if mean > 14.0:
            faults.append(f"{path}: {mean:.1f} words a sentence")
        print(f"{path}: {len(found)} sentences of {mean:.1f} words")
    for fault in sorted(set(faults)):
        print(fault)
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main(sys.argv[1:])
