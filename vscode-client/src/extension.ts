/** Starts the language server and stays out of its way. */
import * as vscode from "vscode";
import { DidChangeConfigurationNotification, LanguageClient, TransportKind } from "vscode-languageclient/node";
import { Commands } from "./commands";
import { findInterpreter } from "./interpreter";
import { SECTION, needsRestart, serverSettings } from "./settings";
import { type ServerStatus, StatusItem } from "./status";

let session: Session | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  session = new Session(context.extensionPath);
  context.subscriptions.push(session);
  await session.restart();
}

export async function deactivate(): Promise<void> {
  await session?.stop();
}

/** One language server at a time, and what the editor shows of it. */
class Session implements vscode.Disposable {
  private readonly log = vscode.window.createOutputChannel("OpenCodeInterpreter", { log: true });
  private readonly status = new StatusItem();
  private readonly commands = new Commands();
  private readonly disposables: { dispose(): unknown }[] = [
    this.log,
    this.status,
    ...this.commands.register(),
    vscode.commands.registerCommand("opencodeinterpreter.restartServer", () => this.restart()),
    vscode.commands.registerCommand("opencodeinterpreter.showLog", () => {
      this.log.show();
    }),
    vscode.workspace.onDidChangeConfiguration((change) => (needsRestart(change) ? this.restart() : undefined)),
  ];
  private client: LanguageClient | undefined;

  /** `cwd`: where the server starts; not the workspace, whose modules would shadow the standard library's. */
  constructor(private readonly cwd: string) {}

  async restart(): Promise<void> {
    await this.stop();
    this.status.show({ state: "starting" });
    try {
      const client = this.newClient(await findInterpreter(this.cwd));
      this.client = client;
      client.onNotification("opencodeinterpreter/status", (status: ServerStatus) => {
        this.status.show(status);
      });
      await client.start();
      this.status.show({ state: "idle" });
    } catch (error) {
      this.status.show({ state: "failed" });
      void this.report(error instanceof Error ? error.message : String(error));
    }
  }

  async stop(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    if (client?.needsStop()) await client.stop();
    await client?.dispose();
  }

  dispose(): void {
    for (const disposable of this.disposables) disposable.dispose();
  }

  private newClient(command: string): LanguageClient {
    const args = ["-m", "opencodeinterpreter", "lsp"];
    const server = { command, args, transport: TransportKind.stdio, options: { cwd: this.cwd } };
    return new LanguageClient(SECTION, "OpenCodeInterpreter", server, {
      documentSelector: [{ language: "python" }],
      outputChannel: this.log,
      initializationOptions: serverSettings,
      middleware: {
        executeCommand: (name, args: unknown[], next) => this.commands.execute(name, args, next),
        workspace: {
          configuration: (params) => params.items.map(serverSettings),
          didChangeConfiguration: () => this.sendSettings(),
        },
      },
    });
  }

  private async sendSettings(): Promise<void> {
    const settings = { [SECTION]: serverSettings() };
    await this.client?.sendNotification(DidChangeConfigurationNotification.type, { settings });
  }

  private async report(message: string): Promise<void> {
    this.log.error(message);
    const chosen = await vscode.window.showErrorMessage(message, "Open settings", "Try again");
    if (chosen === "Open settings") {
      await vscode.commands.executeCommand("workbench.action.openSettings", `${SECTION}.serverPython`);
    }
    if (chosen === "Try again") await this.restart();
  }
}
