#!/usr/bin/env python3
"""Opens reports in headless Chromium, from disk and with the network off, and uses them as people do:
points, zooms, filters, goes on with the keys, and reads what a screen reader would be told. Each
claim that fails is printed; exit code 1 if any did.

    tests/browser/reports_in_browser.py --ipcsim build/release/ipcsim [--screenshots FOLDER]

Needs Debian's chromium, chromium-driver and python3-selenium, and nothing else.
"""

import argparse
import json
import pathlib
import subprocess
import sys
import tempfile
import traceback

from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

ROOT = pathlib.Path(__file__).resolve().parents[2]
HOSTILE = "<img src=x onerror=alert(1)>\"'&\u202egnp \U0001f642"
HOSTILE_SCENARIO = {
    "ipcsim": 1,
    "title": HOSTILE,
    "run": {"until": "5s"},
    "mailboxes": {HOSTILE: {"capacity": 1}},
    "processes": {
        HOSTILE: {"program": [{"compute": "1s"}, {"send": HOSTILE}]},
        "x" * 10000: {"program": [{"receive": HOSTILE}]},
    },
}
HOSTILE_CHECK = {
    "ipcsim": 1,
    "title": HOSTILE,
    "mailboxes": {HOSTILE: {"capacity": 1}, "y" * 10000: {"capacity": 1}},
    "processes": {
        HOSTILE: {"program": [{"send": HOSTILE}, {"receive": "y" * 10000}]},
        "x" * 10000: {"program": [{"receive": "y" * 10000}]},
    },
}
MANY_PROCESSES = {
    "ipcsim": 1,
    "title": "A thousand clients, ten minutes",
    "run": {"until": "10min", "warmup": "10s"},
    "mailboxes": {"orders": {"capacity": 64}},
    "processes": {
        "client": {"count": 990, "program": [{"loop": "forever", "do": [
            {"sleep": {"exponential": "20s"}}, {"send": "orders"}]}]},
        "worker": {"count": 10, "program": [{"loop": "forever", "do": [
            {"receive": "orders"}, {"compute": {"exponential": "150ms"}}]}]},
    },
}


class Browser:
    """Chromium without a network, looking at one file."""

    def __init__(self):
        options = Options()
        for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
                         "--disable-dev-shm-usage", "--host-resolver-rules=MAP * ~NOTFOUND"):
            options.add_argument(argument)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        self.driver = webdriver.Chrome(service=Service("/usr/bin/chromedriver"), options=options)
        self.driver.execute_cdp_cmd("Network.enable", {})
        self.driver.execute_cdp_cmd("Network.emulateNetworkConditions", {
            "offline": True, "latency": 0, "downloadThroughput": 0, "uploadThroughput": 0})
        self.size(1280, 900)

    def size(self, width, height):
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {
            "width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500})

    def scheme(self, name):
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {
            "features": [{"name": "prefers-color-scheme", "value": name}]})

    def open(self, file):
        self.driver.get(file.as_uri())

    def all(self, selector):
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def one(self, selector):
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def script(self, text, *arguments):
        return self.driver.execute_script(text, *arguments)

    def errors(self):
        return [entry["message"] for entry in self.driver.get_log("browser")]

    def spoken_names(self):
        """What the accessibility tree has names for."""
        tree = self.driver.execute_cdp_cmd("Accessibility.getFullAXTree", {})
        return [node["name"]["value"] for node in tree["nodes"]
                if not node.get("ignored") and node.get("name", {}).get("value")]

    def settle(self):
        """Until what was asked for has been drawn."""
        self.driver.execute_async_script(
            "const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(done));")

    def picture(self, file):
        height = min(12000, self.script("return document.documentElement.scrollHeight"))
        width = self.script("return document.documentElement.clientWidth")
        image = self.driver.execute_cdp_cmd("Page.captureScreenshot", {
            "captureBeyondViewport": True,
            "clip": {"x": 0, "y": 0, "width": width, "height": height, "scale": 1}})
        import base64
        file.write_bytes(base64.b64decode(image["data"]))


class Reports:
    """Made once, by the command under test."""

    def __init__(self, ipcsim, folder):
        self.ipcsim, self.folder = ipcsim, folder
        scenarios = ROOT / "scenarios"
        self.run = self.make("run", scenarios / "bounded_buffer.json", "--replications", "3")
        self.deadlock = self.make("run", scenarios / "both_send_first.json")
        self.hosts = self.make("run", scenarios / "chat.json")
        self.compare = self.make("compare", scenarios / "bounded_buffer.json", "--replications", "3")
        self.sweep = self.make("sweep", scenarios / "bounded_buffer.json", "--replications", "3",
                               "--vary", "mailboxes.buffer.capacity=1:16:*2",
                               "--vary", "send=blocking,nonblocking")
        self.hostile = self.make("run", self.scenario("hostile", HOSTILE_SCENARIO))
        self.check = self.make("check", scenarios / "dining_philosophers.json")
        self.proof = self.make("check", scenarios / "both_send_first_mended.json")
        self.checks = self.make("check", scenarios / "both_poll_first.json", "--all-strategies")
        self.hostile_check = self.make("check", self.scenario("hostile_check", HOSTILE_CHECK))
        self.large = self.make("run", self.scenario("large", MANY_PROCESSES))

    def scenario(self, name, content):
        file = self.folder / (name + ".json")
        file.write_text(json.dumps(content), encoding="utf-8")
        return file

    def make(self, command, scenario, *options):
        file = self.folder / f"{command}-{pathlib.Path(scenario).stem}.html"
        done = subprocess.run([self.ipcsim, command, str(scenario), "-q", "-o", str(file), *options],
                              capture_output=True, text=True, cwd=ROOT, check=False)
        assert done.returncode in (0, 1), done.stderr
        return file

    def all(self):
        return {"run": self.run, "deadlock": self.deadlock, "hosts": self.hosts,
                "compare": self.compare, "sweep": self.sweep, "hostile": self.hostile,
                "check": self.check, "proof": self.proof, "checks": self.checks,
                "hostile_check": self.hostile_check, "large": self.large}


# --- Claims. Each takes the browser and the reports.


def every_report_opens_without_network_or_error(browser, reports):
    for name, file in reports.all().items():
        browser.open(file)
        assert browser.errors() == [], name
        assert browser.all("h1") and browser.all("main h2"), name
        text = file.read_text(encoding="utf-8")
        for word in ("http://", "https://", "@import", "url(h"):
            assert word not in text.replace("http://www.w3.org/2000/svg", ""), (name, word)
        wide = browser.script("return document.documentElement.scrollWidth"
                              " - document.documentElement.clientWidth")
        assert wide == 0, f"{name} scrolls sideways by {wide}"


def what_is_pointed_at_is_told(browser, reports):
    browser.open(reports.run)
    bars = browser.all("#figure-timeline rect.blocked_send")
    bar = max(bars, key=lambda it: float(it.get_attribute("width")))
    assert not browser.one("#tip").is_displayed()
    browser.script("arguments[0].scrollIntoView({block: 'center', behavior: 'instant'})", bar)
    ActionChains(browser.driver).move_to_element(bar).perform()
    assert browser.one("#tip").is_displayed()
    told = browser.one("#tip").text
    assert told == bar.get_attribute("data-tip"), told
    assert "blocked in send" in browser.one("#tip").text


def zooming_shows_half_the_time_twice_as_wide(browser, reports):
    browser.open(reports.run)
    bar = browser.one("#figure-timeline rect.computing")
    arrow = browser.one("#figure-space-time line.m")
    width = float(bar.get_attribute("width"))
    length = float(arrow.get_attribute("x2")) - float(arrow.get_attribute("x1"))
    marks = [it.text for it in browser.all("#figure-timeline text.mark")]
    browser.script("document.querySelector('#figure-timeline [data-do=in]').click()")
    browser.settle()
    assert abs(float(bar.get_attribute("width")) - 2 * width) < 0.02
    twice = float(arrow.get_attribute("x2")) - float(arrow.get_attribute("x1"))
    assert abs(twice - 2 * length) < 0.05, "drawings of one stretch are zoomed together"
    assert [it.text for it in browser.all("#figure-timeline text.mark")] != marks
    browser.script("document.querySelector('#figure-timeline [data-do=whole]').click()")
    browser.settle()
    assert abs(float(bar.get_attribute("width")) - width) < 0.02
    assert [it.text for it in browser.all("#figure-timeline text.mark")] == marks


def keys_go_from_one_thing_to_the_next(browser, reports):
    browser.open(reports.run)
    drawing = browser.one("#figure-timeline .drawing")
    tips = [it.get_attribute("data-tip") for it in drawing.find_elements(By.CSS_SELECTOR, "[data-tip]")[:2]]
    drawing.send_keys(Keys.ARROW_RIGHT)
    spoken = "return document.getElementById('spoken').textContent"
    assert browser.script(spoken) == tips[0]
    drawing.send_keys(Keys.ARROW_RIGHT)
    assert browser.script(spoken) == tips[1]
    drawing.send_keys(Keys.ARROW_DOWN)
    assert browser.script(spoken).startswith("producer[1]: ")
    assert browser.one("#tip").is_displayed()
    drawing.send_keys(Keys.ESCAPE)
    assert not browser.one("#tip").is_displayed()
    width = float(browser.one("#figure-timeline rect.computing").get_attribute("width"))
    drawing.send_keys("+")
    browser.settle()
    wider = float(browser.one("#figure-timeline rect.computing").get_attribute("width"))
    assert abs(wider - 2 * width) < 0.02


def filters_leave_out_what_is_not_wanted(browser, reports):
    browser.open(reports.run)
    button = browser.one("button[data-activity=computing]")
    browser.script("arguments[0].click()", button)
    assert button.get_attribute("aria-pressed") == "false"
    assert not browser.one("#figure-timeline rect.computing").is_displayed()
    assert browser.one("#figure-timeline rect.blocked_send").is_displayed()
    browser.script("arguments[0].click()", button)
    assert browser.one("#figure-timeline rect.computing").is_displayed()
    browser.one("#search").send_keys("CONS")
    names = {it.get_attribute("data-name"): it.get_attribute("class")
             for it in browser.all("#figure-timeline text.row")}
    assert names == {"producer[0]": "row is-dim", "producer[1]": "row is-dim", "consumer": "row"}


def text_of_the_figures_is_in_the_accessibility_tree(browser, reports):
    browser.open(reports.run)
    names = browser.spoken_names()
    for wanted in ("What each process did", "Where each message went", "producer[0]", "consumer",
                   "buffer", "5.2 s", "p95", "computing", "Zoom in", "To the content"):
        assert any(wanted in name for name in names), wanted
    assert any(name.startswith("Replication 1 from 5 s") for name in names)
    for figure in browser.all("figure"):
        assert figure.find_elements(By.CSS_SELECTOR, "details table tbody tr"), \
            figure.get_attribute("id") + " has no table"


def a_deadlock_is_drawn_beside_its_explanation(browser, reports):
    browser.open(reports.deadlock)
    section = browser.one("#deadlock")
    assert "A and B wait for each other." in section.text
    nodes = [it.text for it in section.find_elements(By.CSS_SELECTOR, "g.node")]
    assert ["A", "send to_B", "line 8"] in [it.split("\n") for it in nodes], nodes
    assert len(section.find_elements(By.CSS_SELECTOR, "path.edge.cycle")) == 2


def hostile_names_stay_text(browser, reports):
    browser.open(reports.hostile)
    assert browser.errors() == []
    assert browser.all("img") == []
    assert browser.one("h1").text.startswith("<img src=x onerror=alert(1)>")
    assert HOSTILE in browser.script("return document.title")


def a_large_run_stays_small_and_says_what_it_left_out(browser, reports):
    assert reports.large.stat().st_size < 5_000_000
    browser.open(reports.large)
    took = browser.script("const it = performance.getEntriesByType('navigation')[0];"
                          "return it.domComplete")
    print(f"  {reports.large.stat().st_size / 1e6:.2f} MB, complete after {took:.0f} ms")
    assert "Shown: 40 of 1,000 processes" in browser.one("#timeline-text").text


def every_report_fits_a_phone(browser, reports):
    browser.size(390, 844)
    try:
        for name, file in reports.all().items():
            browser.open(file)
            wide = browser.script("return document.documentElement.scrollWidth"
                                  " - document.documentElement.clientWidth")
            assert wide == 0, f"{name} scrolls sideways by {wide}"
    finally:
        browser.size(1280, 900)


def shown_step(browser):
    """What the panel beside a schedule says: the step, its statement, what each mailbox holds."""
    panel = browser.one("#schedule-now")
    assert panel.is_displayed()
    now = browser.one("#figure-schedule .step.is-now")
    assert now.get_attribute("data-title") == panel.find_element(By.CLASS_NAME, "stop").text
    return {"stop": panel.find_element(By.CLASS_NAME, "stop").text,
            "what": panel.find_element(By.CLASS_NAME, "what").text,
            "where": panel.find_element(By.CLASS_NAME, "where").text,
            "escape": panel.find_element(By.CLASS_NAME, "escape").text,
            "holds": [it.text for it in panel.find_elements(By.CSS_SELECTOR, ".holds li")]}


def a_schedule_is_stepped_through_by_its_buttons(browser, reports):
    browser.open(reports.check)

    def press(where):
        browser.script("document.querySelector('[data-go=%s]').click()" % where)
        return shown_step(browser)

    full = [f"fork[{i}]: 1 of 1" for i in range(5)]
    start = shown_step(browser)
    assert start["stop"] == "The beginning" and start["holds"] == full, start
    assert not browser.one("[data-go=previous]").is_enabled()
    for _ in range(6):
        step = press("next")
    assert step["stop"] == "Step 6 of 15", step
    assert step["what"].startswith("philosopher[0] takes a message from fork[0]"), step
    assert step["where"] == '"receive fork[self]", dining_philosophers.json:11', step
    assert step["holds"] == ["fork[0]: 0 of 1"] + full[1:], step
    assert browser.script("return document.getElementById('spoken').textContent").startswith(
        "Step 6 of 15. philosopher[0] takes a message")
    assert press("previous")["holds"] == full
    last = press("last")
    assert last["stop"] == "The end: deadlock" and "0 of 1" in last["holds"][4], last
    assert not browser.one("[data-go=next]").is_enabled()
    assert len(browser.all("#figure-schedule .act.stuck")) == 5
    assert press("first") == start


def a_schedule_is_stepped_through_by_keys(browser, reports):
    browser.open(reports.check)
    drawing = browser.one("#figure-schedule .drawing")
    for key, stop in ((Keys.ARROW_RIGHT, "Step 1 of 15"), (Keys.ARROW_DOWN, "Step 2 of 15"),
                      (Keys.ARROW_LEFT, "Step 1 of 15"), (Keys.END, "The end: deadlock"),
                      (Keys.ARROW_UP, "Step 15 of 15"), (Keys.HOME, "The beginning")):
        drawing.send_keys(key)
        assert shown_step(browser)["stop"] == stop, stop
    drawing.send_keys(Keys.END)
    box, view = (browser.script("const it = arguments[0].getBoundingClientRect();"
                                "return [it.top, it.bottom]", it)
                 for it in (browser.one(".step.is-now .band"), drawing))
    assert view[0] <= box[0] and box[1] <= view[1], "the step that is shown can be seen"


def the_point_of_no_return_is_marked(browser, reports):
    browser.open(reports.check)
    mark = browser.one("#figure-schedule g.no-return")
    assert "no escape from here on" in mark.text
    escapes = browser.script("return Array.from(document.querySelectorAll('.step'))"
                             ".map(it => it.dataset.escape)")
    rows_before = browser.script(
        "return Array.from(document.querySelectorAll('.step, g.no-return'))"
        ".findIndex(it => it.classList.contains('no-return'))")
    for place, escape in enumerate(escapes[:-1]):
        # The first row from which there is none is the last above the mark.
        assert escape.startswith("No escape") == (place >= rows_before - 1), (place, escape)
    browser.script("document.querySelector('[data-go=last]').click()")
    drawing = browser.one("#figure-schedule .drawing")
    drawing.send_keys(Keys.ARROW_UP)
    panel = shown_step(browser)
    assert panel["escape"] == "No escape any more: every way on ends so.", panel
    assert "is-none" in browser.one(".now .escape").get_attribute("class")


def a_check_is_whole_without_its_script(browser, reports):
    text = reports.check.read_text(encoding="utf-8")
    quiet = reports.check.with_name("quiet.html")
    begin, end = text.index("<script>"), text.index("</script>")
    quiet.write_text(text[:begin] + text[end + len("</script>"):], encoding="utf-8")
    browser.open(quiet)
    assert not browser.one("#schedule-now").is_displayed()
    assert not browser.one("[data-go=next]").is_displayed()
    drawing = browser.one("#figure-schedule .drawing")
    assert browser.script("return arguments[0].scrollHeight <= arguments[0].clientHeight", drawing)
    assert len(browser.all("#figure-schedule .step")) == 17
    browser.script("document.querySelector('#figure-schedule details').open = true")
    assert len(browser.all("#figure-schedule tbody tr")) == 15
    assert "philosopher[4]" in browser.one("#figure-schedule tbody").text


def hostile_names_stay_text_in_a_check(browser, reports):
    browser.open(reports.hostile_check)
    assert browser.all("img") == []
    browser.script("document.querySelector('[data-go=next]').click()")
    assert "<img src=x onerror=alert(1)>" in browser.one(".now .what").text
    assert browser.errors() == [] and browser.all("img") == []


def a_proof_and_a_series_of_checks_are_tables(browser, reports):
    browser.open(reports.proof)
    assert "proved" in browser.one(".verdict").text
    assert browser.all("#schedule") == [] and "to_A" in browser.one("#facts table").text
    browser.open(reports.checks)
    assert len(browser.all("#verdicts tbody tr")) == 4


def compared_variants_stand_one_below_the_other(browser, reports):
    browser.open(reports.compare)
    titles = [it.text for it in browser.all("#pictures h3")]
    assert titles == ["blocking/blocking", "blocking/nonblocking", "nonblocking/blocking",
                      "nonblocking/nonblocking"], titles
    assert len({it.get_attribute("data-from") for it in browser.all("svg[data-from]")}) == 1
    assert len(browser.all("#figure-intervals circle.mean")) == 16


def a_sweep_has_a_line_for_each_second_value(browser, reports):
    browser.open(reports.sweep)
    assert len(browser.all("#figure-sweep-1 .swept path:not(.key)")) == 2
    assert len(browser.all("#figure-sweep-1 circle.mean")) == 10


CLAIMS = [every_report_opens_without_network_or_error, what_is_pointed_at_is_told,
          zooming_shows_half_the_time_twice_as_wide, keys_go_from_one_thing_to_the_next,
          filters_leave_out_what_is_not_wanted, text_of_the_figures_is_in_the_accessibility_tree,
          a_deadlock_is_drawn_beside_its_explanation, hostile_names_stay_text,
          every_report_fits_a_phone, a_schedule_is_stepped_through_by_its_buttons,
          a_schedule_is_stepped_through_by_keys, the_point_of_no_return_is_marked,
          a_check_is_whole_without_its_script, hostile_names_stay_text_in_a_check,
          a_proof_and_a_series_of_checks_are_tables,
          a_large_run_stays_small_and_says_what_it_left_out,
          compared_variants_stand_one_below_the_other, a_sweep_has_a_line_for_each_second_value]


def take_pictures(browser, reports, folder):
    folder.mkdir(parents=True, exist_ok=True)
    for scheme in ("light", "dark"):
        for width in (1280, 390):
            browser.size(width, 900)
            browser.scheme(scheme)
            for name, file in reports.all().items():
                browser.open(file)
                browser.picture(folder / f"{name}-{scheme}-{width}.png")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--ipcsim", default=str(ROOT / "build/release/ipcsim"))
    parser.add_argument("--screenshots", type=pathlib.Path, help="leave pictures there")
    parser.add_argument("--only", default="", help="claims whose name has this")
    arguments = parser.parse_args()
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        reports = Reports(str(pathlib.Path(arguments.ipcsim).resolve()), pathlib.Path(folder))
        browser = Browser()
        try:
            for claim in CLAIMS:
                if arguments.only not in claim.__name__:
                    continue
                print(claim.__name__.replace("_", " "), flush=True)
                try:
                    claim(browser, reports)
                except Exception:  # whatever it is, the other claims are tried as well
                    failed += 1
                    traceback.print_exc(limit=2)
            if arguments.screenshots:
                take_pictures(browser, reports, arguments.screenshots)
        finally:
            browser.driver.quit()
    print(f"{len(CLAIMS)} claims, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
