// The code of an invitation is in the part of the address that no server gets to see.
"use strict";

(() => {
  const code = decodeURIComponent(location.hash.slice(1));
  const field = document.querySelector("form input[name=code]");
  if (!code || !field) return;
  field.value = code;
  history.replaceState(null, "", location.pathname + location.search);
})();
