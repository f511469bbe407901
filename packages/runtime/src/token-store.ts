import type { Token, TokenStore } from "./seams.js";

/** Tokens in this process's memory. One store given to several clients lets them share their logins. */
export function memoryTokens(): TokenStore {
  // In a closure, so that printing the store shows no token.
  const tokens = new Map<string, Token>();
  return {
    get: (key) => tokens.get(key),
    set: async (key, token) => void tokens.set(key, token),
    drop: async (key, ifStill) => {
      if (tokens.get(key)?.value === ifStill) tokens.delete(key);
    },
  };
}
