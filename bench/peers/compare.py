#!/usr/bin/env python3
"""Compares when messages are received: in SimGrid, in ipcsim, and by formula.

usage: compare.py BUILD_FOLDER

BUILD_FOLDER holds `ipcsim` and `bench/peers/`, as `./dev peers` builds them. All times are
whole nanoseconds of virtual time. Exit status: 0 all equal, 1 some differ, 2 something did not run.
"""

import json
import pathlib
import re
import subprocess
import sys
from fractions import Fraction

# SimGrid computes in doubles of seconds and takes events within 1e-9 s for one.
TOLERANCE_NS = 1

HERE = pathlib.Path(__file__).resolve().parent
UNITS_NS = {"ns": 1, "us": 10**3, "ms": 10**6, "s": 10**9}
UNITS_BPS = {"bps": 1, "Kbps": 10**3, "Mbps": 10**6, "Gbps": 10**9}


def number_with_unit(text, units):
    match = re.fullmatch(r"([0-9.]+)([A-Za-z]+)", text)
    return Fraction(match[1]) * units[match[2]]


def hop_ns(link, size):
    """How long a message alone takes over one link: latency + size / bandwidth."""
    bits_per_second = number_with_unit(link["bandwidth"], UNITS_BPS)
    return number_with_unit(link["latency"], UNITS_NS) + Fraction(size * 8 * 10**9) / bits_per_second


def sizes_sent(scenario):
    program = scenario["processes"]["sender"]["program"]
    return [int(statement["size"].removesuffix("B")) for statement in program if "send" in statement]


def back_to_back(scenario):
    """Each message starts when word of the acceptance of the one before has come back."""
    (link,) = scenario["links"]
    start = 0
    times = []
    for size in sizes_sent(scenario):
        received = start + hop_ns(link, size)
        times.append((size, round(received)))
        start = received + number_with_unit(link["latency"], UNITS_NS)
    return times


def on_a_clock(scenario):
    """Each message starts a fixed time after the one before, and is whole at every hop."""
    start = 0
    times = []
    for statement in scenario["processes"]["sender"]["program"]:
        if "send" in statement:
            size = int(statement["size"].removesuffix("B"))
            received = start + sum(hop_ns(link, size) for link in scenario["links"])
            times.append((size, round(received)))
        else:
            start += number_with_unit(statement["sleep"], UNITS_NS)
    return times


FORMULAS = {"two_hosts": back_to_back, "three_hosts": on_a_clock}


def output_of(command):
    if not pathlib.Path(command[0]).is_file():
        print(f"{command[0]} is not there: build it first, as ./dev peers does", file=sys.stderr)
        sys.exit(2)
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    if ended.returncode != 0:
        print(ended.stdout + ended.stderr, file=sys.stderr)
        print(f"{command[0]} ended with {ended.returncode}", file=sys.stderr)
        sys.exit(2)
    return ended.stdout


def simgrid_times(build, name):
    text = output_of([str(build / "bench/peers" / name), "--log=root.t:warning"])
    return [(int(size), int(time)) for _, size, time in (line.split() for line in text.splitlines())]


def ipcsim_times(build, name):
    """The receiver sleeps for 1 ns after each message, so the narration dates every reception."""
    scenario = str(HERE / f"{name}.json")
    text = output_of([str(build / "ipcsim"), "run", "--narrate", "--process", "receiver", scenario])
    found = re.findall(r"^ *([0-9. ]+) s +receiver +sleeps for 1 ns\b", text, re.MULTILINE)
    return [int(Fraction(time.replace(" ", "")) * 10**9) for time in found]


def compare(build, name):
    """Prints one table; whether all is equal."""
    expected = FORMULAS[name](json.loads((HERE / f"{name}.json").read_text(encoding="utf-8")))
    simgrid = simgrid_times(build, name)
    if [size for size, _ in simgrid] != [size for size, _ in expected]:
        print(f"{name}: the scenario and the SimGrid program send other sizes", file=sys.stderr)
        sys.exit(2)
    columns = {"SimGrid": [time for _, time in simgrid], "ipcsim": ipcsim_times(build, name)}
    print(f"{name}: received at, in ns")
    print(f"{'message':>7} {'bytes':>9} {'formula':>13}" + "".join(f" {c:>13}" for c in columns))
    all_equal = all(len(times) == len(expected) for times in columns.values())
    if not all_equal:
        print("  not every message was received")
    for row, (size, time) in enumerate(expected):
        shown = [times[row] if row < len(times) else None for times in columns.values()]
        seen = [time] + [value for value in shown if value is not None]
        equal = None not in shown and max(seen) - min(seen) <= TOLERANCE_NS
        all_equal = all_equal and equal
        values = "".join(f" {'-' if value is None else value:>13}" for value in shown)
        print(f"{row + 1:>7} {size:>9} {time:>13}{values}  {'equal' if equal else 'different'}")
    print()
    return all_equal


def main(arguments):
    if len(arguments) != 1 or arguments[0].startswith("-"):
        print(__doc__, file=sys.stderr)
        return 2
    build = pathlib.Path(arguments[0])
    results = [compare(build, name) for name in FORMULAS]
    print(f"Equal: within {TOLERANCE_NS} ns. " + ("All are." if all(results) else "Not all are."))
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
