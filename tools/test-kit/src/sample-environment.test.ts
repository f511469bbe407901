import type { ContractConfig, OperationView } from "@gatehouse/description";
import { expect, test } from "vitest";
import { sampleEnvironment } from "./sample-environment.js";

const config: ContractConfig = {
  servers: {},
  accounts: {
    editor: { credentials: { apiKey: { env: "ELSEWHERE", local: "of-the-editor" } }, permissions: ["edit"], use: "default" },
    viewer: { credentials: { apiKey: { local: "of-the-viewer" } }, permissions: ["view"] },
    stranger: { credentials: { apiKey: { local: "of-a-stranger" } }, use: "foreign" },
  },
  values: {
    "edit#$request.body#/secret": { env: "DEMO_SECRET", local: "a-secret" },
    limit: { env: "DEMO_LIMIT", local: 5 },
    id: { env: "DEMO_ID" },
  },
};
const needing = (...permissions: string[]) => ({ access: { permissions } }) as unknown as OperationView;

test.each([
  ["edit", "of-the-editor"],
  ["view", "of-the-viewer"],
])("who may %s is who calls", (permission, key) => {
  expect(sampleEnvironment(config, needing(permission), "DEMO")).toEqual({ DEMO_API_KEY: key, DEMO_SECRET: "a-secret", DEMO_LIMIT: "5" });
});
