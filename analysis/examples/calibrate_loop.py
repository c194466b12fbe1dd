#!/usr/bin/env python3
"""Fit two parameters with SciPy: vangnet answers parameter sets from one warm process.

    /usr/bin/python3 analysis/examples/calibrate_loop.py [--program vangnet] [--people 1000] [--evaluations 40]

The "data" are facts that the model itself gave for parameters that we pretend not to know, so that the fit can be judged by what it
finds. For a fit to real data put your own numbers and tolerances in `target` and `tolerance` (configs/data/facts.csv has both). Luck is
the same for every set, so the objective has no noise; it moves in small steps, and Nelder-Mead does not mind.
"""

# %% A process that answers sets of parameters
import argparse
import json
import subprocess

from scipy.optimize import minimize


class Vangnet:
    def __init__(self, *arguments):
        self.process = subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1)

    def __call__(self, **parameters):
        print(json.dumps({"set": parameters}), file=self.process.stdin, flush=True)
        answer = json.loads(self.process.stdout.readline())
        if "error" in answer:
            raise ValueError(answer["error"])
        return answer["facts"]

    def close(self):
        self.process.stdin.close()
        self.process.wait()


# %% What is to be met, and how far off a set is
parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
parser.add_argument("--program", default="vangnet")
parser.add_argument("--people", type=int, default=1000)
parser.add_argument("--evaluations", type=int, default=40)
options = parser.parse_args()

vangnet = Vangnet(options.program, "facts", "--people", str(options.people), "--serve-json")
truth = {"b_job": -3.6, "b_other": -4.3}
tolerance = {"2/outflow": 0.01, "4/work share of exits": 0.02}
pretended = vangnet(**truth)
target = {fact: pretended[fact] for fact in tolerance}


def distance(x):
    """Sum of squared differences, each in units of what counts as met."""
    facts = vangnet(b_job=x[0], b_other=x[1])
    return sum(((facts[fact] - target[fact]) / tolerance[fact]) ** 2 for fact in target)


# %% The fit
start = [-4.2, -4.8]
before = distance(start)
found = minimize(distance, start, method="Nelder-Mead",
                 options={"maxfev": options.evaluations, "initial_simplex": [start, [-3.8, -4.8], [-4.2, -4.4]]})
vangnet.close()
print(f"distance {before:.1f} -> {found.fun:.2f} after {found.nfev} sets")
print(f"b_job {found.x[0]:.2f} (pretended {truth['b_job']}), b_other {found.x[1]:.2f} (pretended {truth['b_other']})")
if not (found.fun < 0.1 * before and abs(found.x[0] - truth["b_job"]) < 0.3):
    raise SystemExit("the fit does not find what was put in")
