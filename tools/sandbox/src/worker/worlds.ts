import type { Sandbox } from "../sandbox.js";

/** A page's sandbox in a worker, and how many calls it has answered. */
export interface ServedWorld {
  readonly sandbox: Sandbox;
  revision: number;
}

/** Worlds by name, at most so many at a time: the one that has not been used for longest makes room. */
export class Worlds {
  /** Used last is last. */
  readonly #byName = new Map<string, ServedWorld>();

  constructor(
    readonly create: () => Sandbox,
    readonly most: number,
  ) {}

  get(name: string): ServedWorld | undefined {
    const found = this.#byName.get(name);
    if (found && this.#byName.delete(name)) this.#byName.set(name, found);
    return found;
  }

  make(name: string): ServedWorld {
    for (const [oldest] of this.#byName) {
      if (this.#byName.size < this.most) break;
      this.#byName.delete(oldest);
    }
    const made = { sandbox: this.create(), revision: 0 };
    this.#byName.set(name, made);
    return made;
  }
}
