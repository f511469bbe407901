import { access, constants, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));
const WORKFLOWS = join(ROOT, ".github/workflows");
const FORMS = join(ROOT, ".github/ISSUE_TEMPLATE");

interface Workflow {
  readonly permissions: unknown;
  readonly jobs: Readonly<Record<string, Job>>;
}
interface Job {
  readonly permissions?: unknown;
  readonly strategy?: { readonly matrix: Readonly<Record<string, readonly string[]>> };
  readonly steps: readonly { readonly uses?: string; readonly run?: string; readonly with?: Readonly<Record<string, unknown>> }[];
}

describe.each(await readdir(WORKFLOWS))("the workflow %s", async (file) => {
  const text = await readFile(join(WORKFLOWS, file), "utf8");
  const workflow: Workflow = parse(text);
  const jobs = Object.values(workflow.jobs);
  const steps = jobs.flatMap((job) => job.steps);

  test("takes every action at a full version", () => {
    const actions = steps.flatMap(({ uses }) => uses ?? []);
    expect(actions.length).toBeGreaterThan(0);
    expect(actions.filter((action) => !/^[\w.-]+\/[\w./-]+@v\d+\.\d+\.\d+$/.test(action))).toEqual([]);
  });

  test("may read the code and nothing else, and knows no secret", () => {
    expect(workflow.permissions).toEqual({ contents: "read" });
    expect(jobs.filter((job) => job.permissions !== undefined)).toEqual([]);
    expect(text).not.toMatch(/\bsecrets\b|github\.token|pull_request_target/);
    for (const { uses, with: inputs } of steps)
      if (uses?.startsWith("actions/checkout@")) expect(inputs).toMatchObject({ "persist-credentials": false });
  });
});

test("CI does what the README says, wherever the repository says that it runs", async () => {
  const { jobs }: Workflow = parse(await readFile(join(WORKFLOWS, "ci.yml"), "utf8"));
  const { strategy, steps } = jobs["test"] as Job;
  expect(steps.at(-1)?.run).toBe(".ci/run");
  expect(await readFile(join(ROOT, ".ci/run"), "utf8")).toMatch(/^npm ci && npm test$/m);
  await access(join(ROOT, ".ci/run"), constants.X_OK);
  expect(strategy?.matrix["os"]).toEqual(["ubuntu-latest", "macos-latest"]);
  const versions = strategy?.matrix["node"] ?? [];
  const { engines } = JSON.parse(await readFile(join(ROOT, "package.json"), "utf8"));
  // The oldest that is allowed is the one that breaks first.
  expect(engines.node).toBe(`>=${versions[0]} <21 || >=22.12`);
  expect(versions.slice(1)).toEqual(["22", "24"]);
});

interface Field {
  readonly type: string;
  readonly id?: string;
  readonly attributes: { readonly label?: string; readonly value?: string; readonly options?: readonly { readonly required?: boolean }[] };
  readonly validations?: { readonly required: boolean };
}

// The host leaves a form out without a word when something in it is wrong.
describe.each((await readdir(FORMS)).filter((file) => file !== "config.yml"))("the form %s", async (file) => {
  const { name, description, body }: { name: string; description: string; body: readonly Field[] } = parse(
    await readFile(join(FORMS, file), "utf8"),
  );

  test("is one that the host shows", () => {
    expect(name && description).toBeTruthy();
    for (const { type, id, attributes } of body) {
      expect(["markdown", "input", "textarea", "checkboxes"]).toContain(type);
      if (type === "markdown") expect([attributes.value, id]).toEqual([expect.any(String), undefined]);
      else expect([attributes.label, id]).toEqual([expect.any(String), expect.stringMatching(/^[a-z]+$/)]);
    }
    const ids = body.flatMap(({ id }) => id ?? []);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test("asks for nothing that it does not need", () => {
    for (const { type, attributes, validations } of body) {
      if (type === "checkboxes") for (const option of attributes.options ?? []) expect(option.required).toBe(true);
      else if (type !== "markdown") expect(validations?.required).toBe(true);
    }
  });
});

test("whoever saw a vendor do something else is asked for what makes it evidence", async () => {
  const { name, body }: { name: string; body: readonly Field[] } = parse(await readFile(join(FORMS, "vendor-differs.yml"), "utf8"));
  expect(name).toBe("The vendor does something else");
  expect(body.flatMap(({ id }) => id ?? [])).toEqual(["api", "release", "operation", "date", "difference", "exchange", "redacted"]);
});
