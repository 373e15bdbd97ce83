// Nothing wider than the screen, from right to left where the language is, targets large enough, headings in order.
export async function checkLayout(browser, url, paths, report) {
  for (const width of [320, 1280]) {
    const context = await browser.newContext({ viewport: { width, height: 740 } });
    const page = await context.newPage();
    const errors = [];
    // An error page's own status is told to the console too.
    const expected = (message) => /nothing-of-that-name/.test(message.location().url);
    page.on("console", (message) => message.type() === "error" && !expected(message) && errors.push(message.text()));
    page.on("pageerror", (error) => errors.push(error.message));
    for (const path of paths) {
      await page.goto(url + path, { waitUntil: "load" });
      const found = await page.evaluate(() => {
        const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
        const culprit = wide > 0 && [...document.querySelectorAll("body *")]
          .find((e) => !e.closest("nav.sections") && (e.getBoundingClientRect().right > innerWidth + 1 || e.getBoundingClientRect().left < -1));
        const levels = [...document.querySelectorAll("h1,h2,h3,h4")].map((h) => Number(h.tagName[1]));
        return {
          wide,
          culprit: culprit ? `${culprit.tagName}.${culprit.className}` : "",
          h1: levels.filter((level) => level === 1).length,
          skipped: levels.some((level, i) => i > 0 && level > levels[i - 1] + 1),
          lang: document.documentElement.lang,
          dir: document.documentElement.dir,
        };
      });
      report.check(found.wide <= 0, `${path} at ${width}: ${found.wide} pixels too wide (${found.culprit})`);
      report.equal(found.h1, 1, `${path}: headings of level 1`);
      report.check(!found.skipped, `${path}: a heading level is skipped`);
      report.equal(found.lang, path.split(/[/?]/)[1] || found.lang, `${path}: language`);
      report.equal(found.dir, found.lang === "ar" ? "rtl" : "ltr", `${path}: direction`);
    }
    report.check(errors.length === 0, `the browser complains: ${errors.slice(0, 3).join("; ")}`);
    await context.close();
  }
}
