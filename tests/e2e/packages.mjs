// An officer hands packages in: with scripts (progress, a folder), without them (the page loads itself again), in both
// languages; every page valid and accessible, on a phone and on a desk.
import { randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { violationsOf } from "./axe.mjs";
import { DESKTOP, launch, PHONE, Report } from "./browser.mjs";
import { addUser, checkPage, setPassword, submit, url } from "./desk_steps.mjs";
import { walkTus } from "./tus.mjs";

const report = new Report();
const folder = mkdtempSync(join(tmpdir(), "sen-packages-"));

/** A folder with one document of a type that does not exist. */
function brokenPackage() {
  const place = join(folder, "broken");
  mkdirSync(join(place, "articles/one"), { recursive: true });
  writeFileSync(join(place, "datapackage.json"), JSON.stringify({ name: "broken", licenses: [{ name: "CC-BY-4.0" }], sen: { format: 1, organisation: "mofa" } }));
  writeFileSync(join(place, "articles/one/document.yaml"), "type: nws\n");
  writeFileSync(join(place, "articles/one/vi.md"), "---\ntitle: Một\n---\n\nHai.\n");
  return place;
}

/** The page of a package once its check is done, however the page finds out. */
const settled = (page) => page.waitForSelector("main h1 .tag:has-text('Ready'), main .findings, main .notice", { timeout: 120_000 });

/** A folder that is too large for one part, with names that no plain tar header holds. */
function largeFolder() {
  const place = join(folder, "gói-lớn");
  mkdirSync(join(place, "articles/bài-một"), { recursive: true });
  writeFileSync(join(place, "datapackage.json"), JSON.stringify({ name: "large", licenses: [{ name: "CC-BY-4.0" }], sen: { format: 1, organisation: "mofa" } }));
  writeFileSync(join(place, "articles/bài-một/vi.md"), "---\ntype: news\ntitle: Một gói lớn\n---\n\nHai.\n");
  writeFileSync(join(place, "README-lớn.txt"), randomBytes(10_000_000));
  return place;
}

/** Chooses a whole folder, as the button beside the field does. */
async function chooseFolder(page, place) {
  await page.goto(`${url}/desk/packages/new`);
  const [chooser] = await Promise.all([page.waitForEvent("filechooser"), page.click("#files + button")]);
  await chooser.setFiles(place);
}

/** A folder goes out in parts: paused, the page loaded again, the same folder goes on; a line that breaks is no matter. */
async function inParts(page) {
  const place = largeFolder();
  const offsets = [];
  let held = null;
  let broken = 0;
  await page.route("**/api/v1/uploads/*", async (route) => {
    if (route.request().method() !== "PATCH") return route.continue();
    const offset = Number(route.request().headers()["upload-offset"]);
    offsets.push(offset);
    if (offset > 0 && held === null) return (held = route); // Until the pause.
    if (offset > 5_000_000 && broken++ === 0) return route.abort("connectionreset");
    return route.continue();
  });
  await chooseFolder(page, place);
  await page.click("main form button[type=submit]");
  while (held === null) await page.waitForTimeout(50);
  report.check(await page.isHidden("main form[enctype]"), "the form makes room for the panel");
  report.check(/of 10(\.\d)? MB/.test(await page.textContent("#sending .line")), `bytes are told: ${await page.textContent("#sending .line")}`);
  await page.click("[data-toggle]");
  await page.waitForSelector("[data-toggle]:has-text('Go on')");
  report.check((await page.textContent("#sending [role=status]")).startsWith("Paused at"), "a pause is announced");
  await checkViews(page, "packages-en-paused");
  await held.abort().catch(() => undefined);

  await checkPage(report, page, "/desk/packages/new", "packages-en-unfinished");
  report.check((await page.textContent("#unfinished ~ ul")).includes("gói-lớn.tar"), "what has arrived in part is listed");
  offsets.length = 0;
  await chooseFolder(page, place);
  await Promise.all([page.waitForURL(/\/desk\/packages\/[0-9a-f]{32}$/, { timeout: 60_000 }), page.click("main form button[type=submit]")]);
  report.check(offsets.length > 0 && offsets[0] === 4 * 1024 * 1024, `after a reload it goes on: ${offsets}`);
  report.equal(broken > 1, true, "a broken line is tried again");
  await page.unroute("**/api/v1/uploads/*");
  await settled(page);
  const words = await page.textContent("main");
  report.check(words.includes("gói-lớn") && words.includes("Ready to submit"), `a folder that was sent as tar passes: ${words.slice(0, 600)}`);
}

/** As checkPage(), of the page as it stands. */
async function checkViews(page, name) {
  for (const viewport of [PHONE, DESKTOP]) {
    await page.setViewportSize(viewport);
    const violations = await violationsOf(page);
    report.check(violations.length === 0, `${name} at ${viewport.width}: axe: ${violations.join("; ")}`);
    if (process.env.SEN_SHOTS) await page.screenshot({ path: `${process.env.SEN_SHOTS}/${name}-${viewport.width}.png`, fullPage: true });
  }
}

async function handIn(page, files) {
  await page.goto(`${url}/desk/packages/new`);
  await page.setInputFiles("#files", files);
  await submit(page, "main form button[type=submit]");
  report.check(/\/desk\/packages\/[0-9a-f]{32}$/.test(page.url()), `the package has a page, not ${page.url()}`);
  await settled(page);
}

/** A folder that lacks words which may be typed into its report, and whose languages do not agree. */
function patchyPackage() {
  const place = join(folder, "patchy");
  mkdirSync(join(place, "articles/gates"), { recursive: true });
  mkdirSync(join(place, "images"), { recursive: true });
  writeFileSync(join(place, "datapackage.json"), JSON.stringify({ name: "patchy", sen: { format: 1, organisation: "mofa" } }));
  writeFileSync(join(place, "articles/gates/document.yaml"), "type: news\nimage: images/gate.png\n");
  writeFileSync(join(place, "articles/gates/vi.md"), "---\ntitle: Cửa khẩu\n---\n\nGiai đoạn đầu gồm 12 cửa khẩu quốc tế.\n");
  writeFileSync(join(place, "articles/gates/en.md"), "---\ntitle: Gates\ntranslates: vi\n---\n\nThe first phase covers 14 international gates.\n");
  writeFileSync(join(place, "images/gate.png"), Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64"));
  return place;
}

/** Types what is missing into the report, explains the figure, and hands in a mended file. */
async function mend(page, shots) {
  const path = new URL(page.url()).pathname;
  await checkPage(report, page, path, `${shots}-report`);
  const named = (rule) => page.locator(".findings > li", { has: page.locator(`code:text-is("${rule}")`) });
  for (const [at, words] of ["Một cửa khẩu", "A gate"].entries()) await named("missing-alt").nth(at).locator("input").fill(words);
  await named("missing-credit").locator("input").fill("x".repeat(501));
  await submit(page, "form[action$='/amend'] button[type=submit]");
  report.check((await page.textContent(".mistakes")).includes("500"), "a credit that is too long is told at its field");
  const violations = await violationsOf(page);
  report.check(violations.length === 0, `a report with a mistake: axe: ${violations.join("; ")}`);
  report.check((await named("missing-alt").nth(0).locator("input").inputValue()).length > 0, "what was typed beside it is still there");
  await named("missing-credit").locator("input").fill("Minh Hà");
  await named("repaired-licence").locator("select").selectOption("CC-BY-4.0");
  await named("figure-differs").locator("summary").click();
  await named("figure-differs").locator("textarea").fill("Two gates opened since.");
  await submit(page, "form[action$='/amend'] button[type=submit]");
  await page.waitForSelector(".amended", { timeout: 120_000 });
  report.check((await named("missing-alt").count()) + (await named("missing-credit").count()) + (await named("repaired-licence").count()) === 0, "what was typed counts as if the package said it");
  report.check((await page.textContent(".explained")).includes("Two gates"), "the explanation stands with the figure");
  await checkPage(report, page, path, `${shots}-amended`);
  await page.click("a[href*='/file?name=articles%2Fgates%2Fen.md'], a[href*='/file?name=articles/gates/en.md']");
  await checkPage(report, page, page.url().slice(url.length), `${shots}-file`);
  await page.setInputFiles("#file", { name: "mended.md", mimeType: "text/markdown", buffer: Buffer.from("---\ntitle: Gates\ntranslates: vi\n---\n\nThe first phase covers 12 international gates.\n") });
  await submit(page, "main form button[type=submit]");
  await settled(page);
  report.check((await named("figure-differs").count()) === 0, "the mended file is checked in the place of the first");
}

async function handInFolder(page, place) {
  await page.goto(`${url}/desk/packages/new`);
  const [chooser] = await Promise.all([page.waitForEvent("filechooser"), page.click("#files + button")]);
  await chooser.setFiles(place);
  await submit(page, "main form button[type=submit]");
  await settled(page);
}

async function withScripts(browser) {
  const context = await browser.newContext({ bypassCSP: true, locale: "en" });
  const page = await context.newPage();
  await setPassword(page, addUser("e2e-officer", "contributor", "en"));
  for (const path of ["/desk/packages", "/desk/packages/new"]) await checkPage(report, page, path, "packages-en");
  await page.goto(`${url}/desk/packages`);
  const [download] = await Promise.all([page.waitForEvent("download"), page.click("a[download]")]);
  const template = join(folder, "template.zip");
  await download.saveAs(template);

  await handIn(page, template);
  const good = new URL(page.url()).pathname;
  report.check((await page.textContent("h1")).includes("Ready to submit"), `the template passes: ${await page.textContent("main")}`);
  await checkPage(report, page, good, "packages-en-good");

  await inParts(page);
  await handInFolder(page, brokenPackage());
  const broken = new URL(page.url()).pathname;
  report.check((await page.textContent("main")).includes("1 error to mend"), "a folder is taken and its error told");
  await checkPage(report, page, broken, "packages-en-broken");

  await handInFolder(page, patchyPackage());
  await mend(page, "packages-en-mending");

  await checkPage(report, page, "/desk/me/keys", "keys-en");
  await page.fill("#label", "Press server");
  await submit(page, "main form[action='/desk/me/keys'] button");
  report.check((await page.textContent(".secret")).startsWith("sen_"), "a key is made and shown");
  await checkViews(page, "keys-en-made");
  await checkPage(report, page, "/desk/me/keys", "keys-en-listed");
  await page.goto(url + good);
  await submit(page, "form[action$='/submit'] button");
  await settled(page);
  report.check((await page.textContent(".notice")).includes("Submitted"), "the package is submitted");
  await checkPage(report, page, "/desk/packages", "packages-en-list");
  await submit(page, "header button[lang=vi]");
  await checkPage(report, page, broken, "packages-vi-foreign");
  await submit(page, "form[action$='/check'] button");
  await settled(page);
  report.check((await page.textContent("main")).includes("Cách sửa"), "checked again, the findings are Vietnamese");
  await checkPage(report, page, broken, "packages-vi-broken");
  await checkPage(report, page, "/desk/packages/new", "packages-vi");
  await checkPage(report, page, "/desk/me/keys", "keys-vi");
  await context.close();
  return template;
}

async function withoutScripts(browser, template) {
  const context = await browser.newContext({ javaScriptEnabled: false, locale: "vi", viewport: PHONE });
  const page = await context.newPage();
  await setPassword(page, addUser("e2e-plain", "contributor", "vi"));
  await handIn(page, template);
  report.check((await page.textContent(".notice")).includes("đã có trong kho"), "what was handed in before is known again");
  await submit(page, "form[action$='/remove'] button");
  report.check((await page.textContent(".notice")).includes("Đã xoá"), "the package is removed");
  await context.close();
}

const browser = await launch();
try {
  await withoutScripts(browser, await withScripts(browser));
  await walkTus(report, "e2e-officer");
} finally {
  rmSync(folder, { recursive: true, force: true });
}
await browser.close();
process.exit(report.end("e2e_packages") ? 0 : 1);
