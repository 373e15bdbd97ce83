// Loads every sample package into a new data directory, serves it on a free port, and runs a command with SEN_URL:
//   serve.mjs PROGRAM EXAMPLES COMMAND [ARGUMENT…]
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

const [program, examples, command, ...args] = process.argv.slice(2);
const data = mkdtempSync(join(tmpdir(), "sen-e2e-"));
const packages = readdirSync(examples)
  .map((name) => join(examples, name))
  .filter((folder) => existsSync(join(folder, "datapackage.json")));

let status = 1;
try {
  const loaded = spawnSync(program, ["ingest", ...packages, "--data", data, "--publish"], { encoding: "utf8" });
  if (loaded.status !== 0) throw new Error(`sen ingest: exit ${loaded.status}\n${loaded.stdout}\n${loaded.stderr}`);
  const server = spawn(program, ["serve", "--data", data, "--listen", "127.0.0.1:0"], { stdio: ["ignore", "pipe", "inherit"] });
  const url = await new Promise((found, failed) => {
    server.on("exit", (code) => failed(new Error(`sen serve: exit ${code}`)));
    createInterface(server.stdout).on("line", (line) => {
      const address = line.match(/^listening on (http:\S+)/)?.[1];
      if (address) found(address);
    });
  });
  status = spawnSync(command, args, { stdio: "inherit", env: { ...process.env, SEN_URL: url, SEN_DATA: data, SEN_PROGRAM: program } }).status ?? 1;
  const stopped = new Promise((done) => server.on("exit", done));
  server.kill("SIGTERM");
  const code = await stopped;
  if (code !== 0) throw new Error(`sen serve ended with ${code}`);
} catch (failure) {
  console.error(failure.message);
  status = 1;
} finally {
  rmSync(data, { recursive: true, force: true });
}
process.exit(status);
