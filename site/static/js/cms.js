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

// The newest draft that was asked for, as { form, trigger }. Wagtail sends it a moment later, and
// only the newest: the answer to an earlier one is not yet the end.
let saving = null;
// What the form that waits was sent with, as { button }.
let waiting = null;

document.addEventListener("w-autosave:save", (event) => {
  if (!event.defaultPrevented) saving = { form: event.target, trigger: event.detail.trigger };
});

document.addEventListener(
  "submit",
  (event) => {
    if (event.target !== saving?.form) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    // A form that has waited is sent without a button, and may meet the next draft.
    waiting = { button: event.submitter ?? waiting?.button };
  },
  true,
);

// A draft that is saved while the form is on its way would be a second new page. Should the form not
// arrive, drafts are saved again after a while.
const ON_ITS_WAY = 30_000;  // milliseconds
let leaving = null;

window.addEventListener("submit", (event) => {
  const form = event.target;
  const button = event.submitter ? null : waiting?.button;
  waiting = null;
  if (event.defaultPrevented) return;
  leaving = form;
  // Only now, or the next draft would be sent with the button as well.
  const pressed = button?.name ? hidden(button) : null;
  if (pressed) form.append(pressed);
  setTimeout(() => {
    leaving = null;
    pressed?.remove();
  }, ON_ITS_WAY);
});

// The button itself may be switched off by now, and would not be sent.
function hidden({ name, value }) {
  return Object.assign(document.createElement("input"), { type: "hidden", name, value });
}

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
    if (!saving || detail.trigger !== saving.trigger) return;
    const { form } = saving;
    saving = null;
    // Others listen, too: one of them puts into a new page's form which version it is about.
    if (waiting) setTimeout(() => form.requestSubmit());
  });
}
