import { type OperationView, parsePointer } from "@gatehouse/description";

/** The place where a list's cursor goes: an example of it is no cursor that a server handed out. */
export function paginationCursor({ pagination }: OperationView): string | undefined {
  return pagination?.style === "cursor" ? pagination.cursor : undefined;
}

/** The same place in the body, if it is there: nothing that a generator could think of is a cursor. */
export function cursorInBody(operation: OperationView): readonly string[] | undefined {
  const cursor = paginationCursor(operation);
  return cursor?.startsWith("$request.body#") ? parsePointer(cursor.slice("$request.body#".length)) : undefined;
}
