// The blocks of a page's body are made by Wagtail's scripts, without the page's language, which the
// field of its title has. Texts in them are written in that language, too.
"use strict";

const title = document.querySelector("#id_title[lang]");
const form = title && title.closest("form");
const texts = ".w-panel textarea[dir='auto'], .w-panel input[type='text'][dir='auto'], .Draftail-Editor";

function write(element) {
  element.lang = title.lang;
  element.dir = title.dir;
}

if (form) {
  const look = () => form.querySelectorAll(texts).forEach((each) => {
    if (each.lang !== title.lang) write(each);
  });
  new MutationObserver(look).observe(form, { childList: true, subtree: true });
  look();
}
