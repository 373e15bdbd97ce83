// The desk as officers meet it: one-time link, second step by passkey (scripts on) and by authenticator (scripts off),
// every page of an administrator valid and accessible, in both languages, on a phone and on a desk; then every page there is.
//   SEN_URL, SEN_DATA and SEN_PROGRAM from serve.mjs; SEN_SHOTS: a folder for screenshots.
import { launch, PHONE, Report } from "./browser.mjs";
import { checkEveryPage } from "./desk_pages.mjs";
import { addUser, checkPage, PASSWORD, setPassword, submit, totp, url } from "./desk_steps.mjs";
import { addPasskeyDevice } from "./people.mjs";

const report = new Report();

async function signIn(page, name) {
  await page.goto(`${url}/desk/sign-in`);
  await page.fill("#name", name);
  await page.fill("#password", PASSWORD);
  await Promise.all([page.waitForNavigation(), page.click("main button[type=submit]")]);
}

/** An administrator with scripts: a passkey at the first sign-in, then every page. */
async function withPasskey(browser) {
  const context = await browser.newContext({ bypassCSP: true, locale: "en" });
  const page = await context.newPage();
  await addPasskeyDevice(page);
  const link = addUser("e2e-admin", "administrator", "en");
  await checkPage(report, page, "/desk/sign-in", "en");
  await checkPage(report, page, new URL(link).pathname, "en");
  await setPassword(page, link);
  report.check(page.url().endsWith("/desk/enrol"), `an administrator is asked for a second step, not ${page.url()}`);
  await checkPage(report, page, "/desk/enrol", "en");
  await page.fill("#label", "Test key");
  await submit(page, "form.passkey button");
  report.equal(await page.locator(".secret li").count(), 10, "recovery codes");
  await submit(page, "main a.button");
  report.check(page.url().endsWith("/desk"), `after the passkey comes the desk, not ${page.url()}`);

  await submit(page, "header form[action$=sign-out] button");
  await signIn(page, "e2e-admin");
  report.check(page.url().endsWith("/desk/second-step"), `a passkey is asked for, not ${page.url()}`);
  await checkPage(report, page, "/desk/second-step", "en");
  await submit(page, "form.passkey button");
  report.check(page.url().endsWith("/desk"), `the passkey opens the desk, not ${page.url()}`);
  const cookies = await context.cookies();
  const session = cookies.find((cookie) => cookie.name === "__Host-sen");
  report.check(session?.httpOnly && session.secure && session.sameSite === "Strict", `the cookie: ${JSON.stringify(session)}`);

  const pages = ["/desk", "/desk/me", "/desk/queue", "/desk/accounts", "/desk/accounts/new", "/desk/accounts/e2e-admin", "/desk/organisations",
    "/desk/organisations/mofa", "/desk/organisations/mofa/keys", "/desk/register", "/desk/audit"];
  for (const path of pages) await checkPage(report, page, path, "en");
  await page.goto(`${url}/desk`);
  await submit(page, "header button[lang=vi]");
  report.equal(await page.getAttribute("html", "lang"), "vi", "the language is chosen");
  for (const path of pages) await checkPage(report, page, path, "vi");
  const missing = await page.goto(`${url}/desk/nowhere`);
  report.equal(missing.status(), 404, "an address that is not there");
  await context.close();
}

/** An approver without scripts: an authenticator, then signing in by its code, then by a recovery code. */
async function withoutScripts(browser) {
  const context = await browser.newContext({ javaScriptEnabled: false, locale: "vi", viewport: PHONE });
  const page = await context.newPage();
  await setPassword(page, addUser("e2e-approver", "approver", "vi"));
  report.check(page.url().endsWith("/desk/enrol"), `an approver is asked for a second step, not ${page.url()}`);
  const key = await page.textContent("main .code");
  const used = totp(key);
  await page.fill("#code", used);
  await submit(page, "form[action$=totp] button");
  const codes = await page.locator(".secret li").allTextContents();
  report.equal(codes.length, 10, "recovery codes without scripts");
  await submit(page, "main a.button");
  report.check((await page.textContent("h1")).includes("Xin chào"), "the desk speaks Vietnamese");

  await submit(page, "header form[action$=sign-out] button");
  await signIn(page, "e2e-approver");
  await page.fill("#code", used);
  await submit(page, "form[action$=second-step] button");
  report.check(page.url().endsWith("/desk/second-step"), "a code that was used does not open the desk again");
  await page.fill("#code", totp(key, 1));
  await submit(page, "form[action$=second-step] button");
  report.check(page.url().endsWith("/desk"), `the next code opens the desk, not ${page.url()}`);

  await submit(page, "header form[action$=sign-out] button");
  await signIn(page, "e2e-approver");
  await page.fill("#code", codes[0]);
  await submit(page, "form[action$=second-step] button");
  report.check(page.url().endsWith("/desk"), `a recovery code opens the desk, not ${page.url()}`);
  await context.close();
}

const browser = await launch();
await withPasskey(browser);
await withoutScripts(browser);
await checkEveryPage(report, browser);
const portal = await fetch(`${url}/en`);
report.equal(portal.headers.get("set-cookie"), null, "the portal sets a cookie");
report.check(!(await portal.text()).includes("desk"), "the portal's pages name the desk");
await browser.close();
process.exit(report.end("e2e_desk") ? 0 : 1);
