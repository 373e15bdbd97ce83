// What the walks through the desk share. SEN_URL, SEN_DATA and SEN_PROGRAM from serve.mjs; SEN_SHOTS: a folder for screenshots.
import { spawnSync } from "node:child_process";
import { createHmac } from "node:crypto";
import { violationsOf } from "./axe.mjs";
import { DESKTOP, PHONE } from "./browser.mjs";
import { faultsOf } from "./validity.mjs";

export const url = process.env.SEN_URL.replace("127.0.0.1", "localhost");
export const PASSWORD = "hoa sen trong hồ rộng";

/** A one-time link of a new account, made beside the running server; of the ministry of foreign affairs unless `more` says otherwise. */
export function addUser(name, role, language, ...more) {
  if (!more.includes("--organisation")) more.push("--organisation", "mofa");
  const run = spawnSync(process.env.SEN_PROGRAM, ["user", "add", name, "--role", role, "--language", language,
    "--data", process.env.SEN_DATA, "--address", url, ...more], { encoding: "utf8" });
  if (run.status !== 0) throw new Error(`sen user add: exit ${run.status}: ${run.stderr}`);
  return run.stdout.trim();
}

export async function setPassword(page, link) {
  await page.goto(link);
  await page.fill("#password", PASSWORD);
  await page.fill("#again", PASSWORD);
  await Promise.all([page.waitForNavigation(), page.click("main button[type=submit]")]);
}

export const submit = (page, selector) => Promise.all([page.waitForNavigation(), page.click(selector)]);

/** Valid, accessible, not wider than the screen; pages of the desk are never cached. */
export async function checkPage(report, page, path, name, kept = "no-store") {
  const response = await page.goto(url + path, { waitUntil: "load" });
  const faults = await faultsOf(await response.text());
  report.check(faults.length === 0, `${name} ${path}: html-validate: ${faults.join("; ")}`);
  report.equal(response.headers()["cache-control"], kept, `${name} ${path}: Cache-Control`);
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

/** What an authenticator shows (RFC 6238): `key` in base32, `steps` ahead. */
export function totp(key, steps = 0) {
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
