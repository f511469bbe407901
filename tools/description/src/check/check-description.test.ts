import { expect, test } from "vitest";
import { folderOf, HEAD, SOURCES } from "../../test/fixture.js";
import { checkDescription, evidenceOnEveryNode, formatLocation, loadDescription } from "../index.js";

/** A description on which nothing is wrong; tests break it in one place. */
const GOOD = `${HEAD}paths:
  /tenants:
    post:
      operationId: createTenant
      x-source: { level: documented, ref: M }
      x-resource: { name: tenant, role: create, id: $response.body#/id }
      x-laws:
        - { law: unique, property: /name, scope: server, status: 409, x-source: { level: documented, ref: M } }
        - { law: round-trip, read: getTenant, except: [/secret], x-source: { level: assumed, note: The plain reading of stored. } }
      x-unreached: { "409": { reason: held-back, note: Not yet. } }
      requestBody:
        x-source: { level: documented, ref: M }
        content: { application/json: { schema: { $ref: "#/components/schemas/Tenant" } } }
      responses:
        "201":
          description: made
          x-source: { level: documented, ref: M }
          content: { application/json: { schema: { $ref: "#/components/schemas/Tenant" } } }
          links: { read: { operationId: getTenant, parameters: { id: $response.body#/id } } }
        "409": { description: taken, x-source: { level: assumed, note: The plain reading of taken. } }
    get:
      operationId: listTenants
      x-source: { level: documented, ref: M }
      x-resource: { name: tenant, role: list, id: $response.body#/id }
      x-pagination: { style: page, items: $response.body#/results, page: $request.query.page, first: 0, size: $request.query.size }
      parameters:
        - { name: page, in: query, schema: { type: integer }, x-source: { level: documented, ref: M } }
        - { name: size, in: query, schema: { type: integer }, x-source: { level: documented, ref: M } }
      responses:
        "200":
          description: tenants
          x-source: { level: documented, ref: M }
          content:
            application/json:
              schema:
                type: object
                x-source: { level: documented, ref: M }
                properties: { results: { type: array, items: { $ref: "#/components/schemas/Tenant" } } }
  /tenants/{id}:
    get:
      operationId: getTenant
      x-source: { level: documented, ref: M }
      x-source-uses: { parameters/id: { level: documented, ref: M } }
      x-lifecycle: { since: "5.1", ref: D }
      parameters: [{ $ref: "#/components/parameters/id" }]
      responses:
        "200":
          description: one
          x-source: { level: documented, ref: M }
          content: { application/json: { schema: { $ref: "#/components/schemas/Tenant" } } }
  /jobs:
    post:
      operationId: startJob
      x-source: { level: documented, ref: M }
      x-poll:
        id: $response.body#/id
        status: { operationId: getTenant, id: $request.path.id, state: $response.body#/name }
        done: [DONE]
        failed: []
        result: { operationId: getTenant, id: $request.path.id, once: false }
      responses:
        "200":
          description: started
          x-source: { level: documented, ref: M }
          content: { application/json: { schema: { $ref: "#/components/schemas/Tenant" } } }
components:
  parameters:
    id: { name: id, in: path, required: true, schema: { type: string }, x-source: { level: documented, ref: M } }
  schemas:
    Tenant:
      type: object
      x-source: { level: documented, ref: M }
      properties: { id: { type: string }, name: { type: string } }
      if: { properties: { name: { const: x } } }
      then: { properties: { secret: { type: string } } }
  securitySchemes:
    token:
      type: http
      scheme: bearer
      x-source: { level: documented, ref: D }
      x-login:
        operationId: createTenant
        inputs: { $request.body#/name: applicationId }
        token: $response.body#/id
        send: "{token}"
`;

const CONTRACT = `servers: { default: { env: DEMO_URL } }
accounts: { full: { credentials: { applicationId: { local: a } } } }
values: { id: { local: a }, "createTenant#$request.body#/name": { local: b } }
skip: [{ case: createTenant/boundary, reason: held-back, note: x }]
`;

async function findings(from = "", to = "", files: Readonly<Record<string, string>> = {}) {
  const text = GOOD.replace(from, to);
  if (from !== "" && text === GOOD) throw new Error(`nothing to replace: ${from}`);
  const description = await loadDescription(
    folderOf({ "openapi.yaml": text, "sources.yaml": SOURCES, "contract.yaml": CONTRACT, ...files }),
  );
  return [...checkDescription(description), ...evidenceOnEveryNode(description)].map(
    ({ rule, message, at }) => `${formatLocation(at)} ${rule}: ${message}`,
  );
}

test("nothing is found where nothing is wrong", async () => {
  expect(await findings()).toEqual([]);
});

test("a login may send an Authorization header, which no operation can declare", async () => {
  const header = "{ $request.header.Authorization: { transform: base64-basic, of: [applicationId, secret] } }";
  expect(await findings("{ $request.body#/name: applicationId }", header)).toEqual([]);
  expect(await findings("{ $request.body#/name: applicationId }", header.replace("Authorization", "X-Authorization"))).toHaveLength(1);
});

test.each<[string, string, string, string, string]>([
  [
    "an unknown key",
    "x-resource: { name: tenant, role: create",
    "x-resorce: { name: tenant, role: create",
    "x-resorce",
    'extensions-are-valid: unknown key "x-resorce" – did you mean "x-resource"?',
  ],
  [
    "a key where it means nothing",
    "name: { type: string } }",
    "name: { type: string, x-retry: safe } }",
    "x-retry",
    'extensions-are-valid: "x-retry" has no meaning on this schema – it stands on operation',
  ],
  [
    "a key of a wrong shape",
    "scope: server",
    "scope: all",
    "scope: all",
    'extensions-are-valid: x-laws: "0.scope" is none of "server" or "tenant"',
  ],
  [
    "a source that is not listed",
    "requestBody:\n        x-source: { level: documented, ref: M }",
    "requestBody:\n        x-source: { level: documented, ref: MM }",
    "x-source: { level: documented, ref: MM",
    'source-ref-exists: sources.yaml has no "MM" – did you mean "M"?',
  ],
  [
    "an assumption without a reason",
    "{ level: assumed, note: The plain reading of taken. }",
    "{ level: assumed, note: Taken }",
    "x-source: { level: assumed, note: Taken",
    'assumed-has-reason: "assumed" without a reason – add a note of at least one sentence',
  ],
  [
    "an assumption with a source",
    "{ level: assumed, note:",
    "{ level: assumed, ref: M, note:",
    "x-source: { level: assumed, ref: M",
    'assumed-has-reason: "assumed" names the source "M" – drop the ref, or say the level that the source carries',
  ],
  [
    "a level without a source",
    "{ level: assumed, note: The plain reading of taken. }",
    "{ level: documented }",
    "x-source: { level: documented }",
    'assumed-has-reason: "documented" without a source – add ref: a key of sources.yaml',
  ],
  [
    "a level that the source cannot carry",
    "{ level: assumed, note: The plain reading of taken. }",
    "{ level: documented, ref: C }",
    "x-source: { level: documented, ref: C",
    'assumed-has-reason: "documented" cannot rest on third-party-client ("C") – it needs vendor-docs or vendor-openapi',
  ],
  [
    "an observation without a client",
    "{ level: assumed, note: The plain reading of taken. }",
    "{ level: observed, ref: D }",
    "x-source: { level: observed",
    'assumed-has-reason: "observed" cannot rest on vendor-docs ("D") – it needs vendor-client or third-party-client',
  ],
  [
    "two claims about the same",
    "{ level: assumed, note: The plain reading of taken. }",
    "[{ level: documented, ref: D }, { level: documented, ref: M }]",
    "{ level: documented, ref: M }]",
    "assumed-has-reason: two claims about everything else on one node – keep one, or say different aspects",
  ],
  [
    "a link to no operation",
    "{ operationId: getTenant, parameters",
    "{ operationId: getTennant, parameters",
    "operationId: getTennant",
    'references-exist: no operation "getTennant" – did you mean "getTenant"?',
  ],
  [
    "a link to no parameter",
    "{ id: $response.body#/id } } }",
    "{ ids: $response.body#/id } } }",
    "ids: $response",
    'references-exist: getTenant has no parameter "ids" – did you mean "id"?',
  ],
  [
    "a link from no property",
    "{ id: $response.body#/id } } }",
    "{ id: $response.body#/uid } } }",
    "id: $response.body#/uid } } }",
    'references-exist: createTenant: the answer has nothing at "/uid" – name a property of its schema',
  ],
  [
    "an id that is no property",
    "role: create, id: $response.body#/id",
    "role: create, id: $response.body#/uid",
    "id: $response.body#/uid }",
    'references-exist: createTenant: the answer has nothing at "/uid" – name a property of its schema',
  ],
  [
    "an id that is no property of an item",
    "role: list, id: $response.body#/id",
    "role: list, id: $response.body#/results",
    "id: $response.body#/results",
    'references-exist: listTenants: the answer has nothing at "/results/0/results" – name a property of its schema',
  ],
  [
    "an example that no creation has",
    'x-lifecycle: { since: "5.1", ref: D }',
    "x-resource: { name: tenant, role: read, example: small }",
    "example: small",
    'references-exist: no creation of the resource "tenant" has an example "small" – name one of its examples',
  ],
  [
    "a page parameter that is not there",
    "page: $request.query.page",
    "page: $request.query.pages",
    "page: $request.query.pages",
    'references-exist: listTenants has no query parameter "pages" – did you mean "page"?',
  ],
  [
    "items that are not there",
    "items: $response.body#/results",
    "items: $response.body#/items",
    "items: $response.body#/items",
    'references-exist: listTenants: the answer has nothing at "/items" – name a property of its schema',
  ],
  [
    "a job's status operation that is not there",
    "status: { operationId: getTenant",
    "status: { operationId: getJob",
    "operationId: getJob",
    'references-exist: no operation "getJob" – name an operationId of the description',
  ],
  [
    "a job's state that is not there",
    "state: $response.body#/name",
    "state: $response.body#/state",
    "state: $response.body#/state",
    'references-exist: getTenant: the answer has nothing at "/state" – name a property of its schema',
  ],
  [
    "a law about no property",
    "property: /name",
    "property: /domain",
    "property: /domain",
    'references-exist: createTenant: the request body has nothing at "/domain" – name a property of its schema',
  ],
  [
    "a law with an undeclared status",
    "scope: server, status: 409,",
    "scope: server, status: 410,",
    "status: 410",
    "references-exist: createTenant does not declare 410 – it declares 201, 409",
  ],
  [
    "a law about no operation",
    "read: getTenant",
    "read: readTenant",
    "read: readTenant",
    'references-exist: no operation "readTenant" – did you mean "createTenant"?',
  ],
  [
    "an exception that is not there",
    "except: [/secret]",
    "except: [/secrets]",
    "/secrets",
    'references-exist: createTenant: the request body has nothing at "/secrets" – name a property of its schema',
  ],
  [
    "an unreached status that is not declared",
    'x-unreached: { "409"',
    'x-unreached: { "404"',
    '"404"',
    "references-exist: createTenant does not declare 404 – it declares 201, 409",
  ],
  [
    "a login by no operation",
    "operationId: createTenant\n        inputs",
    "operationId: login\n        inputs",
    "operationId: login",
    'references-exist: no operation "login" – name an operationId of the description',
  ],
  [
    "a login with no such place",
    "$request.body#/name: applicationId",
    "$request.query.name: applicationId",
    "$request.query.name",
    'references-exist: createTenant has no query parameter "name" – declare it',
  ],
  [
    "a token that is not there",
    "token: $response.body#/id\n        send",
    "token: $response.header.X-Token\n        send",
    "token: $response.header",
    'references-exist: createTenant: the answer declares no header "X-Token" – declare it',
  ],
  [
    "a release with no source",
    'since: "5.1", ref: D',
    'since: "5.1", ref: DD',
    "ref: DD",
    'references-exist: sources.yaml has no "DD" – did you mean "D"?',
  ],
  [
    "a node without evidence",
    "      parameters: [{ $ref",
    "      x-access: { role: any }\n      parameters: [{ name: q, in: query, schema: {} }, { $ref",
    "{ name: q",
    'evidence-on-every-node: no evidence for this parameter "q" – add x-source',
  ],
  [
    "a law without evidence",
    "scope: server, status: 409, x-source: { level: documented, ref: M } }",
    "scope: server, status: 409 }",
    "{ law: unique",
    'evidence-on-every-node: no evidence for this law "unique" – add x-source',
  ],
  [
    "a use without evidence",
    "      x-source-uses: { parameters/id: { level: documented, ref: M } }\n",
    "",
    '{ $ref: "#/components/parameters/id"',
    'evidence-on-every-node: no evidence for the use of "parameters/id" – add x-source-uses: { parameters/id: … } to the operation',
  ],
  [
    "a use of nothing",
    "x-source-uses: { parameters/id:",
    "x-source-uses: { parameters/ids: { level: documented, ref: M }, parameters/id:",
    "parameters/ids",
    'evidence-on-every-node: "parameters/ids" is the place of no $ref of this operation – did you mean "parameters/id"?',
  ],
])("%s is found where it stands", async (_, from, to, place, message) => {
  const text = GOOD.replace(from, to);
  const [found, ...others] = await findings(from, to);
  expect(others).toEqual([]);
  const [, line, column, rest] = /^openapi.yaml:(\d+):(\d+) (.*)$/s.exec(found!) ?? [];
  expect(rest).toBe(message);
  const there = text.split("\n")[Number(line) - 1]!.slice(Number(column) - 1);
  expect(there.slice(0, place.length)).toBe(place);
});

test("properties of a model whose claim is not inherited are found, those of conditions are not", async () => {
  const found = await findings(
    "Tenant:\n      type: object\n      x-source: { level: documented, ref: M }",
    "Tenant:\n      type: object\n      x-source: { level: observed, ref: C }",
  );
  expect(found).toEqual([
    'openapi.yaml:77:21 evidence-on-every-node: no evidence for this property "id" – add x-source; "observed" is never inherited',
    'openapi.yaml:77:43 evidence-on-every-node: no evidence for this property "name" – add x-source; "observed" is never inherited',
  ]);
});

test.each<[string, string, string, string]>([
  ["a server", "default:", "other:", '1:12 contract-fits: the description has no server "other" – it has default'],
  ["a credential", "applicationId:", "appId:", '2:36 contract-fits: the description has no credential "appId"'],
  ["a parameter", "{ id: {", "{ uid: {", '3:11 contract-fits: the description has no parameter "uid" – did you mean "id"?'],
  [
    "an operation",
    "createTenant#",
    "createTennant#",
    '3:29 contract-fits: the description has no operation "createTennant" – did you mean "createTenant"?',
  ],
  [
    "a property",
    "#/name",
    "#/nome",
    '3:29 contract-fits: createTenant: the request body has nothing at "/nome" – name a property of its schema',
  ],
  [
    "a skipped operation",
    "createTenant/b",
    "createtenants/b",
    '4:10 contract-fits: the description has no operation "createtenants" – did you mean "createTenant"?',
  ],
  ["a shape", "reason: held-back", "reason: lazy", '4:39 contract-is-valid: "skip.0.reason" is none of'],
])("%s that contract.yaml has and the description has not is found", async (_, from, to, expected) => {
  const found = await findings("", "", { "contract.yaml": CONTRACT.replace(from, to) });
  expect(found).toHaveLength(1);
  expect(found[0]).toContain(`contract.yaml:${expected}`);
});

test("sources.yaml of a wrong shape is found", async () => {
  const found = await findings("", "", { "sources.yaml": SOURCES.replace("kind: sibling-docs", "sort: sibling-docs") });
  expect(found).toContain('sources.yaml:6:1 sources-are-valid: "S" lacks "kind"');
});

test("in a foreign description only links are checked", async () => {
  const foreign = {
    "openapi.yaml": GOOD.replace("x-gatehouse: 1\n", "")
      .replace("operationId: getTenant, param", "operationId: nobody, param")
      .replace("scope: server", "scope: all"),
  };
  expect(await findings("", "", { ...foreign, "contract.yaml": CONTRACT })).toContainEqual(
    expect.stringContaining('references-exist: no operation "nobody"'),
  );
});
