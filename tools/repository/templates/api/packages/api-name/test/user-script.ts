import { type ApiNameCredentials, type ClientOptions, createApiName, isApiError } from "@gatehouse/api-name";

export async function tryOut(options: ClientOptions<ApiNameCredentials>): Promise<readonly string[]> {
  const client = createApiName(options);
  const { state } = await client.getStatus();
  const stranger = createApiName({ ...options, credentials: { apiKey: "unknown" } });
  const refused = await stranger.getStatus.result();
  if (refused.ok || !isApiError(refused.error, client.getStatus, 401)) throw new Error("a key that nobody has was let in");
  return [`is ${state}`, `refused: ${refused.error.body.message}`]; // the body of a 401 of getStatus, typed
}
