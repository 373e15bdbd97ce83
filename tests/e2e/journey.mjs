// A journey of PRODUCT.md, walked once with scripts and once without: each of its steps is one check, numbered as there.
// SEN_SHOTS: a folder for screenshots, on a phone and on a desk.
import { DESKTOP, launch, Report } from "./browser.mjs";

const NARROW = { width: 390, height: 844 };

/** What a step needs: the first thing that does not come about ends it. */
export const must = {
  check(holds, what) {
    if (!holds) throw new Error(what);
  },
  equal(actual, expected, what) {
    this.check(actual === expected, `${what}: ${JSON.stringify(actual)}, not ${JSON.stringify(expected)}`);
  },
};

/** Asks until it holds; how slow the machine is does not matter. */
export async function until(holds, what, milliseconds = 120_000) {
  for (const end = Date.now() + milliseconds; Date.now() < end; await new Promise((done) => setTimeout(done, 100)))
    if (await holds()) return;
  throw new Error(`waited in vain: ${what}`);
}

export const text = async (address, headers = {}) => (await fetch(address, { headers })).text();

/** One walk. `scripts`: whether the browsers run any. */
export class Walk {
  constructor(journey, browser, report, scripts) {
    Object.assign(this, { journey, browser, report, scripts, mode: scripts ? "scripts" : "plain" });
  }

  /** A step of the journey; after one that fails the walk cannot go on. */
  async step(number, what, work) {
    const name = `${this.journey}.${number} ${what} (scripts ${this.scripts ? "on" : "off"})`;
    const begun = Date.now();
    try {
      await work();
      this.report.check(true, name);
      console.log(`${name}: holds, ${((Date.now() - begun) / 1000).toFixed(1)} s`);
    } catch (failure) {
      console.error(`${name}: ${failure.message}`);
      this.report.check(false, `${name}: ${failure.message}`);
      throw new Error(`${name} failed`, { cause: failure });
    }
  }

  /** The page as people see it, for whoever asked for pictures. */
  async look(page, name) {
    if (!process.env.SEN_SHOTS) return;
    const before = page.viewportSize();
    for (const viewport of [NARROW, DESKTOP]) {
      await page.setViewportSize(viewport);
      await page.screenshot({ path: `${process.env.SEN_SHOTS}/${this.journey}-${name}-${this.mode}-${viewport.width}.png`, fullPage: true });
    }
    await page.setViewportSize(before);
  }
}

/** Walks `journey` (`J2`) with scripts and without, and ends the process. */
export async function walkTwice(journey, walk) {
  const report = new Report();
  const browser = await launch();
  for (const scripts of [true, false]) {
    try {
      await walk(new Walk(journey, browser, report, scripts));
    } catch (failure) {
      if (!failure.cause) report.check(false, `scripts ${scripts ? "on" : "off"}: ${failure.stack}`);
    }
  }
  await browser.close();
  process.exit(report.end(`e2e_journey_${journey.toLowerCase()}`) ? 0 : 1);
}
