// An officer hands packages in: with scripts (progress, a folder), without them (the page loads itself again), in both
// languages; every page valid and accessible, on a phone and on a desk.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { violationsOf } from "./axe.mjs";
import { launch, PHONE, Report } from "./browser.mjs";
import { addUser, checkPage, setPassword, submit, url } from "./desk_steps.mjs";

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
  await submit(page, "main form button[type=submit]");
  report.check((await page.textContent(".mistakes")).includes("500"), "a credit that is too long is told at its field");
  const violations = await violationsOf(page);
  report.check(violations.length === 0, `a report with a mistake: axe: ${violations.join("; ")}`);
  report.check((await named("missing-alt").nth(0).locator("input").inputValue()).length > 0, "what was typed beside it is still there");
  await named("missing-credit").locator("input").fill("Minh Hà");
  await named("repaired-licence").locator("select").selectOption("CC-BY-4.0");
  await named("figure-differs").locator("summary").click();
  await named("figure-differs").locator("textarea").fill("Two gates opened since.");
  await submit(page, "main form button[type=submit]");
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

  await handInFolder(page, brokenPackage());
  const broken = new URL(page.url()).pathname;
  report.check((await page.textContent("main")).includes("1 error to mend"), "a folder is taken and its error told");
  await checkPage(report, page, broken, "packages-en-broken");

  await handInFolder(page, patchyPackage());
  await mend(page, "packages-en-mending");

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
} finally {
  rmSync(folder, { recursive: true, force: true });
}
await browser.close();
process.exit(report.end("e2e_packages") ? 0 : 1);
