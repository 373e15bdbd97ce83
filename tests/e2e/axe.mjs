// No violation of WCAG 2.2 AA or axe's best practice, light and dark, on a phone and on a desk.
import { readFileSync } from "node:fs";
import { DESKTOP, PHONE } from "./browser.mjs";

const source = readFileSync(new URL("../../node_modules/axe-core/axe.min.js", import.meta.url), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** What axe finds on the page that is open. */
export async function violationsOf(page) {
  await page.evaluate(source);
  const { violations } = await page.evaluate((runOnly) => globalThis.axe.run(document, { runOnly }), RULES);
  return violations.map((v) => `${v.id} (${v.nodes[0].target}: ${v.nodes[0].failureSummary.split("\n")[1]?.trim()})`);
}

export async function checkAccessibility(browser, url, paths, report) {
  for (const [viewport, colorScheme] of [[PHONE, "light"], [DESKTOP, "dark"]]) {
    const context = await browser.newContext({ bypassCSP: true, viewport, colorScheme });
    const page = await context.newPage();
    for (const path of paths) {
      await page.goto(url + path, { waitUntil: "load" });
      const told = await violationsOf(page);
      report.check(told.length === 0, `${path} at ${viewport.width}, ${colorScheme}: axe: ${told.join("; ")}`);
    }
    await context.close();
  }
}
