import { type Description, exampleFindings, type MediaView } from "@gatehouse/description";
import { gatehouseRule, type LintFinding } from "../gatehouse-rule.js";

/** Every JSON request and every declared status with a JSON body has an example, and every example fits its schema. */
export const examplesPresentAndValid = gatehouseRule((description) => [...missing(description), ...exampleFindings(description).findings]);

function missing(description: Description): LintFinding[] {
  const seen = new Set<MediaView["node"]>();
  return description.operations.flatMap((operation) => {
    const bodies = [
      { of: "request", media: operation.body?.media ?? [] },
      ...operation.responses.map(({ status, media }) => ({ of: String(status), media })),
    ];
    return bodies.flatMap(({ of, media }) =>
      media.filter(isJson).flatMap((view): LintFinding[] => {
        if (view.examples.length > 0 || seen.has(view.node)) return [];
        seen.add(view.node);
        return [
          {
            message: `no example for ${view.type} of ${operation.id} ${of} – add one that the schema allows`,
            at: description.locate(view.node),
          },
        ];
      }),
    );
  });
}

function isJson({ type }: MediaView): boolean {
  return /[/+]json\b/.test(type);
}
