// The desk as officers meet it: one-time link, second step by passkey (scripts on) and by authenticator (scripts off),
// every page of an administrator valid and accessible, in both languages, on a phone and on a desk.
//   SEN_URL, SEN_DATA and SEN_PROGRAM from serve.mjs; SEN_SHOTS: a folder for screenshots.
import { spawnSync } from "node:child_process";
import { createHmac } from "node:crypto";
import { violationsOf } from "./axe.mjs";
import { DESKTOP, launch, PHONE, Report } from "./browser.mjs";
import { faultsOf } from "./validity.mjs";

const url = process.env.SEN_URL.replace("127.0.0.1", "localhost");
const report = new Report();
const PASSWORD = "hoa sen trong hồ rộng";

/** A one-time link of a new account, made beside the running server. */
function addUser(name, role, language) {
  const run = spawnSync(process.env.SEN_PROGRAM, ["user", "add", name, "--organisation", "mofa", "--role", role, "--language", language,
    "--data", process.env.SEN_DATA, "--address", url], { encoding: "utf8" });
  if (run.status !== 0) throw new Error(`sen user add: exit ${run.status}: ${run.stderr}`);
  return run.stdout.trim();
}

/** What an authenticator shows (RFC 6238): `key` in base32, `steps` ahead. */
function totp(key, steps = 0) {
  const letters = "abcdefghijklmnopqrstuvwxyz234567";
  let bits = "";
  for (const letter of key.toLowerCase().replace(/[^a-z2-7]/g, "")) bits += letters.indexOf(letter).toString(2).padStart(5, "0");
  const secret = Buffer.from(bits.match(/.{8}/g).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + steps));
  const mac = createHmac("sha1", secret).update(counter).digest();
  const at = mac.at(-1) & 15;
  return String((mac.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

async function setPassword(page, link) {
  await page.goto(link);
  await page.fill("#password", PASSWORD);
  await page.fill("#again", PASSWORD);
  await Promise.all([page.waitForNavigation(), page.click("main button[type=submit]")]);
}

async function signIn(page, name) {
  await page.goto(`${url}/desk/sign-in`);
  await page.fill("#name", name);
  await page.fill("#password", PASSWORD);
  await Promise.all([page.waitForNavigation(), page.click("main button[type=submit]")]);
}

const submit = (page, selector) => Promise.all([page.waitForNavigation(), page.click(selector)]);

/** Valid, accessible, not wider than the screen, never cached. */
async function checkPage(page, path, name) {
  const response = await page.goto(url + path, { waitUntil: "load" });
  const faults = await faultsOf(await response.text());
  report.check(faults.length === 0, `${name} ${path}: html-validate: ${faults.join("; ")}`);
  report.equal(response.headers()["cache-control"], "no-store", `${name} ${path}: Cache-Control`);
  for (const viewport of [PHONE, DESKTOP]) {
    await page.setViewportSize(viewport);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    report.check(wide <= 0, `${name} ${path} at ${viewport.width}: ${wide} pixels too wide`);
    const violations = await violationsOf(page);
    report.check(violations.length === 0, `${name} ${path} at ${viewport.width}: axe: ${violations.join("; ")}`);
    if (process.env.SEN_SHOTS)
      await page.screenshot({ path: `${process.env.SEN_SHOTS}/${name}${path.replace(/[/?=]/g, "-")}-${viewport.width}.png`, fullPage: true });
  }
}

/** An administrator with scripts: a passkey at the first sign-in, then every page. */
async function withPasskey(browser) {
  const context = await browser.newContext({ bypassCSP: true, locale: "en" });
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send("WebAuthn.enable");
  await devtools.send("WebAuthn.addVirtualAuthenticator", {
    options: { protocol: "ctap2", transport: "internal", hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true },
  });
  const link = addUser("e2e-admin", "administrator", "en");
  await checkPage(page, "/desk/sign-in", "en");
  await checkPage(page, new URL(link).pathname, "en");
  await setPassword(page, link);
  report.check(page.url().endsWith("/desk/enrol"), `an administrator is asked for a second step, not ${page.url()}`);
  await checkPage(page, "/desk/enrol", "en");
  await page.fill("#label", "Test key");
  await submit(page, "form.passkey button");
  report.equal(await page.locator(".secret li").count(), 10, "recovery codes");
  await submit(page, "main a.button");
  report.check(page.url().endsWith("/desk"), `after the passkey comes the desk, not ${page.url()}`);

  await submit(page, "header form[action$=sign-out] button");
  await signIn(page, "e2e-admin");
  report.check(page.url().endsWith("/desk/second-step"), `a passkey is asked for, not ${page.url()}`);
  await checkPage(page, "/desk/second-step", "en");
  await submit(page, "form.passkey button");
  report.check(page.url().endsWith("/desk"), `the passkey opens the desk, not ${page.url()}`);
  const cookies = await context.cookies();
  const session = cookies.find((cookie) => cookie.name === "__Host-sen");
  report.check(session?.httpOnly && session.secure && session.sameSite === "Strict", `the cookie: ${JSON.stringify(session)}`);

  const pages = ["/desk", "/desk/me", "/desk/queue", "/desk/accounts", "/desk/accounts/new", "/desk/accounts/e2e-admin", "/desk/organisations",
    "/desk/organisations/mofa", "/desk/register", "/desk/audit"];
  for (const path of pages) await checkPage(page, path, "en");
  await page.goto(`${url}/desk`);
  await submit(page, "header button[lang=vi]");
  report.equal(await page.getAttribute("html", "lang"), "vi", "the language is chosen");
  for (const path of pages) await checkPage(page, path, "vi");
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
const portal = await fetch(`${url}/en`);
report.equal(portal.headers.get("set-cookie"), null, "the portal sets a cookie");
report.check(!(await portal.text()).includes("desk"), "the portal's pages name the desk");
await browser.close();
process.exit(report.end("e2e_desk") ? 0 : 1);
