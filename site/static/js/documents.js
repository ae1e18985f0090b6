// What was removed from a document that was uploaded within a chooser, shown on the page behind it.
"use strict";

document.addEventListener("DOMContentLoaded", () => {
  // Wagtail's dialogs send their forms by jQuery, and close before they show anything of the answer.
  window.jQuery?.(document).on("ajaxSuccess", (event, request, { url }) => {
    if (!url.includes("/documents/chooser/create/")) return;
    let answer;
    try {
      answer = JSON.parse(request.responseText);
    } catch {
      return;
    }
    const [chosen] = [answer.result].flat();
    if (!chosen?.removed) return;
    const detail = { text: chosen.removed, type: "success", clear: true };
    document.dispatchEvent(new CustomEvent("w-messages:add", { detail }));
  });
});
