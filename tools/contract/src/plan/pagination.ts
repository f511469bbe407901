import type { OperationView } from "@gatehouse/description";

/** The place where a list's cursor goes: an example of it is no cursor that a server handed out. */
export function paginationCursor({ pagination }: OperationView): string | undefined {
  return pagination?.style === "cursor" ? pagination.cursor : undefined;
}
