// The server under a walk, stopped and started again by serve.mjs.
const ask = (what) =>
  new Promise((done) => {
    process.once("message", done);
    process.send(what);
  });

export const stopServer = (signal = "SIGTERM") => ask({ stop: signal });
export const startServer = () => ask({ start: true });
