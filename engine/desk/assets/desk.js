// What a browser with scripts adds to the desk; every page is whole without it.

const MINUTE = 60_000;

/** Warns five minutes before the session ends, offers to stay, and says when it has ended. The page is never left:
 *  what was written stays where it is. */
function watchSession(box) {
  let timer = 0;
  const csrf = document.querySelector("input[name=csrf]")?.value ?? "";

  const show = (text, button) => {
    box.textContent = "";
    const words = document.createElement("p");
    words.textContent = text;
    box.append(words, ...(button ? [button] : []));
  };
  const ended = () => show(box.dataset.ended);
  const wait = (end) => {
    const ends = Date.parse(end);
    clearTimeout(timer);
    timer = setTimeout(() => warn(ends), Math.max(0, ends - 5 * MINUTE - Date.now()));
  };
  const stay = async () => {
    const answer = await fetch("/desk/session", {
      method: "POST",
      headers: { "X-CSRF-Token": csrf, "Content-Type": "application/x-www-form-urlencoded" },
      redirect: "manual",
    });
    if (!answer.ok) return ended();
    box.textContent = "";
    return wait((await answer.json()).ends);
  };
  const warn = (ends) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button";
    button.textContent = box.dataset.stay;
    button.addEventListener("click", stay);
    show(box.dataset.text, button);
    timer = setTimeout(ended, ends - Date.now());
  };
  document.addEventListener("session-ends", (event) => {
    box.textContent = "";
    wait(event.detail);
  });
  wait(box.dataset.ends);
}

const expiry = document.getElementById("expiry");
if (expiry) watchSession(expiry);

/** The list of what is wrong with a form is where the reader begins. */
const mistakes = document.querySelector(".mistakes");
if (mistakes) {
  mistakes.tabIndex = -1;
  mistakes.focus();
}

const toBytes = (text) =>
  Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));
const toText = (bytes) =>
  btoa(String.fromCharCode(...new Uint8Array(bytes ?? [])))
    .replace(/\+/g, "-")
    .replace(/\//g, "_")
    .replace(/=+$/, "");

/** The two passkey ceremonies (Web Authentication, Level 2): what the browser gives is put into the form and sent. */
async function runCeremony(form) {
  const { ceremony, challenge, rp, site, user, name, known } = form.dataset;
  const credentials = known.split(" ").filter(Boolean).map((id) => ({ type: "public-key", id: toBytes(id) }));
  if (ceremony === "create") {
    const made = await navigator.credentials.create({
      publicKey: {
        challenge: toBytes(challenge),
        rp: { id: rp, name: site },
        user: { id: toBytes(user), name, displayName: name },
        pubKeyCredParams: [-8, -7, -257].map((alg) => ({ type: "public-key", alg })),
        authenticatorSelection: { residentKey: "preferred", userVerification: "required" },
        excludeCredentials: credentials,
        attestation: "none",
      },
    });
    form.elements.client_data.value = toText(made.response.clientDataJSON);
    form.elements.attestation.value = toText(made.response.attestationObject);
    return;
  }
  const got = await navigator.credentials.get({
    publicKey: { challenge: toBytes(challenge), rpId: rp, allowCredentials: credentials, userVerification: "required" },
  });
  form.elements.credential.value = toText(got.rawId);
  form.elements.client_data.value = toText(got.response.clientDataJSON);
  form.elements.authenticator_data.value = toText(got.response.authenticatorData);
  form.elements.signature.value = toText(got.response.signature);
  form.elements.user_handle.value = toText(got.response.userHandle);
}

for (const form of window.PublicKeyCredential ? document.querySelectorAll("form.passkey") : []) {
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    try {
      await runCeremony(form);
      form.submit();
    } catch {
      form.querySelector("[role=status]").textContent = form.dataset.failed;
    }
  });
}

/** Says how far the work on a package is, and loads the page again when it is done. */
async function watchWork(box) {
  const words = box.querySelector("[role=status]");
  const bar = box.querySelector("progress");
  for (;;) {
    await new Promise((go) => setTimeout(go, 1500));
    const answer = await fetch(box.dataset.state, { redirect: "manual" }).catch(() => null);
    if (!answer) continue; // The network is away: the work goes on without it.
    if (!answer.ok) return;
    const state = await answer.json();
    if (!state.busy) return location.reload();
    if (words.textContent !== state.text) words.textContent = state.text;
    if (state.all > 0) {
      bar.max = state.all;
      bar.value = state.done;
    }
  }
}

const working = document.getElementById("working");
if (working) watchWork(working);

/** A whole folder can be chosen where the browser knows how. */
const files = document.querySelector("input[type=file][data-folder]");
if (files && "webkitdirectory" in files) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button quiet";
  button.textContent = files.dataset.folder;
  let folder = false;
  button.addEventListener("click", () => {
    folder = true;
    files.click();
  });
  files.addEventListener("click", () => {
    files.webkitdirectory = folder;
    folder = false;
  });
  files.after(button);
}

const AUTOSAVE = 10_000;

/** Saves what is being written every ten seconds, if it changed, and says when. Another's save in between is told and
 *  never written over: the next save by hand shows both texts. */
function autosave(form) {
  const told = document.getElementById("saved");
  const words = () => new URLSearchParams(new FormData(form));
  const text = () => [form.title.value, form.summary.value, form.body.value, form.provenance.value].join("\u0000");
  let kept = text();
  let stopped = false;
  form.addEventListener("submit", () => (stopped = true));
  const save = async () => {
    const now = text();
    if (stopped || now === kept) return;
    try {
      const answer = await fetch(form.action, {
        method: "POST",
        headers: { Accept: "application/json", "X-CSRF-Token": form.csrf.value },
        body: words(),
        redirect: "manual",
      });
      if (answer.status === 409) {
        stopped = true;
        told.textContent = form.dataset.conflict;
      } else if (answer.ok) {
        const { revision, saved } = await answer.json();
        form.revision.value = revision;
        kept = now;
        told.textContent = form.dataset.saved.replace("{time}", saved);
      } else {
        told.textContent = form.dataset.unsaved;
      }
    } catch {
      told.textContent = form.dataset.unsaved;
    }
  };
  setInterval(save, AUTOSAVE);
}

const writing = document.querySelector("form[data-autosave]");
if (writing) autosave(writing);
