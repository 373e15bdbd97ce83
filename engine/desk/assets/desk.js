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
