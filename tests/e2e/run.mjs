// The portal as readers meet it, in a browser: SEN_URL=http://127.0.0.1:8080 node tests/e2e/run.mjs
import { checkAccessibility } from "./axe.mjs";
import { launch, Report } from "./browser.mjs";
import { walkJourneys } from "./journeys.mjs";
import { checkLayout } from "./layout.mjs";
import { checkValidity } from "./validity.mjs";

const url = process.env.SEN_URL;
if (!url) throw new Error("SEN_URL is not set");

const LANGUAGES = ["vi", "en", "zh", "fr", "es", "ru", "ja", "ko", "lo", "km", "de", "ar"];
const SECTIONS = ["news", "country", "provinces", "data", "press", "facts", "overseas", "gallery", "posts", "publications", "events"];

/** Where an error page stands in for what is not there. */
const MISSING = LANGUAGES.map((language) => `/${language}/nothing-of-that-name`);

/** The lists that every language has: their pages are alike, so that the browser need not look at all of them. */
const LISTS = LANGUAGES.flatMap((language) => [...SECTIONS, "press/quotes", "press/answers", "corrections", "topics", "organisations", "search?q=a"].map((list) => `/${language}/${list}`));

/** One page of each kind, the documents as the home pages lead to them. */
async function samplePages() {
  const pages = [];
  for (const language of LANGUAGES) {
    const home = await (await fetch(`${url}/${language}`)).text();
    const story = home.match(/class="lead".*?<h2><a href="([^"]+)"/s)?.[1];
    report.check(story !== undefined, `/${language}: no lead story`);
    pages.push(`/${language}`, ...(["vi", "en", "zh", "lo", "ar"].includes(language) ? [`/${language}/news`] : []), ...(story ? [story] : []));
  }
  const catalogue = await (await fetch(`${url}/en/data`)).text();
  const sets = [...catalogue.matchAll(/<h2><a href="(\/en\/data\/[^"]+)"/g)].map((match) => match[1]);
  const facts = await (await fetch(`${url}/en/facts`)).text();
  const check = facts.match(/<h3><a href="(\/en\/facts\/[^"]+)"/)?.[1];
  const room = await (await fetch(`${url}/en/press`)).text();
  const incident = room.match(/<h3><a href="(\/en\/press\/exercise[^"]+)"/)?.[1];
  report.check(incident !== undefined, "/en/press: no incident");
  return [
    ...pages, ...sets, ...(check ? [check] : []), ...(incident ? [incident] : []), "/en/press", "/en/corrections", "/ar/corrections", "/en/press/quotes", "/ar/press/quotes", "/km/press/answers",
    "/en/data", "/en/provinces", "/vi/provinces", "/en/provinces/48", "/ar/provinces/01", "/en/topics", "/en/topics/economy",
    "/en/organisations", "/en/organisations/mofa", "/en/posts", "/en/events", "/en/search", "/en/search?q=viet+nam", "/ar/search?q=x",
  ];
}

const report = new Report();
const paths = await samplePages();
const browser = await launch();
const started = Date.now();
const step = async (name, work) => {
  await work;
  console.log(`${name}: ${((Date.now() - started) / 1000).toFixed(0)} s, ${report.problems.length} problems so far`);
};
await step("validity", checkValidity(url, [...new Set([...paths, ...LISTS])], 200, report));
await step("validity of error pages", checkValidity(url, MISSING, 404, report));
await step("layout", checkLayout(browser, url, [...paths, "/en/nothing-of-that-name", "/ar/nothing-of-that-name"], report));
const oneOfEachKind = [...paths, "/km/nothing-of-that-name"].filter((path) => !/^\/(fr|es|ru|ja|ko|km)\/.*-[a-z2-7]{10}$|^\/(vi|ar|zh|lo)\/news$/.test(path) && (!/\/data\/./.test(path) || /GDP|AREA|GROWTH/.test(path)));
await step("accessibility", checkAccessibility(browser, url, oneOfEachKind, report));
await step("journeys", walkJourneys(browser, url, report));
await browser.close();
process.exit(report.end("e2e") ? 0 : 1);
