// Every page of the desk, as the sources give their addresses to the guard: valid, accessible, not wider than a phone, in both
// languages. A new page is found by itself; one with a parameter that nothing here fills in is an error, so that it gets an example.
import { spawnSync } from "node:child_process";
import { violationsOf } from "./axe.mjs";
import { DESKTOP } from "./browser.mjs";
import { deskPages } from "./desk_routes.mjs";
import { PASSWORD, setPassword, submit, totp, url } from "./desk_steps.mjs";
import { people } from "./people.mjs";
import { faultsOf } from "./validity.mjs";

const NARROW = { width: 390, height: 844 };
const ROLES = ["administrator@", "contributor", "editor", "approver", "translator", "language-reviewer@gov", "data-steward", "press-officer",
  "press-officer@gov", "auditor@"];

/** Addresses that give files and data, no pages. */
const FILES = new Set(["/desk/assets/{file}", "/desk/audit.csv", "/desk/audit.jsonl", "/desk/calendar/{token}", "/desk/documents/{id}/pictures/{digest}",
  "/desk/documents/{id}/{language}/xliff", "/desk/help/{file}", "/desk/packages/template.zip", "/desk/packages/{id}/report.json",
  "/desk/packages/{id}/report.pdf", "/desk/packages/{id}/state", "/desk/terms.csv", "/desk/terms.tbx"]);

/** Pages that a person who is signed in does not see: desk.mjs looks at them where they are met. */
const ELSEWHERE = new Set(["/desk/sign-in", "/desk/link/{token}", "/desk/second-step"]);

/** What a page needs to be told beside its parameters. */
const QUERIES = { "/desk/packages/{id}/file": "?name=datapackage.json" };

/** Signs in somebody who may do everything, so that every page is open; with the recovery codes. */
async function signIn(browser) {
  const run = spawnSync(process.env.SEN_PROGRAM, ["user", "add", "e2e-everything", "--organisation", "mofa", ...ROLES.flatMap((role) => ["--role", role]),
    "--display-name", "Trần Thị Mọi Việc", "--language", "vi", "--translates", "en", "--data", process.env.SEN_DATA, "--address", url], { encoding: "utf8" });
  if (run.status !== 0) throw new Error(`sen user add: exit ${run.status}: ${run.stderr}`);
  const context = await browser.newContext({ bypassCSP: true, locale: "vi", viewport: NARROW });
  const page = await context.newPage();
  await setPassword(page, run.stdout.trim());
  await page.fill("#code", totp(await page.textContent("main .code")));
  await submit(page, "form[action$=totp] button");
  const codes = await page.locator(".secret li").allTextContents();
  await submit(page, "main a.button");
  return { context, page, codes };
}

async function signInAgain(page, code) {
  await page.goto(`${url}/desk/sign-in`);
  await page.fill("#name", "e2e-everything");
  await page.fill("#password", PASSWORD);
  await submit(page, "main button[type=submit]");
  await page.fill("#code", code);
  await submit(page, "form[action$=second-step] button");
}

/** Leaves a form behind whose session had ended when it was sent: ended by the same person in another browser. */
async function leaveForm(report, browser, page, codes) {
  await page.goto(`${url}/desk/documents/new?type=news`);
  await page.selectOption("#language", "vi");
  await page.fill("#title", "Tiêu đề chưa kịp gửi");
  const context = await browser.newContext({ locale: "vi" });
  const elsewhere = await context.newPage();
  await signInAgain(elsewhere, codes[0]);
  await elsewhere.goto(`${url}/desk/me`);
  await submit(elsewhere, "form[action$='sessions/end'] button");
  await context.close();
  await submit(page, "main form[action$=new] .actions button");
  report.check(page.url().includes("/desk/sign-in"), `a session that was ended leads to signing in, not to ${page.url()}`);
  await signInAgain(page, codes[1]);
  report.check(page.url().endsWith("/desk/kept"), `what was written is shown after signing in, not ${page.url()}`);
  report.check((await page.textContent("main")).includes("Tiêu đề chưa kịp gửi"), "what was written is still there");
}

/** What two trainees wrote and published within the training, in both languages; its number. */
async function train(report, browser) {
  const { person, writeNew, decide } = people(browser, report);
  const trainee = await person("e2e-trainee", "contributor", "vi", true, "--sandbox");
  const fellow = await person("e2e-fellow", "approver", "en", true, "--sandbox");
  const exercise = await writeNew(trainee, "An exercise");
  const vietnamese = exercise.replace(/en$/, "vi");
  await trainee.goto(`${url}${vietnamese}/edit?from=en`);
  for (const [name, value] of Object.entries({ title: "Bài tập", body: "Sen nở vào tháng sáu.\n\nHoa có 12 cánh." })) await trainee.fill(`#${name}`, value);
  await submit(trainee, "button[value=submit]");
  for (const path of [exercise, vietnamese]) for (const action of ["approve", "publish"]) await decide(fellow, path, action);
  await trainee.context().close();
  await fellow.context().close();
  return exercise.split("/")[3];
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
async function examples(report, browser, page) {
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
    "/desk/sandbox/": { id: await train(report, browser) },
    "/desk/accounts/": { name: "e2e-everything" },
    "/desk/organisations/": { code: "mofa" },
    "/desk/audit/": { number: "1" },
  };
}

/** `language`: of the desk, for pages that are shown in any. */
function fill(pattern, known, language) {
  const begins = Object.keys(known).filter((start) => pattern.startsWith(start)).sort((a, b) => b.length - a.length)[0];
  return pattern.replace(/\{(\w+)\}/g, (_, name) => {
    const value = known[begins]?.[name] ?? (name === "language" ? language : undefined);
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
  const { context, page, codes } = await signIn(browser);
  await leaveForm(report, browser, page, codes);
  const known = await examples(report, browser, page);
  const patterns = deskPages().filter((pattern) => !FILES.has(pattern) && !ELSEWHERE.has(pattern));
  for (const pattern of patterns) await lookAt(report, page, fill(pattern, known, "vi"), "vi");
  await page.goto(`${url}/desk`);
  await submit(page, "header button[lang=en]");
  await page.setViewportSize(DESKTOP);
  for (const pattern of patterns) await lookAt(report, page, fill(pattern, known, "en"), "en");
  await context.close();
}
