// The real tus-js-client under Node, on a line that is cut off midway: it goes on where it stopped, without sending again
// what had arrived, and so does another client that knows nothing but the address.
import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { connect, createServer } from "node:net";
import { Upload } from "tus-js-client";

/** Passes bytes on to `to`; cuts the connection once `cutAfter` bytes have come from the client. */
async function startProxy(to) {
  const proxy = { sent: 0, cutAfter: Infinity, cuts: 0 };
  proxy.server = createServer((client) => {
    const server = connect(to, "127.0.0.1");
    client.pipe(server).on("error", () => client.destroy());
    server.pipe(client).on("error", () => server.destroy());
    client.on("data", (bytes) => {
      proxy.sent += bytes.length;
      if (proxy.sent < proxy.cutAfter) return;
      proxy.cutAfter = Infinity;
      proxy.cuts += 1;
      client.destroy();
      setTimeout(() => server.destroy(), 20);
    });
  });
  await new Promise((done) => proxy.server.listen(0, "127.0.0.1", done));
  proxy.port = proxy.server.address().port;
  return proxy;
}

function makeKey(account) {
  const run = spawnSync(process.env.SEN_PROGRAM, ["key", "add", "--account", account, "--label", "tus", "--scope", "package.upload",
    "--data", process.env.SEN_DATA], { encoding: "utf8" });
  return run.stdout.split(/\s/).find((word) => word.startsWith("sen_"));
}

/** `account` may hand in for its organisation; `proxy` lies between. */
function send(body, key, proxy, options = {}) {
  return new Promise((done, failed) => {
    let job = "";
    const upload = new Upload(body, {
      endpoint: `http://127.0.0.1:${proxy.port}/api/v1/uploads`,
      headers: { Authorization: `Bearer ${key}` },
      metadata: { filename: "từ-máy.zip", language: "en" },
      retryDelays: [0, 100, 300, 1000, 3000],
      onAfterResponse: (_, response) => (job = response.getHeader("Sen-Job") ?? job),
      onSuccess: () => done({ job, url: upload.url }),
      onError: failed,
      ...options,
    });
    upload.start();
  });
}

export async function walkTus(report, account) {
  const server = Number(new URL(process.env.SEN_URL).port);
  const key = makeKey(account);
  const proxy = await startProxy(server);
  const body = randomBytes(6_000_000);
  try {
    proxy.cutAfter = 2_500_000;
    const whole = await send(body, key, proxy, { uploadDataDuringCreation: true, chunkSize: 1_000_000 });
    report.equal(proxy.cuts, 1, "the line was cut once");
    report.check(/^\/api\/v1\/jobs\/[0-9a-f]{32}$/.test(whole.job), `the upload became a package: ${JSON.stringify(whole)}`);
    report.check(proxy.sent < body.length + 1_300_000, `only the part that was cut goes out again: ${proxy.sent} bytes`);

    proxy.sent = 0;
    proxy.cutAfter = 3_000_000;
    let address = "";
    const cut = await send(body, key, proxy, { retryDelays: null, onUploadUrlAvailable() { address = this.url ?? address; }, onAfterResponse: (request, response) => (address = response.getHeader("Location") ?? address) }).then(() => null, (error) => error);
    report.check(cut !== null, "without retries the client gives up at the cut");
    const uploadUrl = new URL(address, `http://127.0.0.1:${proxy.port}`).href;
    proxy.sent = 0;
    const resumed = await send(body, key, proxy, { uploadUrl });
    report.check(/\/jobs\//.test(resumed.job), "another client goes on with it");
    report.check(proxy.sent < body.length - 2_000_000, `what had arrived of the broken part is kept: ${proxy.sent} bytes were sent`);

    const given = await send(body, key, proxy, { retryDelays: null, headers: { Authorization: "Bearer sen_wrong" } }).then(() => null, (error) => error);
    report.equal(given?.originalResponse?.getStatus(), 401, "a wrong key");
  } finally {
    proxy.server.close();
  }
}
