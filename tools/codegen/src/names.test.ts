import { expect, test } from "vitest";
import { camelCase, NameTable, pascalCase, upperSnakeCase } from "./names.js";

test.each([
  ["id", "id"],
  ["identifier-uid", "identifierUid"],
  ["tenant_code", "tenantCode"],
  ["ID", "id"],
  ["URLPath", "urlPath"],
  ["X-IDPrimeVirtual-IsIdpClientSecretEncrypted", "xIDPrimeVirtualIsIdpClientSecretEncrypted"],
  ["filter[name]", "filterName"],
  ["2fa", "_2fa"],
  ["__proto__", "proto"],
  ["日本", "_"],
])("%s in camelCase is %s", (name, expected) => expect(camelCase(name)).toBe(expected));

test.each([
  ["CreateTenantParms", "CreateTenantParms"],
  ["simple-user", "SimpleUser"],
  ["2fa", "_2fa"],
])("%s in PascalCase is %s", (name, expected) => expect(pascalCase(name)).toBe(expected));

test("environment variables are told apart at capitals", () => expect(upperSnakeCase("applicationId")).toBe("APPLICATION_ID"));

test("a taken name is never given twice, and the change is told", () => {
  const table = new NameTable(["Promise"]);
  expect(table.take("schema Promise", ["Promise"])).toBe("Promise2");
  expect(table.take("schema promise", ["Promise", "PromiseModel"])).toBe("PromiseModel");
  expect(table.take("another", ["Promise", "PromiseModel"])).toBe("PromiseModel2");
  expect(table.renamed).toEqual([
    "schema Promise is called Promise2: Promise is taken",
    "schema promise is called PromiseModel: Promise is taken",
    "another is called PromiseModel2: Promise is taken",
  ]);
});

test("a name is only free when all that is derived from it is", () => {
  const table = new NameTable(["GetInput"]);
  expect(table.take("operation get", ["Get", "GetOperation"], (name) => [name, `${name}Input`])).toBe("GetOperation");
  expect(table.take("schema", ["Get"])).toBe("Get");
});
