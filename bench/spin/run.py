#!/usr/bin/env python3
"""ipcsim check beside SPIN, on six models that both are given.

usage: bench/spin/run.py IPCSIM [SECONDS]

IPCSIM is the command. Each model is a scenario of this folder and the same by hand in Promela; SPIN
runs it as its users do: pan compiled by gcc -O2 -DSAFETY, depth first with and without its
partial-order reduction, and breadth first; then with xr and xs by hand (-DANNOTATED) where channels
have them, and from ipcsim export --promela. The fastest of the first three that comes to the right
verdict is SPIN's best. ipcsim runs with its reductions, and with --no-reduction.

A search that takes more than SECONDS of CPU time (120) is told to stop; what it has seen by then
counts for its speed. Times are CPU time in user mode, without what ipcsim takes to start; short runs
of ipcsim are the least of five. Where there is no deadlock ipcsim goes on to look for partial ones,
which SPIN does not: so its time is taken up to when it has seen the last state, and more for the
steps that are left then.
"""

import math
import os
import pathlib
import re
import signal
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
MODELS = {  # what is right: the number of steps into the nearest deadlock, or None
    "philosophers": 12,
    "ordered_forks": None,
    "ring": None,
    "exchange": None,
    "pool": None,
    "pipeline": None,
}
VERIFIERS = {"depth first": ["-DNOREDUCE"], "partial order": [], "breadth first": ["-DBFS"]}
DEEPEST = 10_000_000  # steps that SPIN goes at most
SHORT = 1.0  # seconds; what is shorter is measured again


class Run:
    """A program that has run to its end, or until it was told to stop after `limit` seconds of CPU
    time."""

    def __init__(self, command, folder=None, limit=None):
        with tempfile.TemporaryFile("w+") as output:
            process = subprocess.Popen(command, cwd=folder, stdout=output, stderr=output)
            self.interrupted = False
            ended = 0
            while limit is not None and not ended:
                ended, status, usage = os.wait4(process.pid, os.WNOHANG)
                if ended or self.interrupted:
                    break
                if cpu_seconds(process.pid) > limit:
                    self.interrupted = True
                    process.send_signal(signal.SIGINT)  # pan then says how far it came
                time.sleep(0.02)
            if not ended:
                _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            output.seek(0)
            self.text = output.read()
        self.exit_code = process.returncode
        self.seconds = usage.ru_utime


def cpu_seconds(pid):
    """In user and system mode; of a process that is there."""
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def number(pattern, text):
    found = re.search(pattern, text)
    return float(found.group(1).replace(",", "")) if found else None


class Search:
    """What one search through a model has come to."""

    def __init__(self, name, states, seconds, bytes_per_state, verdict):
        self.name = name
        self.states = states
        self.seconds = max(seconds, 1e-3)
        self.bytes_per_state = bytes_per_state
        self.verdict = verdict  # "free", "deadlock", "stopped"

    @property
    def rate(self):
        return self.states / self.seconds

    def row(self, right):
        wrong = "" if self.verdict == right else f"  {self.verdict}"
        if wrong and self.verdict != "stopped":
            wrong += ": WRONG"
        return (f"  {self.name:34}{self.states:12,.0f}{self.seconds:10.3f}"
                f"{self.rate / 1e6:10.3f}{self.bytes_per_state:8.0f}{wrong}")


def search_by_spin(name, model, flags, options, limit):
    """`options`: of spin; `flags`: of gcc."""
    with tempfile.TemporaryDirectory() as folder:
        for command in (["spin", *options, "-a", str(model)],
                        ["gcc", "-O2", "-w", "-DSAFETY", *flags, "-o", "pan", "pan.c"]):
            run = Run(command, folder)
            if run.exit_code != 0:
                sys.exit(f"{' '.join(command)} failed:\n{run.text}")
        run = Run(["./pan", f"-m{DEEPEST}"], folder, limit)
    states = number(r"([0-9.e+]+) states, stored", run.text)
    memory = number(r"([0-9.]+)\s+actual memory usage for states", run.text)
    if states is None:
        sys.exit(f"{name}: pan does not say how many states there are:\n{run.text}")
    if memory is None:  # too little to be told
        memory = number(r"([0-9.]+)\s+equivalent memory usage", run.text) or 0
    is_cut = run.interrupted or "max search depth too small" in run.text
    verdict = ("deadlock" if "errors: 0" not in run.text else "stopped" if is_cut else "free")
    return Search(name, states, run.seconds, memory * 2**20 / states, verdict)


def ipcsim_found(command, limit=None):
    """The run, and its states, steps and megabytes."""
    run = Run(command, limit=limit)
    found = re.search(r"\n([0-9,]+) states?, ([0-9,]+) steps? between them, ([0-9,]+) MB", run.text)
    if found is None:
        sys.exit(f"{' '.join(command)}:\n{run.text}")
    return run, *(float(it.replace(",", "")) for it in found.groups())


def search_by_ipcsim(ipcsim, name, scenario, options, limit):
    command = [ipcsim, "check", str(scenario), *options]
    first, states, steps, megabytes = ipcsim_found(command, limit)
    start = min(Run([ipcsim, "validate", str(scenario)]).seconds for _ in range(3))
    verdict = ("stopped" if first.interrupted
               else "free" if "Free of deadlock" in first.text else "deadlock")
    if verdict == "free":
        command += ["--max-states", str(int(states))]
    seconds = first.seconds - start
    if verdict != "stopped":
        seconds = math.inf
        for _ in range(5 if first.seconds < SHORT else 1):
            run, _, steps_taken, _ = ipcsim_found(command)
            seconds = min(seconds, (run.seconds - start) * steps / max(steps_taken, 1))
    search = Search(name, states, seconds, megabytes * 1e6 / states, verdict)
    length = re.search(r"([0-9,]+) steps? leads? into it", first.text)
    search.length = int(length.group(1).replace(",", "")) if length else None
    return search


class Compared:
    def __init__(self, ipcsim, model, limit):
        scenario = HERE / f"{model}.json"
        promela = HERE / f"{model}.pml"
        right = "deadlock" if MODELS[model] else "free"
        self.spin = [search_by_spin(f"SPIN, {how}", promela, flags, [], limit)
                     for how, flags in VERIFIERS.items()]
        self.annotated = None
        if "ANNOTATED" in promela.read_text():
            self.annotated = search_by_spin("SPIN, partial order, xr and xs", promela, [],
                                            ["-DANNOTATED"], limit)
        with tempfile.NamedTemporaryFile("w", suffix=".pml") as file:
            file.write(subprocess.run([ipcsim, "export", "--promela", str(scenario)], check=True,
                                      capture_output=True, text=True).stdout)
            file.flush()
            exported = search_by_spin("SPIN, partial order, as exported", file.name, [], [], limit)
        self.reduced = search_by_ipcsim(ipcsim, "ipcsim", scenario, [], limit)
        self.whole = search_by_ipcsim(ipcsim, "ipcsim --no-reduction", scenario, ["--no-reduction"],
                                      limit)
        if self.reduced.length != MODELS[model]:
            sys.exit(f"{model}: {self.reduced.length} steps in place of {MODELS[model]}")
        usable = [it for it in self.spin if it.verdict == right] or self.spin
        self.best = min(usable, key=lambda it: it.seconds)
        self.fastest = max(self.spin, key=lambda it: it.rate)
        print(f"{model}")
        for it in [*self.spin, self.annotated, exported, self.reduced, self.whole]:
            if it is not None:
                print(it.row(right), flush=True)


def print_ratios(ipcsim, all_compared):
    print("\nstates of SPIN's best to those of ipcsim, its time likewise; states a second of ipcsim\n"
          "without reduction to SPIN's fastest; states of SPIN with xr and xs, where it has them,\n"
          "to those of ipcsim")
    print(f"  {'':18}{'states':>10}{'time':>10}{'rate':>10}{'xr, xs':>10}{'B/state':>10}")
    for model, it in all_compared.items():
        hinted = it.annotated.states / it.reduced.states if it.annotated else None
        print(f"  {model:18}{it.best.states / it.reduced.states:10.1f}"
              f"{it.best.seconds / it.reduced.seconds:10.1f}{it.whole.rate / it.fastest.rate:10.2f}"
              + (f"{hinted:10.2f}" if hinted else f"{'–':>10}")
              + f"{it.whole.bytes_per_state:10.1f}"
              + ("  at least: SPIN was stopped" if it.best.verdict == "stopped" else ""))
    twenty = search_by_ipcsim(ipcsim, "pool of 20", HERE / "pool.json",
                              ["--set", "processes.worker.count=20"], None)
    print(f"\nphilosophers: the nearest deadlock in {all_compared['philosophers'].reduced.seconds * 1e3:.0f}"
          f" ms; pool of 20 workers: {twenty.states:.0f} states in {twenty.seconds * 1e3:.0f} ms")


def main(arguments):
    if len(arguments) not in (1, 2) or arguments[0].startswith("-"):
        print(__doc__, file=sys.stderr)
        return 2
    ipcsim = str(pathlib.Path(arguments[0]).resolve())
    limit = float(arguments[1]) if len(arguments) == 2 else 120.0
    print(f"  {'':34}{'states':>12}{'seconds':>10}{'million/s':>10}{'B/state':>8}")
    all_compared = {model: Compared(ipcsim, model, limit) for model in MODELS}
    print_ratios(ipcsim, all_compared)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
