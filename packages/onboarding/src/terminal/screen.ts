import { plainText } from "@gatehouse/command-line";

/** Where a run is shown. */
export interface Screen {
  /** True: a terminal with a person before it. False: a log, which gets plain lines and few of them. */
  readonly live: boolean;
  line(text: string): void;
  /** A line that the next one replaces; nothing where the screen is not live. */
  passing(text: string): void;
}

/** Colours, as escape codes. */
export const PAINT = { bold: "1", red: "31", green: "32", yellow: "33", grey: "90" } as const;

/** A text as it is meant to look; without control characters of others' making. */
export type Paint = (style: keyof typeof PAINT, text: string) => string;

export function screenOf(stream: { readonly isTTY?: boolean; write(text: string): unknown }, environment: NodeJS.ProcessEnv): Screen {
  const live = stream.isTTY === true && !environment["CI"] && !environment["NO_COLOR"];
  return {
    live,
    line: (text) => void stream.write(live ? `\r\u001b[K${text}\n` : `${text}\n`),
    passing: (text) => void (live && stream.write(`\r\u001b[K${text}`)),
  };
}

export function painter({ live }: Screen): Paint {
  return (style, text) => (live ? `\u001b[${PAINT[style]}m${plainText(text)}\u001b[0m` : plainText(text));
}
