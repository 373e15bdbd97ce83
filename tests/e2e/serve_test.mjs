// What serve.mjs does when the program does not start again: it says so, ends the walk, and leaves nothing behind. Needs no browser.
import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const folder = mkdtempSync(join(tmpdir(), "sen-serve-"));
mkdirSync(join(folder, "package"));
writeFileSync(join(folder, "package", "datapackage.json"), "{}");

// Serves once, in the data folder that `--data` names; the second time it fails.
const program = join(folder, "sen");
writeFileSync(program, `#!/bin/sh
[ "$1" = serve ] || exit 0
printf %s "$3" > "${folder}/data"
[ -e "$3/served" ] && exit 3
touch "$3/served"
echo "listening on http://127.0.0.1:9"
trap 'kill $! ; exit 0' TERM
sleep 30 >/dev/null 2>&1 & wait
`);
chmodSync(program, 0o755);

const walk = join(folder, "walk.mjs");
const server = fileURLToPath(new URL("server.mjs", import.meta.url));
writeFileSync(walk, `import { startServer, stopServer } from ${JSON.stringify(server)};\nawait stopServer();\nawait startServer();\n`);

const serve = fileURLToPath(new URL("serve.mjs", import.meta.url));
const run = spawnSync(process.execPath, [serve, program, join(folder, "package"), process.execPath, walk], { encoding: "utf8", timeout: 20_000 });

const wrong = [];
if (run.status !== 1) wrong.push(`it ended with ${run.status ?? run.signal}, not 1`);
if (!run.stderr.includes("sen serve: exit 3")) wrong.push(`it said: ${run.stderr}`);
if (existsSync(readFileSync(join(folder, "data"), "utf8"))) wrong.push("the data folder is left behind");
rmSync(folder, { recursive: true, force: true });
for (const one of wrong) console.error(`serve_test: ${one}`);
process.exit(wrong.length === 0 ? 0 : 1);
