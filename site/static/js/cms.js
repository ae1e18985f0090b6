// What a form is sent with, and when.
//
// The CMS saves drafts by itself while somebody writes. A form that is sent before the answer to
// such a save has come would create the same page a second time, and be refused for its address.
// So it waits for the answer, which on slow networks takes a while.
"use strict";

// A paragraph goes into its field a moment after it was typed or pasted: the last words would be
// missing in a form that is sent before.
document.addEventListener(
  "submit",
  (event) => {
    for (const field of event.target.elements) field.draftailEditor?.saveState();
  },
  true,
);

let saving = null;
let isWaiting = false;
let submitter = null;

document.addEventListener("w-autosave:save", (event) => {
  if (!event.defaultPrevented) saving = event.target;
});

document.addEventListener(
  "submit",
  (event) => {
    if (event.target !== saving) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    // A form that has waited is sent without a button, and may meet the next draft.
    isWaiting = true;
    submitter = event.submitter;
  },
  true,
);

// A draft that is saved while the form is on its way would be a second new page. Should the form not
// arrive, drafts are saved again after a while.
const ON_ITS_WAY = 30_000;  // milliseconds
let leaving = null;

window.addEventListener("submit", (event) => {
  if (event.defaultPrevented) return;
  leaving = event.target;
  setTimeout(() => { leaving = null; }, ON_ITS_WAY);
});

document.addEventListener(
  "w-autosave:save",
  (event) => {
    if (event.target === leaving) event.preventDefault();
  },
  true,
);

// What was saved is what the form is about from now on. Otherwise it would be refused afterwards:
// a newer version, the sender's own, would have been stored after it was opened.
function knowVersion(form, saved) {
  const names = { revision_id: "revisionId", revision_created_at: "revisionCreatedAt" };
  for (const [name, target] of Object.entries(names)) {
    const session = document.querySelector(`[data-w-session-target=${target}]`);
    for (const field of [form.elements.namedItem(`loaded_${name}`), session]) {
      if (field) field.value = saved[name];
    }
  }
}

// Where a field is wrong, the rest is saved. The answer is an error for Wagtail, so that the form
// counts as unsaved and names the field; what Wagtail does after saving is done here.
document.addEventListener("w-autosave:error", ({ target, detail }) => {
  const saved = detail.response;
  if (!saved?.revision_id) return;
  target.dataset.wAutosaveRevisionIdValue = saved.revision_id;
  for (const [name, value] of Object.entries(saved.field_updates)) {
    const field = target.elements.namedItem(name);
    if (field) field.value = value;
  }
});

// After saving, Wagtail takes the form for saved as it is by then. What was typed while the answer
// was on its way would be saved only with the next change, and nobody who leaves would be asked.
// The same holds for a wrong field that a new page was saved without.
const NOT_TYPED = /^(csrfmiddlewaretoken|overwrite_revision_id|loaded_revision_.*|next|comments-.*)$/;
let sent = new FormData();

function typed(formData, updated = {}) {
  const fields = [...formData].filter(
    ([name, value]) => typeof value === "string" && !NOT_TYPED.test(name) && !(name in updated),
  );
  return new URLSearchParams(fields).toString();
}

document.addEventListener("w-autosave:save", ({ detail }) => {
  sent = detail.formData;
});

document.addEventListener("w-autosave:success", ({ target, detail }) => {
  const { field_updates: updated, left_out: leftOut } = detail.response;
  const isSame = typed(new FormData(target), updated) === typed(sent, updated);
  if (isSame && !leftOut) return;
  setTimeout(() => {
    for (const value of ["Force", "HasEdits"]) target.dataset[`wUnsaved${value}Value`] = "true";
  });
});

for (const end of ["w-autosave:success", "w-autosave:error"]) {
  document.addEventListener(end, ({ target, detail }) => {
    if (detail.response?.revision_id) knowVersion(target, detail.response);
    const form = saving;
    saving = null;
    if (!isWaiting) return;
    isWaiting = false;
    if (submitter?.name) {
      // The button may be switched off by now, and would then not be sent.
      const pressed = document.createElement("input");
      pressed.type = "hidden";
      pressed.name = submitter.name;
      pressed.value = submitter.value;
      form.append(pressed);
    }
    submitter = null;
    // Others listen, too: one of them puts into a new page's form which version it is about.
    setTimeout(() => form.requestSubmit());
  });
}
