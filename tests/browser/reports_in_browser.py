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
                "large": self.large}


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
    assert "Shown are 40 of 1,000 processes" in browser.one("#timeline-text").text


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
