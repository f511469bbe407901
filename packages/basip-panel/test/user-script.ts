import { type BasipPanelCredentials, type ClientOptions, createBasipPanel, isApiError } from "@gatehouse/basip-panel";
export async function tryOut(options: ClientOptions<BasipPanelCredentials>): Promise<readonly string[]> {
  const panel = createBasipPanel(options); // signs in by itself, before the first call
  const visitor = { identifier_owner: { name: "Tomasz Lind", type: "guest" }, identifier_type: "qr", lock: "first" } as const;
  const { uid } = await panel.createIdentifier({ body: { ...visitor, identifier_number: crypto.randomUUID() } });
  const picture = await panel.getIdentifierQr({ identifierUid: uid }); // to send to the visitor
  const lines = [`${picture.type} of ${picture.size} bytes`];
  for await (const { identifier_owner } of panel.listIdentifiers.items({ limit: 50 })) lines.push(`has ${identifier_owner.name}`);
  await panel.deleteIdentifier({ identifierUid: uid });
  await panel.getIdentifier({ identifierUid: uid }).catch((error: unknown) => {
    if (!isApiError(error, panel.getIdentifier, 400)) throw error;
    lines.push(`gone: ${error.body.error}`); // the body of a 400 of getIdentifier, typed
  });
  return lines;
}
