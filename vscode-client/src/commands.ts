/**
 * Fills in what the palette, a key or a menu leaves out of a command's argument. The server does the work; code actions
 * and lenses arrive with their argument and pass through.
 */
import * as vscode from "vscode";
import type { ExecuteCommandSignature } from "vscode-languageclient/node";

const PREFIX = "opencodeinterpreter.";

interface CommandArgument {
  uri: string;
  range?: { start: vscode.Position; end: vscode.Position };
  id?: string;
  instruction?: string;
  traceback?: string;
  feedback?: string;
}

/** The part of a command's result that is used here. */
interface CommandResult {
  readonly id?: string;
}

export class Commands {
  /** The last conversation of each document. */
  private readonly conversations = new Map<string, string>();

  /** Middleware for every command that the server offers. */
  async execute(command: string, given: unknown[], next: ExecuteCommandSignature): Promise<unknown> {
    const argument = await this.complete(command.slice(PREFIX.length), given);
    if (argument === undefined) return undefined;
    const result = ((await next(command, [argument])) ?? {}) as CommandResult;
    this.note(command.slice(PREFIX.length), argument.uri, result);
    return result;
  }

  /** Commands that ask for what an editor can't point at, and then call the server's. */
  register(): vscode.Disposable[] {
    const contributed: Record<string, (editor: vscode.TextEditor) => Promise<void>> = {
      runFile: (editor) => call("run", { uri: uriOf(editor) }),
      ask: async (editor) => {
        const instruction = await vscode.window.showInputBox({ prompt: "What should the code do?" });
        if (instruction) await call("generateAndRun", { ...placeOf(editor), instruction });
      },
      fixPastedTraceback: async (editor) => {
        const traceback = await vscode.env.clipboard.readText();
        await call("fixFromTraceback", { uri: uriOf(editor), traceback });
      },
    };
    return Object.entries(contributed).map(([name, run]) =>
      vscode.commands.registerCommand(PREFIX + name, async () => {
        const editor = vscode.window.activeTextEditor;
        if (editor !== undefined) await run(editor);
      }),
    );
  }

  private async complete(name: string, given: unknown[]): Promise<CommandArgument | undefined> {
    const argument = isArgument(given[0]) ? { ...given[0] } : this.fromEditor(name);
    if (name !== "refine" || argument === undefined || argument.feedback) return argument;
    const feedback = await vscode.window.showInputBox({ prompt: "What should be different?" });
    return feedback ? { ...argument, feedback } : undefined;
  }

  private fromEditor(name: string): CommandArgument | undefined {
    const editor = vscode.window.activeTextEditor;
    if (editor === undefined) return undefined;
    if (!["refine", "showConversation"].includes(name)) return placeOf(editor);
    const id = this.conversations.get(uriOf(editor));
    if (id !== undefined) return { uri: uriOf(editor), id };
    void vscode.window.showInformationMessage(
      "There is no conversation about this document yet. Generate or fix code first.",
    );
    return undefined;
  }

  private note(name: string, uri: string, { id }: CommandResult): void {
    if (id && ["generateAndRun", "fixFromTraceback", "refine"].includes(name)) this.conversations.set(uri, id);
  }
}

async function call(name: string, argument: CommandArgument): Promise<void> {
  await vscode.commands.executeCommand(PREFIX + name, argument);
}

function uriOf(editor: vscode.TextEditor): string {
  return editor.document.uri.toString();
}

/** A vscode.Range would serialise as an array; its positions serialise as the protocol's, both in UTF-16 units from 0. */
function placeOf(editor: vscode.TextEditor): CommandArgument {
  const { start, end } = editor.selection;
  return { uri: uriOf(editor), range: { start, end } };
}

function isArgument(value: unknown): value is CommandArgument {
  return typeof value === "object" && value !== null && "uri" in value && typeof value.uri === "string";
}
