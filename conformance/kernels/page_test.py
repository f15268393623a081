"""The HTML report in a browser: what it shows, and what it shows on a click.

Chromium runs without a window, on a page into which a script is put that clicks and writes down what it sees.
"""
import html
import json
import re
import shutil
import subprocess

from program import Program, main

BROWSER = shutil.which("chromium") or shutil.which("google-chrome")
CLICKS = """<script>
const seen = {};
const text = query => [...document.querySelectorAll(query)].map(node => node.textContent);
const on = (id, verdict) => document.querySelector(`tr[id^="${id}"] button.${verdict}`);
seen.kernels = text('#kernels tbody td');
seen.verdicts = ['pass', 'fail', 'skip'].map(v => document.querySelectorAll(`td.cell button.${v}`).length);
seen.wires = document.querySelectorAll('svg .on').length;
on('FRM-001', 'pass').click();
seen.title = text('#evidence h2')[0];
seen.steps = text('#steps li');
seen.at = [...document.querySelectorAll('svg .at')].map(node => node.dataset.who);
seen.from = [...document.querySelectorAll('svg .from')].map(node => node.dataset.who);
on('FRM-016', 'pass').click();
document.querySelectorAll('#steps button')[3].click();
seen.second = [...document.querySelectorAll('svg .at')].map(node => node.dataset.who);
seen.pressed = document.querySelectorAll('td button[aria-pressed=true]').length;
document.querySelector('input').value = 'frm-001';
document.querySelector('input').dispatchEvent(new Event('input'));
seen.found = text('td.id');
document.querySelector('input').value = '';
document.querySelector('input').dispatchEvent(new Event('input'));
[...document.querySelectorAll('#filters button')][2].click();
seen.skipped = text('td.id').length;
document.body.replaceChildren(JSON.stringify(seen));
</script>"""


class Page(Program):
    def shown(self, page):
        """What the browser makes of a page, as HTML."""
        path = self.file("page.html", page)
        done = subprocess.run(
            [BROWSER, "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
             f"--user-data-dir={self.folder}/browser", "--virtual-time-budget=5000", "--dump-dom", path.as_uri()],
            capture_output=True, text=True, timeout=100)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout

    def test_clicks(self):
        if not BROWSER:
            self.skipTest("no browser is installed (Debian: apt install chromium)")
        chosen = ("--only", "FRM-00*", "--only", "FRM-016", "--only", "FRM-035")
        done = self.run_program("conform", *chosen, "--format", "html")
        if "cannot make a network namespace" in done.stderr:
            self.skipTest(done.stderr.strip())
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        # All that it needs is within it.
        self.assertNotRegex(done.stdout, r"(?:src|href)=|https?://(?!www\.w3\.org/2000/svg)|@import|url\(")
        report = json.loads(self.run_program("conform", *chosen, "--format", "json").stdout)["kernels"][0]["report"]

        seen = json.loads(html.unescape(re.search(
            r"<body>(.*)</body>", self.shown(done.stdout.replace("</body>", CLICKS + "</body>")), re.DOTALL)[1]))
        self.assertEqual(seen["verdicts"], [report["pass"], report["fail"], report["skip"]])
        self.assertEqual(seen["kernels"], ["host", report["kernel"], *map(str, seen["verdicts"]),
                                           str(report["frames"]), str(report["controls"])])
        self.assertEqual(seen["wires"], 0)
        self.assertRegex(seen["title"], r"FRM-001 holds on \d")
        first = next(s for s in report["statements"] if s["id"] == "FRM-001")
        self.assertEqual(seen["steps"], first["evidence"].split("; "))
        self.assertEqual((seen["from"], seen["at"]), (["U"], ["A", "B", "C"]))
        self.assertEqual(seen["second"], ["BR"])
        self.assertEqual(seen["pressed"], 1)
        self.assertEqual(seen["found"], ["FRM-001"])
        self.assertEqual(seen["skipped"], report["skip"])


main()
