/** A text as one word of a POSIX shell: in single quotes, which nothing inside can end. */
export function shellQuote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/**
 * A text with variables in it as one word of a POSIX shell: the text in single quotes, the variables in double ones.
 *
 * @param variableOf The name of the variable that a placeholder stands for.
 */
export function shellWord(text: string, placeholder: RegExp, variableOf: (match: string) => string): string {
  const words: string[] = [];
  let at = 0;
  for (const match of text.matchAll(placeholder)) {
    if (match.index > at) words.push(shellQuote(text.slice(at, match.index)));
    words.push(`"$${variableOf(match[0])}"`);
    at = match.index + match[0].length;
  }
  if (at < text.length || words.length === 0) words.push(shellQuote(text.slice(at)));
  return words.join("");
}

/** A text as a comment: one line, whatever is in it. */
export function shellComment(text: string): string {
  return `# ${text.replace(/[\r\n\u2028\u2029]+/g, " ")}`;
}
