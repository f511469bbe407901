/**
 * The one-way street: who may not import whom. `from` and `to` are regular expressions over paths relative to the root, in which
 * `{application}` stands for the name of any; an import of a workspace by name counts as one of its folder.
 *
 * @type {readonly { readonly name: string, readonly why: string, readonly from: string, readonly to: string, readonly except?: string }[]}
 */
export const street = [
  {
    name: "sandbox-reads-no-description",
    why: "The sandbox is a second, independent reading of the vendor. Reading a description would make every check of it worthless.",
    from: "^tools/sandbox/",
    to: "^(specs/|tools/(description|codegen|contract|lint-rules|test-kit)/|packages/|docs/)",
  },
  {
    name: "contract-knows-no-vendor",
    why: "Checks are worth something only if they know nothing but a description and a transport.",
    from: "^tools/contract/",
    to: "^(specs/|tools/(sandbox|codegen|lint-rules|test-kit)/|packages/|docs/)",
  },
  {
    name: "runtime-knows-no-api",
    why: "A client is data; what one API needs must not grow into all of them.",
    from: "^packages/runtime/src/(?!.*\\.test\\.ts$)",
    to: "^(specs/|tools/|packages/(?!runtime/)|docs/|node:)",
  },
  {
    name: "clients-stand-alone",
    why: "An application installs one client, not four, and none of our tools. Tests may use the tools.",
    from: "^packages/(?!{application}/)([^/]+)/src/",
    to: "^(specs/|tools/|docs/|packages/(?!$1/|runtime/))",
  },
  {
    name: "applications-use-clients",
    why: "An application is what somebody else could write: with the clients, and with nothing that shapes or checks them. Tests may use the tools.",
    from: "^packages/({application})/src/(?!.*\\.test\\.ts$)",
    to: "^(specs/|tools/(?!command-line/)|docs/|packages/(?!$1/){application}/)",
  },
  {
    name: "nobody-imports-applications",
    why: "Applications are ends of the street, as docs are.",
    from: "^(?!packages/{application}/)(packages|tools|specs)/",
    to: "^packages/{application}/",
  },
  {
    name: "description-knows-no-reader",
    why: "Everything reads descriptions; the reader of descriptions reads nothing of theirs.",
    from: "^tools/description/",
    to: "^(specs/|tools/(?!description/|command-line/)|packages/|docs/)",
  },
  {
    name: "codegen-knows-no-target",
    why: "A client follows from its description alone.",
    from: "^tools/codegen/src/",
    to: "^(specs/|tools/(sandbox|contract|lint-rules|test-kit)/|packages/(?!runtime/)|docs/)",
  },
  {
    name: "nobody-imports-docs",
    why: "Docs are the end of the street.",
    from: "^(packages|tools|specs)/",
    to: "^docs/",
  },
  {
    name: "sandbox-runs-anywhere",
    why: "The sandbox runs in a browser's worker too: only its server, its command and its tests use Node.",
    from: "^tools/sandbox/src/(?!server/|cli\\.ts|products/[^/]+/test/|.*\\.test\\.ts)",
    to: "^node:",
  },
  {
    name: "one-reader-of-generated-schema",
    why: "openapi-typescript's output sits behind models.ts and http.ts, so that it can be exchanged.",
    from: "^packages/[^/]+/src/(?!generated/models\\.ts|http\\.ts)",
    to: "^packages/[^/]+/src/generated/schema\\.ts",
  },
];
