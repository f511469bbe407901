import { type Claim, type Description, LEVELS, type Node, type OperationView } from "@gatehouse/description";

const ASPECTS = ["exists", "type", "required", "enum", "bounds", "format", "meaning", "status", "location"] as const;
const KEYS = ["x-access", "x-access.confinedTo", "x-access.foreign", "x-retry", "x-pagination", "x-poll", "x-resource"] as const;

/**
 * How sure an operation's description is, in one line: the claims about it, its parameters, its body, its statuses and its laws by level, and what is
 * only assumed. `Evidence: 14 documented, 3 assumed (status; meaning of 404, 409).` Nothing for a description without evidence.
 */
export function evidenceLine(view: OperationView, description: Description): string {
  const claims = partsOf(view).flatMap(({ name, node }) => claimsOf(node, description).map((claim) => ({ name, claim })));
  if (claims.length === 0) return "";
  const counts = LEVELS.flatMap((level) => {
    const count = claims.filter(({ claim }) => claim.level === level).length;
    return count > 0 ? [`${count} ${level}`] : [];
  });
  const assumed = new Map<string, string[]>();
  for (const { name, claim } of claims.filter(({ claim }) => claim.level === "assumed")) {
    const about = claim.about?.map((aspect) => aspect.replace(/^x-/, "")).join(" and ") ?? "";
    const names = assumed.get(about) ?? [];
    if (!names.includes(name)) assumed.set(about, [...names, name]);
  }
  const list = [...assumed].map(
    ([about, names]) => [about, names.filter(Boolean).join(", ")].filter(Boolean).join(" of ") || "that it exists",
  );
  return `Evidence: ${counts.join(", ")}${list.length > 0 ? ` (${list.join("; ")})` : ""}.`;
}

function partsOf(view: OperationView): readonly { readonly name: string; readonly node: Node }[] {
  return [
    { name: "", node: view.node },
    ...view.parameters.map(({ name, use }) => ({ name, node: use })),
    ...(view.body ? [{ name: "the body", node: view.body.use }] : []),
    ...view.responses.map(({ status, use }) => ({ name: String(status), node: use })),
    ...view.laws.map((law) => ({ name: `the ${law.law} law`, node: law as unknown as Node })),
  ];
}

/** The claims that hold for some aspect of a node, each once. */
function claimsOf(node: Node, description: Description): readonly Claim[] {
  const found = new Set<Claim>();
  for (const about of [undefined, ...ASPECTS, ...KEYS]) {
    const claim = description.evidence(node, about);
    if (claim) found.add(claim);
  }
  return [...found];
}
