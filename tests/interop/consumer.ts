// What a partner writes on the types that openapi-typescript makes of the document. It is compiled
// strictly, run against a live site, and ends with an error where an answer is not as described.
import type { components, paths } from "./openapi.js";

type Schemas = components["schemas"];
type NewsQuery = NonNullable<paths["/api/v1/news/"]["get"]["parameters"]["query"]>;

declare const process: { argv: string[]; exitCode?: number };
const base = process.argv[2] ?? "";

class ProblemError extends Error {
  constructor(readonly problem: Schemas["Problem"]) {
    super(problem.detail);
  }
}

function addressOf(path: string, query: Record<string, string | number | undefined> = {}): string {
  const url = new URL(path, base);
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) url.searchParams.set(name, String(value));
  }
  return url.href;
}

async function read<T>(address: string): Promise<T> {
  const answer = await fetch(address);
  if (!answer.ok) throw new ProblemError((await answer.json()) as Schemas["Problem"]);
  return (await answer.json()) as T;
}

// One line for each kind of item. A type that was added later comes to the end: because the
// document allows for such types, `type` alone narrows to no schema, and `fields` may leave out keys.
function described(item: Schemas["AnyItem"]): string {
  if (isOf<Schemas["News"]>(item, "news")) return `${item.title} (${item.place ?? "no place"})`;
  if (isOf<Schemas["Forum"]>(item, "forum")) return `${item.title}, ${item.city}`;
  if (isOf<Schemas["Council"]>(item, "council")) {
    return `${item.title}, managed by ${item.managed_by?.name ?? "nobody who is public"}`;
  }
  if (isOf<Schemas["Initiative"]>(item, "initiative")) return item.mission ?? `${item.title}`;
  return `${item.title} [${item.type}]`;
}

function isOf<T extends Schemas["AnyItem"]>(
  item: Schemas["AnyItem"],
  type: NonNullable<T["type"]>,
): item is T {
  return item.type === type;
}

async function newestStories(query: NewsQuery): Promise<Schemas["NewsCard"][]> {
  const stories: Schemas["NewsCard"][] = [];
  let address: string | null = addressOf("/api/v1/news/", query);
  while (address !== null && stories.length < 5) {
    const page: Schemas["NewsList"] = await read<Schemas["NewsList"]>(address);
    stories.push(...page.results);
    address = page.next;
  }
  return stories;
}

async function copyOfEverything(): Promise<Map<string, Schemas["AnyItem"]>> {
  const copy = new Map<string, Schemas["AnyItem"]>();
  let cursor: string | undefined;
  let more = true;
  while (more) {
    const page: Schemas["Changes"] = await read(addressOf("/api/v1/changes/", { cursor, limit: 20 }));
    for (const change of page.results) {
      switch (change.op) {
        case "upsert":
          if (change.item.id !== undefined) copy.set(change.item.id, change.item);
          break;
        case "delete":
          copy.delete(change.id);
          break;
        default: // an operation that was added later
      }
    }
    cursor = page.next_cursor;
    more = page.has_more;
  }
  return copy;
}

function check(holds: boolean, what: string): void {
  console.log(`${holds ? "ok" : "WRONG"}  ${what}`);
  if (!holds) process.exitCode = 1;
}

const stories = await newestStories({ lang: "ar", limit: 2 });
check(stories.length >= 5 && stories.every((story) => story.dir === "rtl"), "Arabic stories, page by page");

const copy = await copyOfEverything();
const types = new Set([...copy.values()].map((item) => item.type as string));
check(["news", "forum", "council", "page", "initiative"].every((type) => types.has(type)), "a copy of everything");
check([...copy.values()].every((item) => described(item) !== ""), "a line for each item");

const [first] = copy.values();
const later = { ...first, type: "podcast" } as unknown as Schemas["AnyItem"];
check(described(later).endsWith("[podcast]"), "a type of the future");

try {
  await newestStories({ limit: 101 });
  check(false, "a limit of 101 is refused");
} catch (error) {
  const fault = error instanceof ProblemError ? error.problem.errors[0] : undefined;
  check(fault?.code === "out_of_range" && fault.parameter === "limit", "a problem names the parameter");
}
