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

function summaryOf(response, content) {
  const status = isolated(`${response.status} ${response.statusText}`.trim());
  if (!Array.isArray(content.results)) return status;
  const { one, many } = document.body.dataset;
  const number = content.results.length;
  return (number === 1 ? one : many).replace("{status}", status).replace("{number}", number);
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
  code.textContent = "…";
  answer.hidden = false;
  try {
    // The words of errors are those of the page, whatever the browser prefers.
    const headers = { "Accept-Language": document.documentElement.lang };
    const response = await fetch(address, { headers });
    const content = await response.json();
    status.textContent = summaryOf(response, content);
    code.textContent = JSON.stringify(content, null, 2);
  } catch (error) {
    status.textContent = String(error);
    code.textContent = "";
  }
}

for (const form of document.querySelectorAll("form[data-template]")) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send(form);
  });
  form.hidden = false;
}
for (const links of document.querySelectorAll(".without-script")) links.hidden = true;
