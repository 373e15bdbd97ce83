/*! Sends packages by tus-js-client (MIT licence, Copyright 2015 Transloadit Ltd and contributors). */
// Makes the upload form resumable: bytes sent, rate, time left, pause, and going on after a break or a reload. Without
// this script the form is sent as it is.

import { Upload } from "tus-js-client";
import { packTar } from "./tar.js";

const PART_BYTES = 4 * 1024 * 1024;
const RATE_WINDOW = 10_000;
const KEEP_ALIVE = 5 * 60_000;
const RETRIES = [0, 1000, 3000, 5000, 10_000, 20_000, 30_000, 60_000];
const SIGNATURE = ".minisig";
const ARCHIVE = /\.(zip|tar|tgz|tar\.gz)$/i;

const language = document.documentElement.lang;
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
const quantity = (value, unit, digits = 0) =>
  new Intl.NumberFormat(language, { style: "unit", unit, maximumFractionDigits: digits }).format(value);

function bytesText(bytes) {
  if (bytes >= 1e6) return quantity(bytes / 1e6, "megabyte", 1);
  return quantity(Math.round(bytes / 1000), "kilobyte");
}

function timeText(seconds) {
  if (seconds < 60) return quantity(Math.max(1, Math.round(seconds)), "second");
  if (seconds < 3600) return quantity(Math.round(seconds / 60), "minute");
  return quantity(seconds / 3600, "hour", 1);
}

const nameOf = (file) => file.webkitRelativePath || file.name;

/** A short name for the files that were chosen: the same files give the same, also after a reload. */
function fingerprintOf(files, organisation, account) {
  const text = files.map((file) => `${nameOf(file)}\0${file.size}\0${file.lastModified}`).join("\0");
  let hash = 0xcbf29ce484222325n; // FNV-1a, 64 bits
  for (const byte of new TextEncoder().encode(text)) hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
  return `sen-upload-${account}-${organisation}-${hash.toString(16)}`;
}

/** What is sent of the files: an archive as it is, with the signature beside it; anything else as one tar. */
async function packageOf(files) {
  const others = files.filter((file) => !file.name.endsWith(SIGNATURE));
  if (others.length === 1 && files.length <= 2 && ARCHIVE.test(others[0].name)) {
    const signature = files.find((file) => file.name.endsWith(SIGNATURE));
    return { body: others[0], name: others[0].name, signature: signature ? await signature.text() : "" };
  }
  const folder = nameOf(files[0]).split("/")[0];
  const shared = files.every((file) => nameOf(file).startsWith(`${folder}/`));
  const entries = files.map((file) => ({ name: nameOf(file), file })).sort((a, b) => (a.name < b.name ? -1 : 1));
  return { body: packTar(entries), name: `${shared ? folder : "package"}.tar`, signature: "" };
}

/** The panel that says how far it is. What changes all the time is not announced; every tenth is. */
class Panel {
  constructor(box) {
    this.words = box.dataset;
    this.box = box;
    this.bar = box.querySelector("progress");
    this.line = box.querySelector(".line");
    this.said = box.querySelector("[role=status]");
    this.fault = box.querySelector("[role=alert]");
    this.actions = box.querySelector(".actions");
    this.toggle = box.querySelector("[data-toggle]");
    this.cancel = box.querySelector("[data-cancel]");
    this.samples = [];
    this.tenth = 0;
  }

  open(name) {
    this.box.hidden = false;
    this.actions.hidden = false;
    this.box.querySelector("h2").textContent = fill(this.words.title, { name });
    this.toggle.focus();
  }

  /** Nothing is sent; the form stays as it is. */
  refuse(name, text) {
    this.open(name);
    this.actions.hidden = true;
    this.fail(text);
  }

  announce(text) {
    this.said.textContent = text;
  }

  /** `running`: whether the button pauses or goes on. */
  offer(running) {
    this.toggle.textContent = running ? this.words.pause : this.words.resume;
    this.samples = [];
  }

  progress(sent, all) {
    const now = performance.now();
    this.samples.push([now, sent]);
    while (this.samples.length > 2 && now - this.samples[0][0] > RATE_WINDOW) this.samples.shift();
    const [then, before] = this.samples[0];
    const rate = now > then ? ((sent - before) * 1000) / (now - then) : 0;
    this.bar.max = all;
    this.bar.value = sent;
    const values = { sent: bytesText(sent), all: bytesText(all) };
    this.line.textContent =
      rate > 0
        ? fill(this.words.line, { ...values, rate: bytesText(rate), left: timeText((all - sent) / rate) })
        : fill(this.words.start, values);
    const tenth = Math.floor((sent / all) * 10);
    if (tenth > this.tenth) this.announce(fill(this.words.percent, { n: tenth * 10 }));
    this.tenth = tenth;
  }

  fail(text) {
    this.fault.textContent = text;
    this.fault.hidden = text === "";
  }
}

/** Why the server did not take it, in the words of the page. */
function refusalText(error, words) {
  const status = error.originalResponse?.getStatus() ?? 0;
  const byStatus = { 401: words.ended, 403: words.forbidden, 413: words.large, 429: words.many, 503: words.busy };
  if (status === 0) return words.lost;
  return byStatus[status] ?? fill(words.refused, { status });
}

/** Asks for a longer session now and then: who sends for an hour is still there. */
async function keepSignedIn(csrf) {
  const headers = { "X-CSRF-Token": csrf, "Content-Type": "application/x-www-form-urlencoded" };
  const answer = await fetch("/desk/session", { method: "POST", headers, redirect: "manual" }).catch(() => null);
  if (!answer?.ok) return;
  const { ends } = await answer.json();
  document.dispatchEvent(new CustomEvent("session-ends", { detail: ends }));
}

async function send(form, panel, files) {
  const csrf = form.elements.csrf.value;
  const organisation = form.elements.organisation.value;
  const { body, name, signature } = await packageOf(files);
  if (body.size > Number(panel.words.most)) {
    panel.refuse(name, panel.words.large);
    return;
  }
  const metadata = { filename: name, organisation, language };
  if (signature !== "") metadata.signature = signature;
  const fingerprint = fingerprintOf(files, organisation, panel.words.account);
  let running = true;
  const halt = (text) => {
    running = false;
    panel.fail(text);
    panel.offer(false);
  };
  const upload = new Upload(body, {
    endpoint: "/api/v1/uploads",
    chunkSize: PART_BYTES,
    retryDelays: RETRIES,
    metadata,
    headers: { "X-CSRF-Token": csrf },
    fingerprint: () => Promise.resolve(fingerprint),
    removeFingerprintOnSuccess: true,
    onProgress: (sent, all) => panel.progress(sent, all),
    onError: (error) => halt(refusalText(error, panel.words)),
    onSuccess: () => {
      running = false;
      panel.announce(panel.words.done);
      location.assign(`/desk/packages/${upload.url.split("/").pop()}`);
    },
  });
  const go = () => {
    running = true;
    panel.fail("");
    panel.offer(true);
    upload.start();
  };
  panel.toggle.addEventListener("click", async () => {
    if (!running) return go();
    running = false;
    await upload.abort();
    panel.offer(false);
    panel.line.textContent = fill(panel.words.paused, { sent: bytesText(panel.bar.value), all: bytesText(body.size) });
    panel.announce(panel.line.textContent);
  });
  panel.cancel.addEventListener("click", async () => {
    running = false;
    await upload.abort(true).catch(() => undefined);
    location.reload();
  });
  window.addEventListener("online", () => running || panel.fault.hidden || go());
  window.addEventListener("beforeunload", (event) => running && event.preventDefault());
  setInterval(() => running && keepSignedIn(csrf), KEEP_ALIVE);

  form.hidden = true;
  panel.open(name);
  const [before] = await upload.findPreviousUploads();
  if (before) {
    upload.resumeFromPreviousUpload(before);
    panel.announce(panel.words.again);
  }
  go();
}

const box = document.getElementById("sending");
const form = box?.closest("main").querySelector("form[enctype]");
if (form && Upload && "stream" in Blob.prototype) {
  form.addEventListener("submit", (event) => {
    const files = [...form.elements.files.files];
    if (files.length === 0) return;
    event.preventDefault();
    send(form, new Panel(box), files);
  });
}
