// A text on its way: a contributor without scripts writes and hands in, an editor remarks and returns, the contributor
// mends, an approver approves one language only, schedules and publishes it, and two publish an emergency.
//   SEN_URL, SEN_DATA and SEN_PROGRAM from serve.mjs; SEN_SHOTS: a folder for screenshots.
import { launch, PHONE, Report } from "./browser.mjs";
import { checkPage, submit, url } from "./desk_steps.mjs";
import { hanoi, people } from "./people.mjs";

const report = new Report();

const browser = await launch();
const { person, writeNew, decide, decideShared, offers } = people(browser, report);
const contributor = await person("walk-contributor", "contributor", "vi", false);
const editor = await person("walk-editor", "editor", "en", true);
const approver = await person("walk-approver", "approver", "vi", false);
const second = await person("walk-second", "approver", "en", true);

const en = await writeNew(contributor, "Lotus season");
const vi = en.replace(/en$/, "vi");
report.check(!(await offers(contributor, en, "approve")), "an author is offered no approval");

await editor.goto(`${url}/desk/queue`);
report.check((await editor.textContent("main")).includes("Lotus season"), "the editor's queue has it");
await decide(editor, en, "remark", { paragraph: "2", "remark-words": "Count again" });
await decide(editor, en, "return", { "return-words": "" });
await contributor.goto(`${url}/desk`);
report.check((await contributor.textContent("main")).includes("Trả lại cho bạn"), "it came back to the contributor");
await contributor.goto(`${url}${en}/edit`);
await contributor.fill("#body", "The lotus blooms in June.\n\nIt has 14 petals.");
await submit(contributor, "button[value=submit]");
await contributor.goto(`${url}${vi}/edit?from=en`);
await contributor.fill("#title", "Mùa sen");
await contributor.fill("#body", "Sen nở vào tháng sáu.\n\nHoa có 15 cánh.");
await submit(contributor, "button[value=submit]");

report.check(!(await offers(editor, en, "approve")), "an editor is offered no approval");
await approver.goto(url + vi);
report.check((await approver.textContent(".differing")).includes("14"), "a figure that differs from the source is shown");
await decide(approver, en, "approve");
await decide(approver, en, "schedule", { at: hanoi(Date.now() + 2 * 86_400_000) });
await decide(approver, en, "unschedule");
await decide(approver, en, "publish");
report.check(await offers(approver, vi, "approve"), "the other language still waits");
const id = en.split("/")[3];
const published = await fetch(`${url}/${id}`);
report.check((await published.text()).includes("14 petals"), "it is public");

const french = en.replace(/en$/, "fr/request");
await editor.goto(url + french);
await editor.fill("#note", "For the press conference");
await submit(editor, "main form[action$=request] button");
report.check((await editor.textContent("main")).includes("For the press conference"), "a translation is asked for");
await editor.goto(`${url}/desk/translations?only=requested`);
report.check((await editor.textContent("main")).includes("Translation asked for"), "the matrix shows the request");

for (const path of ["/desk", "/desk/queue", `/desk/documents/${id}`, en, vi, `${vi}/revisions`, "/desk/documents/new", `${vi}/edit`, french,
  "/desk/translations", "/desk/terms"])
  await checkPage(report, editor, path, "review-en");

await decide(approver, vi, "emergency", { "emergency-words": "Bão đang tới" });
report.check(!(await offers(approver, vi, "emergency-confirm")), "the first is not the second");
await second.goto(`${url}/desk`);
report.check((await second.locator(".alarm").count()) === 1, "an emergency is an alarm");
await decide(second, vi, "emergency-confirm");
report.check((await (await fetch(`${url}/${id}`, { headers: { "Accept-Language": "vi" } })).text()).includes("15 cánh"), "the emergency is public");

await second.goto(`${url}${en}`);
await contributor.goto(`${url}${en}/edit`);
await contributor.fill("#body", "The lotus blooms in July.\n\nIt has 14 petals.");
await contributor.selectOption("#kind", "3");
await submit(contributor, "button[value=submit]");
report.check((await contributor.textContent(".mistakes")).length > 0, "a correction needs a note");
await contributor.fill("#note", "The month was wrong.");
await submit(contributor, "button[value=submit]");
await second.goto(url + en);
report.equal(await second.locator(".diff del").first().textContent(), "June", "the change against what is public");

// A stranger with a link sees what would be published, until the link ends.
await editor.goto(url + en);
await submit(editor, `form[action="${en}/previews"] button`);
const link = await editor.locator("a.address").getAttribute("href");
const stranger = await (await browser.newContext({ bypassCSP: true, viewport: PHONE })).newPage();
const seen = await stranger.goto(url + link);
report.check((await stranger.textContent("main")).includes("blooms in July"), "the preview shows the correction that waits");
report.equal(seen.headers()["cache-control"], "no-store", "nobody keeps a preview");
report.check((await stranger.textContent(".note.warning")).length > 0, "a preview says what it is");
await checkPage(report, stranger, link, "preview");
await submit(editor, `form[action="${en}/previews/1/end"] button`);
report.equal((await stranger.goto(url + link)).status(), 410, "a link that was ended");

await decide(approver, en, "approve");
await decide(approver, en, "publish");
await stranger.goto(`${url}/en/corrections`);
report.check((await stranger.textContent("main")).includes("The month was wrong."), "the correction is told in public");
const changes = await stranger.locator(".told a[href*=changes]").first().getAttribute("href");
await stranger.goto(url + changes);
report.check((await stranger.textContent("main del")).includes("June") && (await stranger.textContent("main ins")).includes("July"), "what changed, word by word");
for (const path of ["/en/corrections", changes]) await checkPage(report, stranger, path, "told", "no-cache");
await editor.goto(`${url}/desk/documents/${id}`);
report.equal(await editor.locator("section:has(#receipts) tbody time").count(), 8, "a receipt for each channel");

await editor.goto(`${url}${en}/edit`);
await editor.fill("#summary", "A summary.");
await editor.waitForFunction(() => document.getElementById("saved").textContent.startsWith("Saved at"), null, { timeout: 60_000 });
for (const path of ["/desk", en]) await checkPage(report, second, path, "review-second");
await checkPage(report, editor, `${en}/hand-in`, "review-en");

// What all languages share: a picture and a topic of what is public wait for their own approval.
const document = `/desk/documents/${id}`;
await contributor.goto(`${url}${document}/fields`);
await contributor.setInputFiles("#file", new URL("../../examples/mofa-samples/images/lotus.jpg", import.meta.url).pathname);
await contributor.fill("#alt-vi", "Hồ sen");
await contributor.fill("#credit", "An");
await submit(contributor, "form[action$=pictures] .actions button");
report.check(contributor.url().includes("done=picture"), `a picture is taken: ${contributor.url()}: ${await contributor.textContent("main")}`);
await contributor.locator("details:has(input[name=topics]) summary").click();
await contributor.check("input[name=topics][value=culture]");
await submit(contributor, "form[action$=fields] .actions button");
report.check(contributor.url().endsWith("done=proposed"), `a change of what is public is proposed: ${contributor.url()}`);
for (const [who, path] of [[editor, `${document}/fields`], [second, document]]) await checkPage(report, who, path, "fields");
report.check((await second.textContent("table.beside")).includes("images/lotus.jpg"), "the change is shown field by field");
await decideShared(second, document, "approve");
await decideShared(second, document, "publish");
report.check((await (await fetch(`${url}/${id}`)).text()).includes("/media/"), "the picture is public with its document");

// The training: two play all parts, and the page looks like the portal's.
const trainee = await person("walk-trainee", "contributor", "vi", true, "--sandbox");
const fellow = await person("walk-fellow", "approver", "en", true, "--sandbox");
const exercise = await writeNew(trainee, "An exercise");
await decide(fellow, exercise, "approve");
await decide(fellow, exercise, "publish");
const shown = exercise.replace("/desk/documents/", "/desk/sandbox/");
for (const path of ["/desk", "/desk/sandbox", shown]) await checkPage(report, fellow, path, "training");
for (const path of ["/desk", "/desk/sandbox"]) await checkPage(report, trainee, path, "training-vi");
report.equal((await fetch(`${url}/${exercise.split("/")[3]}`)).status, 404, "nothing of the training is public");

const steward = await person("walk-steward", "data-steward@mof", "vi", true);
for (const path of ["/desk/datasets/GDP_USD", "/desk/me", "/desk/me/password", "/desk/queue"]) await checkPage(report, steward, path, "steward");
await browser.close();
process.exit(report.end("e2e_review") ? 0 : 1);
