/** The code of every `@example` in generated documentation. */
export function examplesIn(client: string): readonly string[] {
  return [...client.matchAll(/```ts\n([\s\S]*?)\n *\* ```/g)].map((match) => (match[1] as string).replace(/^ *\* ?/gm, ""));
}
