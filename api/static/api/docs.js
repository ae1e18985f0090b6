// Shows the guide's forms and sends them in place. Without it there are no forms, but plain links
// to examples.
"use strict";

// Figures and Latin words have their own direction within a sentence in Arabic.
const isolated = (text) => `\u2066${text}\u2069`;

function addressOf(form) {
  const path = form.dataset.template.replace(/\{(\w+)\}/g, (_, name) =>
    encodeURIComponent(form.querySelector(`[data-path="${name}"]`).value.trim()));
  const query = new URLSearchParams();
  for (const input of form.querySelectorAll("input[data-query]")) {
    if (input.value !== "") query.append(input.dataset.query, input.value);
  }
  const text = query.toString().replaceAll("%2C", ",");
  return text ? `${path}?${text}` : path;
}

// What is wrong, in words, a line each; in Arabic a name must not pull the signs after it along.
function reasonsOf({ detail = "", errors = [] }) {
  const lines = errors.map(({ parameter, message }) => `${isolated(parameter)}: ${message}`);
  return (lines.length ? lines : [detail]).map((line) => line.replace(/https?:\S+/g, isolated));
}

function summaryOf(response, content) {
  const status = isolated(`${response.status} ${response.statusText}`.trim());
  if (!response.ok) return [status, ...reasonsOf(content)].join("\n");
  if (!Array.isArray(content.results)) return status;
  const { one, many } = document.body.dataset;
  const number = content.results.length;
  return (number === 1 ? one : many).replace("{status}", status).replace("{number}", number);
}

const HEADERS = [
  "Content-Type", "Content-Language", "ETag", "Last-Modified", "Cache-Control", "Link",
  "RateLimit", "RateLimit-Policy", "Retry-After",
];
// The ETag of what each form shows, and the address that it came from.
const shown = new WeakMap();

function headersOf(response) {
  const lines = HEADERS.filter((name) => response.headers.has(name))
    .map((name) => `${name}: ${response.headers.get(name)}`);
  return [`HTTP ${response.status} ${response.statusText}`.trim(), ...lines].join("\n");
}

async function send(form) {
  const address = addressOf(form);
  const status = form.querySelector("[role=status]");
  const answer = form.querySelector(".answer");
  const link = answer.querySelector("a");
  const code = answer.querySelector("code");
  link.href = address;
  link.textContent = decodeURI(address);
  status.textContent = "";
  answer.hidden = false;
  try {
    // The words of errors are those of the page, whatever the browser prefers.
    const headers = { "Accept-Language": document.documentElement.lang };
    const before = shown.get(form);
    if (before?.address === address) headers["If-None-Match"] = before.tag;
    else code.textContent = "…";
    const response = await fetch(address, { headers, cache: "no-store" });
    answer.querySelector(".headers").textContent = headersOf(response);
    if (response.status === 304) {
      status.textContent = document.body.dataset.unchanged
        .replace("{status}", isolated("304 Not Modified"));
      return;
    }
    const content = await response.json();
    const tag = response.headers.get("ETag");
    if (tag) shown.set(form, { address, tag });
    else shown.delete(form);
    status.textContent = summaryOf(response, content);
    code.textContent = JSON.stringify(content, null, 2);
  } catch (error) {
    status.textContent = String(error);
    code.textContent = "";
  }
}

// On paper nothing can be unfolded.
let unfolded = [];
addEventListener("beforeprint", () => {
  unfolded = [...document.querySelectorAll("details:not([open])")];
  for (const each of unfolded) each.open = true;
});
addEventListener("afterprint", () => {
  for (const each of unfolded) each.open = false;
});

for (const form of document.querySelectorAll("form[data-template]")) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send(form);
  });
  form.hidden = false;
}
for (const links of document.querySelectorAll(".without-script")) links.hidden = true;
