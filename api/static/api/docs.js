// Sends the guide's forms in place. Without it they still work: the browser opens the answer.
"use strict";

function addressOf(form) {
  const path = form.dataset.template.replace(/\{(\w+)\}/g, (_, name) =>
    encodeURIComponent(form.querySelector(`[data-path="${name}"]`).value.trim()));
  const query = new URLSearchParams();
  for (const input of form.querySelectorAll("input[name]")) {
    if (input.value !== "") query.append(input.name, input.value);
  }
  const text = query.toString().replaceAll("%2C", ",");
  return text ? `${path}?${text}` : path;
}

async function send(form) {
  const address = addressOf(form);
  const answer = form.querySelector(".answer");
  const link = answer.querySelector("a");
  const status = answer.querySelector("output");
  const code = answer.querySelector("code");
  link.href = link.textContent = address;
  status.textContent = code.textContent = "…";
  answer.hidden = false;
  try {
    const response = await fetch(address);
    status.textContent = `${response.status} ${response.statusText}`;
    code.textContent = JSON.stringify(await response.json(), null, 2);
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
}
