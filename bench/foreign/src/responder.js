import { createValidator } from "@gatehouse/description";
import { sample } from "openapi-sampler";

/** @typedef {import("@gatehouse/description").Description} Description */
/** @typedef {import("@gatehouse/description").OperationView} OperationView */
/** @typedef {import("@gatehouse/description").MediaView} MediaView */
/** @typedef {import("@gatehouse/description").Json} Json */

/**
 * What a responder is about to answer, and what it thought of the request.
 *
 * @typedef {object} Exchange
 * @property {typeof fetch} fetch
 * @property {number} status
 * @property {Json | Blob | string | undefined} expected What the client must make of the answer.
 * @property {boolean} valid Whether the answer is what the description says; false where no such value could be made.
 * @property {() => readonly string[]} problems What is wrong with the request; one line where none came.
 */

/**
 * A server that knows an API by its description only: it looks at a request as the description says, and answers with a value of the
 * declared schema.
 *
 * @param {Description} description
 * @returns {Promise<(view: OperationView) => Exchange | undefined>} Undefined for an operation that declares no success.
 */
export async function createResponder(description) {
  const bundle = /** @type {any} */ (await description.bundle());
  const { validate } = createValidator(description);

  return (view) => {
    const response = view.responses.find(({ status }) => typeof status === "number" && status >= 200 && status < 300);
    if (!response) return undefined;
    const status = /** @type {number} */ (response.status);
    const media = response.media.find(({ type }) => isJson(type)) ?? response.media[0];
    /** @type {readonly string[] | undefined} */
    let problems;
    const bare = view.method === "HEAD" || status === 204 || status === 205;
    const { body, expected, valid } = bare ? nothing : answer(media);
    return {
      status,
      expected,
      valid,
      problems: () => problems ?? ["sent nothing"],
      fetch: async (url, init) => {
        const request =
          init?.body instanceof FormData ? { ...init, headers: { ...init.headers, "content-type": "multipart/form-data" } } : init;
        problems = requestProblems(description, view, new URL(String(url)), request ?? {});
        return new Response(body, { status, headers: media && body !== null ? { "content-type": concrete(media.type) } : {} });
      },
    };
  };

  /** @param {MediaView | undefined} media @returns {{ body: string | Uint8Array<ArrayBuffer> | null, expected: Exchange["expected"], valid: boolean }} */
  function answer(media) {
    if (!media) return nothing;
    const type = concrete(media.type);
    if (!isJson(type)) {
      const text = /^text\/|xml$/.test(type);
      return {
        body: text ? "text" : new Uint8Array([0, 255]),
        expected: text ? "text" : new Blob([new Uint8Array([0, 255])]),
        valid: true,
      };
    }
    const { value, valid } = jsonAnswer(media);
    return { body: JSON.stringify(value), expected: value, valid };
  }

  // The vendor's example, unless it is not what the vendor's schema says; then a value made from the schema.
  /** @param {MediaView} media @returns {{ value: Json, valid: boolean }} */
  function jsonAnswer({ schema, examples }) {
    if (!schema) return { value: {}, valid: true };
    const made = () =>
      JSON.parse(JSON.stringify(sample(/** @type {any} */ (schema.node), { quiet: true, skipWriteOnly: true }, bundle) ?? null));
    for (const candidate of [() => examples[0]?.value, made]) {
      const value = candidate();
      if (value !== undefined && validate(schema, value, { direction: "response" }).length === 0) return { value, valid: true };
    }
    return { value: made(), valid: false };
  }
}

const nothing = { body: null, expected: undefined, valid: true };

/** @param {string} type */
const isJson = (type) => /[/+]json$/.test(concrete(type));

/** The essence of a media type; of a range, a type in it. @param {string} type */
function concrete(type) {
  const essence = /** @type {string} */ (type.split(";")[0]).trim();
  return essence.endsWith("/*") ? (essence.startsWith("image") ? "image/png" : "application/json") : essence;
}

/** @param {Description} description @param {OperationView} view @param {URL} url @param {RequestInit} init @returns {string[]} */
function requestProblems(description, view, url, init) {
  const headers = new Headers(init.headers);
  const cookies = headers.get("cookie") ?? "";
  /** @param {string} place @param {string} name */
  const has = (place, name) => {
    if (place === "header") return headers.has(name);
    if (place === "cookie") return cookies.includes(`${name}=`);
    return [...url.searchParams.keys()].some((key) => key === name || key.startsWith(`${name}[`));
  };
  const template = view.path.replace(/[.*+?^$()|[\]\\]/g, "\\$&").replace(/\{[^}]+\}/g, "[^/]+");
  const found = [];
  if (init.method !== view.method) found.push(`sent as ${init.method}`);
  if (!new RegExp(`^${template}$`).test(url.pathname)) found.push(`sent to ${url.pathname}`);
  for (const { name, in: place, required, schema } of view.parameters) {
    // The properties of an object may go out under their own names.
    const spread = place === "query" && schema.resolved["type"] === "object";
    const protocol = place === "header" && /^(accept|content-type|authorization)$/i.test(name);
    if (required && place !== "path" && !spread && !protocol && !has(place, name)) found.push(`sent without ${place} ${name}`);
  }
  const type = concrete(headers.get("content-type") ?? "");
  if (init.body !== undefined && !view.body?.media.some((media) => concrete(media.type) === type))
    found.push(`sent as ${type || "no media type"}`);
  if (view.body?.required && init.body === undefined) found.push("sent without a body");
  /** @param {string} name */
  const proven = (name) => {
    const scheme = description.securitySchemes.get(name);
    return !scheme || scheme.type === "mutualTLS" || has(scheme.in, scheme.key);
  };
  if (view.security.length > 0 && !view.security.some((all) => all.every(({ scheme }) => proven(scheme))))
    found.push("sent without a credential");
  return found;
}
