import { LEVELS } from "@gatehouse/description";
import type { ApiPage } from "../model/api-page.js";

/** The overview of an API as Markdown. */
export function apiMarkdown(api: ApiPage): string {
  const lines = [`# ${api.title}`, "", `Describes the vendor's release ${api.vendorRelease}.`];
  if (api.description) lines.push("", api.description.trim());
  lines.push("", "## How sure we are", "");
  for (const level of LEVELS) lines.push(`- ${level}: ${api.evidence.counts[level]} of ${api.evidence.total} claims`);
  lines.push("", "## Servers", "");
  for (const server of api.servers)
    lines.push(`- ${server.url} (${server.name})${server.description ? `: ${oneLine(server.description)}` : ""}`);
  lines.push("", "## Login");
  for (const login of api.logins)
    lines.push("", `${login.scheme}:`, "", ...login.steps.map((step, index) => `${index + 1}. ${oneLine(step)}`));
  lines.push("", "## Operations, and who may call them");
  for (const group of api.groups) {
    lines.push("", `### ${group.name}`, "");
    for (const { operation, access, retry, evidence } of group.operations) {
      const who = access.public ? "anybody" : access.permissions.join(", ") || "any caller with a credential";
      const life = operation.lifecycle ? `; ${operation.lifecycle.text}` : "";
      lines.push(
        `- [${operation.title}](${operation.id}.md) \`${operation.method} ${operation.path}\`: ${who}; ${retry.rule}; ${evidence.counts.assumed} assumed${life}`,
      );
    }
  }
  if (api.models.length > 0) lines.push("", "## Models on pages of their own", "");
  for (const { name } of api.models) lines.push(`- [${name}](models/${name}.md)`);
  lines.push("", "## Sources", "");
  for (const source of api.evidence.sources)
    lines.push(`- ${source.key}: [${source.title}](${source.url}), ${source.kind}, read ${source.read}`);
  return `${lines.join("\n")}\n`;
}

function oneLine(text: string): string {
  return text.trim().replace(/\s*\n\s*/g, " ");
}
