"""Every number of a report is that of the results file, recomputed from it; both languages have the same numbers.

    /usr/bin/python3 claims.py --trial FILE.h5 REPORT.nl.html REPORT.en.html
    /usr/bin/python3 claims.py FILE.h5 REPORT.nl.html REPORT.en.html [MONEY.csv [WORKBOOK.xlsx [VANGNET.nl.html]]]

Recomputed: differences and levels (all moments, everyone and each group), the dots, the bands over time, the stock, the twins, and the
counts of draws in sentences. Money, which needs prices, is checked against `vangnet compare --money --csv` if that is given
as a fourth argument.
"""

import csv
import html
import html.parser
import re
import sys

import h5py
import numpy as np
import openpyxl


class Tables(html.parser.HTMLParser):
    """Tables by id: rows of cells, each (text, value or None); and the descriptions of figures."""

    def __init__(self):
        super().__init__()
        self.tables, self.rows, self.cell = {}, None, None
        self.descriptions, self.description = {}, None

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if attributes.get("id", "").endswith("-uitleg"):
            self.description = attributes["id"]
        if tag == "caption":
            self.rows = self.tables.setdefault(attributes["id"].removesuffix("-naam"), [])
        elif tag == "tr" and self.rows is not None:
            self.rows.append([])
        elif tag in ("td", "th") and self.rows is not None:
            value = attributes.get("data-value")
            self.cell = [[], None if value is None else float(value)]

    def handle_endtag(self, tag):
        if tag in ("td", "th") and self.cell is not None:
            self.rows[-1].append(("".join(self.cell[0]), self.cell[1]))
            self.cell = None
        elif tag == "table":
            self.rows = None
        elif tag == "span":
            self.description = None

    def handle_data(self, data):
        if self.description is not None:
            self.descriptions[self.description] = self.descriptions.get(self.description, "") + data
        if self.cell is not None:
            self.cell[0].append(data)


def read(path):
    page = Tables()
    with open(path, encoding="utf-8") as file:
        page.feed(file.read())
    return page


def text(value):
    return value.decode() if isinstance(value, bytes) else str(value)


class Results:
    """The results file, and what docs/results-file.md says of it."""

    def __init__(self, path):
        self.file = h5py.File(path)
        self.arms = [(text(r["key"]), text(r["label_nl"]) or text(r["key"])) for r in self.file["tables/arms"][:]]
        self.groups = {text(r["label_nl"]): (text(r["key"]), text(r["dimension"])) for r in self.file["tables/groups"][:]}
        self.keys = [text(r["key"]) for r in self.file["tables/groups"][:]]
        self.measures = {text(r["long_name_nl"]): text(r["key"]) for r in self.file["tables/measures"][:]}
        self.kinds = {text(r["key"]): text(r["kind"]) for r in self.file["tables/measures"][:]}

    def of(self, part, measure, arm, month, group="all"):
        scale = 100.0 if self.kinds[measure] == "share" else 1.0
        return scale * self.file[f"{part}/{measure}"][arm, :, month - 1, self.keys.index(group)].astype(float)

    def effects(self, measure, arm, month, group="all"):
        """Effect of each draw without the luck that it shares with its replicate."""
        c = self.of("series", measure, arm, month, group) - self.of("series", measure, 0, month, group)
        x = self.of("draws", measure, arm, month, group) - self.of("draws", measure, 0, month, group)
        shared = c[np.arange(len(x)) % len(c)]
        k = 0.0
        if len(c) > 1 and np.var(shared) > 0.0:
            k = np.clip(np.cov(x, shared)[0, 1] / np.var(shared, ddof=1), 0.0, 1.0)
        return x - k * (shared - c.mean())


checked = {}


def same(what, ours, theirs, tolerance=1e-6):
    assert abs(ours - theirs) <= tolerance * max(1.0, abs(ours)), (what, ours, theirs)
    checked[what[0]] = checked.get(what[0], 0) + 1


def check_differences(results, tables):
    for name, rows in tables.items():
        found = re.fullmatch(r"verschil-(\d+)-(.+)", name) or re.fullmatch(r"(groep)-(.+)", name)
        if not found:
            continue
        by_group = name.startswith("groep")
        month = results.file["series/month"][-1] if by_group else int(found[1])
        arm = [key for key, _ in results.arms].index(found[2])
        for row in rows[1:]:
            if row[2][1] is None:
                continue
            measure = "work_12h" if by_group else results.measures[row[0][0].split(": ")[-1]]
            group = results.groups[row[0][0]][0] if by_group else "all"
            base = results.of("series", measure, 0, month, group)
            other = results.of("series", measure, arm, month, group)
            same(("level", name, row), np.nanmean(base), row[2][1])
            same(("difference", name, row), np.nanmean(other - base), row[3][1])


def check_figures(results, tables):
    labels = [label for _, label in results.arms]
    last = int(results.file["series/month"][-1])
    for name, rows in tables.items():
        dots = re.fullmatch(r"stippen-(.+)-tabel", name)
        bands = re.fullmatch(r"tijd-(.+)-tabel", name)
        if dots:
            for label in {row[0][0] for row in rows[1:]}:
                effects = results.effects(dots[1], labels.index(label), last)
                mine = [row for row in rows[1:] if row[0][0] == label]
                assert sum(row[3][1] for row in mine) == len(effects), name
                for row in mine:
                    low, high = row[1][1], row[2][1]
                    hair = 1e-9 * max(1.0, abs(low), abs(high))
                    within = (np.abs(effects) <= hair) if low == high else (
                        (effects > low + (hair if low >= 0 else -hair)) & (effects <= high + hair) if low >= 0 else
                        (effects >= low - hair) & (effects < high - (hair if high <= 0 else -hair)))
                    same(("dots", name, row), int(within.sum()), row[3][1])
        if bands:
            quantiles = [0.05, 0.95, 0.20, 0.80, 0.35, 0.65, 0.50]
            for row in rows[1:]:
                effects = results.effects(bands[1], labels.index(row[0][0]), int(row[1][1]))
                for q, cell in zip(quantiles, row[2:], strict=True):
                    same(("band", name, row[1]), np.quantile(effects, q), cell[1])


def check_assumptions(results, tables):
    """Mean effect, and mean of the assumption, over the thirds of the draws where it is lowest and highest."""
    drawn = results.file["tables/drawn"][:]
    draws = results.file["draws/draw"].shape[0]
    values = {}
    for row in drawn:
        values.setdefault((text(row["arm"]), text(row["key"])), np.full(draws, np.nan))[row["draw"]] = row["value"]
    labels = [label for _, label in results.arms]
    last = int(results.file["series/month"][-1])
    for name, rows in tables.items():
        found = re.fullmatch(r"aannames-(.+)-tabel", name)
        for row in rows[1:] if found else ():
            effects = results.effects(found[1], labels.index(row[0][0]), last)
            thirds = []
            for x in values.values():
                order = np.argsort(x, kind="stable")
                low, high = order[:draws // 3], order[::-1][:draws // 3]
                thirds.append((x[low].mean(), x[high].mean(), effects[low].mean(), effects[high].mean()))
            (mine,) = [t for t in thirds if np.allclose(t[:2], (row[4][1], row[5][1]), rtol=1e-9)]
            same(("assumption", name), mine[2], row[2][1])
            same(("assumption", name), mine[3], row[3][1])


def check_stock(results, tables):
    people, weight = float(results.file.attrs["people"]), float(results.file.attrs["weight"])
    done = results.file["series/replicate_done"][:] == 1
    size = results.file["series/group_size"][:][done][:, 0].mean()
    labels = [label for _, label in results.arms]
    for row in tables["bestand-tabel"][1:]:
        for k, part in enumerate(("on_benefit", "came", "left")):
            values = results.file[f"stock/{part}"][labels.index(row[0][0]), :, int(row[1][1]) - 1][done]
            same(("stock", part), values.mean() * people * weight / size, row[2 + k][1])


def check_twins(results, tables):
    done = results.file["series/replicate_done"][:] == 1
    labels = [label for _, label in results.arms]
    lives = {"in allebei": 3, "alleen met het nieuwe beleid": 2, "in geen van beide": 0}
    for row in tables["tweelingen-tabel"][1:]:
        people = results.file["twins/work_12h"][labels.index(row[0][0])][done][:, :, -1].astype(float)
        share = 100.0 * people / people.sum(axis=1, keepdims=True)
        same(("twins", row), share[:, lives.get(row[1][0], 1)].mean(), row[2][1])


def check_sentences(results, page):
    """"arm: in A van de N trekkingen meer, in B minder" beside the dots of each outcome."""
    last = int(results.file["series/month"][-1])
    labels = [label for _, label in results.arms]
    for name, words in page.descriptions.items():
        dots = re.fullmatch(r"stippen-(.+)-uitleg", name)
        for label, above, draws, below in re.findall(
                r"(?:^|\. )([^.:]+): in (\d+) van de (\d+) trekkingen meer, in (\d+) minder", words if dots else ""):
            effects = results.effects(dots[1], labels.index(label), last)
            hair = 1e-9 * max(1.0, np.abs(effects).max())
            same(("sentence", name, label), (effects > hair).sum(), int(above))
            same(("sentence", name, label), (effects < -hair).sum(), int(below))
            assert len(effects) == int(draws)


def check_conclusions(results, source):
    """Sentences of the first page: counts of draws, and ranges that hold what 90% of the draws hold."""
    labels = [label for _, label in results.arms]
    short = source[source.index('<h2 id="kort">'):]
    short = html.unescape(short[:short.index("</section>")])
    arm = None
    for label, title, words in re.findall(r'<h3>(.*?)</h3>|<p><span class="label">(.*?)\.</span> (.*?)</p>', short):
        arm = labels.index(label) if label else arm
        parts = re.split(r"na (\d+) maanden", words.replace("\u2212", "-"))
        for month, after in zip(parts[1::2], parts[2::2], strict=True):
            effects = results.effects(results.measures[title[0].lower() + title[1:]], arm, int(month))
            hair = 1e-9 * max(1.0, np.abs(effects).max())
            for low, high in re.findall(r"tussen (-?[\d.,]+) en (-?[\d.,]+)", after):
                low, high = (float(x.rstrip(".").replace(".", "").replace(",", ".")) for x in (low, high))
                inner = np.quantile(effects, [0.05, 0.95])
                assert low <= inner[0] + hair and high >= inner[1] - hair, (title, month, low, high, inner)  # outwards
                slack = 0.3 * (inner[1] - inner[0]) + 1e-6
                assert inner[0] - low <= slack and high - inner[1] <= slack, (title, month, low, high, inner)
                same(("conclusion", title, month), 1, 1)
            for above, below in re.findall(r"In (\d+) van de \d+ doorrekeningen is het meer, in (\d+) minder", after):
                same(("conclusion", title), (effects > hair).sum(), int(above))
                same(("conclusion", title), (effects < -hair).sum(), int(below))


def check_money(results, tables, path):
    names = {"gemeente": "municipality", "Rijk": "national", "UWV": "insurance", "inwoner": "inhabitant"}
    with open(path, encoding="utf-8-sig") as file:
        money = [row for row in csv.DictReader(file) if row["what"] == "money" and row["group"] == "all"]
    keys = {label: key for key, label in results.arms}
    for row in tables["wie-betaalt-tabel"][1:]:
        (mine,) = [m for m in money if m["arm"] == keys[row[0][0]] and m["payer"] == names[row[1][0]] and
                   m["kind"] in ("", "all", "total")]
        for k, column in enumerate(("difference", "parameters_low", "parameters_high")):
            same(("money", column), float(mine[column]), row[2 + k][1])


def check_budgets(tables):
    """What work adds is the difference from no work; shares are of the minimum of that household."""
    minimum = {row[0][0]: row[1][1] for row in tables["minimum"][1:]}
    for row in tables["minimum"][1:]:
        same(("budget", "110%"), 1.1 * row[1][1], row[2][1])
        same(("budget", "120%"), 1.2 * row[1][1], row[3][1])
    for name, rows in tables.items():
        if not re.fullmatch(r"budget-\d+", name):
            continue
        without = {row[0][0]: row[4][1] for row in rows[1:] if row[1][1] == 0}
        for row in rows[1:]:
            same(("budget", "more"), row[4][1] - without[row[0][0]], row[5][1])
            same(("budget", "share"), 100.0 * row[4][1] / minimum[row[0][0]], row[7][1])
            if row[2][1] > 0:
                same(("budget", "kept"), 100.0 * row[5][1] / row[2][1], row[6][1])


def check_vangnet(results, tables, money_path):
    """The form for the safety net: benefit, the tax on it and its execution, for all people of the real place."""
    with open(money_path, encoding="utf-8-sig") as file:
        money = [row for row in csv.DictReader(file) if row["what"] == "money" and row["group"] == "all"]
    keys = {label: key for key, label in results.arms}
    people = float(results.file.attrs["people"]) * float(results.file.attrs["weight"])
    for row in tables["bedragen"][1:]:
        for k, kind in enumerate(("benefit", "benefit_tax", "caseworkers", "services")):
            (mine,) = [m for m in money if m["arm"] == keys[row[0][0]] and m["payer"] == "municipality" and
                       m["kind"] == kind]
            same(("vangnet", kind), float(mine["difference"]) * people / 1000.0, row[1 + 2 * k][1])


def check_workbook(numbers, path):
    """The sheets of the workbook have the numbers of the page, in the same order."""
    book = openpyxl.load_workbook(path)
    theirs = [cell.value for sheet in book.worksheets[1:] for row in sheet.iter_rows(min_row=4) for cell in row
              if isinstance(cell.value, (int, float))]
    ours = [number for number in numbers if number is not None]
    assert len(ours) == len(theirs), (len(ours), len(theirs))
    for ours_, theirs_ in zip(ours, theirs, strict=True):
        same(("workbook",), ours_, theirs_, 1e-12)


def check_trial(results, tables):
    """Effects of simulated trials, what 90% of them find, and the same people with and without it."""
    world = len(results.arms) - 1
    labels = {label: key for key, label in results.arms}

    def share(part, arm, measure, month, group):
        return results.of(part, measure, arm, month, group)

    for name, rows in tables.items():
        found = re.fullmatch(r"proef-(.+)-(\d+)(-werkelijk|-figuur-tabel)?", name)
        if not found or not rows:
            continue
        measure, month = found[1], int(found[2])
        for row in rows[1:]:
            if row[0][0] not in labels:  # all treatments together
                continue
            group, control = f"trial.{labels[row[0][0]]}", "trial.usual"
            effect = {part: share(part, world, measure, month, group) - share(part, world, measure, month, control)
                      for part in ("series", "draws")}
            if found[3] is None:
                size = {g: results.file["draws/group_size"][:, results.keys.index(g)] for g in (group, control)}
                p = {g: share("draws", world, measure, month, g) / 100.0 for g in (group, control)}
                error = 100.0 * np.sqrt(sum(p[g] * (1.0 - p[g]) / (size[g] - 1) for g in p))
                z = effect["draws"] / error
                same(("trial", name), effect["series"].mean(), row[3][1])
                same(("trial", name), np.quantile(effect["draws"], 0.05), row[4][1])
                same(("trial", name), np.quantile(effect["draws"], 0.95), row[5][1])
                same(("trial", name), 100.0 * (z > 1.959964).mean(), row[6][1])
                same(("trial", name), 100.0 * (z < -1.959964).mean(), row[7][1])
                same(("trial", name), 100.0 * (np.abs(z) < 1.959964).mean(), row[9][1])
            elif found[3] == "-werkelijk":
                arm = [key for key, _ in results.arms].index(labels[row[0][0]])
                for k, (treated, of) in enumerate(((world, group), (arm, group), (arm, "all")), 1):
                    true = share("series", treated, measure, month, of) - share("series", 0, measure, month, of)
                    same(("truth", name), true.mean(), row[k][1])
            else:
                item = int(row[1][0].split()[-1]) - 1
                same(("trial figure", name), effect["draws"][item], row[2][1])


def main_of_trial(results_path, dutch_path, english_path):
    results, dutch, english = Results(results_path), read(dutch_path), read(english_path)
    numbers = lambda page: [cell[1] for rows in page.tables.values() for row in rows for cell in row]
    assert numbers(dutch) == numbers(english), "the languages differ in their numbers"
    check_differences(results, dutch.tables)
    check_trial(results, dutch.tables)
    for kind in ("difference", "trial", "truth", "trial figure"):
        assert checked.get(kind, 0) > 0, f"nothing of this kind was checked: {kind}"
    print("claims of a trial: " + ", ".join(f"{n} {kind}" for kind, n in sorted(checked.items())))


def main(results_path, dutch_path, english_path, money_path=None, workbook_path=None, form_path=None):
    results, dutch, english = Results(results_path), read(dutch_path), read(english_path)
    numbers = lambda page: [cell[1] for rows in page.tables.values() for row in rows for cell in row]
    assert numbers(dutch) == numbers(english), "the languages differ in their numbers"
    check_differences(results, dutch.tables)
    check_figures(results, dutch.tables)
    check_assumptions(results, dutch.tables)
    check_stock(results, dutch.tables)
    check_twins(results, dutch.tables)
    check_budgets(dutch.tables)
    check_sentences(results, dutch)
    with open(dutch_path, encoding="utf-8") as file:
        check_conclusions(results, file.read())
    if workbook_path:
        check_workbook(numbers(dutch), workbook_path)
    if money_path:
        check_money(results, dutch.tables, money_path)
    if form_path:
        check_vangnet(results, read(form_path).tables, money_path)
    least = ("level", "difference", "dots", "band", "assumption", "stock", "twins", "budget", "sentence", "conclusion") + (("money",) if money_path else ()) + (("vangnet",) if form_path else ())
    for kind in least:
        assert checked.get(kind, 0) > 0, f"nothing of this kind was checked: {kind}"
    print("claims: " + ", ".join(f"{n} {kind}" for kind, n in sorted(checked.items())))


if __name__ == "__main__":
    main_of_trial(*sys.argv[2:]) if sys.argv[1] == "--trial" else main(*sys.argv[1:])
