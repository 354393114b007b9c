#!/usr/bin/env python3
"""Holds the JSON Schemas of scenarios/ to what ipcsim reads and writes, by an independent
validator (python3-jsonschema).

Good scenarios must validate: the catalogue, the ```json blocks of the documentation, the examples
in tests/model/examples. Of the bad ones in tests/invalid a schema can refuse those whose mistake
is one of form: a missing key, a wrong word, a duration without unit. The others are listed in
not_form.txt, each with the reason; the list is checked both ways, so it cannot go stale.
values.json has single values that schema and reader must judge alike.

usage: validate.py --ipcsim PATH [--suggest]
  --suggest   print a line for not_form.txt for each case that the schema does not refuse and the
              list does not name, and do nothing else
"""

import argparse
import copy
import json
import math
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
SCENARIO_SCHEMA = ROOT / "scenarios" / "scenario.schema.json"
RESULTS_SCHEMA = ROOT / "scenarios" / "results.schema.json"
CHECK_SCHEMA = ROOT / "scenarios" / "check.schema.json"
INVALID = ROOT / "tests" / "invalid"
HERE = Path(__file__).resolve().parent
NOT_FORM = HERE / "not_form.txt"
VALUES = HERE / "values.json"

# Why a schema does not refuse a case, and what it says of it instead.
UNPARSABLE, VALID = "is no JSON", "validates"
REASONS = {
    "syntax": UNPARSABLE,  # no JSON with comments in UTF-8, or with a key that stands twice
    "reference": VALID,  # names or numbers something that is not there
    "cross-check": VALID,  # two places that do not fit together
    "value range": VALID,  # a number too large or too small, which a pattern cannot tell
    "depth": VALID,  # more levels than ipcsim takes
}

# Of different kinds: replications, a deadlock, a livelock and a failed expectation. The results of
# the last one are also changed in every way that must not pass.
RUNS = [
    ["scenarios/bounded_buffer.json", "--replications", "3", "--until", "6s"],
    ["scenarios/both_send_first.json"],
    ["scenarios/both_poll_first.json"],
    ["scenarios/bounded_buffer.json", "--replications", "1", "--set", "expect.deadlock=true"],
]

# Of different kinds: a deadlock, a livelock, a partial deadlock, a proof, timeouts and hosts.
CHECKS = [
    ["scenarios/both_send_first.json"],
    ["scenarios/both_poll_first.json"],
    ["scenarios/both_send_first_mended.json", "--facts"],
    ["scenarios/readers_with_timeouts.json", "--max-states", "1000"],
    ["scenarios/slow_link_small_messages.json", "--max-states", "1000"],
    ["scenarios/lock_not_released.json"],
]

# A nested statement takes about thirty calls of the validator, and sixty may be nested.
sys.setrecursionlimit(20_000)

try:
    import jsonschema
except ImportError:
    sys.exit(
        "validate.py: the Python module jsonschema is missing from " + sys.executable + "\n"
        "  on Debian: apt-get install python3-jsonschema; ./dev setup does it"
    )
if not hasattr(jsonschema, "Draft202012Validator"):
    sys.exit("validate.py: this jsonschema is older than 4.0 and knows no draft 2020-12")


class Unparsable(Exception):
    """The text is no scenario file whatever its keys are."""


def without_comments(text):
    """The text with blanks for its comments; line breaks stay."""
    token = re.compile(r'"(?:[^"\\]|\\.)*"|//[^\n]*|/\*.*?\*/', re.DOTALL)

    def blank(match):
        found = match.group(0)
        return found if found.startswith('"') else re.sub(r"[^\n]", " ", found)

    return token.sub(blank, text)


def refuse_constant(word):
    raise Unparsable(f"{word} is no number")


def finite(spelling):
    number = float(spelling)
    if math.isinf(number):
        raise Unparsable(f"{spelling} is too large")
    return number


def without_repeats(pairs):
    keys = [key for key, _ in pairs]
    for key in keys:
        if keys.count(key) > 1:
            raise Unparsable(f'the key "{key}" stands twice')
    return dict(pairs)


def parse(data):
    """The value of JSON with comments, as bytes."""
    try:
        text = without_comments(data.decode("utf-8-sig"))
        value = json.loads(
            text,
            parse_constant=refuse_constant,
            parse_float=finite,
            object_pairs_hook=without_repeats,
        )
        json.dumps(value, ensure_ascii=False).encode("utf-8")  # no half of a surrogate pair
    except (UnicodeError, ValueError) as error:
        raise Unparsable(str(error)) from error
    return value


def load_schema(path):
    schema = json.loads(path.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def complaint(validator, value):
    """What the validator says of the value; empty if it is valid."""
    error = jsonschema.exceptions.best_match(validator.iter_errors(value))
    if error is None:
        return ""
    return f"{error.json_path}: {error.message[:200]}"


def documented_scenarios():
    """(place, text, exit code that `run` is said to have) of each ```json block."""
    pages = [ROOT / "README.md", ROOT / "scenarios" / "README.md"]
    pages += sorted((ROOT / "docs").rglob("*.md"))
    for page in pages:
        before, block, begin = "", None, 0
        for number, line in enumerate(page.read_text(encoding="utf-8").splitlines(), 1):
            fence = re.fullmatch(r"\s*```(\S*)\s*", line)
            if block is not None and fence:
                exit_code = re.search(r"run: exit (\d+)", comment)
                yield (
                    f"{page.relative_to(ROOT)}:{begin}",
                    "\n".join(block),
                    int(exit_code.group(1)) if exit_code else 0,
                )
                block = None
            elif block is not None:
                block.append(line)
            elif fence and fence.group(1) == "json":
                block, begin, comment = [], number, before
            before = line


def read_not_form():
    """Of each listed case the reason."""
    listed = {}
    for number, line in enumerate(NOT_FORM.read_text(encoding="utf-8").splitlines(), 1):
        line = line.split("#")[0].strip()
        if not line:
            continue
        name, _, reason = line.partition(" ")
        reason = reason.strip()
        if reason not in REASONS:
            sys.exit(f"{NOT_FORM.name}:{number}: no reason is named {reason!r}: {list(REASONS)}")
        if name in listed:
            sys.exit(f"{NOT_FORM.name}:{number}: {name} is listed twice")
        listed[name] = reason
    return listed


def verdict(validator, path):
    """UNPARSABLE, VALID or the validator's complaint."""
    try:
        return complaint(validator, parse(path.read_bytes())) or VALID
    except Unparsable:
        return UNPARSABLE


class Checks:
    """Counts what was checked and prints what failed."""

    def __init__(self):
        self.failures = 0

    def fail(self, text):
        self.failures += 1
        print(f"FAILED  {text}")

    def expect(self, condition, text):
        if not condition:
            self.fail(text)

    def summary(self, count, what):
        self.expect(count > 0, f"nothing was checked: 0 {what}")
        print(f"{count:5}  {what}")

    def valid(self, validator, named_values):
        """Checks each (name, bytes); how many there were."""
        count = 0
        for name, data in named_values:
            count += 1
            try:
                wrong = complaint(validator, parse(data))
            except Unparsable as error:
                wrong = f"{UNPARSABLE}: {error}"
            self.expect(not wrong, f"{name} is not valid: {wrong}")
        return count


def files(pattern):
    for path in sorted(ROOT.glob(pattern)):
        if not path.name.endswith(".schema.json"):
            yield str(path.relative_to(ROOT)), path.read_bytes()


def check_good_scenarios(checks, validator):
    count = checks.valid(validator, files("scenarios/**/*.json"))
    checks.summary(count, "scenarios of the catalogue validate")
    documented = list(documented_scenarios())
    good = [(place, text.encode()) for place, text, code in documented if code != 2]
    checks.summary(checks.valid(validator, good), "scenarios in the documentation validate")
    print(f"{len(documented) - len(good):5}  shown there for their mistakes are left out")
    count = checks.valid(validator, files("tests/model/examples/*.json"))
    checks.summary(count, "examples of the format validate")
    count = checks.valid(validator, files("tests/schema/examples/*.json"))
    checks.summary(count, "scenarios of every key and statement validate")


def check_bad_scenarios(checks, validator):
    listed = read_not_form()
    refused = 0
    counts = dict.fromkeys(REASONS, 0)
    paths = sorted(INVALID.glob("*.json"))
    for path in paths:
        found = verdict(validator, path)
        reason = listed.get(path.stem)
        if reason is not None:
            counts[reason] += 1
            checks.expect(
                found == REASONS[reason],
                f"{path.name} is listed as {reason!r}, which {REASONS[reason]}, but: {found}",
            )
            continue
        refused += 1
        checks.expect(
            found not in (VALID, UNPARSABLE),
            f"{path.name} {found}: make the schema refuse it, or list it in {NOT_FORM.name} "
            "(validate.py --suggest)",
        )
    for name in sorted(set(listed) - {path.stem for path in paths}):
        checks.fail(f"{NOT_FORM.name} lists {name}, and tests/invalid has no such case")
    checks.summary(refused, "invalid scenarios are refused")
    for reason, count in counts.items():
        print(f"{count:5}  are no matter of form: {reason} ({REASONS[reason]})")


def single_values():
    """(name, whether it is good, scenario) of each value in values.json."""
    table = parse(VALUES.read_bytes())
    for place in table["values"]:
        for kind in "good", "bad":
            for value in place.get(kind, []):
                scenario = copy.deepcopy(place.get("scenario", table["scenario"]))
                *path, last = place["at"]
                at(scenario, path)[last] = value
                name = "/".join(map(str, place["at"])) + ": " + json.dumps(value)
                yield name, kind == "good", scenario


def read_by_ipcsim(ipcsim, scenarios):
    """Whether each of the scenarios is valid."""
    with tempfile.TemporaryDirectory() as folder:
        names = [f"{number}.json" for number in range(len(scenarios))]
        for name, scenario in zip(names, scenarios):
            (Path(folder) / name).write_text(json.dumps(scenario), encoding="utf-8")
        command = [ipcsim, "validate", *names]
        ran = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    valid = set(re.findall(r"^(\S+): valid", ran.stdout, re.MULTILINE))
    return [name in valid for name in names]


def check_single_values(checks, validator, ipcsim):
    values = list(single_values())
    read = read_by_ipcsim(ipcsim, [scenario for _, _, scenario in values])
    wanted = {True: "good", False: "bad"}
    for (name, is_good, scenario), is_read in zip(values, read):
        checks.expect(
            validator.is_valid(scenario) == is_good,
            f"{name} is {wanted[is_good]}, and the schema says: {complaint(validator, scenario)!r}",
        )
        checks.expect(
            is_read == is_good,
            f"{name} is {wanted[is_good]} in {VALUES.name}, and ipcsim validate says otherwise",
        )
    checks.summary(sum(is_good for _, is_good, _ in values), "single values are accepted")
    checks.summary(sum(not is_good for _, is_good, _ in values), "single values are refused")


def suggest(validator):
    listed = read_not_form()
    for path in sorted(INVALID.glob("*.json")):
        found = verdict(validator, path)
        if path.stem in listed or found not in (VALID, UNPARSABLE):
            continue
        expected = path.with_suffix(".expected")
        text = expected.read_text(encoding="utf-8", errors="replace") if expected.exists() else ""
        reason = "syntax" if found == UNPARSABLE else "REASON"
        print(f"{path.stem:40} {reason:12} # {text.splitlines()[0] if text else ''}")


def all_objects(value, path=()):
    """Each object in the value with the keys that lead to it."""
    if isinstance(value, dict):
        yield path, value
        for key, child in value.items():
            yield from all_objects(child, (*path, key))
    elif isinstance(value, list):
        for index, child in enumerate(value):
            yield from all_objects(child, (*path, index))


def is_described(schema, root):
    while schema is not True and schema is not False:
        if "description" in schema:
            return True
        if "$ref" not in schema:
            return False
        schema = root["$defs"][schema["$ref"].removeprefix("#/$defs/")]
    return True


def check_descriptions(checks, schema_path):
    """Every key that a file may have says in an editor what it is for."""
    root = json.loads(schema_path.read_text(encoding="utf-8"))
    count = 0
    for path, node in all_objects(root):
        # Not where keys only choose among schemas.
        if {"if", "then", "else", "contains"} & set(path):
            continue
        is_schema = not path or path[-1] not in ("properties", "patternProperties", "$defs")
        if not is_schema:
            continue
        for kind in ("properties", "patternProperties"):
            for key, schema in node.get(kind, {}).items():
                count += 1
                checks.expect(
                    is_described(schema, root),
                    f"{schema_path.name}: {key} at {'/'.join(map(str, path))} has no description",
                )
    checks.summary(count, f"keys of {schema_path.name} have a description")


def check_references(checks, schema_path):
    """Every $ref leads somewhere, and every definition is used."""
    root = json.loads(schema_path.read_text(encoding="utf-8"))
    used = {node["$ref"] for _, node in all_objects(root) if isinstance(node.get("$ref"), str)}
    defined = {f"#/$defs/{name}" for name in root["$defs"]}
    for name in sorted(used - defined):
        checks.fail(f"{schema_path.name} refers to {name}, which is not there")
    for name in sorted(defined - used):
        checks.fail(f"{schema_path.name} defines {name}, which nothing uses")
    checks.summary(len(defined), f"definitions of {schema_path.name} are used")


def what_is_written(checks, ipcsim, runs, exit_codes):
    """Of each command: its name, its arguments, and the JSON that it writes."""
    with tempfile.TemporaryDirectory() as folder:
        for number, arguments in enumerate(runs):
            out = Path(folder) / f"{number}.json"
            ran = subprocess.run([ipcsim, *arguments, "-q", "-o", str(out)], cwd=ROOT,
                                 capture_output=True, check=False)
            name = " ".join(["ipcsim", *arguments])
            if ran.returncode not in exit_codes or not out.exists():
                checks.fail(f"{name}: exit code {ran.returncode}: {ran.stderr.decode()}")
                continue
            yield name, arguments, json.loads(out.read_bytes())


def check_results(checks, validator, ipcsim):
    """Results validate, and stop doing so when any key outside of findings is lost or added."""
    mutants = 0
    runs = [["run", *arguments] for arguments in RUNS]
    for name, arguments, results in what_is_written(checks, ipcsim, runs, (0, 1)):
        wrong = complaint(validator, results)
        checks.expect(not wrong, f"the results of {name} are not valid: {wrong}")
        if arguments is runs[-1]:
            mutants += check_mutants(checks, validator, name, results)
    checks.summary(len(RUNS), "results of runs validate")
    checks.summary(mutants, "results with a key too many or too few are refused")


def check_checks(checks, validator, ipcsim):
    """What checks write validates, and stops doing so when any key is lost or added."""
    mutants = 0
    runs = [["check", *arguments] for arguments in CHECKS]
    for name, _, found in what_is_written(checks, ipcsim, runs, (0, 1, 3)):
        wrong = complaint(validator, found)
        checks.expect(not wrong, f"what {name} writes is not valid: {wrong}")
        mutants += check_mutants_of_check(checks, validator, name, found)
    checks.summary(len(CHECKS), "checks validate")
    checks.summary(mutants, "checks with a key too many or too few are refused")


def check_mutants_of_check(checks, validator, name, found):
    count = 0
    for path, node in list(all_objects(found)):
        if path and path[-1] == "mailboxes":
            continue  # any name may stand there
        for key in [*node, None]:
            if "events" in path and key in ("process", "other", "mailbox", "branch"):
                continue  # not of every event
            mutant = copy.deepcopy(found)
            if key is None:
                at(mutant, path)["a key too many"] = 1
            else:
                del at(mutant, path)[key]
            count += 1
            changed = "/".join(map(str, path)) + (f" without {key}" if key else " with another key")
            checks.expect(not validator.is_valid(mutant), f"{name}: {changed} is not refused")
    return count


def at(value, path):
    for key in path:
        value = value[key]
    return value


def check_mutants(checks, validator, name, results):
    count = 0
    for path, node in list(all_objects(results)):
        # Any name may stand there, and any key in a finding.
        if path in {("metrics", "mailboxes"), ("metrics", "processes")} or "findings" in path:
            continue
        for key in [*node, None]:
            if path == ("end",) and key == "replication":
                continue  # not there if no replication came to its end
            if key == "values":
                continue  # may be left out to save room
            mutant = copy.deepcopy(results)
            if key is None:
                at(mutant, path)["a key too many"] = 1
            else:
                del at(mutant, path)[key]
            count += 1
            changed = "/".join(map(str, path)) + (f" without {key}" if key else " with another key")
            checks.expect(not validator.is_valid(mutant), f"{name}: {changed} is not refused")
    return count


def check_command(checks, ipcsim):
    for arguments, path in (
        ([], SCENARIO_SCHEMA),
        (["results"], RESULTS_SCHEMA),
        (["check"], CHECK_SCHEMA),
    ):
        ran = subprocess.run([ipcsim, "schema", *arguments], capture_output=True, check=False)
        name = " ".join(["ipcsim schema", *arguments])
        checks.expect(ran.returncode == 0, f"{name} has exit code {ran.returncode}")
        checks.expect(ran.stdout == path.read_bytes(), f"{name} does not print {path.name}")
    checks.summary(3, "schemas are printed by ipcsim schema, byte for byte")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--ipcsim", help="the command of this build")
    parser.add_argument("--suggest", action="store_true", help="lines for not_form.txt")
    arguments = parser.parse_args()
    scenario = load_schema(SCENARIO_SCHEMA)
    if arguments.suggest:
        suggest(scenario)
        return
    if not arguments.ipcsim:
        parser.error("--ipcsim PATH is missing")
    checks = Checks()
    check_good_scenarios(checks, scenario)
    check_bad_scenarios(checks, scenario)
    check_single_values(checks, scenario, arguments.ipcsim)
    check_results(checks, load_schema(RESULTS_SCHEMA), arguments.ipcsim)
    check_checks(checks, load_schema(CHECK_SCHEMA), arguments.ipcsim)
    check_command(checks, arguments.ipcsim)
    for path in SCENARIO_SCHEMA, RESULTS_SCHEMA, CHECK_SCHEMA:
        check_descriptions(checks, path)
        check_references(checks, path)
    if checks.failures:
        sys.exit(f"{checks.failures} checks failed")
    print("All checks passed.")


if __name__ == "__main__":
    main()
