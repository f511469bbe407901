/**
 * The algorithms that exist on the server. The first three are named in the vendor's SDK; nothing public names one for faces or PINs, so the
 * last two are made up, and look it.
 */
export const ALGORITHMS: ReadonlySet<string> = new Set(["validsoftpass", "rrpalm", "htpalm", "sandboxface", "sandboxpin"]);

/** The livenesses that exist on the server, as the vendor's SDK names them. */
export const LIVENESSES: ReadonlySet<string> = new Set(["zoom", "blink"]);

/** The one server group that the vendor ever prints. */
export const SERVER_GROUP = "main";

/** The numbers by which the vendor's SDK knows what can be enrolled: faces, voices, a PIN, palms, fingers, their combinations. */
export const BIO_TYPES = [40, 42, 43, 60, 61, 141, 150, 151, 152, 9001, 9002, 9003] as const;
