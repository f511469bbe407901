/** Words of HTML, of JSON and of errors. Whoever wrote them, they tell nothing; that it was an error page and not an answer, they tell. */
const PLAIN = /^[/!]?(html|head|title|body|h1|p|true|false|null|error|not|found|bad|gateway|invalid|request|server|fetch|failed)[.,;]?$/i;

/** Longest text that is shown. */
const MOST = 200;

/**
 * What may be shown of a text that somebody else wrote: how it is put together, the names of JSON members, and words of a fixed list. All else
 * becomes `…`, because nobody can tell a secret by its looks: an allow-list errs on the side of silence.
 */
export function redact(text: string): string {
  return text
    .slice(0, 9 * MOST)
    .replace(/([{,]\s*"[a-z_]{1,40}"\s*:)|[^\s{}[\]",:<>]+/gi, (run, name) => (name || PLAIN.test(run) ? run : "…"))
    .replace(/…(\W*…)+/g, "…")
    .replace(/\s+/g, " ")
    .slice(0, MOST);
}
