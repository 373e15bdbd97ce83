// A journalist and the spokesperson's office: a question, an accreditation, a statement under embargo.
import { violationsOf } from "./axe.mjs";
import { DESKTOP, PHONE } from "./browser.mjs";
import { checkPage, submit, url } from "./desk_steps.mjs";
import { faultsOf } from "./validity.mjs";

/** A page for one person, as `page` would see it with scripts: valid, accessible, not wider than the screen, never cached. */
async function checkPrivate(report, walker, page, path) {
  await page.context().addCookies(await walker.context().cookies());
  const response = await page.goto(path.startsWith("http") ? path : url + path, { waitUntil: "load" });
  const faults = await faultsOf(await response.text());
  report.check(faults.length === 0, `${path}: html-validate: ${faults.join("; ")}`);
  report.equal(response.headers()["cache-control"], "private, no-store", `${path}: Cache-Control`);
  for (const viewport of [{ ...PHONE, width: 320 }, DESKTOP]) {
    await page.setViewportSize(viewport);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    report.check(wide <= 0, `${path} at ${viewport.width}: ${wide} pixels too wide`);
    const violations = await violationsOf(page);
    report.check(violations.length === 0, `${path} at ${viewport.width}: axe: ${violations.join("; ")}`);
  }
}

/** `desk`: person, decide and hanoi of the walk through reviews; `approvers`: two who sign for the statement. */
export async function walkPress(browser, report, desk, approvers) {
  const officer = await desk.person("walk-press", "press-officer", "vi", true, "--role", "press-officer@gov");
  const context = await browser.newContext({ bypassCSP: true, javaScriptEnabled: false, locale: "en", viewport: PHONE });
  const journalist = await context.newPage();
  const scripted = await browser.newContext({ bypassCSP: true, locale: "en" });
  const checker = await scripted.newPage();
  for (const path of ["/en/press/ask", "/ar/press/ask", "/vi/press/accreditation"]) await checkPrivate(report, journalist, checker, path);

  await journalist.goto(`${url}/en/press/ask`);
  await journalist.fill("#name", "Walking reporter");
  await journalist.fill("#medium", "Daily");
  await journalist.fill("#question", "How many ships are out?");
  await submit(journalist, ".press-page button[type=submit]");
  const asked = journalist.url();
  report.check(/\/en\/press\/question\/[\w-]{43}$/.test(asked), `a question leads to ${asked}`);
  const number = (await journalist.textContent("h1")).match(/Q-\d+-\d+/)?.[0];
  await checkPrivate(report, journalist, checker, asked);

  await checkPage(report, officer, "/desk/press", "press");
  await checkPage(report, officer, `/desk/press/questions/${number}`, "press");
  await submit(officer, "form[action$=take] button");
  await officer.locator("details", { has: officer.locator("form[action$=answer]") }).locator("summary").click();
  await officer.fill("#answer", "Twelve.");
  await submit(officer, "form[action$=answer] button");
  await journalist.goto(asked);
  report.check((await journalist.textContent("main")).includes("Twelve."), "the answer is at the private address");

  await journalist.goto(`${url}/en/press/accreditation`);
  await journalist.fill("#name", "Walking reporter");
  await journalist.fill("#medium", "Daily");
  await journalist.fill("#email", "reporter@daily.example");
  await journalist.fill("#about", "Trade");
  await submit(journalist, ".press-page button[type=submit]");
  const application = (await journalist.textContent("h1")).match(/A-\d+-\d+/)?.[0];
  await checkPrivate(report, journalist, checker, journalist.url());
  await checkPage(report, officer, `/desk/press/accreditations/${application}`, "press");
  await submit(officer, "form[action$=accept] button");
  await journalist.goto((await officer.textContent(".secret")).trim());
  await submit(journalist, ".press-page button[type=submit]");
  report.check(journalist.url().endsWith("/en/press/area"), `the link leads to ${journalist.url()}`);

  await officer.goto(`${url}/desk/documents/new?type=statement`);
  await officer.selectOption("#language", "en");
  await officer.fill("#title", "Walking statement");
  await officer.selectOption("#field-press_access", "under-embargo");
  await officer.fill("#embargo", desk.hanoi(Date.now() + 86_400_000));
  await submit(officer, "main form[action$=new] .actions button");
  const path = new URL(officer.url()).pathname.replace(/\/edit$/, "");
  await officer.fill("#body", "The ships are home.");
  await submit(officer, "button[value=submit]");
  for (const approver of approvers) await desk.decide(approver, path, "approve");
  await desk.decide(approvers[0], path, "publish");
  const id = path.split("/")[3];
  await checkPrivate(report, journalist, checker, "/en/press/area");
  await journalist.goto(`${url}/en/press/area`);
  report.check((await journalist.textContent("main")).includes("Walking statement"), "the accredited see what is under embargo");
  await checkPrivate(report, journalist, checker, `/en/press/area/${id}`);
  await submit(journalist, ".press-lines h2 a");
  report.check((await journalist.textContent("main")).includes("The ships are home."), "and read it");
  report.equal((await fetch(`${url}/${id}`)).status, 404, "nobody else does");
  report.equal((await fetch(`${url}/en/press/area/${id}`)).status, 403, "the area is closed to others");
  report.check(!(await (await fetch(`${url}/en/press`)).text()).includes("Walking statement"), "nor is it in the press room");

  await officer.goto(`${url}/desk/press/accreditations/${application}`);
  report.check((await officer.textContent("main")).includes(id), "the opening is recorded");
  await officer.locator("details", { has: officer.locator("form[action$=revoke]") }).locator("summary").click();
  await officer.fill("#reason", "Hết nhiệm kỳ");
  await submit(officer, "form[action$=revoke] button");
  const closed = await journalist.goto(`${url}/en/press/area/${id}`);
  report.equal(closed.status(), 403, "revoked at once");
  await context.close();
  await scripted.close();
}
