// An officer hands packages in: with scripts (progress, a folder), without them (the page loads itself again), in both
// languages; every page valid and accessible, on a phone and on a desk.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
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

  await page.goto(`${url}/desk/packages/new`);
  const [chooser] = await Promise.all([page.waitForEvent("filechooser"), page.click("#files + button")]);
  await chooser.setFiles(brokenPackage());
  await submit(page, "main form button[type=submit]");
  await settled(page);
  const broken = new URL(page.url()).pathname;
  report.check((await page.textContent("main")).includes("1 error to mend"), "a folder is taken and its error told");
  await checkPage(report, page, broken, "packages-en-broken");

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
