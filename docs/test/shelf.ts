import { fileURLToPath } from "node:url";
import { type Description, loadDescription } from "@gatehouse/description";
import { type OperationPage, operationPage } from "../src/model/operation-page.js";

/** A small description that has one of everything a page can show. */
export function shelf(): Promise<Description> {
  return loadDescription(fileURLToPath(new URL("fixtures/shelf", import.meta.url)));
}

/** The page of one of its operations. */
export async function shelfPage(operationId: string): Promise<OperationPage> {
  const description = await shelf();
  return operationPage(description, description.operation(operationId));
}
