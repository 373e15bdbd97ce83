// What readers do, step by step, with scripts off and on (PRODUCT.md, J1 and J2).
import { DESKTOP, PHONE } from "./browser.mjs";

async function readerAbroad(browser, url, report, javaScriptEnabled) {
  const who = `reader ${javaScriptEnabled ? "with" : "without"} scripts`;
  const context = await browser.newContext({ viewport: PHONE, locale: "lo", javaScriptEnabled });
  await context.setExtraHTTPHeaders({ "Accept-Language": "lo,en;q=0.8" });
  const page = await context.newPage();

  await page.goto(url + "/");
  report.equal(new URL(page.url()).pathname, "/lo", `${who}: front page`);
  report.equal((await context.cookies()).length, 0, `${who}: cookies`);

  await page.locator("#languages summary").click();
  await page.locator('#languages a[hreflang="en"]').click();
  report.equal(new URL(page.url()).pathname, "/en", `${who}: language menu`);

  const title = (await page.locator(".lead h2").innerText()).trim();
  await page.locator(".lead h2 a").click();
  report.equal((await page.locator("h1").innerText()).trim(), title, `${who}: the lead story`);
  report.check(await page.locator(".byline time").first().isVisible(), `${who}: a date`);
  report.check(await page.locator(".byline .badge").isVisible(), `${who}: who answers for it`);
  const permanent = await page.locator('a[href^="/"] .code').first().innerText();
  report.check(/^\/[a-z2-7]{10}$/.test(permanent), `${who}: permanent address ${permanent}`);

  // The same page in a language that it does not have says so in that language.
  const inLao = await page.request.get(url + page.url().replace(url, "").replace(/^\/en/, "/lo"));
  report.check(inLao.ok(), `${who}: the page for Lao readers`);

  const crumb = page.locator(".crumbs a").nth(1);
  await crumb.click();
  report.check(await page.locator(".rows .row, .cards .card, .groups").first().isVisible(), `${who}: the section lists documents`);

  const response = await page.goto(url + "/en/no-such-page-here");
  report.equal(response.status(), 404, `${who}: a page that is not there`);
  report.check(await page.locator(".failure h1").isVisible(), `${who}: a readable error`);
  await context.close();
}

async function searcher(browser, url, report) {
  for (const [language, words] of [["vi", "viet nam"], ["en", "province"], ["zh", "越南"], ["lo", "ຫວຽດນາມ"], ["ar", "فيتنام"]]) {
    const context = await browser.newContext({ viewport: DESKTOP, javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${url}/${language}`);
    await page.locator("#q").fill(words);
    await page.locator(".find button").click();
    report.check((await page.locator(".results .row").count()) > 0, `search ${language}: ${words} finds nothing`);
    report.check((await page.locator(".results mark").count()) > 0, `search ${language}: no word is marked`);
    report.equal(await page.locator("#query").inputValue(), words, `search ${language}: the query stays`);
    await context.close();
  }
}

async function dataReader(browser, url, report) {
  const context = await browser.newContext({ viewport: PHONE, javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(url + "/en/data");
  const sets = await page.locator(".datasets h2 a").evaluateAll((links) => links.map((link) => link.getAttribute("href")));
  report.check(sets.length >= 1, "data: the catalogue is empty");
  for (const set of sets) {
    await page.goto(url + set);
    report.check(await page.locator(".drawing:visible svg").first().isVisible(), `${set}: no drawing`);
    report.check((await page.locator("table tbody tr").count()) > 0, `${set}: no table`);
    for (const format of [".csv", ".json", ".xlsx"]) {
      const got = await page.request.get(url + set + format);
      report.check(got.ok(), `${set}${format}: ${got.status()}`);
    }
  }
  await context.close();
}

async function sharer(browser, url, report) {
  const context = await browser.newContext({ viewport: DESKTOP });
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const page = await context.newPage();
  await page.goto(url + "/en");
  await page.locator(".lead h2 a").click();
  await page.locator("[data-copy]").click();
  await page.waitForTimeout(200);
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  report.check(/\/[a-z2-7]{10}$/.test(copied), `copy link: ${copied}`);
  await page.locator("#languages summary").click();
  await page.keyboard.press("Escape");
  report.equal(await page.locator("#languages").getAttribute("open"), null, "Escape closes the language menu");
  await context.close();
}

export async function walkJourneys(browser, url, report) {
  await readerAbroad(browser, url, report, false);
  await readerAbroad(browser, url, report, true);
  await searcher(browser, url, report);
  await dataReader(browser, url, report);
  await sharer(browser, url, report);
}
