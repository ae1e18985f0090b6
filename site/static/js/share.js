// The one script of the site: “Share and embed”. Without it, the fields are there to be copied by
// hand, and nothing is missed.
"use strict";

(() => {
  const section = document.querySelector(".share");
  if (!section) return;

  // What is announced again has to change: an empty text comes between.
  function announce(button, text) {
    const status = button.closest("[data-announced]").querySelector("[role=status]");
    status.textContent = "";
    setTimeout(() => (status.textContent = text), 50);
  }

  // Where the browser does not let a page copy, as without HTTPS: a key is all that is left to do.
  function select(field) {
    field.focus();
    field.select();
    field.setSelectionRange(0, field.value.length);
  }

  for (const button of section.querySelectorAll("[data-copy]")) {
    const field = document.getElementById(button.dataset.copy);
    button.hidden = false;
    button.addEventListener("click", async () => {
      button.classList.remove("done");
      try {
        await navigator.clipboard.writeText(field.value);
        button.classList.add("done");
        announce(button, section.dataset.copied);
      } catch {
        select(field);
        announce(button, section.dataset.selected);
      }
    });
  }

  // The device's own way to share. The list beside it stays for all else.
  const native = section.querySelector("[data-share]");
  const shared = { title: native.dataset.title, text: native.dataset.title, url: native.dataset.share };
  const isOffered = navigator.share && (!navigator.canShare || navigator.canShare(shared));
  if (isOffered) {
    native.parentElement.hidden = false;
    native.addEventListener("click", async () => {
      try {
        await navigator.share(shared);
      } catch (error) {
        if (error.name !== "AbortError") announce(native, section.dataset.failed);
      }
    });
  }

  // What a reader selects in the text is what the quotation holds, and nothing more.
  const citation = section.querySelector("[data-citation]");
  const article = document.querySelector("main .page");
  // Brackets, too: WordPress runs what is written like one of its shortcodes.
  const codes = { "&": "&amp;", "<": "&lt;", ">": "&gt;", "[": "&#091;", "]": "&#093;" };
  const escaped = (line) => line.trim().replace(/[&<>[\]]/g, (letter) => codes[letter]);

  document.addEventListener("selectionchange", () => {
    const selection = document.getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return;
    if (!article.contains(selection.getRangeAt(0).commonAncestorContainer)) return;
    if (selection.containsNode(section, true)) return;
    const lines = selection.toString().split(/\n+/).map(escaped).filter(Boolean);
    if (!lines.length) return;
    const quoted = lines.map((line) => `<p>${line}</p>`).join("");
    citation.value = citation.value.replace(/<p>.*<\/p>/s, () => quoted);
  });
})();
