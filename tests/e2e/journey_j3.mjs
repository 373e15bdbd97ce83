// J3 of PRODUCT.md: a ministry's officer hands a package in. What Sen does otherwise than the text asks, or not yet:
//   4  the line is cut where scripts send in parts: a plain form has nothing to resume, and sends an archive;
//   5  a missing alternative text and a figure that differs are told with a hint and mended in place, but do not block:
//      errors block, warnings do not;
//   6  a joint item is made at the hand-in, by asking the other body to sign too (7);
//  10  reach and questions by item are not there.
import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { PASSWORD, submit, totp, url } from "./desk_steps.mjs";
import { must, walkTwice } from "./journey.mjs";
import { folderOf, manifest, png } from "./packages_made.mjs";
import { addPasskeyDevice, hanoi, people, sen } from "./people.mjs";

const DAY = 86_400_000;
const PADDING = 18; // files of 10 MB that go along
const bodyOf = (mode) => (mode === "plain" ? "mst" : "moit"); // Each walk has its own: none sees what the other left.
const folder = mkdtempSync(join(tmpdir(), "sen-j3-"));
const sample = (language) => readFileSync(new URL(`../../examples/mofa-samples/articles/visas-explained/${language}.md`, import.meta.url), "utf8");

/** Twelve texts in Vietnamese and English, forty pictures, three series; with the faults that the journey names. */
function makePackage(mode) {
  const name = `gates-${mode}`;
  const files = {};
  const owner = bodyOf(mode);
  const code = (at) => `GATES_${mode.toUpperCase()}_${at}`;
  const rows = ["file,credit,alt.vi,alt.en"];
  const embargo = new Date(Date.now() + 30 * DAY).toISOString().slice(0, 19) + "Z";
  for (let at = 0; at < 40; ++at) {
    files[`images/p${at}.png`] = png(at + (mode === "plain" ? 1 : 0));
    rows.push(`images/p${at}.png,An,Cửa khẩu số ${at},${at === 7 ? "" : `Gate number ${at}`}`);
  }
  for (let at = 0; at < 12; ++at) {
    const pictures = Array.from({ length: 40 }, (_, n) => n).filter((n) => n % 12 === at).map((n) => `![](images/p${n}.png)\n`).join("\n");
    files[`articles/${name}-${at}/document.yaml`] = `type: news\nmarkets: [de, jp]\nembargo: ${embargo}\n`;
    files[`articles/${name}-${at}/vi.md`] = `---\ntitle: Cửa khẩu ${mode} ${at}\n---\n\nGiai đoạn ${at} gồm 12 cửa khẩu.\n\n${pictures}`;
    files[`articles/${name}-${at}/en.md`] = `---\ntitle: Gates ${mode} ${at}\ntranslates: vi\n---\n\nPhase ${at} covers ${at === 3 ? 14 : 12} gates.\n\n${pictures}`;
  }
  for (const language of ["vi", "en"]) {
    const [, front, body] = sample(language).split(/^---$/m);
    const kept = front.split("\n").filter((line) => /^(title|summary|translates):/.test(line)).join("\n");
    const pictures = files[`articles/${name}-5/${language}.md`].match(/!\[\].*/g).join("\n\n");
    files[`articles/${name}-5/${language}.md`] = `---\n${kept}\n---\n${body.replace(/^!\[.*$/gm, "")}\n\n${pictures}\n`;
  }
  const resources = [0, 1, 2].map((at) => {
    files[`tables/t${at}.csv`] = `year,gates\n2023,${at}1\n${at === 0 ? "2024,many\n2025,1.5\n" : "2024,12\n2025,13\n"}`;
    return {
      name: `t${at}`, path: `tables/t${at}.csv`,
      schema: { fields: [{ name: "year", type: "year" }, { name: "gates", type: "integer" }] },
      sen: { dataflow: code(at), title: { vi: `Số cửa khẩu ${mode} ${at}`, en: `Number of gates ${mode} ${at}` }, columns: { year: { role: "time" }, gates: { role: "measure" } } },
    };
  });
  files["datapackage.json"] = manifest(name, owner, { resources });
  files["images.csv"] = `${rows.join("\n")}\n`;
  return { name, place: folderOf(join(folder, name), files) };
}

/** As an archive that a plain form can send. */
function archive(made, label) {
  const path = join(folder, `${made.name}-${label}.tar.gz`);
  execFileSync("tar", ["-czf", path, "--exclude", "README*", "-C", made.place, "."]);
  return path;
}

const settled = (page) => page.waitForSelector("main h1 .tag:has-text('Sẵn sàng'), main .findings, main .notice", { timeout: 240_000 });

/** By the plain form, or by scripts: a folder in parts, whose line is cut once. Gives back from where it went on. */
async function handInFolder(page, made) {
  const offsets = [];
  const bytes = PADDING * 10_000_000;
  page.on("request", (request) => request.method() === "PATCH" && offsets.push(Number(request.headers()["upload-offset"])));
  await page.goto(`${url}/desk/packages/new`);
  const [chooser] = await Promise.all([page.waitForEvent("filechooser"), page.click("#files + button")]);
  await chooser.setFiles(made.place);
  await page.click("main form button[type=submit]", { noWaitAfter: true });
  await page.waitForFunction((part) => (document.querySelector("#sending progress")?.value ?? 0) > part, 0.6 * bytes, { timeout: 240_000 });
  await page.context().setOffline(true);
  const before = offsets.length;
  await page.waitForSelector("#sending [role=alert]:not([hidden])");
  await page.context().setOffline(false);
  await page.waitForURL(/\/desk\/packages\/[0-9a-f]{32}$/, { timeout: 240_000 });
  return { bytes, after: offsets.slice(before) };
}

await walkTwice("J3", async (walk) => {
  const { mode, scripts, browser } = walk;
  const { person } = people(browser, must);
  const name = `officer-${mode}`;
  const officer = await person(name, "contributor", "vi", scripts, "--organisation", bodyOf(mode), "--role", "editor");
  await person(`chief-${mode}`, "approver", "vi", scripts, "--organisation", bodyOf(mode), "--display-name", `Trần Trưởng ${mode}`);
  const made = makePackage(mode);

  await walk.step(1, "signing in takes a second step; other bodies' work is not there", async () => {
    await officer.goto(`${url}/desk/enrol`);
    let key = "";
    if (scripts) {
      await addPasskeyDevice(officer);
      await officer.fill("#label", "Test key");
      await submit(officer, "form.passkey button");
    } else {
      key = await officer.textContent("main .code");
      await officer.fill("#code", totp(key));
      await submit(officer, "form[action$=totp] button");
    }
    await submit(officer, "header form[action$=sign-out] button");
    await officer.goto(`${url}/desk/sign-in`);
    await officer.fill("#name", name);
    await officer.fill("#password", PASSWORD);
    await submit(officer, "main button[type=submit]");
    must.check(officer.url().endsWith("/desk/second-step"), `a second step is asked for, not ${officer.url()}`);
    await walk.look(officer, "second-step");
    if (!scripts) await officer.fill("#code", totp(key, 1));
    await submit(officer, scripts ? "form.passkey button" : "form[action$=second-step] button");
    must.check(officer.url().endsWith("/desk"), `it opens the desk, not ${officer.url()}`);
    const { results } = await (await fetch(`${url}/vi/search.json?q=${encodeURIComponent("Việt Nam")}&organisation=mofa`)).json();
    must.equal((await officer.goto(`${url}/desk/documents/${results[0].id}`)).status(), 404, "a document of another body");
  });

  await walk.step(2, "a template: manifest, texts in two languages, a table, a folder of pictures", async () => {
    await officer.goto(`${url}/desk/packages`);
    await walk.look(officer, "packages");
    const [download] = await Promise.all([officer.waitForEvent("download"), officer.click("a[download]")]);
    const template = readFileSync(await download.path());
    for (const part of ["datapackage.json", "vi.md", "en.md", "README.txt", "images/sample.png", "images.csv", "tables/my-table.csv"])
      must.check(template.includes(part), `the template has no ${part}`);
    const place = join(mkdtempSync(join(tmpdir(), "sen-template-")), "template.zip");
    writeFileSync(place, template);
    const checked = sen("check", place);
    must.check(checked.status === 0 && checked.said.includes("0 errors, 0 warnings"), `as it was downloaded: ${checked.said}`);
    rmSync(dirname(place), { recursive: true });
  });

  await walk.step(3, "the checker that needs no site: two errors by row and column, mended", async () => {
    const run = sen("check", made.place, "--json", "--language", "vi");
    const errors = JSON.parse(run.said.slice(run.said.indexOf("{"))).findings.filter((finding) => finding.severity === "error");
    must.equal(JSON.stringify(errors.map((error) => [error.file, error.row, error.column])), JSON.stringify([["tables/t0.csv", 3, "gates"], ["tables/t0.csv", 4, "gates"]]), "where");
    must.check(errors.every((error) => error.hint), "each with a hint");
    writeFileSync(join(made.place, "tables/t0.csv"), "year,gates\n2023,11\n2024,12\n2025,13\n");
    must.equal(sen("check", made.place).status, 0, "once they are mended");
  });

  await walk.step(4, scripts ? "180 MB whose line is cut at 60 % goes on from there" : "an archive by the plain form", async () => {
    if (!scripts) {
      await officer.goto(`${url}/desk/packages/new`);
      await officer.setInputFiles("#files", archive(made, "first"));
      await submit(officer, "main form button[type=submit]");
      return;
    }
    for (let at = 0; at < PADDING; ++at) writeFileSync(join(made.place, `README-${at}.txt`), randomBytes(10_000_000));
    const { bytes, after } = await handInFolder(officer, made);
    must.check(after.length > 0 && Math.min(...after) > 0.5 * bytes, `it goes on at ${after.slice(0, 5)}`);
  });

  const named = (rule) => officer.locator(".findings > li", { has: officer.locator(`code:text-is("${rule}")`) });
  await walk.step(5, "the report: 12 texts in two languages, 40 pictures, 3 series; what is missing and what differs, mended in place", async () => {
    await settled(officer);
    must.equal((await officer.locator("dl.counts dd").allTextContents()).slice(1).join(), "12,24,40,3", "what is in it");
    await walk.look(officer, "report");
    must.equal(await named("missing-alt").count(), 1, "pictures without words");
    must.equal(await named("figure-differs").count(), 1, "figures that differ");
    must.check((await named("figure-differs").textContent()).includes("14"), "the figure is named");
    await named("missing-alt").locator("input").fill("Gate number 7");
    await submit(officer, "form[action$='/amend'] button[type=submit]");
    await officer.waitForSelector(".amended", { timeout: 240_000 });
    await officer.click(`a[href*='/file?name='][href*='${made.name}-3%2Fen.md'], a[href*='/file?name='][href*='${made.name}-3/en.md']`);
    const mended = readFileSync(join(made.place, `articles/${made.name}-3/en.md`), "utf8").replace("14 gates", "12 gates");
    await officer.setInputFiles("#file", { name: "en.md", mimeType: "text/markdown", buffer: Buffer.from(mended) });
    await submit(officer, "main form button[type=submit]");
    await settled(officer);
    must.equal((await named("missing-alt").count()) + (await named("figure-differs").count()), 0, "what is left");
  });

  await walk.step(6, "a text that is nearly another body's is told, with the way to it", async () => {
    const near = named("near-duplicate").filter({ hasText: "Bộ Ngoại giao" });
    must.check((await near.count()) > 0, `nothing is near: ${await officer.locator(".findings").allTextContents()}`);
    const address = await near.first().locator("a").first().getAttribute("href");
    must.equal((await fetch(new URL(address, url))).status, 200, `the way to it: ${address}`);
  });

  await submit(officer, "form[action$='/submit'] button");
  await officer.waitForSelector("main .notice", { timeout: 240_000 });
  must.check((await officer.textContent(".notice")).includes("Đã gửi"), `submitted: ${await officer.textContent(".notice")}`);
  await walk.look(officer, "submitted");

  const idOf = async (title) => {
    await officer.goto(`${url}/desk/translations?organisation=${bodyOf(mode)}`);
    const address = await officer.locator(`main a[href^="/desk/documents/"]:has-text("${title}")`).first().getAttribute("href");
    return address.split("/")[3];
  };
  let id;
  await walk.step(7, "embargo and markets stand; an approver is asked by name, another body to sign too", async () => {
    id = await idOf(`Cửa khẩu ${mode} 8`);
    await officer.goto(`${url}/desk/documents/${id}/fields`);
    must.check((await officer.inputValue("#embargo")).length > 0, "the embargo");
    must.equal(await officer.inputValue("#markets"), "de jp", "the markets");
    const path = `/desk/documents/${id}/vi`;
    await officer.goto(`${url}${path}/edit`);
    await submit(officer, "button[value=save]");
    await officer.goto(`${url}${path}/hand-in`);
    await officer.fill("#find-organisation", "Bộ Ngoại giao");
    await submit(officer, "button[value=find] >> nth=-1");
    await officer.check("input[name=cosigners][value=mofa]");
    await officer.check(`input[name=asked][value="chief-${mode}"]`);
    await walk.look(officer, "hand-in");
    await submit(officer, "main button[value=submit]");
    const words = await officer.textContent("main");
    must.check(words.includes(`Trần Trưởng ${mode}`) && words.includes("Bộ Ngoại giao"), `who decides: ${words.slice(0, 1500)}`);
  });

  await walk.step(8, "the same package again is recognised", async () => {
    writeFileSync(join(made.place, "images.csv"), readFileSync(join(made.place, "images.csv"), "utf8").replace("Cửa khẩu số 7,", "Cửa khẩu số 7,Gate number 7"));
    const text = join(made.place, `articles/${made.name}-3/en.md`);
    writeFileSync(text, readFileSync(text, "utf8").replace("14 gates", "12 gates"));
    await officer.goto(`${url}/desk/packages/new`);
    await officer.setInputFiles("#files", archive(made, "again"));
    await Promise.all([officer.waitForURL(/\/desk\/packages\/[0-9a-f]{32}$/, { timeout: 240_000 }), officer.click("main form button[type=submit]")]);
    await settled(officer);
    must.check((await officer.textContent(".notice")).includes("đã có trong kho"), `it is known: ${await officer.textContent(".notice")}`);
  });

  await walk.step(9, "translations into three languages are asked for, with due dates", async () => {
    const due = hanoi(Date.now() + 5 * DAY).slice(0, 16);
    const day = `ngày ${Number(due.slice(8, 10))} tháng ${Number(due.slice(5, 7))}`;
    for (const language of ["zh", "fr", "lo"]) {
      await officer.goto(`${url}/desk/documents/${id}/${language}/request`);
      await officer.fill("#due", due);
      await submit(officer, "main form[action$=request] button");
      must.check(officer.url().includes("done=ask"), `${language}: ${officer.url()}: ${await officer.textContent("main")}`);
      must.check((await officer.textContent("section:has(#request)")).includes(day), `${language}: due on ${day}`);
    }
    await officer.goto(`${url}/desk/translations?only=requested`);
    const row = officer.locator("table.translations tbody tr", { hasText: `Cửa khẩu ${mode} 8` });
    must.equal((await row.first().textContent()).split("Đã yêu cầu").length - 1, 3, `requests: ${await row.first().textContent()}`);
    await walk.look(officer, "requests");
  });
  await officer.context().close();
  rmSync(made.place, { recursive: true, force: true });
  if (!scripts) rmSync(folder, { recursive: true, force: true });
});
