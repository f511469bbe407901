/** A share as text, to a tenth: `1.7 %`. */
export function percent(share: number): string {
  return `${Number((100 * share).toFixed(1))} %`;
}
