// The people of a walk through the desk: how they come in, write, hand in and decide.
import { spawnSync } from "node:child_process";
import { PHONE } from "./browser.mjs";
import { addUser, setPassword, submit, totp, url } from "./desk_steps.mjs";

/** As `datetime-local` of Viet Nam, in seconds. */
export const hanoi = (milliseconds) => new Date(milliseconds + 7 * 3_600_000).toISOString().slice(0, 19);

/** A device with a passkey that says yes by itself (WebAuthn, through the DevTools protocol). */
export async function addPasskeyDevice(page) {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("WebAuthn.enable");
  await devtools.send("WebAuthn.addVirtualAuthenticator", {
    options: { protocol: "ctap2", transport: "internal", hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true },
  });
}

/** `sen NAME…` beside the running server; its exit status and what it printed. */
export function sen(...words) {
  const run = spawnSync(process.env.SEN_PROGRAM, words, { encoding: "utf8" });
  return { status: run.status, said: run.stdout + run.stderr };
}

/** What people do in `browser`; what does not come about is told to `report`. */
export function people(browser, report) {
  /** A second step at the first sign-in: a passkey with scripts, an authenticator without. */
  async function enrol(page, scripts) {
    if (scripts) {
      await addPasskeyDevice(page);
      await page.fill("#label", "Test key");
      await submit(page, "form.passkey button");
    } else {
      await page.fill("#code", totp(await page.textContent("main .code")));
      await submit(page, "form[action$=totp] button");
    }
    await submit(page, "main a.button");
  }

  /** Somebody who is signed in, in a browser of his own, with a second step where the role asks for one. */
  async function person(name, role, language, scripts, ...more) {
    const context = await browser.newContext({ bypassCSP: true, javaScriptEnabled: scripts, locale: language, viewport: PHONE });
    context.setDefaultTimeout(120_000); // A busy machine is slow, not wrong.
    const page = await context.newPage();
    await setPassword(page, addUser(name, role, language, ...more));
    if (page.url().endsWith("/desk/enrol")) await enrol(page, scripts);
    report.check(page.url().endsWith("/desk"), `${name} is at the desk, not at ${page.url()}`);
    return page;
  }

  /** Fills the fields of a form in, by their names. */
  async function fill(form, fields) {
    for (const [name, value] of Object.entries(fields)) {
      const field = form.locator(`[name="${name}"]`);
      if ((await field.evaluate((element) => element.tagName)) === "SELECT") await field.selectOption(value);
      else await field.fill(value);
    }
  }

  /** Opens the line that holds a decision's form, fills it in and sends it. */
  async function decide(page, path, action, fields = {}) {
    await page.goto(url + path);
    const form = page.locator(`form[action="${path}/${action}"]`).first();
    if (Object.keys(fields).length > 0) await page.locator("details", { has: form }).locator("summary").click();
    await fill(form, fields);
    await Promise.all([page.waitForNavigation(), form.locator("button").click()]);
    report.check(page.url().includes(`done=${action}`), `${action} at ${path}: ${page.url()}: ${await page.textContent("h1")}`);
  }

  /** Sends a decision on what waits for all languages of a document. */
  async function decideShared(page, document, action) {
    await page.goto(url + document);
    await submit(page, `form[action="${document}/proposal/${action}"] button`);
    report.check(page.url().includes(`done=${action}`), `${action} of the proposal: ${page.url()}: ${await page.textContent("h1")}`);
  }

  async function offers(page, path, action) {
    await page.goto(url + path);
    return (await page.locator(`form[action="${path}/${action}"]`).count()) > 0;
  }

  /** Begins a document; its address at the desk, or nothing if its fields were refused. */
  async function begin(page, type, title, fields = {}) {
    await page.goto(`${url}/desk/documents/new?type=${type}`);
    const form = page.locator("main form[action$=new]");
    await fill(form, { language: "en", title, ...fields });
    await submit(page, "main form[action$=new] .actions button");
    const path = new URL(page.url()).pathname;
    return path.endsWith("/edit") ? path.replace(/\/edit$/, "") : null;
  }

  /** On the page where a text is written: its body, and handing it in with wishes (`due`, `release`). */
  async function handIn(page, path, body, wishes = {}) {
    await page.fill("#body", body);
    if (Object.keys(wishes).length > 0) {
      await submit(page, "button[value=save]");
      await page.goto(`${url}${path}/hand-in`);
      await fill(page.locator("main form[action$=hand-in]"), wishes);
    }
    await submit(page, "main button[value=submit]");
    report.check(page.url().endsWith(`${path}?done=submit`), `handing in leads to ${page.url()}: ${await page.textContent("main")}`);
  }

  async function writeNew(page, title) {
    const path = await begin(page, "news", title);
    await page.fill("#body", "The lotus blooms in June.\n\nIt has 12 petals.");
    await submit(page, "button[value=preview]");
    report.check((await page.textContent(".reading")).includes("12 petals"), "the preview shows the text");
    await submit(page, "button[value=submit]");
    report.check(page.url().endsWith(`${path}?done=submit`), `handing in leads to ${page.url()}`);
    return path;
  }

  /** Changes what is public, or returned, with a note for readers. */
  async function correct(page, path, fields, note = "") {
    await page.goto(`${url}${path}/edit`);
    for (const [name, value] of Object.entries(fields)) await page.fill(`#${name}`, value);
    if (note) {
      await page.selectOption("#kind", "3");
      await page.fill("#note", note);
    }
    await submit(page, "main button[value=submit]");
    report.check(page.url().endsWith(`${path}?done=submit`), `the change of ${path} leads to ${page.url()}: ${await page.textContent("main")}`);
  }

  return { person, fill, decide, decideShared, offers, begin, handIn, writeNew, correct };
}
