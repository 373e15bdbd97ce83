// Debian's Chromium by playwright-core, with the flags that a container needs.
import { chromium } from "playwright-core";

export const launch = () =>
  chromium.launch({
    executablePath: "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"],
  });

export const PHONE = { width: 360, height: 740 };
export const DESKTOP = { width: 1280, height: 900 };

/** Collects what went wrong; a check that fails does not stop the others. */
export class Report {
  constructor() {
    this.checks = 0;
    this.problems = [];
  }
  check(holds, what) {
    this.checks += 1;
    if (!holds) this.problems.push(what);
  }
  equal(actual, expected, what) {
    this.check(actual === expected, `${what}: ${JSON.stringify(actual)}, not ${JSON.stringify(expected)}`);
  }
  end(name) {
    for (const problem of this.problems.slice(0, 60)) console.error(`${name}: ${problem}`);
    console.log(`${name}: ${this.checks - this.problems.length} of ${this.checks} checks hold`);
    return this.problems.length === 0;
  }
}
