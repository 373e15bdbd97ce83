// J4 of PRODUCT.md: an editor and approvers, from the queue to a retraction and the proof of the day.
// Elsewhere, because a walk cannot wait for it or bound it on a busy machine:
//   6  "within 1 s of boot": how late what fell due is public is bounded by program_keeping_up and program_taking_back;
//   7  the alert once two hours are over, and a second approval that comes too late: tests/unit/engine/workflow, on a clock of their own.
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { url } from "./desk_steps.mjs";
import { must, text, until, walkTwice } from "./journey.mjs";
import { folderOf, manifest } from "./packages_made.mjs";
import { hanoi, people, sen } from "./people.mjs";
import { startServer, stopServer } from "./server.mjs";

const DAY = 86_400_000;
const folder = mkdtempSync(join(tmpdir(), "sen-j4-"));
const publicText = (id, language) => text(`${url}/${id}`, { "Accept-Language": language });
const idOf = (path) => path.split("/")[3];

/** A document that is public in three languages; its id. */
function publishThree(mode) {
  const name = `walk-${mode}`;
  const words = { vi: "Cảng có 12 cầu tàu.", en: "The port has 12 quays.", zh: "港口有12个码头。" };
  const files = { "datapackage.json": manifest(name, "mofa"), [`articles/${name}/document.yaml`]: "type: news\n" };
  for (const [language, body] of Object.entries(words))
    files[`articles/${name}/${language}.md`] = `---\ntitle: Walk ${mode} ${language}\n---\n\n${body}\n`;
  const run = sen("ingest", folderOf(join(folder, name), files), "--data", process.env.SEN_DATA, "--publish");
  must.equal(run.status, 0, `sen ingest: ${run.said}`);
}

/** Changes one byte of a copy of the store, in one table after the other, until the audit finds it in the log. */
function tamper(copy) {
  const store = join(copy, "store");
  const tables = readdirSync(store).filter((name) => name.endsWith(".sst"));
  for (const table of tables) {
    const sound = readFileSync(join(store, table));
    const damaged = Buffer.from(sound);
    damaged[40] ^= 1;
    writeFileSync(join(store, table), damaged);
    const run = sen("audit", "verify", "--data", copy);
    if (/entry \d+/.test(run.said)) return run;
    writeFileSync(join(store, table), sound);
  }
  return { status: 0, said: `no byte of ${tables.length} tables is noticed` };
}

await walkTwice("J4", async (walk) => {
  const { mode, scripts, browser } = walk;
  const { person, decide, offers, begin, handIn, correct } = people(browser, must);
  publishThree(mode);
  const author = await person(`author-${mode}`, "contributor", "vi", scripts, "--role", "approver");
  const editor = await person(`editor-${mode}`, "editor", "en", scripts, "--role", "auditor@");
  const approver = await person(`approver-${mode}`, "approver", "vi", scripts);
  const second = await person(`second-${mode}`, "approver", "en", scripts);

  const [later, soon, sensitive] = ["Later", "Soon", "Sensitive"].map((title) => `${title} ${mode}`);
  const paths = {};
  await walk.step(1, "the queue is sorted by due time and sensitivity", async () => {
    const far = hanoi(Date.now() + 3 * DAY).slice(0, 16);
    const near = hanoi(Date.now() + DAY).slice(0, 16);
    for (const [title, type, due] of [[later, "news", far], [sensitive, "statement", far], [soon, "news", near]]) {
      paths[title] = await begin(author, type, title);
      await handIn(author, paths[title], "The lotus blooms in June.\n\nIt has 12 petals.", { due });
    }
    await editor.goto(`${url}/desk/queue`);
    const titles = (await editor.locator(".queue .row-title").allTextContents()).filter((title) => title.includes(mode));
    must.equal(titles.join(), [soon, sensitive, later].join(), "the order of the queue");
    await walk.look(editor, "queue-en");
    await approver.goto(`${url}/desk/queue`);
    await walk.look(approver, "queue-vi");
  });

  const { results } = await (await fetch(`${url}/en/search.json?q=${encodeURIComponent(`Walk ${mode} en`)}`)).json();
  const id = results.find((one) => one.title === `Walk ${mode} en`)?.id;
  const [en, vi] = ["en", "vi"].map((language) => `/desk/documents/${id}/${language}`);
  await walk.step(2, "draft against live, in each language", async () => {
    await correct(author, en, { body: "The port has 14 quays." }, "There are more quays.");
    await correct(author, vi, { body: "Cảng có 14 cầu tàu." }, "Có thêm cầu tàu.");
    for (const path of [en, vi]) {
      await editor.goto(url + path);
      must.equal(await editor.locator(".diff del").first().textContent(), "12", `${path}: what is public`);
      must.equal(await editor.locator(".diff ins").first().textContent(), "14", `${path}: what waits`);
    }
    await walk.look(editor, "diff-en");
  });

  await walk.step(3, "nobody approves a text of his own", async () => {
    must.check(!(await offers(author, en, "approve")), "the author is offered no approval");
    await walk.look(author, "own-vi");
    await approver.goto(url + en);
    const content = await approver.locator(`form[action="${en}/approve"] [name=content]`).inputValue();
    const csrf = await author.locator("main form [name=csrf], header form [name=csrf]").first().inputValue();
    const forged = await author.context().request.post(`${url}${en}/approve`,
      { form: { content, csrf }, headers: { Origin: url, "Sec-Fetch-Site": "same-origin" }, maxRedirects: 0 });
    must.check(forged.status() >= 400, `a form of his own making is answered ${forged.status()}`);
    must.check(await offers(approver, en, "approve"), "nothing is approved by it");
  });

  await walk.step(4, "a text goes back with a remark on a paragraph", async () => {
    await decide(editor, paths[soon], "remark", { paragraph: "2", "remark-words": "Count the petals again" });
    await decide(editor, paths[soon], "return", { "return-words": "" });
    await author.goto(`${url}/desk`);
    must.check((await author.textContent("main")).includes("Trả lại cho bạn"), "it came back");
    await author.goto(url + paths[soon]);
    const remark = await author.locator("section:has(#remarks)").textContent();
    must.check(remark.includes("Count the petals again") && remark.includes("2"), `the remark names its paragraph: ${remark}`);
    await walk.look(author, "returned-vi");
    await correct(author, paths[soon], { body: "The lotus blooms in June.\n\nIt has 14 petals." });
  });

  await walk.step(5, "one language is approved; the others stay byte for byte", async () => {
    const before = [await publicText(id, "vi"), await publicText(id, "zh")];
    await decide(approver, en, "approve");
    await decide(approver, en, "publish");
    await until(async () => (await publicText(id, "en")).includes("14 quays"), "the English text is public");
    must.check((await publicText(id, "vi")) === before[0], "the Vietnamese page is as it was");
    must.check((await publicText(id, "zh")) === before[1], "the Chinese page is as it was");
    must.check(await offers(approver, vi, "approve"), "the Vietnamese text still waits");
  });

  await walk.step(6, "what is scheduled goes out although the server stood still at its hour", async () => {
    const path = paths[later];
    await decide(approver, path, "approve");
    let hour = 0;
    // A slow machine gets an hour that it can keep.
    for (let ahead = 10_000; hour - Date.now() < 2_500; ahead *= 2) {
      hour = Math.ceil((Date.now() + ahead) / 1000) * 1000;
      await decide(approver, path, "schedule", { at: hanoi(hour) });
    }
    await walk.look(approver, "scheduled-vi");
    await until(() => Date.now() >= hour - 1_500, "the hour is near");
    must.equal((await fetch(`${url}/${idOf(path)}`)).status, 404, "before its hour");
    await stopServer();
    await until(() => Date.now() >= hour, "the hour");
    await startServer();
    const boot = Date.now();
    await until(async () => (await fetch(`${url}/${idOf(path)}`)).status === 200, "it is public");
    console.log(`  public ${Date.now() - boot} ms after the server could be asked`);
  });

  await walk.step(7, "an emergency: a banner, a second person within two hours, a review afterwards", async () => {
    const path = paths[soon];
    await decide(author, path, "emergency", { "emergency-words": "Bão đang tới" });
    must.check(!(await offers(author, path, "emergency-confirm")), "the first is not the second");
    await second.goto(`${url}/desk`);
    const banner = await second.locator(".alarm").allTextContents();
    must.check(banner.some((words) => words.includes(soon)), `the banner: ${banner}`);
    await second.goto(url + path);
    must.check(/1[12]\d minutes|2 hours/.test(await second.locator(".alarm").first().textContent()), `it says by when: ${await second.locator(".alarm").first().textContent()}`);
    await walk.look(second, "emergency-en");
    await decide(second, path, "emergency-confirm");
    await until(async () => (await publicText(idOf(path), "en")).includes("14 petals"), "it is public");
    await approver.goto(`${url}/desk`);
    must.check((await approver.textContent("main")).includes(soon), "a review is owed");
    await approver.goto(url + path);
    must.equal(await approver.locator(".alarm").count(), 1, "the text says so");
    await walk.look(approver, "owed-vi");
    await decide(approver, path, "emergency-review", { "emergency-review-words": "Đúng" });
    must.equal(await approver.locator(".alarm").count(), 0, "once it is reviewed");
  });

  await walk.step(8, "a correction with its note; a retraction with a receipt for each channel", async () => {
    const told = await text(`${url}/en/corrections`);
    must.check(told.includes("There are more quays."), "the correction is told in public");
    await decide(approver, paths[later], "retract", { "retract-words": "The count was invented." });
    await until(async () => (await fetch(`${url}/${idOf(paths[later])}`)).status === 410, "its address says that it is gone");
    must.check((await publicText(idOf(paths[later]), "en")).includes("The count was invented."), "and why");
    const receipts = editor.locator("section:has(#receipts) tbody time");
    await until(async () => {
      await editor.goto(`${url}/desk/documents/${idOf(paths[later])}`);
      return (await receipts.count()) === 8;
    }, "a receipt for each of eight channels");
    await walk.look(editor, "receipts-en");
  });

  await walk.step(9, "a fact check with one piece of evidence is refused", async () => {
    const claim = { "field-claim": "Lotus has 20 petals", "field-verdict": "false", "field-evidence": "https://example.org/one" };
    must.equal(await begin(author, "fact-check", `Claim ${mode}`, claim), null, "one link");
    must.check((await author.textContent(".mistakes")).includes("2"), `it says how many: ${await author.textContent(".mistakes")}`);
    await walk.look(author, "evidence-vi");
    claim["field-evidence"] += "\nhttps://example.org/two";
    must.check((await begin(author, "fact-check", `Claim ${mode}`, claim)) !== null, "two links are taken");
  });

  await walk.step(10, "the log of the day holds; of a copy that was tampered with the audit names the record", async () => {
    await editor.goto(`${url}/desk/audit?from=${hanoi(Date.now()).slice(0, 10)}`);
    must.check((await editor.textContent("main")).includes(`author-${mode}`), "an auditor reads the day");
    await walk.look(editor, "audit-en");
    const sound = sen("audit", "verify", "--data", process.env.SEN_DATA);
    must.check(sound.status === 0 && sound.said.includes("the chain holds"), `sen audit verify: ${sound.said}`);
    const copy = join(folder, `copy-${mode}`);
    await stopServer();
    cpSync(process.env.SEN_DATA, copy, { recursive: true, filter: (name) => !/\.sock$|control/.test(name) });
    await startServer();
    const damaged = tamper(copy);
    must.check(damaged.status === 4 && /entry \d+/.test(damaged.said), `sen audit verify of the copy: ${damaged.status}: ${damaged.said}`);
  });
  for (const page of [author, editor, approver, second]) await page.context().close();
  if (!scripts) rmSync(folder, { recursive: true, force: true });
});
