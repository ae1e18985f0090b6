// The one script of the site: a button that copies the story's address. Where the browser
// cannot copy, the button stays hidden and nothing is missed.
"use strict";

for (const button of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) break;
  const status = button.closest("section").querySelector("[role=status]");
  button.closest("li").hidden = false;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(button.dataset.copy);
      status.textContent = button.dataset.done;
    } catch {
      button.closest("li").hidden = true;
    }
  });
}
