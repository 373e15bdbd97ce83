// What a browser with scripts adds; every page is whole without it.

/** Says `text` in the place of a link's own words for two seconds. */
function say(link, text) {
  const words = link.querySelector("span") ?? link;
  const before = words.textContent;
  words.textContent = text;
  words.setAttribute("role", "status");
  setTimeout(() => {
    words.textContent = before;
    words.removeAttribute("role");
  }, 2000);
}

/** The permanent link copies itself; where the system can share, it shares. */
for (const area of document.querySelectorAll("[data-share]")) {
  const link = area.querySelector("[data-copy]");
  link?.addEventListener("click", async (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    try {
      if (navigator.share && matchMedia("(pointer: coarse)").matches) {
        await navigator.share({ title: document.title, url: link.href });
      } else {
        await navigator.clipboard.writeText(link.href);
        say(link, area.dataset.copied);
      }
    } catch (failure) {
      if (failure.name !== "AbortError") location.href = link.href;
    }
  });
}

/** The language menu closes by Escape and by a click elsewhere. */
const menu = document.getElementById("languages");
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && menu?.open) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});
document.addEventListener("click", (event) => {
  if (menu?.open && !menu.contains(event.target)) menu.open = false;
});

/** The current section is in sight, also where the row of sections is wider than the screen. */
document.querySelector(".sections [aria-current]")?.scrollIntoView({ inline: "center", block: "nearest" });

/** What was not chosen stays out of a search's address. */
for (const form of document.querySelectorAll("form.search"))
  form.addEventListener("submit", () => {
    for (const field of form.querySelectorAll("select")) field.disabled = field.value === "";
  });
