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

const PAUSE = 120; // ms without a key before the server is asked.

/** A search field suggests as one types: a combobox with a list (WAI-ARIA Authoring Practices), nothing chosen by itself. */
function suggestIn(form) {
  const field = form.querySelector('input[type="search"]');
  const list = document.createElement("ul");
  const told = document.createElement("span");
  let asking, waiting, current = -1;
  list.id = `${field.id}-suggestions`;
  list.className = "suggestions";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", form.dataset.suggestions);
  told.className = "vh";
  told.setAttribute("role", "status");
  field.parentElement.append(list, told);
  for (const [name, value] of [["role", "combobox"], ["autocomplete", "off"], ["aria-autocomplete", "list"], ["aria-expanded", "false"], ["aria-controls", list.id]])
    field.setAttribute(name, value);

  const close = () => {
    clearTimeout(waiting);
    asking?.abort();
    list.hidden = true;
    current = -1;
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  };
  const choose = (text) => {
    field.value = text;
    close();
    form.requestSubmit();
  };
  const show = (texts) => {
    current = -1;
    field.removeAttribute("aria-activedescendant");
    list.replaceChildren(
      ...texts.map((text, at) => {
        const option = document.createElement("li");
        option.id = `${list.id}-${at}`;
        option.textContent = text;
        option.dir = "auto";
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        option.addEventListener("click", () => choose(text));
        return option;
      }),
    );
    if (list.hidden && texts.length > 0) told.textContent = form.dataset.suggestions;
    list.hidden = texts.length === 0;
    field.setAttribute("aria-expanded", String(!list.hidden));
  };
  const ask = async () => {
    asking?.abort();
    asking = new AbortController();
    try {
      const answer = await fetch(`${form.dataset.suggest}?q=${encodeURIComponent(field.value)}`, { signal: asking.signal });
      if (answer.ok && document.activeElement === field) show((await answer.json())[1]);
    } catch (failure) {
      if (failure.name !== "AbortError") close(); // Without the server the field is a plain one.
    }
  };
  // Also while an input method is still at a word: on a phone that is as long as one types it. The field is left alone.
  const typed = () => {
    clearTimeout(waiting);
    if (field.value.trim() === "") close();
    else waiting = setTimeout(ask, PAUSE);
  };
  const move = (step) => {
    clearTimeout(waiting); // What one moves through stays.
    asking?.abort();
    const options = [...list.children];
    options[current]?.setAttribute("aria-selected", "false");
    // Behind the last and before the first stands the field itself.
    current += step;
    if (current < -1) current = options.length - 1;
    if (current === options.length) current = -1;
    if (current === -1) return field.removeAttribute("aria-activedescendant");
    options[current].setAttribute("aria-selected", "true");
    options[current].scrollIntoView({ block: "nearest" });
    field.setAttribute("aria-activedescendant", options[current].id);
  };

  field.addEventListener("input", typed);
  field.addEventListener("keydown", (event) => {
    if (event.isComposing || list.hidden) return;
    if (event.key === "ArrowDown") move(1);
    else if (event.key === "ArrowUp") move(-1);
    else if (event.key === "Enter" && current >= 0) choose(list.children[current].textContent);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
  });
  field.addEventListener("blur", close);
  list.addEventListener("mousedown", (event) => event.preventDefault()); // The field keeps the focus.
}

for (const form of document.querySelectorAll("form[data-suggest]")) suggestIn(form);
