/** What the built pages tell the server that serves them: `portal.json`. */
export interface PortalData {
  /** The path they were built for. */
  readonly base: string;
  readonly apis: readonly { readonly id: string; readonly title: string; readonly vendorRelease: string; readonly firstCall?: FirstCall }[];
}

/**
 * The first request that somebody can try: the login, or where a key is sent as it is, a list that needs nothing else.
 * Plain data for the portal's server, which knows the sandbox's credentials and no description.
 */
export interface FirstCall {
  readonly operationId: string;
  readonly method: string;
  readonly path: string;
  readonly query: readonly (readonly [name: string, value: CallValue])[];
  readonly headers: readonly (readonly [name: string, value: CallValue])[];
  /** Properties of the JSON body by dotted path. */
  readonly body: readonly (readonly [path: string, value: CallValue])[];
}

/** A value of the request: given, or made of credentials by name. */
export type CallValue =
  | { readonly text: string }
  | { readonly credentials: readonly string[]; readonly transform?: "md5-hex" | "base64-basic"; readonly around?: string };
