// The editor of translations: each text is saved when it is left, without leaving the page. All of
// it also works without this script: every button is one of the form's own.
"use strict";

(() => {
  const { Controller } = window.StimulusModule;

  // The server puts the texts of messages into attributes of the form; "" if one is missing.
  const words = (element, name) =>
    element.closest("form").getAttribute(`data-translation-editor-${name}-value`) || "";

  // Screen readers read out every text that is set, even if it is the same as before.
  const setText = (element, text) => {
    if (element.textContent !== text) element.textContent = text;
  };

  const markInvalid = (field, isInvalid) => {
    if (isInvalid) field.setAttribute("aria-invalid", "true");
    else field.removeAttribute("aria-invalid");
  };

  const tokenOf = (element) => element.closest("form").elements.csrfmiddlewaretoken.value;

  // Resolves to the server's answer, or to null if there is none.
  async function send(element, url, method, fields) {
    try {
      const response = await fetch(url, {
        method,
        body: new URLSearchParams(fields),
        headers: { "X-CSRFToken": tokenOf(element), Accept: "application/json" },
      });
      const isJson = (response.headers.get("Content-Type") || "").includes("json");
      // These have an `error`: the database is busy, or the user is signed out.
      const isForUs = response.ok || [403, 503].includes(response.status) || method === "DELETE";
      if (isJson && isForUs) return await response.json();
      return response.status === 404 ? { error: words(element, "lost") } : null;
    } catch {
      return null;
    }
  }

  class TranslationText extends Controller {
    static targets = ["field", "was", "status", "card", "mark", "findings"];

    static values = { url: String, check: String, original: String, former: String, suggested: String };

    connect() {
      this.markTargets.forEach((mark) => (mark.hidden = false));
      // A stored text is done, unless it only repeats the original.
      this.isDone = this.element.dataset.state === "done";
    }

    get text() {
      return this.fieldTarget.value.trim();
    }

    get isUnsaved() {
      return this.hasFieldTarget && this.text !== this.wasTarget.value.trim();
    }

    show(state, message) {
      this.element.dataset.state = state;
      setText(this.statusTarget, message);
      markInvalid(this.fieldTarget, state === "error");
      this.dispatch("change");
    }

    note() {
      if (this.isUnsaved) this.show("unsaved", words(this.element, "unsaved"));
      else this.show(this.text && this.isDone ? "done" : "missing", "");
      clearTimeout(this.waiting);
      if (this.isUnsaved && this.text) this.waiting = setTimeout(() => this.ask(), 800);
    }

    // What the glossary has to say of the text while it is typed; nothing is stored by it.
    async ask() {
      const asked = this.text;
      const answer = await send(this.element, this.checkValue, "POST", { value: asked });
      const isLate = this.text !== asked || !this.isUnsaved || this.isSaving;
      if (isLate || !answer?.hint) return;
      this.show("unsaved", `${words(this.element, "unsaved")}. ${answer.hint}`);
    }

    async save() {
      if (!this.isUnsaved || this.isSaving) return this.saving;
      return this.store(() => (this.text ? this.put() : this.remove()));
    }

    async store(start) {
      this.isSaving = true;
      this.saving = start();
      const isSaved = await this.saving;
      this.isSaving = false;
      // What was typed meanwhile is saved as well, if nobody types any more.
      if (isSaved && this.isUnsaved && document.activeElement !== this.fieldTarget) this.save();
      return isSaved;
    }

    async put(more = {}) {
      const sent = this.text;
      this.show("saving", words(this.element, "saving"));
      const was = this.wasTarget.value;
      const answer = await send(this.element, this.urlValue, "PUT", { value: sent, was, ...more });
      if (!answer || answer.error) return this.fail(answer);
      this.wasTarget.value = answer.data;
      if (this.text === sent) this.fieldTarget.value = answer.data;
      this.cardTargets.forEach((card) => card.remove());
      this.findingsTargets.forEach((findings) => findings.replaceChildren());
      this.isDone = answer.is_done;
      const saved = [words(this.element, "saved"), answer.hint].filter(Boolean).join(". ");
      const state = this.isDone ? "done" : "missing";
      this.show(this.isUnsaved ? "unsaved" : state, saved);
      return true;
    }

    async remove() {
      const was = this.wasTarget.value;
      const answer = await send(this.element, this.urlValue, "DELETE", { was });
      if (!answer || answer.error) return this.fail(answer);
      this.wasTarget.value = "";
      this.isDone = false;
      this.findingsTargets.forEach((findings) => findings.replaceChildren());
      this.show(this.isUnsaved ? "unsaved" : "missing", words(this.element, "cleared"));
      return true;
    }

    fail(answer) {
      // After the notice that somebody else saved first, saving again replaces their text.
      if (answer && "current" in answer) this.wasTarget.value = answer.current;
      this.show("error", answer ? answer.error : words(this.element, "failed"));
      return false;
    }

    async finish(event) {
      event.preventDefault();
      if (!this.isUnsaved || (await this.save())) this.dispatch("finish");
    }

    fill(text) {
      this.fieldTarget.value = text;
      this.fieldTarget.dispatchEvent(new Event("input", { bubbles: true }));
    }

    // A field that is left because of a button beside it would be saved, and the button move away.
    hold(event) {
      if (event.target.closest("button")) event.preventDefault();
    }

    // Puts a tag of the original around the selected words.
    mark(event) {
      const field = this.fieldTarget;
      const { open, close } = event.currentTarget.dataset;
      const around = (tag) => (tag && field.dir === "rtl" ? `\u2066${tag}\u2069` : tag);
      const words = field.value.slice(field.selectionStart, field.selectionEnd);
      const marked = around(open) + words + around(close);
      field.setRangeText(marked, field.selectionStart, field.selectionEnd, "end");
      field.dispatchEvent(new Event("input", { bubbles: true }));
      field.focus();
    }

    // A save that is under way was typed before. The button may be hidden, so the focus moves.
    async replace(text) {
      await this.saving;
      this.fill(text);
      this.fieldTarget.focus();
      this.save();
    }

    // The field may have the original's text already.
    async keep() {
      await this.saving;
      this.fill(this.originalValue);
      this.fieldTarget.focus();
      this.store(() => this.put({ keep: "1" }));
    }

    accept() {
      this.replace(this.suggestedValue);
    }

    // To be checked by a person: nothing is saved before the field is left.
    use() {
      this.fill(this.formerValue);
      this.fieldTarget.focus();
    }

    clear() {
      this.replace("");
    }
  }

  class TranslationValue extends Controller {
    static targets = ["was", "status"];

    static values = { url: String };

    async save(event) {
      const value = event.target.value.trim();
      if (event.target === this.wasTarget || value === this.wasTarget.value) return;
      setText(this.statusTarget, words(this.element, "saving"));
      const method = value ? "PUT" : "DELETE";
      const answer = await send(this.element, this.urlValue, method, { value });
      const isSaved = answer && !answer.error;
      if (isSaved) this.wasTarget.value = value;
      const done = words(this.element, value ? "saved" : "cleared");
      this.element.dataset.state = isSaved ? "done" : "error";
      markInvalid(event.target, !isSaved);
      setText(this.statusTarget, answer ? answer.error || done : words(this.element, "failed"));
    }
  }

  class TranslationEditor extends Controller {
    static targets = ["done", "bar", "complete", "names"];

    static values = { complete: String };

    connect() {
      this.element.dataset.ready = "";
      this.element.addEventListener("translation-text:finish", () => this.next());
      if (this.hasNamesTarget) this.namesTarget.focus();
    }

    get rows() {
      return [...this.element.querySelectorAll('[data-controller="translation-text"]')];
    }

    get unsaved() {
      return [...this.element.querySelectorAll(".te-row textarea")].filter((field) => {
        const was = this.element.elements[`was-${field.name}`];
        return was && field.value.trim() !== was.value.trim();
      });
    }

    count() {
      const done = this.rows.filter((row) => row.dataset.state === "done").length;
      this.doneTargets.forEach((target) => setText(target, String(done)));
      this.barTargets.forEach((target) => (target.value = done));
      const isComplete = done === this.rows.length;
      const notice = isComplete ? this.completeValue : "";
      this.completeTargets.forEach((target) => setText(target, notice));
    }

    protect(event) {
      if (!this.isSent && this.unsaved.length) event.preventDefault();
    }

    submit() {
      this.isSent = true;
    }

    key(event) {
      if (event.altKey && event.key === "ArrowDown" && !event.ctrlKey && !event.metaKey) {
        event.preventDefault();
        this.next();
      }
    }

    // Continues from the current row, and after the last from the first.
    next() {
      const { rows } = this;
      const here = rows.findIndex((row) => row.contains(document.activeElement));
      const after = [...rows.slice(here + 1), ...rows.slice(0, here + 1)];
      const open = after.find((row) => row.dataset.state !== "done" && row.dataset.state !== "saving");
      if (open) open.querySelector("textarea")?.focus();
    }
  }

  const { app } = window.wagtail;
  app.register("translation-text", TranslationText);
  app.register("translation-value", TranslationValue);
  app.register("translation-editor", TranslationEditor);
})();
