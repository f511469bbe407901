import type { Description, OperationView, SecuritySchemeView } from "@gatehouse/description";
import type { Credential } from "../case.js";
import type { World } from "../target.js";
import type { NotExpressible, WireRequest, WireResponse } from "../wire.js";
import { buildRequest } from "./build-request.js";
import {
  type Authorisation,
  authorisationFor,
  LoginError,
  loginInput,
  loginTemplate,
  plainToken,
  tokenOf,
  unknownAuthorisation,
} from "./login.js";
import type { Secrets } from "./secrets.js";
import type { AccountSecrets, Settings } from "./settings.js";

interface Held {
  readonly token: string;
  /** On the session's clock; undefined: as long as the session. */
  readonly until: number | undefined;
}

/** Everything that is sent in one world: knows its servers, its time, and who has logged in there. */
export class Session {
  readonly #world: World;
  readonly #description: Description;
  readonly #settings: Settings;
  readonly #secrets: Secrets;
  readonly #tokens = new Map<string, Promise<Held>>();
  /** Milliseconds that were slept; with the time that really passed, the session's clock. */
  #slept = 0;
  readonly #now: () => number;

  constructor(options: {
    readonly world: World;
    readonly description: Description;
    readonly settings: Settings;
    readonly secrets: Secrets;
    /** Milliseconds; only differences count. */
    readonly now: () => number;
  }) {
    this.#world = options.world;
    this.#description = options.description;
    this.#settings = options.settings;
    this.#secrets = options.secrets;
    this.#now = options.now;
  }

  account(name: string): AccountSecrets {
    return this.#settings.account(name);
  }

  async sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
    this.#slept += milliseconds;
    await this.#world.sleep(milliseconds, signal);
  }

  async send(operation: OperationView, request: WireRequest, signal: AbortSignal): Promise<WireResponse | NotExpressible> {
    const server = operation.server ?? this.#description.servers[0]?.name ?? "default";
    const { transports } = this.#world;
    const transport = transports[server] ?? transports["default"];
    if (!transport) return { notExpressible: `no address was given for the server ${server}` };
    return transport(request, signal);
  }

  /**
   * What goes along as credential. Of the operation's alternatives the first that the account can serve.
   * @throws {LoginError} where it can serve none, or the login was refused.
   */
  async authorisations(
    operation: OperationView,
    accountName: string,
    credential: Credential,
    signal: AbortSignal,
  ): Promise<Authorisation[]> {
    if (credential === "none" || operation.security.length === 0) return [];
    if (typeof credential === "object" && "literal" in credential) {
      const schemes = this.#schemes(operation.security.find((alternative) => alternative.length > 0) ?? []);
      return schemes.map((scheme) => unknownAuthorisation(scheme, credential.literal));
    }
    const account = this.#settings.account(typeof credential === "object" ? credential.account : accountName);
    let failure: LoginError | undefined;
    for (const alternative of operation.security) {
      try {
        return await Promise.all(this.#schemes(alternative).map((scheme) => this.#authorisation(scheme, account, signal)));
      } catch (error) {
        if (!(error instanceof LoginError)) throw error;
        failure ??= error;
      }
    }
    throw failure!;
  }

  /** After a logout the token of whoever called it is worth nothing. */
  calledSuccessfully(operation: OperationView, accountName: string): void {
    for (const { name, login } of this.#description.securitySchemes.values())
      if (login?.logout === operation.id) this.#tokens.delete(keyOf(accountName, name));
  }

  #schemes(alternative: OperationView["security"][number]): SecuritySchemeView[] {
    return alternative.map(({ scheme }) => {
      const found = this.#description.securitySchemes.get(scheme);
      if (!found) throw new LoginError(`the security scheme ${scheme} is not described`);
      return found;
    });
  }

  async #authorisation(scheme: SecuritySchemeView, account: AccountSecrets, signal: AbortSignal): Promise<Authorisation> {
    const key = keyOf(account.name, scheme.name);
    const known = this.#tokens.get(key);
    const held = known && (await known);
    if (held && (held.until === undefined || this.#clock() < held.until)) return authorisationFor(scheme, held.token);
    const fresh = this.#logIn(scheme, account, signal);
    this.#tokens.set(key, fresh);
    const { token } = await fresh;
    this.#secrets.add(token, "TOKEN");
    return authorisationFor(scheme, token);
  }

  async #logIn(scheme: SecuritySchemeView, account: AccountSecrets, signal: AbortSignal): Promise<Held> {
    const { login } = scheme;
    if (account.token !== undefined) return { token: account.token, until: undefined };
    if (!login) return { token: plainToken(scheme, account), until: undefined };
    if (login.token.startsWith("$credentials.")) {
      const name = login.token.slice("$credentials.".length);
      const token = account.credentials[name];
      if (token === undefined) throw new LoginError(`account ${account.name} has no credential ${name}`);
      return { token, until: undefined };
    }
    if (login.operationId === undefined) throw new LoginError(`x-login of ${scheme.name} names no operation`);
    const operation = this.#description.operation(login.operationId);
    const request = buildRequest(loginTemplate(login, operation), (hole) => {
      if ("$login" in hole) return loginInput(login, hole.$login, account);
      throw new TypeError("a login holds its account's credentials only");
    });
    const response = await this.send(operation, request, signal);
    if ("notExpressible" in response) throw new LoginError(`${operation.id} cannot be sent: ${response.notExpressible}`);
    const { token, seconds } = tokenOf(login, response);
    // Renewed at half of its time: what a request takes, and clocks that differ, fit into the other half.
    return { token, until: seconds === undefined ? undefined : this.#clock() + seconds * 500 };
  }

  #clock(): number {
    return this.#now() + this.#slept;
  }
}

function keyOf(account: string, scheme: string): string {
  return `${account}\n${scheme}`;
}
