// J2 of PRODUCT.md: a foreign journalist, and the spokesperson's office that he meets.
// Not here: of step 5 the pack with captions in three languages (the photo and video desk is a later issue's), of step 7 the
// WebSub push (a later issue's). Elsewhere: that all of step 7 happens in one second is bounded by program_keeping_up.
import { violationsOf } from "./axe.mjs";
import { DESKTOP, PHONE } from "./browser.mjs";
import { checkPage, submit, url } from "./desk_steps.mjs";
import { must, text, until, walkTwice } from "./journey.mjs";
import { png } from "./packages_made.mjs";
import { hanoi, people } from "./people.mjs";
import { faultsOf } from "./validity.mjs";

const DAY = 86_400_000;
const feed = async () => (await fetch(`${url}/en/press/feed.json`)).json();

/** A page for one person, as `walker` would see it with scripts: valid, accessible, not wider than the screen, never cached. */
async function checkPrivate(report, walker, checker, path) {
  await checker.context().addCookies(await walker.context().cookies());
  const response = await checker.goto(path.startsWith("http") ? path : url + path, { waitUntil: "load" });
  const faults = await faultsOf(await response.text());
  report.check(faults.length === 0, `${path}: html-validate: ${faults.join("; ")}`);
  report.equal(response.headers()["cache-control"], "private, no-store", `${path}: Cache-Control`);
  for (const viewport of [{ ...PHONE, width: 320 }, DESKTOP]) {
    await checker.setViewportSize(viewport);
    const wide = await checker.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    report.check(wide <= 0, `${path} at ${viewport.width}: ${wide} pixels too wide`);
    const violations = await violationsOf(checker);
    report.check(violations.length === 0, `${path} at ${viewport.width}: axe: ${violations.join("; ")}`);
  }
}

await walkTwice("J2", async (walk) => {
  const { mode, scripts, browser, report } = walk;
  const { person, decide, begin, handIn, correct } = people(browser, must);
  const officer = await person(`press-${mode}`, "press-officer", "vi", scripts, "--role", "press-officer@gov");
  const approvers = [await person(`first-${mode}`, "approver", "vi", scripts), await person(`second-${mode}`, "approver", "en", scripts)];
  const journalist = await (await browser.newContext({ bypassCSP: true, javaScriptEnabled: scripts, locale: "en", viewport: PHONE })).newPage();
  const checker = scripts ? null : await (await browser.newContext({ bypassCSP: true, locale: "en" })).newPage();
  for (const page of [journalist, checker]) page?.setDefaultTimeout(120_000);
  // What a page looks like to a checker is the same in both walks: once is enough.
  const looksRight = (path) => checker && checkPrivate(report, journalist, checker, path);
  const deskLooksRight = async (path) => {
    if (!checker) return;
    await checker.context().addCookies(await officer.context().cookies());
    await checkPage(report, checker, path, "press");
  };
  const handOver = async (path) => {
    for (const approver of approvers) await decide(approver, path, "approve");
    await decide(approvers[0], path, "publish");
  };
  let title = `Ships ${mode}`;
  let path, id, digest, application, took;

  await walk.step(1, "the press room has the latest statements; the embargo list opens to the accredited only", async () => {
    const begun = Date.now();
    path = await begin(officer, "statement", title, { "field-press_access": "under-embargo", embargo: hanoi(Date.now() + DAY) });
    id = path.split("/")[3];
    await officer.goto(`${url}/desk/documents/${id}/fields`);
    await officer.setInputFiles("#file", { name: "ships.png", mimeType: "image/png", buffer: png(scripts ? 1 : 2) });
    await officer.fill("#alt-en", "Ships");
    await officer.fill("#credit", "An");
    await submit(officer, "form[action$=pictures] .actions button");
    must.check(officer.url().includes("done=picture"), `a picture is taken: ${officer.url()}`);
    digest = (await officer.content()).match(/\/pictures\/([0-9a-f]{64})/)?.[1];
    await officer.goto(`${url}${path}/edit`);
    await handIn(officer, path, "The ships are home.\n\nThey are 12.");
    await handOver(path);
    took = Date.now() - begun;

    await journalist.goto(`${url}/en/press`);
    must.check((await journalist.locator("main .block .rows a, main .block .cards a").count()) > 0, "there are statements");
    must.check(!(await journalist.textContent("main")).includes(title), "none that waits");
    await walk.look(journalist, "press-room");
    must.equal((await fetch(`${url}/en/press/area`)).status, 403, "the area is closed to others");
    await journalist.goto(`${url}/en/press/accreditation`);
    for (const [field, value] of Object.entries({ name: "Walking reporter", medium: "Daily", email: "reporter@daily.example", about: "Trade" }))
      await journalist.fill(`#${field}`, value);
    await submit(journalist, ".press-page button[type=submit]");
    application = (await journalist.textContent("h1")).match(/A-\d+-\d+/)?.[0];
    await looksRight(journalist.url());
    await deskLooksRight(`/desk/press/accreditations/${application}`);
    await officer.goto(`${url}/desk/press/accreditations/${application}`);
    await walk.look(officer, "application-vi");
    await submit(officer, "form[action$=accept] button");
    await journalist.goto((await officer.textContent(".secret")).trim());
    await submit(journalist, ".press-page button[type=submit]");
    must.check(journalist.url().endsWith("/en/press/area"), `the link leads to ${journalist.url()}`);
    must.check((await journalist.textContent("main")).includes(title), "the accredited see what waits");
    await walk.look(journalist, "area");
    await submit(journalist, ".press-lines h2 a");
    must.check((await journalist.textContent("main")).includes("The ships are home."), "and read it");
    for (const place of ["/en/press/area", `/en/press/area/${id}`]) await looksRight(place);
    await officer.goto(`${url}/desk/press/accreditations/${application}`);
    must.check((await officer.textContent("main")).includes(id), "the opening is recorded");
  });

  await walk.step(2, "the press room's JSON Feed", async () => {
    await journalist.goto(`${url}/en/press`);
    const address = await journalist.locator('link[rel=alternate][type="application/feed+json"]').first().getAttribute("href");
    const got = await (await fetch(new URL(address, url))).json();
    must.check(got.version.startsWith("https://jsonfeed.org/version/1") && got.items.length > 0, `${address}: ${JSON.stringify(got).slice(0, 200)}`);
    must.check(!JSON.stringify(await feed()).includes(title), "nothing in it that waits");
  });

  await walk.step(3, "an incident: entries in UTC and in Hanoi's time, whom to ask in which language", async () => {
    await journalist.goto(`${url}/en/press`);
    await submit(journalist, 'main a[href*="/en/press/exercise"]');
    const entries = journalist.locator("[id^=e-]");
    must.check((await entries.count()) >= 2, "its entries");
    for (const entry of await entries.allTextContents()) must.check(/UTC/.test(entry) && /Ha ?noi|UTC\+7/i.test(entry), `both clocks: ${entry.slice(0, 200)}`);
    const words = await journalist.textContent("main");
    must.check(/Press desk/.test(words) && /English, Français/.test(words), `whom to ask: ${words.slice(-600)}`);
    await walk.look(journalist, "incident");
  });

  await walk.step(4, "a quote that can be attributed, with the address of that version", async () => {
    await journalist.goto(`${url}/en/press/quotes`);
    const quote = journalist.locator("figure.quote").first();
    const words = (await quote.locator("blockquote p").first().textContent()).trim();
    const address = await quote.locator("a[data-copy]").getAttribute("href");
    must.check(/^\/[a-z2-7]{10}\/v\d+\?language=en$/.test(address), `the version's address: ${address}`);
    must.check((await quote.locator("figcaption").textContent()).trim().length > 0, "who said it");
    await journalist.goto(new URL(address, url).href);
    must.check((await journalist.textContent("main")).includes(words), "the version has the words");
  });

  await walk.step(5, "a picture with its credit and licence", async () => {
    await journalist.goto(`${url}/en`);
    await journalist.locator(".lead h2 a").click();
    await journalist.waitForURL(/-[a-z2-7]{10}$/);
    const caption = await journalist.locator("figure:has(img) figcaption").first().textContent();
    must.check(/CC|licen/i.test((await journalist.textContent("main"))) && caption.trim().length > 0, `credit and licence: ${caption}`);
    await walk.look(journalist, "picture");
  });

  await walk.step(6, "a guessed address of what waits is the same 404 as an unknown one", async () => {
    must.check(digest, "the picture has an address at the desk");
    const answer = async (place) => {
      const got = await fetch(url + place);
      return `${got.status} ${(await got.text()).replaceAll(place, "")}`;
    };
    const other = digest.split("").reverse().join("");
    for (const [real, unknown] of [[`/media/${digest.slice(0, 32)}/320.webp`, `/media/${other.slice(0, 32)}/320.webp`], [`/${id}`, "/aaaaaaaaaa"], [`/${id}/v1`, "/aaaaaaaaaa/v1"]]) {
      const got = await answer(real);
      must.check(got.startsWith("404"), `${real}: ${got.slice(0, 60)}`);
      must.equal(got, await answer(unknown), `${real} and ${unknown}`);
    }
  });

  await walk.step(7, "at its hour it is in page, feed, search and site map", async () => {
    // As far ahead as this machine needs to have it approved.
    const hour = Math.ceil((Date.now() + 3_000 + 2 * took) / 1000) * 1000;
    title = `Ships of ${mode}`;
    path = await begin(officer, "statement", title, { embargo: hanoi(hour) });
    id = path.split("/")[3];
    await handIn(officer, path, "The ships are home.\n\nThey are 12.");
    await handOver(path);
    if (Date.now() < hour - 1_000) must.equal((await fetch(`${url}/${id}`)).status, 404, "before its hour");
    const sitemap = async () => (await Promise.all([...(await text(`${url}/sitemap.xml`)).matchAll(/<loc>[^<]*(\/sitemap-\d+\.xml)/g)].map(([, place]) => text(url + place)))).join();
    await until(async () => (await fetch(`${url}/${id}`)).status === 200, "the page");
    must.check(Date.now() >= hour, "not before its hour");
    await until(async () => JSON.stringify(await feed()).includes(id), "the feed");
    await until(async () => (await text(`${url}/en/search.json?q=${encodeURIComponent(title)}`)).includes(id), "the search");
    await until(async () => (await sitemap()).includes(id), "the site map");
    await journalist.goto(`${url}/${id}`);
    await walk.look(journalist, "statement");
  });

  await walk.step(8, "a question gets a number and a due time, and later its answer", async () => {
    for (const place of ["/en/press/ask", "/ar/press/ask", "/vi/press/accreditation"]) await looksRight(place);
    await journalist.goto(`${url}/en/press/ask`);
    for (const [field, value] of Object.entries({ name: "Walking reporter", medium: "Daily", question: "How many ships are out?" })) await journalist.fill(`#${field}`, value);
    await submit(journalist, ".press-page button[type=submit]");
    const asked = journalist.url();
    must.check(/\/en\/press\/question\/[\w-]{43}$/.test(asked), `a question leads to ${asked}`);
    const number = (await journalist.textContent("h1")).match(/Q-\d+-\d+/)?.[0];
    must.check((await journalist.locator("main time").count()) > 0, "by when it is answered");
    await walk.look(journalist, "question");
    await looksRight(asked);
    for (const place of ["/desk/press", `/desk/press/questions/${number}`]) await deskLooksRight(place);
    await officer.goto(`${url}/desk/press/questions/${number}`);
    await submit(officer, "form[action$=take] button");
    await officer.locator("details", { has: officer.locator("form[action$=answer]") }).locator("summary").click();
    await officer.fill("#answer", "Twelve.");
    await submit(officer, "form[action$=answer] button");
    await journalist.goto(asked);
    must.check((await journalist.textContent("main")).includes("Twelve."), "the answer is at the private address");
  });

  await walk.step(9, "a corrected statement: its entry in the feed is newer, what changed is public", async () => {
    const entry = async () => (await feed()).items.find((item) => JSON.stringify(item).includes(id));
    const before = await entry();
    await correct(officer, path, { body: "The ships are home.\n\nThey are 14." }, "Two more ships came home.");
    await handOver(path);
    await until(async () => (await entry())?.date_modified > (before.date_modified ?? before.date_published), "the feed's entry is newer");
    await journalist.goto(`${url}/${id}/v2/changes`);
    must.check((await journalist.locator("main del").first().textContent()).endsWith("12"), "what it said");
    must.check((await journalist.locator("main ins").first().textContent()).endsWith("14"), "what it says");
    await walk.look(journalist, "changes");
  });

  await walk.step(10, "a withdrawn statement: 410 with the reason, a tombstone in the feed", async () => {
    await decide(approvers[0], path, "withdraw", { "withdraw-words": "The count was not ours to tell." });
    await until(async () => (await fetch(`${url}/${id}`)).status === 410, "it is gone");
    await journalist.goto(`${url}/${id}`);
    must.check((await journalist.textContent("main")).includes("The count was not ours to tell."), "with the reason");
    await walk.look(journalist, "gone");
    await until(async () => new RegExp(`<at:deleted-entry[^>]*${id}`).test(await text(`${url}/en/press/feed.atom`)), "the tombstone");
  });

  await walk.step(1, "an accreditation that is revoked closes the embargo list at once", async () => {
    await officer.goto(`${url}/desk/press/accreditations/${application}`);
    await officer.locator("details", { has: officer.locator("form[action$=revoke]") }).locator("summary").click();
    await officer.fill("#reason", "Hết nhiệm kỳ");
    await submit(officer, "form[action$=revoke] button");
    must.equal((await journalist.goto(`${url}/en/press/area`)).status(), 403, "the area");
  });
  for (const page of [officer, ...approvers, journalist, checker]) await page?.context().close();
});
