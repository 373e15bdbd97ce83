// Every page is valid HTML (html-validate), within its size, with one style sheet and nothing inline.
import { brotliCompressSync } from "node:zlib";
import { HtmlValidate } from "html-validate";

const validator = new HtmlValidate({
  root: true,
  extends: ["html-validate:recommended"],
  rules: {
    "long-title": "off", // titles are the contributors' own
    "no-trailing-whitespace": "off", // code blocks keep theirs
    "no-inline-style": "error",
    "attr-quotes": ["error", { style: "double" }],
    "tel-non-breaking": "off",
    "no-raw-characters": ["error", { relaxed: true }],
    "form-dup-name": ["error", { shared: ["radio", "button", "reset", "submit", "checkbox"] }], // a group of choices has one name
    "valid-id": ["error", { relaxed: true }], // headings are named in their own script
    "prefer-native-element": ["error", { exclude: ["region"] }], // a wide table of a body scrolls in one
  },
});

/** What html-validate says of a page, at most three faults. */
export async function faultsOf(html) {
  const { results } = await validator.validateString(html);
  return (results[0]?.messages ?? []).slice(0, 3).map((m) => `${m.line}:${m.column} ${m.message} (${m.ruleId})`);
}

const MAX_PAGE_BYTES = 60_000; // html, style sheet, script and fonts on the wire, without pictures

const wire = (bytes, type) => (/woff2/.test(type) ? bytes.length : brotliCompressSync(bytes).length);

export async function checkValidity(url, paths, status, report) {
  const assets = new Map();
  for (const path of paths) {
    const response = await fetch(url + path);
    const html = await response.text();
    report.equal(response.status, status, path);
    const told = await faultsOf(html);
    report.check(told.length === 0, `${path}: html-validate: ${told.join("; ")}`);
    report.check(!/ style=| on[a-z]+="|<style|="javascript:/.test(html.replace(/<script type="application\/ld\+json">.*?<\/script>/s, "")),
      `${path}: inline code or style`);
    report.equal([...html.matchAll(/rel="stylesheet"/g)].length, 1, `${path}: style sheets`);
    report.check((response.headers.get("content-security-policy") ?? "").includes("script-src 'self'"), `${path}: no CSP`);
    report.equal(response.headers.get("x-content-type-options"), "nosniff", `${path}: X-Content-Type-Options`);
    report.equal(response.headers.get("set-cookie"), null, `${path}: a cookie`);
    let total = wire(Buffer.from(html), "text/html");
    for (const [, asset] of html.matchAll(/"(\/assets\/[^"]+)"/g)) {
      if (!assets.has(asset)) {
        const got = await fetch(url + asset);
        report.check((got.headers.get("cache-control") ?? "").includes("immutable"), `${asset}: not immutable`);
        assets.set(asset, wire(Buffer.from(await got.arrayBuffer()), got.headers.get("content-type")));
      }
    }
    for (const size of new Set([...html.matchAll(/"(\/assets\/[^"]+)"/g)].map((m) => m[1]))) total += assets.get(size);
    report.check(total <= MAX_PAGE_BYTES, `${path}: ${total} bytes on the wire`);
  }
}
