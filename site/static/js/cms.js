// The CMS saves drafts by itself while somebody writes. A form that is sent before the answer to
// such a save has come would create the same page a second time, and be refused for its address.
// So it waits for the answer, which on slow networks takes a while.
"use strict";

let saving = null;
let waiting = null;

document.addEventListener("w-autosave:save", (event) => {
  if (!event.defaultPrevented) saving = event.target;
});

document.addEventListener(
  "submit",
  (event) => {
    if (event.target !== saving) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    waiting = event.submitter;
  },
  true,
);

for (const end of ["w-autosave:success", "w-autosave:error"]) {
  document.addEventListener(end, () => {
    const form = saving;
    saving = null;
    if (!waiting) return;
    // The button may be switched off by now, and would then not be sent.
    const pressed = document.createElement("input");
    pressed.type = "hidden";
    pressed.name = waiting.name;
    pressed.value = waiting.value;
    waiting = null;
    if (pressed.name) form.append(pressed);
    form.requestSubmit();
  });
}
