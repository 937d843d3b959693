/** What the server is told of the settings. What they mean is the server's business. */
import * as vscode from "vscode";

export const SECTION = "opencodeinterpreter";

/** Settings that are about starting the server and not for it. */
const CLIENT_ONLY: ReadonlySet<string> = new Set(["serverPython"]);

export function serverSettings(): Record<string, unknown> {
  const section = vscode.workspace.getConfiguration().get<Record<string, unknown>>(SECTION, {});
  return Object.fromEntries(Object.entries(section).filter(([name]) => !CLIENT_ONLY.has(name)));
}

/** Whether a change of the settings needs a new server process. */
export function needsRestart(change: vscode.ConfigurationChangeEvent): boolean {
  return [...CLIENT_ONLY].some((name) => change.affectsConfiguration(`${SECTION}.${name}`));
}
