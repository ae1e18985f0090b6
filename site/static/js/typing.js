// A session ends 30 minutes after its user was last seen. While somebody types in a form that is not
// saved by itself, the server learns of it here.
"use strict";

const { address } = document.currentScript.dataset;
const EVERY = 5 * 60 * 1000; // milliseconds
let last = Date.now(); // the page itself was a request

document.addEventListener(
  "input",
  () => {
    if (Date.now() - last < EVERY) return;
    last = Date.now();
    fetch(address, { redirect: "manual" }).catch(() => {
      last = 0; // the network failed: the next letter tries again
    });
  },
  true,
);
