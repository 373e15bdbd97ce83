// Pictures of the pages for people to look at: `screenshots.mjs URL FOLDER [dark] [PATH…]`.
import { mkdirSync } from "node:fs";
import { DESKTOP, launch, PHONE } from "./browser.mjs";

const [url, folder, ...rest] = process.argv.slice(2);
const colorScheme = rest[0] === "dark" ? rest.shift() : "light";
const paths = rest.length ? rest : ["/vi", "/en", "/ar", "/zh", "/lo", "/en/data", "/en/provinces", "/en/search?q=viet+nam"];
mkdirSync(folder, { recursive: true });
const browser = await launch();
for (const [name, viewport] of [["360", PHONE], ["1280", DESKTOP]]) {
  const context = await browser.newContext({ viewport, colorScheme, deviceScaleFactor: 1 });
  const page = await context.newPage();
  for (const path of paths) {
    await page.goto(url + path, { waitUntil: "load" });
    // Pictures that wait for the reader to come near are fetched before the whole page is taken.
    await page.evaluate(async () => {
      for (const image of document.images) image.loading = "eager";
      await Promise.all([...document.images].map((image) => image.decode().catch(() => {})));
    });
    const file = (path.split("?")[0].replace(/[^a-zA-Z0-9]+/g, "-").replace(/^-|-$/g, "").slice(0, 60) || "front") + `-${name}.png`;
    await page.screenshot({ path: `${folder}/${file}`, fullPage: true });
  }
  await context.close();
}
await browser.close();
