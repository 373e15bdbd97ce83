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

/** As one types on a phone: the list below the field, moved through by the keyboard, and what it finds. */
async function typist(browser, url, report) {
  const typed = [["vi", "hà nộ", "Hà Nội"], ["vi", "ha no", "Hà Nội"], ["en", "ha no", "Hanoi"], ["zh", "河", "河内"], ["lo", "ຮ່າໂ", "ຮ່າໂນ້ຍ"], ["ar", "هان", "هانوي"]];
  for (const [language, words, wanted] of typed) {
    const context = await browser.newContext({ viewport: PHONE });
    const page = await context.newPage();
    await page.goto(`${url}/${language}`);
    await page.locator("#q").pressSequentially(words);
    const option = page.locator("#q-suggestions [role=option]").filter({ hasText: new RegExp(`^${wanted}$`) });
    const suggested = await option.waitFor({ timeout: 10_000 }).then(() => true, () => false);
    report.check(suggested, `${language}: ${words} does not suggest ${wanted}`);
    if (!suggested) {
      await context.close();
      continue;
    }
    report.equal(await page.locator("#q").getAttribute("aria-expanded"), "true", `${language}: the field says that its list is open`);
    await page.keyboard.press("ArrowDown");
    const active = await page.locator("#q").getAttribute("aria-activedescendant");
    report.equal(await page.locator(`#${active}`).getAttribute("aria-selected"), "true", `${language}: the list moves by arrow keys`);
    await page.keyboard.press("Escape");
    report.check(await page.locator("#q-suggestions").isHidden(), `${language}: Escape closes the list`);
    report.equal(await page.locator("#q").inputValue(), words, `${language}: Escape leaves what was typed`);
    await page.locator("#q").press("End");
    await page.keyboard.press("Backspace");
    await page.keyboard.type(words.at(-1));
    await option.click();
    await page.waitForURL(/\/search\?/);
    report.check((await page.locator(".results .row").count()) > 0, `${language}: ${wanted} finds nothing`);
    report.equal(await page.locator(".answers a").first().getAttribute("href"), `/${language}/provinces/01`, `${language}: ${wanted} answers with the page of the city`);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
    report.check(!wide, `${language}: the results are wider than the phone`);
    await context.close();
  }
}

/** What helps where nothing, or little, is found; without scripts. */
async function helped(browser, url, report) {
  const context = await browser.newContext({ viewport: PHONE, javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${url}/en/search?q=provinse`);
  report.check(/province/.test(await page.locator(".outcome").innerText()), "search: another spelling is answered");
  report.check((await page.locator(".results .row").count()) > 0, "search: another spelling has results");
  await page.locator(".suggestion a").click();
  report.equal(await page.locator(".results .row").count(), 0, "search: the way back is to what was typed");
  report.equal(await page.locator("#query").inputValue(), "provinse", "search: what was typed stays in the field");
  report.check(/province/.test(await page.locator(".suggestion a").innerText()), "search: the other spelling is still offered");

  await page.goto(`${url}/lo/search?language=lo&q=exports`);
  report.check((await page.locator('.chosen a[href*="language=en"]').count()) > 0, "search: what other languages have");
  await page.goto(`${url}/en/search?q=xqzzyk`);
  report.check((await page.locator('main a[href="/en/provinces"]').count()) > 0, "search: ways into the site where nothing is found");
  await page.goto(`${url}/vi/search?q=${encodeURIComponent("nơi:Huế")}`);
  report.equal(await page.locator("#f-place").inputValue(), "46", "search: a field in the words is a filter");
  report.check(/nơi:…/.test(await page.locator(".syntax").innerHTML()), "search: the fields are told in the reader's language");
  await context.close();
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
  await typist(browser, url, report);
  await helped(browser, url, report);
  await dataReader(browser, url, report);
  await sharer(browser, url, report);
}
