/** The status bar item: which model answers and what the server is doing, as the server says it. */
import * as vscode from "vscode";

/** Parameters of the notification `opencodeinterpreter/status`. */
export interface ServerStatus {
  readonly model?: string | null;
  readonly state?: string | null;
  readonly kernel?: string | null;
  readonly isolation?: string | null;
}

const RESTING: ReadonlySet<string> = new Set(["", "idle", "none"]);

export class StatusItem implements vscode.Disposable {
  private readonly item = vscode.window.createStatusBarItem("opencodeinterpreter", vscode.StatusBarAlignment.Right, 90);

  constructor() {
    this.item.name = "OpenCodeInterpreter";
    this.item.command = "opencodeinterpreter.showLog";
  }

  show(status: ServerStatus): void {
    const model = status.model === "" ? undefined : status.model;
    this.item.text = `${icon(status)} ${model ?? "OpenCodeInterpreter"}`;
    this.item.tooltip = new vscode.MarkdownString(
      Object.entries(status)
        .filter(([, value]) => typeof value === "string" && value !== "")
        .map(([name, value]) => `**${name}**: ${String(value)}`)
        .join("  \n"),
    );
    this.item.show();
  }

  dispose(): void {
    this.item.dispose();
  }
}

function icon({ state, kernel }: ServerStatus): string {
  if (state === "failed") return "$(warning)";
  return RESTING.has(state ?? "") && RESTING.has(kernel ?? "") ? "$(sparkle)" : "$(loading~spin)";
}
