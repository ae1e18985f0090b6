// Titles that file names give, and one button that saves all forms of an upload of many pictures.
"use strict";

// What telephones, cameras and messengers call their files reveals the device and the time.
const MACHINE_WORDS =
  /^(?:img|imag|images?|dsc[nf]?|pxl|mvimg|vid|pano|photos?|pictures?|pic|screen ?shots?|signal|fb|received|whatsapp|telegram|viber|snapchat|collage|gopr|burst|cover|edited|copy|scan|wa|at|am|pm|mp|night|portrait|hdr|original|صورة|الصورة|لقطة|شاشة|الشاشة|واتساب|من|ص|م|[0-9a-f]{8,}|[\d٠-٩\s_.,()~+:-])+$/i;
const NUMBERS = /(?<![\d٠-٩])[\d٠-٩][\d٠-٩_.:-]{5,}(?![\d٠-٩])/g;

function titleOf(filename) {
  const name = filename.replace(/\.[^.]+$/, "");
  if (MACHINE_WORDS.test(name)) return "";
  return name.replace(NUMBERS, " ").replace(/[\s_]+/g, " ").trim();
}

document.addEventListener("wagtail:images-upload", (event) => {
  const { data, filename, maxTitleLength } = event.detail;
  data.title = titleOf(filename).slice(0, maxTitleLength || undefined);
});

class SaveAll {
  constructor(bar, list) {
    this.bar = bar;
    this.list = list;
    this.button = bar.querySelector("button");
    this.status = bar.querySelector("[role=status]");
    this.button.addEventListener("click", () => this.save());
    new MutationObserver(() => this.show()).observe(list, { childList: true, subtree: true });
  }

  forms() {
    return [...this.list.querySelectorAll(":scope > li .right > form")];
  }

  show() {
    this.bar.hidden = !this.forms().length && !this.status.textContent;
    this.button.hidden = !this.forms().length;
  }

  async save() {
    const forms = this.forms();
    this.button.disabled = true;
    let saved = 0;
    let failed = null;
    for (const form of forms) {
      if (await this.saveOne(form)) saved += 1;
      else failed ??= form.closest("li") ?? this.list.querySelector("li");
    }
    this.button.disabled = false;
    this.report(saved, forms.length, failed);
  }

  // One form after the other: each answer is small, and the site has few workers.
  async saveOne(form) {
    const row = form.closest("li");
    try {
      const response = await fetch(form.action, {
        method: "POST",
        body: new FormData(form),
        headers: { "X-Requested-With": "XMLHttpRequest" },
      });
      const answer = await response.json();
      if (answer.success) row.remove();
      else window.jQuery(form).replaceWith(answer.form);
      return answer.success;
    } catch {
      this.note(form);
      return false;
    }
  }

  // The network or the site failed: what was written stays, and can be sent again.
  note(form) {
    if (form.querySelector(".save-all-failed")) return;
    const note = document.createElement("p");
    note.className = "error-message save-all-failed";
    note.textContent = this.bar.dataset.unreachable;
    form.prepend(note);
  }

  report(saved, all, failed) {
    const text = failed ? this.bar.dataset.some : this.bar.dataset.done;
    this.status.textContent = text.replace("{saved}", saved).replace("{all}", all);
    this.show();
    if (failed) {
      failed.scrollIntoView({ block: "start" });
      failed.querySelector("[aria-invalid=true], input:not([type=hidden])")?.focus();
    } else {
      this.bar.querySelector("a").focus();
    }
  }
}

// Somebody else's picture was being processed all the time: send this one again by itself.
function sendAgainWhenBusy() {
  window.jQuery("#fileupload").on("fileuploaddone", (event, data) => {
    if (!JSON.parse(data.result).busy) return;
    setTimeout(() => {
      const row = data.context;
      row.removeClass("upload-failure upload-complete").addClass("upload-uploading");
      row.find(".error_messages").empty();
      data.submit();
    }, 3000);
  });
}

document.addEventListener("DOMContentLoaded", () => {
  const bar = document.querySelector("[data-save-all]");
  if (!bar) return;
  new SaveAll(bar, document.getElementById("upload-list")).show();
  sendAgainWhenBusy();
});
