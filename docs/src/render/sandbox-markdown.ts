import type { SandboxPage } from "../model/sandbox-page.js";
import { blocks, list } from "./markdown-parts.js";

/** The sandbox page of an API as Markdown: the same value as the HTML page, in the same order. */
export function sandboxMarkdown(title: string, page: SandboxPage): string {
  const { accounts, wellKnown, refusals, hooks, settings, notImitated } = page;
  return blocks([
    `# Sandbox of ${title}`,
    `Imitates release ${page.release}, below \`/${page.api}\`.`,
    "## Accounts",
    list(
      accounts.map(({ name, summary, credentials, token }) => {
        const values = [...credentials, ...(token ? [["token", token] as const] : [])].map(([key, value]) => `${key} \`${value}\``);
        return `**${name}**: ${summary} ${values.join(", ")}`;
      }),
    ),
    "## Ids of a fresh sandbox",
    list(wellKnown.map(([name, id]) => `${name}: \`${id}\``)),
    "## What is refused",
    list(refusals.map(({ rule, status, errorCode, basis }) => `\`${rule}\`: ${status} \`${errorCode}\`, ${basis}`)),
    hooks.length > 0 &&
      `## Around it\n\nWhat no call of the vendor does: \`POST /_gatehouse/hooks/${page.api}/<name>\`.\n\n${list(
        hooks.map(({ name, summary, takes }) => `\`${name}\`: ${summary} Takes ${takesText(takes)}.`),
      )}`,
    settings.length > 0 && `## Settings\n\n${list(settings.map(([name, value]) => `\`${name}\`: ${value}`))}`,
    notImitated.length > 0 &&
      `## Not imitated\n\nAnswered with 501.\n\n${list(notImitated.map(({ method, path, why }) => `\`${method} ${path}\`: ${why}`))}`,
  ]);
}

/** What a hook takes, in words. */
export function takesText(takes: readonly string[]): string {
  return takes.length === 0 ? "nothing" : takes.map((name) => `\`${name}\``).join(", ");
}
