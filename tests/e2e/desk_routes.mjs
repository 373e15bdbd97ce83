// The addresses of the desk's pages, as the sources give them to the guard: `guard.get("/desk/…", …)` in
// engine/desk/pages and wherever else pages are added. An address that cannot be read here is an error, so that no page is forgotten.
import { readFileSync } from "node:fs";
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** Every pattern of a GET route, sorted. */
export function deskPages() {
  const files = execFileSync("grep", ["-rlE", "guard\\.get\\(", "engine", "--include=*.cc"], { cwd: root, encoding: "utf8" }).trim().split("\n");
  const patterns = new Set();
  for (const file of files) {
    const source = readFileSync(`${root}/${file}`, "utf8");
    const constants = new Map([...source.matchAll(/(\w+)(?:\[\])? = "(\/desk[^"]*)"/g)].map(([, name, value]) => [name, value]));
    for (const [, first] of source.matchAll(/guard\.get\(\s*([^,]+?),/g)) {
      const parts = first.split("+").map((part) => part.trim().replace(/^std::string\((\w+)\)$/, "$1"));
      const pattern = parts.map((part) => (part.startsWith('"') ? part.slice(1, -1) : constants.get(part))).join("");
      if (!pattern.startsWith("/desk") || pattern.includes("undefined")) throw new Error(`${file}: the address ${first} cannot be read`);
      patterns.add(pattern);
    }
  }
  return [...patterns].sort();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(deskPages().join("\n"));
