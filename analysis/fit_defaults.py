#!/usr/bin/env python3
"""Refits the constants of the model to the published facts marked `fitted`, and to nothing else.

    /usr/bin/python3 analysis/fit_defaults.py --program build/release/vangnet --args --threads 1

What is minimised, with common random numbers (the program's seed is fixed, so a run is a function of the constants):

    sum over fitted parts of ((model - middle of range) / (half of range))^2
      + pull * sum over constants of ((constant - centre) / prior_sd)^2

`model` is the mean over `--replicates`. `centre` is the start, or the value in `--towards` where that file has one;
`prior_sd` from the list below keeps constants that the facts hardly identify near it. Start and bounds come from
configs/data/constants.csv. Gauss-Newton with a Levenberg-Marquardt ridge: slopes by differences, one run per constant,
then a few step lengths tried at once. After a step the slopes are corrected by what it showed (Broyden), and measured
again only when they lead nowhere. It stops after two rounds of little or no progress, one of them on fresh slopes, or
after --max-iter steps. Every run is kept in a cache file, so a stopped fit goes on where it was. Predicted parts are
printed with the log, never used.

Result: a table of the rows of constants.csv that changed (--out), and with --write the same values in constants.csv.
Exit status 0: fitted (or no further progress); 1: the program failed at the starting values; 2: wrong use.
"""

import argparse
import concurrent.futures
import csv
import hashlib
import io
import json
import math
import os
import subprocess
import sys
import time

import numpy as np

# %% Which constants are fitted: (key, step for the slopes, prior sd), all in the unit of constants.csv.
# Steps are about half a standard error of what one fact can tell; prior sds are *(judgement)*.
FREE = [
    ("b_job", 0.10, 1.0),
    ("sd_frailty", 0.10, 0.4),
    ("frailty_cap", 0.05, 0.2),
    ("sd_frailty_other", 0.15, 0.5),
    ("job_woman", 0.10, 0.5),
    ("job_age_27", 0.15, 0.6),
    ("job_age_35", 0.15, 0.6),
    ("jobless_start_long", 3.0, 10.0),
    ("b_other", 0.10, 1.0),
    ("b_part", 0.10, 1.0),
    ("part_hours", 0.5, 4.0),
    ("sep_start", 0.010, 0.05),
    ("sep_inf", 0.002, 0.008),
    ("reemploy", 0.008, 0.04),
    ("return_job", 0.008, 0.04),
    ("return_other", 0.015, 0.08),
    ("first_time_share", 0.03, 0.15),
    ("cost_of_living", 0.005, 0.04),
    ("arrears_least", 15.0, 100.0),
    ("help_start", 0.0006, 0.003),
    ("mental_set_mean", 0.05, 0.3),
    ("physical_set_mean", 0.05, 0.3),
    ("care_start", 0.004, 0.02),
    ("exempt_health", 0.15, 1.0),
]


class Failed(Exception):
    """The program gave no facts for these constants."""


# %% Running the model
class Model:
    """Runs `vangnet facts --json --set ...`; remembers every answer by its constants and by the program's own bytes."""

    def __init__(self, options, log):
        self.options = options
        self.log = log
        with open(options.program, "rb") as file:
            self.program_hash = hashlib.sha256(file.read()).hexdigest()[:16]
        self.answers = {}
        if os.path.exists(options.cache):
            with open(options.cache, encoding="utf-8") as file:
                for line in file:
                    try:
                        entry = json.loads(line)
                        self.answers[entry["key"]] = entry["parts"]
                    except (ValueError, KeyError):
                        continue  # a line cut off when an earlier fit was stopped

    def key(self, constants, replicate):
        text = json.dumps([self.program_hash, self.options.args, replicate, sorted(constants.items())])
        return hashlib.sha256(text.encode()).hexdigest()

    def run(self, constants):
        """List of the parts of all facts, `model` being the mean over the replicates. Raises Failed."""
        return mean_parts([self.run_once(constants, k) for k in range(self.options.replicates)])

    def run_once(self, constants, replicate):
        """List of the parts of all facts as the program prints them. Raises Failed."""
        key = self.key(constants, replicate)
        if key in self.answers:
            return self.answers[key]
        command = [self.options.program, "facts", "--json", "--replicate", str(replicate)] + self.options.args
        for name, value in sorted(constants.items()):
            command += ["--set", f"{name}={value!r}"]
        started = time.time()
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=self.options.timeout, check=False)
        except subprocess.TimeoutExpired as error:
            raise Failed(f"no answer within {self.options.timeout:.0f} s") from error
        if done.returncode != 0:
            raise Failed(f"exit code {done.returncode}: {done.stderr.strip()[-800:]}")
        try:
            parts = json.loads(done.stdout)["parts"]
        except (ValueError, KeyError) as error:
            raise Failed(f"the output is not the JSON of `facts`: {done.stdout[:200]!r}") from error
        self.answers[key] = parts
        with open(self.options.cache, "a", encoding="utf-8") as file:
            file.write(json.dumps({"key": key, "constants": constants, "parts": parts}) + "\n")
        self.log(f"    run of {time.time() - started:.1f} s")
        return parts

    def run_all(self, list_of_constants):
        """Answers in order; None where the program failed. At most `--parallel` at a time."""
        def one(constants):
            try:
                return self.run(constants)
            except Failed as error:
                self.log(f"    failed: {error}")
                return None
        with concurrent.futures.ThreadPoolExecutor(self.options.parallel) as pool:
            return list(pool.map(one, list_of_constants))


# %% From facts to residuals
def mean_parts(replicates):
    """Parts with the mean of `model` over replicates, and whether that is inside. A missing value stays missing."""
    result = []
    for same in zip(*replicates):
        part = dict(same[0])
        if len(same) > 1 and all(p["model"] is not None for p in same):
            part["model"] = sum(p["model"] for p in same) / len(same)
            part["inside"] = part["low"] <= part["model"] <= part["high"]
        result.append(part)
    return result


def fitted_keys(parts):
    return [(p["fact"], p["part"]) for p in parts if p["kind"] == "fitted"]


def residuals(parts, keys):
    """One per fitted part: distance from the middle of its range in half-ranges. A part without a value counts 5."""
    by_key = {(p["fact"], p["part"]): p for p in parts}
    result = []
    for key in keys:
        part = by_key[key]
        middle = 0.5 * (part["low"] + part["high"])
        half = 0.5 * (part["high"] - part["low"])
        model = part["model"]
        result.append(5.0 if model is None or not math.isfinite(model) else (model - middle) / half)
    return np.array(result)


def describe(parts):
    facts = {}
    for part in parts:
        facts.setdefault(part["fact"], []).append(part["inside"])
    inside = sum(all(states) for states in facts.values())
    fitted = [p for p in parts if p["kind"] == "fitted"]
    return (f"facts inside {inside}/{len(facts)}, fitted parts inside "
            f"{sum(p['inside'] for p in fitted)}/{len(fitted)}")


def table_of(parts):
    lines = []
    for part in parts:
        model = "-" if part["model"] is None else f"{part['model']:.4g}"
        mark = "inside" if part["inside"] else "OUT"
        lines.append(f"    {part['fact']:>3} {part['part']:<22} {part['kind']:<9} {part['low']:>9.4g} .. "
                     f"{part['high']:<9.4g} model {model:<9} {mark}")
    return "\n".join(lines)


# %% The constants
def read_constants(path, options):
    """Rows of constants.csv, and start, bounds, step and prior sd of the constants to fit."""
    with open(path, newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    by_key = {row["parameter"]: row for row in rows}
    free = dict((key, (step, sd)) for key, step, sd in FREE)
    for text in options.step:
        key, _, step = text.partition("=")
        sd = free[key][1] if key in free else 10.0 * float(step)
        free[key] = (float(step), sd)
    names = options.only.split(",") if options.only else list(free)
    names = [n for n in names if n not in (options.without or "").split(",")]
    unknown = [n for n in names if n not in by_key or n not in free]
    if unknown:
        raise SystemExit(f"not in {path}, or without a step (use --step KEY=STEP): {', '.join(unknown)}")
    table = {n: {"start": float(by_key[n]["value"]), "low": float(by_key[n]["low"]), "high": float(by_key[n]["high"]),
                 "step": free[n][0], "sd": free[n][1], "centre": float(by_key[n]["value"])} for n in names}
    if options.towards:
        with open(options.towards, newline="", encoding="utf-8") as file:
            for row in csv.DictReader(file):
                if row["parameter"] in table:
                    table[row["parameter"]]["centre"] = float(row["value"])
    return rows, names, table


def rounded(value):
    """Six digits: what is written down is what was run."""
    return float(f"{value:.6g}")


class Problem:
    """The function to minimise over the vector of constants, in units of their steps."""

    def __init__(self, model, names, table, keys, pull):
        self.model, self.names, self.table, self.keys = model, names, table, keys
        self.step = np.array([table[n]["step"] for n in names])
        self.low = np.array([table[n]["low"] for n in names])
        self.high = np.array([table[n]["high"] for n in names])
        self.start = np.array([table[n]["start"] for n in names])
        self.centre = np.array([table[n]["centre"] for n in names])
        self.prior_sd = np.array([table[n]["sd"] for n in names]) / math.sqrt(pull)

    def constants(self, x):
        return {n: rounded(v) for n, v in zip(self.names, x)}

    def clip(self, x):
        return np.clip(x, self.low, self.high)

    def prior(self, x):
        return (x - self.centre) / self.prior_sd

    def loss(self, x, parts):
        return float(np.sum(residuals(parts, self.keys) ** 2) + np.sum(self.prior(x) ** 2))

    def describe(self, x, parts):
        facts = float(np.sum(residuals(parts, self.keys) ** 2))
        return f"loss {self.loss(x, parts):.2f} of which facts {facts:.2f}, {describe(parts)}"

    def slopes(self, x, parts, log):
        """Jacobian of the residuals per step; one run per constant, towards the inside of the bounds."""
        here = residuals(parts, self.keys)
        signs = np.where(x + self.step <= self.high, 1.0, -1.0)
        points = []
        for i in range(len(x)):
            moved = x.copy()
            moved[i] += signs[i] * self.step[i]
            points.append(self.clip(moved))
        answers = self.model.run_all([self.constants(p) for p in points])
        jacobian = np.zeros((len(here), len(x)))
        for i, answer in enumerate(answers):
            moved = (points[i][i] - x[i]) / self.step[i]
            if answer is None or moved == 0.0:
                log(f"    no slope for {self.names[i]}: held this round")
                continue
            jacobian[:, i] = (residuals(answer, self.keys) - here) / moved
        return here, jacobian


def step_towards(problem, x, here, jacobian, ridge):
    """Solution of the ridged normal equations, in steps, with constants at a bound that push outwards held."""
    scale = problem.step / problem.prior_sd
    left = jacobian.T @ jacobian + np.diag(scale**2) + ridge * np.eye(len(x))
    right = -(jacobian.T @ here + scale * problem.prior(x))
    free = np.ones(len(x), dtype=bool)
    for _ in range(len(x)):
        move = np.zeros(len(x))
        move[free] = np.linalg.lstsq(left[np.ix_(free, free)], right[free], rcond=None)[0]
        outwards = ((x <= problem.low) & (move < 0.0)) | ((x >= problem.high) & (move > 0.0))
        if not np.any(free & outwards):
            break
        free &= ~outwards
    return np.clip(move, -8.0, 8.0)  # at most eight steps at once: beyond that the slopes say nothing


# %% Gauss-Newton
TRIES = ((1.0, 1.0), (1.0, 0.5), (10.0, 1.0), (100.0, 1.0))  # multiple of the ridge, share of the step


def try_steps(problem, x, here, jacobian, ridge, log):
    """The best of a few steps: constants, parts, loss, place in TRIES."""
    points = []
    for factor, length in TRIES:
        move = step_towards(problem, x, here, jacobian, ridge * factor)
        points.append(problem.clip(x + length * move * problem.step))
    answers = problem.model.run_all([problem.constants(p) for p in points])
    losses = [math.inf if a is None else problem.loss(p, a) for p, a in zip(points, answers)]
    log(f"  losses tried: {', '.join(f'{v:.2f}' for v in losses)}")
    best = int(np.argmin(losses))
    return points[best], answers[best], losses[best], best


def corrected(jacobian, moved, change):
    """Broyden: the least change of the slopes by which the step just taken would have been foreseen."""
    return jacobian + np.outer(change - jacobian @ moved, moved) / (moved @ moved)


def fit(problem, parts, options, log):
    x = problem.start.copy()
    best = problem.loss(x, parts)
    log(f"start: {problem.describe(x, parts)}")
    ridge, small, jacobian, fresh = options.ridge, 0, None, False
    here = residuals(parts, problem.keys)
    for iteration in range(1, options.max_iter + 1):
        if jacobian is None:
            log(f"iteration {iteration}: slopes, {len(x)} constants")
            here, jacobian = problem.slopes(x, parts, log)
            fresh = True
        else:
            log(f"iteration {iteration}: slopes kept")
        to, answer, loss, choice = try_steps(problem, x, here, jacobian, ridge, log)
        gain = best - loss
        small = small + 1 if gain < options.tolerance * best else 0
        if gain > 0.0:
            there = residuals(answer, problem.keys)
            jacobian = corrected(jacobian, (to - x) / problem.step, there - here)
            x, parts, best, here = to, answer, loss, there
            ridge = options.ridge if choice < 2 else ridge * 3.0
            log(f"  {problem.describe(x, parts)}")
            save(problem, x, options)
        elif fresh:
            ridge *= 10.0
            log(f"  no progress; ridge now {ridge:g}")
        if small >= 2 and fresh:
            log("stopped: two rounds with little or no progress")
            break
        if small > 0 and not fresh:
            jacobian = None
        fresh = fresh and gain <= 0.0
    return x, parts


# %% Output
def save(problem, x, options):
    """Constants that differ from their start, as rows of constants.csv. Written whole, then put in place."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["parameter", "value", "start", "low", "high", "source"])
    for name, value in problem.constants(x).items():
        entry = problem.table[name]
        writer.writerow([name, repr(value), repr(entry["start"]), entry["low"], entry["high"],
                         "analysis/fit_defaults.py on the fitted parts of facts.csv"])
    replace(options.out, out.getvalue())


def replace(path, text):
    with open(path + ".part", "w", encoding="utf-8", newline="") as file:
        file.write(text)
    os.replace(path + ".part", path)


def write_constants(path, rows, constants):
    out = io.StringIO()
    writer = csv.DictWriter(out, fieldnames=list(rows[0]), lineterminator="\n")
    writer.writeheader()
    for row in rows:
        if row["parameter"] in constants:
            row = dict(row, value=repr(constants[row["parameter"]]))
        writer.writerow(row)
    replace(path, out.getvalue())


def parse(arguments):
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--program", default="build/release/vangnet")
    parser.add_argument("--constants", default="configs/data/constants.csv")
    parser.add_argument("--out", default="configs/data/fitted.csv")
    parser.add_argument("--write", action="store_true", help="also put the values into --constants")
    parser.add_argument("--max-iter", type=int, default=10)
    parser.add_argument("--replicates", type=int, default=1, help="facts are the mean over replicates 0 to N-1")
    parser.add_argument("--towards", default="", help="table of parameter,value: centres of the pull, else the start")
    parser.add_argument("--pull", type=float, default=1.0, help="weight of the pull; 0.25 doubles the prior sds")
    parser.add_argument("--parallel", type=int, default=2)
    parser.add_argument("--only", default="", help="constants to fit, by comma")
    parser.add_argument("--without", default="", help="constants to leave, by comma")
    parser.add_argument("--step", action="append", default=[], metavar="KEY=STEP", help="step size of a constant")
    parser.add_argument("--ridge", type=float, default=0.3)
    parser.add_argument("--tolerance", type=float, default=0.01, help="relative gain that counts as progress")
    parser.add_argument("--timeout", type=float, default=900.0, help="seconds per run")
    parser.add_argument("--cache", default="fit_defaults.cache.jsonl")
    parser.add_argument("--log", default="fit_defaults.log")
    parser.add_argument("--args", nargs=argparse.REMAINDER, default=[], help="passed on to `vangnet facts`; last")
    return parser.parse_args(arguments)


def main(arguments=None):
    options = parse(arguments)
    if not os.path.exists(options.program):
        print(f"{options.program}: not there; build it or use --program", file=sys.stderr)
        return 2
    started = time.time()
    with open(options.log, "a", encoding="utf-8") as log_file:
        def log(text):
            line = f"[{time.time() - started:7.1f} s] {text}"
            print(line, file=sys.stderr, flush=True)
            print(line, file=log_file, flush=True)

        rows, names, table = read_constants(options.constants, options)
        model = Model(options, log)
        start = {n: rounded(table[n]["start"]) for n in names}
        try:
            parts = model.run(start)
        except Failed as error:
            log(f"the program failed at the starting values: {error}")
            return 1
        problem = Problem(model, names, table, fitted_keys(parts), options.pull)
        log(f"{len(names)} constants, {len(problem.keys)} fitted parts")
        x, parts = fit(problem, parts, options, log)
        save(problem, x, options)
        if options.write:
            write_constants(options.constants, rows, problem.constants(x))
        log(f"end: {problem.describe(x, parts)}\n{table_of(parts)}")
        for name, value in problem.constants(x).items():
            log(f"  {name:<22} {table[name]['start']:>10.5g} -> {value:.5g}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
