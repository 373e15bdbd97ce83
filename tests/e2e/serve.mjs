// Loads sample packages into a new data directory, serves it on a free port, and runs a command with SEN_URL:
//   serve.mjs PROGRAM EXAMPLES COMMAND [ARGUMENT…]
// EXAMPLES: a folder of packages, or one package. The command may send {stop: SIGNAL} and {start: true} as messages of a
// Node process (server.mjs); each is answered once it is done, the second on the port of before.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

const [program, examples, command, ...args] = process.argv.slice(2);
const data = mkdtempSync(join(tmpdir(), "sen-e2e-"));
const isPackage = (folder) => existsSync(join(folder, "datapackage.json"));
const packages = isPackage(examples) ? [examples] : readdirSync(examples).map((name) => join(examples, name)).filter(isPackage);

let server;
const start = (listen) =>
  new Promise((found, failed) => {
    server = spawn(program, ["serve", "--data", data, "--listen", listen], { stdio: ["ignore", "pipe", "inherit"] });
    server.on("exit", (code) => failed(new Error(`sen serve: exit ${code}`)));
    createInterface(server.stdout).on("line", (line) => {
      const address = line.match(/^listening on (http:\S+)/)?.[1];
      if (address) found(address);
    });
  });
const stop = async (signal) => {
  if (server.exitCode !== null || server.signalCode !== null) return server.exitCode;
  const stopped = new Promise((done) => server.on("exit", done));
  server.kill(signal);
  return stopped;
};

let status = 1;
try {
  const loaded = spawnSync(program, ["ingest", ...packages, "--data", data, "--publish"], { encoding: "utf8" });
  if (loaded.status !== 0) throw new Error(`sen ingest: exit ${loaded.status}\n${loaded.stdout}\n${loaded.stderr}`);
  const url = await start("127.0.0.1:0");
  const walk = spawn(command, args, {
    stdio: ["inherit", "inherit", "inherit", "ipc"],
    env: { ...process.env, SEN_URL: url, SEN_DATA: data, SEN_PROGRAM: program },
  });
  walk.on("message", async (asked) => {
    try {
      if (asked.stop) await stop(asked.stop);
      else await start(new URL(url).host);
      walk.send("done");
    } catch (failure) {
      // Nobody else would tell the walk, which waits for an answer.
      console.error(failure.message);
      walk.kill();
    }
  });
  status = (await new Promise((done) => walk.on("exit", done))) ?? 1;
  const code = await stop("SIGTERM");
  if (code !== 0) throw new Error(`sen serve ended with ${code}`);
} catch (failure) {
  console.error(failure.message);
  status = 1;
} finally {
  rmSync(data, { recursive: true, force: true });
}
process.exit(status);
