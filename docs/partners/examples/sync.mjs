// Keep a copy of what the initiative has published, in a JSON file: {"items": {id: item}, …}.
//
//     node sync.mjs https://example.org copy.json                    everything, both languages
//     node sync.mjs https://example.org arabic.json "lang=ar&type=news"
//
// Needs Node 18 or newer and no packages. Run it from cron, every ten minutes for example. After
// an hour without a success it empties the copy, because something may have been withdrawn.

import { readFile, rename, writeFile } from "node:fs/promises";

const [TRIES, TIMEOUT_SECONDS, LONGEST_WAIT_SECONDS, HOUR_SECONDS] = [4, 30, 60, 3600];

class Refused extends Error {} // asking again will not help

const pause = (seconds) => new Promise((resolve) => setTimeout(resolve, seconds * 1000));

// Return the answer, or null where our cursor is no longer good; try again where that may help.
async function ask(address) {
  for (let attempt = 1; ; attempt += 1) {
    let [problem, wait] = ["", 2 ** (attempt - 1)];
    try {
      const answer = await fetch(address, { signal: AbortSignal.timeout(TIMEOUT_SECONDS * 1000) });
      const [status, body] = [answer.status, await answer.text()];
      if (answer.ok) return JSON.parse(body);
      problem = `${status} ${answer.statusText}`;
      if (status === 410 || (status === 400 && body.includes("invalid_cursor"))) return null;
      if (status !== 429 && status < 500) throw new Refused(`${address}: ${problem}\n${body}`);
      wait = Number(answer.headers.get("Retry-After")) || wait;
    } catch (error) {
      if (error instanceof Refused) throw error;
      problem = `${error} ${error.cause ?? ""}`; // no connection, too slow, or half an answer
    }
    if (attempt === TRIES || wait > LONGEST_WAIT_SECONDS) {
      throw new Error(`${address}: ${problem}; giving up until the next run`);
    }
    console.error(`${problem}; trying again in ${wait} s`);
    await pause(wait);
  }
}

// Return the copy brought up to date, or null where its cursor is no longer good.
async function follow({ source, cursor, items }) {
  for (let page; (page = await ask(source + (cursor ? `&cursor=${cursor}` : ""))); ) {
    for (const entry of page.results) {
      if (entry.op === "upsert") items[entry.item.id] = entry.item;
      else if (entry.op === "delete") delete items[entry.id];
      else console.error(`Passed over “${entry.op}”: is there a newer sync.mjs?`);
    }
    cursor = page.next_cursor;
    if (!page.has_more) return { source, cursor, checked_at: new Date().toISOString(), items };
  }
  return null;
}

const [base, path, query = "lang=en,ar"] = process.argv.slice(2);
if (!path) throw new Error("Usage: node sync.mjs <address of the site> <file> [<filters>]");
const source = `${base.replace(/\/+$/, "")}/api/v1/changes/?${query}`;
const empty = (checked_at = "") => ({ source, cursor: null, checked_at, items: {} });
let stored = await readFile(path, "utf8").then((text) => JSON.parse(text)).catch(() => null);
if (!stored?.items) {
  console.error(`There is no copy in ${path} that can be read, so a new one begins`);
  stored = empty();
}
const checkedAt = stored.checked_at ?? "";
let copy;
try { // another question, or a cursor that is too old, begins another copy
  copy = (await follow(stored.source === source ? stored : empty())) ?? (await follow(empty()));
  if (!copy) throw new Error("Every cursor is refused");
} catch (error) {
  process.exitCode = 1;
  console.error(error.message);
  if (Date.now() - Date.parse(checkedAt) < HOUR_SECONDS * 1000) process.exit(); // it stays as it was
  console.error(`${path} IS EMPTIED: no success for an hour`);
  copy = empty(checkedAt);
}
await writeFile(`${path}.${process.pid}`, JSON.stringify(copy));
await rename(`${path}.${process.pid}`, path); // readers see the old copy or the new one, never half
console.log(`${Object.keys(copy.items).length} items in ${path}`);
