// Several pictures or documents are uploaded on one screen, each with a small form of its own.
// Whoever leaves the screen while one holds something that is not saved is asked first.
"use strict";

const halfFilled = new Set(); // the list's entries; one that is saved or deleted is taken off it

for (const name of ["input", "change"]) {
  document.addEventListener(name, (event) => {
    const entry = event.target.closest("#upload-list > li");
    if (entry) halfFilled.add(entry);
  });
}

window.addEventListener("beforeunload", (event) => {
  if ([...halfFilled].some((entry) => entry.isConnected)) event.preventDefault();
});
