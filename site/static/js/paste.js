// What is pasted into a paragraph of a page's body. Draftail knows the formats of its toolbar: it
// would run a table's cells together and make plain text of headings and quotations. So the server
// reads the HTML; what belongs in a paragraph is pasted where the cursor is, and the rest becomes
// blocks after it. Without an answer the browser's own way is used, and nothing is lost.
"use strict";

(() => {
  const PATIENCE = 10000;
  // Copied from one of our own paragraphs: Draftail knows it exactly.
  const OWN = /data-draftjs-conductor-fragment|data-editor=/;
  const PICTURE_DATA = /\ssrc=(["'])data:[^"']*\1/gi;
  const ours = new WeakSet();

  async function read(address, html) {
    const answer = await fetch(address, {
      method: "POST",
      headers: { [window.wagtailConfig.CSRF_HEADER_NAME]: window.wagtailConfig.CSRF_TOKEN },
      body: new URLSearchParams({ html: html.replace(PICTURE_DATA, ' src="data:"') }),
      signal: AbortSignal.timeout(PATIENCE),
    });
    if (!answer.ok) throw new Error(`Pasted text was not read: ${answer.status}`);
    return answer.json();
  }

  /** Paste HTML or text into an editor as if it had come from the clipboard. */
  function paste(editor, html, text) {
    const data = new DataTransfer();
    if (html) data.setData("text/html", html);
    data.setData("text/plain", text);
    const event = new ClipboardEvent("paste", {
      clipboardData: data,
      bubbles: true,
      cancelable: true,
    });
    ours.add(event);
    editor.dispatchEvent(event);
  }

  function textOf(html) {
    return new DOMParser().parseFromString(html, "text/html").body.textContent;
  }

  function removeSelection(draftail) {
    const state = draftail.getEditorState();
    if (state.getSelection().isCollapsed()) return;
    const { EditorState, Modifier } = window.DraftJS;
    const content = Modifier.removeRange(
      state.getCurrentContent(),
      state.getSelection(),
      "backward",
    );
    draftail.onChange(EditorState.push(state, content, "remove-range"));
  }

  /** Put blocks after a paragraph's cursor; what was after the cursor comes after them. */
  function insertAfter(body, child, blocks) {
    const { draftailEditor } = child.block.widget.input;
    const index = body.children.indexOf(child);
    const parts = window.draftail.splitState(draftailEditor.getEditorState());
    if (parts.stateAfter.getCurrentContent().hasText()) {
      body.splitBlock(index, parts.stateBefore, parts.stateAfter, parts.shouldMoveCommentFn);
    }
    blocks.forEach(({ type, value }, place) => {
      const id = window.crypto.randomUUID?.() ?? null;
      body.insert({ type, value, id }, index + 1 + place, {});
    });
    const last = body.children[index + blocks.length];
    if (!parts.stateBefore.getCurrentContent().hasText()) body.deleteBlock(index);
    last.block.focus({ soft: true });
  }

  function place(body, child, editor, blocks) {
    if (!body.children.includes(child)) return; // it was deleted meanwhile
    const [first, ...others] = blocks;
    if (first.html) {
      paste(editor, first.html, textOf(first.html));
    } else {
      removeSelection(child.block.widget.input.draftailEditor);
      others.unshift(first);
    }
    if (others.length) insertAfter(body, child, others);
  }

  function announce(text) {
    const detail = { clear: true, text, type: "warning" };
    document.dispatchEvent(new CustomEvent("w-messages:add", { detail }));
  }

  async function onPaste(body, address, event) {
    const editor = event.target.closest?.(".public-DraftEditor-content");
    const child = body.children.find(({ element }) => element.contains(event.target));
    const html = event.clipboardData?.getData("text/html");
    if (ours.has(event) || !editor || !html || OWN.test(html)) return;
    if (child?.type !== "paragraph") return;
    const text = event.clipboardData.getData("text/plain");
    event.preventDefault();
    event.stopImmediatePropagation();
    editor.setAttribute("aria-busy", "true");
    let answer = { blocks: [], note: "" };
    try {
      answer = await read(address, html);
      if (answer.note) announce(answer.note);
    } catch {
      answer.blocks = [{ html }];
    }
    editor.removeAttribute("aria-busy");
    if (answer.blocks.length) place(body, child, editor, answer.blocks);
    else if (!answer.note && text) paste(editor, "", text);
  }

  class BodyBlockDefinition extends window.wagtailStreamField.blocks.StreamBlockDefinition {
    render(...options) {
      const body = super.render(...options);
      const address = this.meta.pasteAddress;
      body.element.addEventListener("paste", (event) => onPaste(body, address, event), true);
      return body;
    }
  }

  window.telepath.register("cms.BodyBlock", BodyBlockDefinition);
})();
