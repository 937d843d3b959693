/** Finds a Python that has the language server. Knows nothing of the protocol that it speaks. */
import { execFile } from "node:child_process";
import * as vscode from "vscode";

const PROBE = "import importlib.util, sys; sys.exit(importlib.util.find_spec('opencodeinterpreter') is None)";
const PROBE_TIMEOUT_MS = 20_000;

/** The part of the ms-python extension's API that is used here. */
interface PythonExtension {
  environments: {
    getActiveEnvironmentPath(resource?: vscode.Uri): { path: string };
    resolveEnvironment(environment: {
      path: string;
    }): Promise<{ executable: { uri: vscode.Uri | undefined } } | undefined>;
  };
}

export class NoServerError extends Error {
  constructor(tried: readonly string[]) {
    const [first = "python3"] = tried;
    super(
      `No Python has the package opencodeinterpreter (tried ${tried.join(", ")}). ` +
        `Install it with: ${first} -m pip install opencodeinterpreter, or set opencodeinterpreter.serverPython.`,
    );
  }
}

/** The first interpreter that has the server: the setting's, the Python extension's, those on PATH. */
export async function findInterpreter(cwd: string): Promise<string> {
  const chosen = vscode.workspace.getConfiguration("opencodeinterpreter").get<string>("serverPython", "");
  const candidates = chosen === "" ? [await activeInterpreter(), "python3", "python"] : [chosen];
  const tried: string[] = [];
  for (const candidate of candidates) {
    if (candidate === undefined || tried.includes(candidate)) continue;
    if (await hasServer(candidate, cwd)) return candidate;
    tried.push(candidate);
  }
  throw new NoServerError(tried);
}

async function activeInterpreter(): Promise<string | undefined> {
  const extension = vscode.extensions.getExtension<PythonExtension>("ms-python.python");
  if (extension === undefined) return undefined;
  const { environments } = await extension.activate();
  const active = environments.getActiveEnvironmentPath(vscode.workspace.workspaceFolders?.[0]?.uri);
  const resolved = await environments.resolveEnvironment(active);
  return resolved?.executable.uri?.fsPath;
}

function hasServer(interpreter: string, cwd: string): Promise<boolean> {
  return new Promise((resolve) => {
    execFile(interpreter, ["-c", PROBE], { cwd, timeout: PROBE_TIMEOUT_MS }, (error) => {
      resolve(error === null);
    });
  });
}
