/** A value as one word of a POSIX shell, whatever is in it. */
export function shellWord(value: string): string {
  return /^[A-Za-z0-9_\-.,:/@%+=]+$/.test(value) ? value : `'${value.replaceAll("'", `'\\''`)}'`;
}
