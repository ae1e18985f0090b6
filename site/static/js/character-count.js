// How many characters a text has, and how many fit, beside every field that has a limit: in the
// forms of pages, where this script makes the counter, and in the editor of translations, where the
// server does. A counter is [data-character-count] with the id of its field.
"use strict";

(() => {
  const { characters, tooLong } = document.currentScript.dataset;
  const NEAR = 0.9; // of the limit: from there on it is announced
  const PAUSE = 900; // of typing, in milliseconds
  const LIMITED = ".w-field :is(input[type=text], textarea)[maxlength]:not([name$=slug])";
  const waiting = new WeakMap();

  // The server removes white space around a text, and counts the two characters of a line's end.
  const typed = (field) => field.value.trim().replace(/\n/g, "\r\n");

  // Translations count as readers see them: no tags, and no invisible marks around them.
  const read = (field) => field.value.trim().replace(/<[^<>]*>|[\u2066-\u2069]/g, "");

  const counterOf = (field) => document.querySelector(`[data-character-count="${CSS.escape(field.id)}"]`);

  function setText(element, text) {
    if (element.textContent !== text) element.textContent = text;
  }

  function announce(counter, length, limit) {
    let text = "";
    if (length > limit) text = tooLong.replace("%(length)d", length).replace("%(limit)d", limit);
    else if (length >= limit * NEAR) text = `${characters} ${length} / ${limit}`;
    setText(counter.querySelector("[aria-live]"), text);
  }

  function count(field, counter) {
    const length = [...("markup" in counter.dataset ? read(field) : typed(field))].length;
    const limit = Number(counter.dataset.limit);
    setText(counter.querySelector("[data-length]"), String(length));
    counter.toggleAttribute("data-over", length > limit);
    clearTimeout(waiting.get(field));
    waiting.set(field, setTimeout(() => announce(counter, length, limit), PAUSE));
  }

  function made(field, limit) {
    const counter = document.createElement("div");
    counter.className = "character-count";
    counter.dataset.characterCount = field.id;
    counter.dataset.limit = limit;
    counter.innerHTML =
      '<span class="w-sr-only"></span><bdi dir="ltr"><span data-length></span> / <span data-most></span></bdi>' +
      '<span class="w-sr-only" aria-live="polite"></span>';
    counter.firstElementChild.textContent = `${characters} `;
    counter.querySelector("[data-most]").textContent = limit;
    counter.querySelector("bdi").id = `${field.id}-characters`;
    return counter;
  }

  // Without its attribute, a browser no longer cuts what is pasted: the server names what is too long.
  function attach(field) {
    const counter = made(field, field.maxLength);
    field.removeAttribute("maxlength");
    (field.closest(".w-field__input") || field).after(counter);
    const described = [field.getAttribute("aria-describedby"), `${field.id}-characters`];
    field.setAttribute("aria-describedby", described.filter(Boolean).join(" "));
    setText(counter.querySelector("[data-length]"), String([...typed(field)].length));
  }

  function look() {
    for (const field of document.querySelectorAll(LIMITED)) {
      if (field.id && !counterOf(field)) attach(field);
    }
  }

  document.addEventListener("input", ({ target }) => {
    const counter = target.id && counterOf(target);
    if (counter) count(target, counter);
  });
  // Blocks of a page's body are made by Wagtail's scripts, also later.
  const form = document.querySelector("[data-edit-form]");
  if (form) {
    new MutationObserver(look).observe(form, { childList: true, subtree: true });
    look();
  }
})();
