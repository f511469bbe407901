let second = Number.NaN;
let text = "";

/** A time as HTTP writes it. Writing one takes longer than most answers, and a server's second has many of them. */
export function httpDate(milliseconds: number): string {
  const now = Math.floor(milliseconds / 1000);
  if (now !== second) {
    second = now;
    text = new Date(milliseconds).toUTCString();
  }
  return text;
}
