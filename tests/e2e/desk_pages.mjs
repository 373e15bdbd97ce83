// Every page of the desk, as the sources give their addresses to the guard: valid, accessible, not wider than a phone, in both
// languages. A new page is found by itself; one with a parameter that nothing here fills in is an error, so that it gets an example.
import { spawnSync } from "node:child_process";
import { violationsOf } from "./axe.mjs";
import { DESKTOP } from "./browser.mjs";
import { deskPages } from "./desk_routes.mjs";
import { setPassword, submit, totp, url } from "./desk_steps.mjs";
import { faultsOf } from "./validity.mjs";

const NARROW = { width: 390, height: 844 };
const ROLES = ["administrator@", "contributor", "editor", "approver", "translator", "language-reviewer@gov", "data-steward", "press-officer",
  "press-officer@gov", "auditor@"];

/** Addresses that give files and data, no pages. */
const FILES = new Set(["/desk/assets/{file}", "/desk/audit.csv", "/desk/audit.jsonl", "/desk/calendar/{token}", "/desk/documents/{id}/pictures/{digest}",
  "/desk/documents/{id}/{language}/xliff", "/desk/help/{file}", "/desk/packages/template.zip", "/desk/packages/{id}/report.json",
  "/desk/packages/{id}/report.pdf", "/desk/packages/{id}/state", "/desk/terms.csv", "/desk/terms.tbx"]);

/** Pages that a person who is signed in does not see, or after some steps only: desk.mjs and review.mjs look at them where they are
    met, and the guard's tests at a form that was kept. */
const ELSEWHERE = new Set(["/desk/sign-in", "/desk/link/{token}", "/desk/second-step", "/desk/kept", "/desk/sandbox/{id}/{language}"]);

/** What a page needs to be told beside its parameters. */
const QUERIES = { "/desk/packages/{id}/file": "?name=datapackage.json" };

/** Signs in somebody who may do everything, so that every page is open. */
async function signIn(browser) {
  const run = spawnSync(process.env.SEN_PROGRAM, ["user", "add", "e2e-everything", "--organisation", "mofa", ...ROLES.flatMap((role) => ["--role", role]),
    "--display-name", "Trần Thị Mọi Việc", "--language", "vi", "--translates", "en", "--data", process.env.SEN_DATA, "--address", url], { encoding: "utf8" });
  if (run.status !== 0) throw new Error(`sen user add: exit ${run.status}: ${run.stderr}`);
  const context = await browser.newContext({ bypassCSP: true, locale: "vi", viewport: NARROW });
  const page = await context.newPage();
  await setPassword(page, run.stdout.trim());
  await page.fill("#code", totp(await page.textContent("main .code")));
  await submit(page, "form[action$=totp] button");
  await submit(page, "main a.button");
  return { context, page };
}

/** A number that the press's forms give to what was sent. */
async function numberOf(page, form, fields) {
  await page.goto(`${url}/en/press/${form}`);
  for (const [name, value] of Object.entries(fields)) await page.fill(`#${name}`, value);
  await submit(page, ".press-page button[type=submit]");
  return (await page.textContent("h1")).match(/[QA]-\d+-\d+/)[0];
}

/** A text that is being written. */
async function write(page) {
  await page.goto(`${url}/desk/documents/new?type=news`);
  await page.selectOption("#language", "vi");
  await page.fill("#title", "Mùa sen ở khắp các hồ của Hà Nội");
  await submit(page, "main form[action$=new] .actions button");
  await page.fill("#body", "Sen nở vào tháng sáu.\n\nMỗi bông có 14 cánh.");
  await submit(page, "button[value=save]");
  return new URL(page.url()).pathname.split("/")[3];
}

async function addTerm(page) {
  await page.goto(`${url}/desk/terms/new`);
  for (const [name, value] of Object.entries({ id: "sen", "term-0": "sen", "term-1": "lotus" })) await page.fill(`#${name}`, value);
  await page.selectOption("#language-1", "en");
  await submit(page, "main form[action$=new] .actions button");
  return "sen";
}

async function handIn(page) {
  const template = await page.context().request.get(`${url}/desk/packages/template.zip`);
  await page.goto(`${url}/desk/packages/new`);
  await page.setInputFiles("#files", { name: "gói.zip", mimeType: "application/zip", buffer: await template.body() });
  await Promise.all([page.waitForURL(/\/desk\/packages\/[0-9a-f]{32}$/, { timeout: 60_000 }), page.click("main form button[type=submit]")]);
  await page.waitForSelector("main h1 .tag, main .findings, main form[action$=submit]", { timeout: 120_000 });
  return new URL(page.url()).pathname.split("/")[3];
}

/** What stands for each parameter: by the beginning of the pattern, the longest that fits. */
async function examples(page) {
  const data = await (await fetch(`${url}/vi/data`)).text();
  const { results } = await (await fetch(`${url}/vi/search.json?q=${encodeURIComponent("Việt Nam")}&organisation=mofa`)).json();
  const draft = { id: await write(page), language: "vi" };
  return {
    "/desk/documents/": { id: results[0].id, language: "vi" },
    "/desk/documents/{id}/{language}/edit": draft,
    "/desk/documents/{id}/{language}/hand-in": draft,
    "/desk/documents/{id}/{language}/revisions": draft,
    "/desk/datasets/": { code: data.match(/\/vi\/data\/([A-Z][A-Z0-9_-]*)"/)[1] },
    "/desk/packages/": { id: await handIn(page) },
    "/desk/press/questions/": { number: await numberOf(page, "ask", { name: "A reporter", medium: "Daily", question: "How many ships are out?" }) },
    "/desk/press/accreditations/": { number: await numberOf(page, "accreditation", { name: "A reporter", medium: "Daily", email: "a@daily.example", about: "Trade" }) },
    "/desk/terms/": { id: await addTerm(page) },
    "/desk/accounts/": { name: "e2e-everything" },
    "/desk/organisations/": { code: "mofa" },
    "/desk/audit/": { number: "1" },
  };
}

function fill(pattern, known) {
  const begins = Object.keys(known).filter((start) => pattern.startsWith(start)).sort((a, b) => b.length - a.length)[0];
  return pattern.replace(/\{(\w+)\}/g, (_, name) => {
    const value = known[begins]?.[name];
    if (value === undefined) throw new Error(`${pattern}: give {${name}} an example in tests/e2e/desk_pages.mjs, or name the address among its FILES`);
    return value;
  }) + (QUERIES[pattern] ?? "");
}

async function lookAt(report, page, path, language) {
  const response = await page.goto(url + path, { waitUntil: "load" });
  const name = `${path} in ${language} at ${page.viewportSize().width}`;
  report.equal(response.status(), 200, name);
  const faults = await faultsOf(await response.text());
  report.check(faults.length === 0, `${name}: html-validate: ${faults.join("; ")}`);
  report.equal(await page.getAttribute("html", "lang"), language, name);
  report.equal(response.headers()["cache-control"], "no-store", `${name}: Cache-Control`);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  report.check(wide <= 0, `${name}: ${wide} pixels too wide`);
  const violations = await violationsOf(page);
  report.check(violations.length === 0, `${name}: axe: ${violations.join("; ")}`);
  if (process.env.SEN_SHOTS) await page.screenshot({ path: `${process.env.SEN_SHOTS}/page${path.replace(/\W+/g, "-")}-${page.viewportSize().width}.png`, fullPage: true });
}

/** All of it. `report`: browser.mjs. */
export async function checkEveryPage(report, browser) {
  const { context, page } = await signIn(browser);
  const known = await examples(page);
  const paths = deskPages().filter((pattern) => !FILES.has(pattern) && !ELSEWHERE.has(pattern)).map((pattern) => fill(pattern, known));
  for (const path of paths) await lookAt(report, page, path, "vi");
  await page.goto(`${url}/desk`);
  await submit(page, "header button[lang=en]");
  await page.setViewportSize(DESKTOP);
  for (const path of paths) await lookAt(report, page, path, "en");
  await context.close();
}
