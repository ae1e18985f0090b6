// Whoever signs in again, in another window too, gets a new token against forged requests. A form
// that was open before would be refused with its old one, so it takes over the new one.
"use strict";

const { cookie } = document.currentScript.dataset; // its name depends on https
const cookieToken = () =>
  document.cookie
    .split("; ")
    .find((each) => each.startsWith(`${cookie}=`))
    ?.slice(cookie.length + 1);
let known = cookieToken();

function renewToken(event) {
  const token = cookieToken();
  if (!token || token === known) return;
  known = token;
  for (const field of document.querySelectorAll("input[name=csrfmiddlewaretoken]")) {
    field.value = token;
  }
  event.detail?.formData?.set("csrfmiddlewaretoken", token);
}

for (const name of ["w-autosave:save", "submit", "focusin"]) {
  document.addEventListener(name, renewToken, true);
}
