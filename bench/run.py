#!/usr/bin/env python3
"""How fast ipcsim is beside hand-written ceilings and other simulators.

usage: bench/run.py BUILD_FOLDER [ROUNDS]

In each round every program runs once, in turn, so that what else the machine does meets all of
them alike. What counts is the CPU time that a program spends in user mode, set-up and output
included. Printed are medians over the rounds, and the medians of the ratios of each round.
Before that, ipcsim and each ceiling are held to the same results.
"""

import json
import os
import pathlib
import statistics
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
# Debian's python3-simpy3 is installed for Debian's Python alone.
PYTHON = "/usr/bin/python3" if os.path.exists("/usr/bin/python3") else sys.executable
TOLERANCE = 1e-12  # of two figures that are computed from the same whole numbers


class Usage:
    def __init__(self, cpu, system, peak_bytes, wall):
        self.cpu = cpu
        self.system = system
        self.peak_bytes = peak_bytes
        self.wall = wall


def run(command):
    """Runs the command to its end, without output; what it used."""
    begun = time.monotonic()
    with open(os.devnull, "wb") as nowhere:
        process = subprocess.Popen(command, stdout=nowhere, stderr=nowhere)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):  # 1: a finding, such as a partial deadlock
        sys.exit(f"{' '.join(command)} ended with {process.returncode}")
    return Usage(usage.ru_utime, usage.ru_stime, usage.ru_maxrss * 1024, time.monotonic() - begun)


class System:
    """One scenario, and the programs that do the same. `work` is counted in `unit`; a program that
    is slower is given less of it, and its rate is what counts."""

    def __init__(self, letter, scenario, what, unit, work, **programs):
        self.letter = letter
        self.scenario = HERE / "scenarios" / f"{scenario}.json"
        self.what = what
        self.unit = unit
        self.work = work
        self.programs = programs  # name: (command, work)


def systems(build):
    ceiling = str(build / "bench" / "ceiling_")
    simpy = [PYTHON, str(HERE / "peers/speed/simpy_programs.py")]
    simgrid = [str(build / "bench/peers/simgrid_programs")]

    def messages(name, work, peer_work, per_message=1):
        return {
            "ceiling": ([ceiling + name, str(work // per_message)], work),
            "SimPy": (simpy + [name, str(peer_work)], peer_work),
            "SimGrid": (simgrid + [name, str(peer_work)], peer_work),
        }

    def holding(processes, times, with_peers=True):
        programs = {"ceiling": ([ceiling + "holding", str(processes), str(times)],
                                processes * times)}
        if with_peers:
            work = processes * 2
            programs["SimPy"] = (simpy + ["holding", str(processes), "2"], work)
            programs["SimGrid"] = (simgrid + ["holding", str(processes), "2"], work)
        return programs

    million = 1_000_000
    return [
        System("a", "mm1", "M/M/1, load 0.9", "jobs", 10 * million,
               **messages("mm1", 10 * million, 200_000)),
        System("b", "ping_pong", "ping-pong, rendezvous", "messages", 20 * million,
               **messages("ping_pong", 20 * million, 200_000, per_message=2)),
        System("c", "producers_consumers", "4 producers, 4 consumers", "messages", 10 * million,
               **messages("producers_consumers", 10 * million, 200_000)),
        System("d", "holding_1k", "1,000 processes hold", "times", 10 * million,
               **holding(1000, 10_000, with_peers=False)),
        System("d", "holding_100k", "100,000 processes hold", "times", million,
               **holding(100_000, 10)),
        System("d", "holding_1m", "1,000,000 processes hold", "times", 10 * million,
               **holding(1_000_000, 10, with_peers=False)),
        System("e", "select", "select over 4 mailboxes", "messages", 1_562_952),
        System("f", "ring", "ring of 1,000, capacity 1", "messages", 3 * million),
        System("g", "polling", "8 on 2 cores, polling", "simulated ms", 10_000),
    ]


def ipcsim(build, scenario, *options):
    return [str(build / "ipcsim"), "run", "--quiet", "--jobs", "1", str(scenario), *options]


def value_at(results, path):
    node = results if path.startswith("end.") else results["metrics"]
    for part in path.split("."):
        node = node[part]
    return node["mean"] if isinstance(node, dict) else node


def check_results(build, system):
    """Exits if ipcsim and the ceiling have measured something different."""
    command = ipcsim(build, system.scenario, "--format", "json")
    command.remove("--quiet")
    results = json.loads(subprocess.run(command, capture_output=True, check=False).stdout)
    ceiling = subprocess.run(system.programs["ceiling"][0], capture_output=True, text=True,
                             check=True).stdout
    for line in ceiling.splitlines():
        path, text = line.split()
        value = value_at(results, path)
        if abs(value - float(text)) > TOLERANCE * abs(value):
            sys.exit(f"{system.scenario.name}: {path} is {value!r} in ipcsim, {text} in the ceiling")
    return len(ceiling.splitlines())


def is_there(command):
    if command[0] == PYTHON:
        return subprocess.run([PYTHON, "-c", "import simpy"], capture_output=True,
                              check=False).returncode == 0
    return os.path.exists(command[0])


def measure(build, all_systems, rounds):
    """Rates in millions a second, by (scenario, program), one for each round."""
    rates = {}
    for number in range(rounds):
        for system in all_systems:
            programs = {"ipcsim": (ipcsim(build, system.scenario), system.work), **system.programs}
            for name, (command, work) in programs.items():
                if not is_there(command):
                    continue
                print(f"\rround {number + 1}/{rounds}: {system.scenario.stem}, {name}" + " " * 20,
                      end="", file=sys.stderr, flush=True)
                rate = work / run(command).cpu / 1e6
                rates.setdefault((system.scenario.stem, name), []).append(rate)
    print("\r" + " " * 60 + "\r", end="", file=sys.stderr)
    return rates


def median_ratio(rates, scenario, other):
    if (scenario, other) not in rates:
        return None
    pairs = zip(rates[(scenario, "ipcsim")], rates[(scenario, other)])
    return statistics.median(ours / theirs for ours, theirs in pairs)


def print_table(all_systems, rates):
    names = ["ipcsim", "ceiling", "SimPy", "SimGrid"]
    print(f"{'':28}{'':14}{'million a second, medians':>36}{'ipcsim to':>21}")
    print(f"{'system':28}{'unit':14}" + "".join(f"{name:>9}" for name in names) +
          "".join(f"{name:>9}" for name in names[1:]))
    for system in all_systems:
        scenario = system.scenario.stem
        row = f"({system.letter}) {system.what:24}{system.unit:14}"
        for name in names:
            known = rates.get((scenario, name))
            row += f"{statistics.median(known):9.3g}" if known else f"{'–':>9}"
        for name in names[1:]:
            ratio = median_ratio(rates, scenario, name)
            row += f"{'–':>9}" if ratio is None else f"{ratio:9.2f}" if ratio < 10 else f"{ratio:8.0f}x"
        print(row)


def print_sizes(build):
    """Memory and time of what stands still: measured once, for they hardly vary."""
    million = HERE / "scenarios" / "holding_1m.json"
    one = ["--set", "processes.holder.count=1"]
    at_once = ["--until", "1ns"]
    peak = run(ipcsim(build, million)).peak_bytes - run(ipcsim(build, million, *one)).peak_bytes
    print(f"bytes a process, 1,000,000 of them, all tables: {peak / 1e6:.0f}")
    begun = run(ipcsim(build, million, *at_once))
    alone = run(ipcsim(build, million, *one, *at_once))
    spent = begun.cpu + begun.system - alone.cpu - alone.system
    print(f"1,000,000 processes set up, in all: {spent:.2f} s")
    backlog = HERE / "scenarios" / "backlog.json"
    full = run(ipcsim(build, backlog)).peak_bytes
    empty = run(ipcsim(build, backlog, "--set", "processes.sender.program[0].loop=1")).peak_bytes
    print(f"bytes a message, 64,000,000 in one mailbox: {(full - empty) / 64e6:.1f}")


def print_replications(build, rounds):
    """Wall clock: what two cores give. Says little while others use them."""
    scenario = HERE / "scenarios" / "mm1.json"
    options = ["--replications", "8", "--set", "run.until.messages=2000000", "--jobs"]
    ratios = []
    for _ in range(rounds):
        command = [str(build / "ipcsim"), "run", "--quiet", str(scenario), *options]
        ratios.append(run(command + ["1"]).wall / run(command + ["2"]).wall)
    print(f"8 replications of (a), one thread to two, wall clock: {statistics.median(ratios):.2f}x")


def main(arguments):
    if len(arguments) not in (1, 2) or arguments[0].startswith("-"):
        print(__doc__, file=sys.stderr)
        return 2
    build = pathlib.Path(arguments[0]).resolve()
    rounds = int(arguments[1]) if len(arguments) == 2 else 5
    all_systems = systems(build)
    checked = sum(check_results(build, system) for system in all_systems if system.programs)
    print(f"{checked} figures are the same in ipcsim and in the ceilings.\n")
    print_table(all_systems, measure(build, all_systems, rounds))
    print()
    print_sizes(build)
    print_replications(build, rounds)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
