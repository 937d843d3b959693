"""Generate, fix and refine, from a real editor session through a real HTTP engine and a real sandboxed kernel."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest
from lsp_editor import Editor, ResponseError, apply_edits, cursor, span
from lsp_endpoint import MODEL, Engine

Options = dict[str, object]
TOTAL = "def total(xs):\n    return sum(xs)\n"
BROKEN = "def total(xs):\n    return sum(xs) / 0\n\n\nprint(total([1]))\n"
COMMENT = "import math\n\n# add up a list\n\nprint('below')\n"


def fenced(code: str) -> str:
    return f"Here you are:\n```python\n{code}```\n"


def shown(editor: Editor, uri: str) -> list[tuple[int, int, str]]:
    """Line, severity and message of each diagnostic."""
    return [(d["range"]["start"]["line"], d["severity"], d["message"]) for d in editor.diagnostics.get(uri, [])]


async def actions(editor: Editor, uri: str, where: dict[str, Any], *only: str) -> dict[str, dict[str, Any]]:
    """The code actions at a place by title."""
    context: dict[str, Any] = {"diagnostics": [], **({"only": list(only)} if only else {})}
    params = {"textDocument": {"uri": uri}, "range": where, "context": context}
    return {action["title"]: action for action in await editor.request("textDocument/codeAction", params)}


async def take(editor: Editor, action: dict[str, Any]) -> dict[str, Any]:
    """Execute the command of an action, as an editor does."""
    return await editor.request("workspace/executeCommand", action["command"])


@pytest.mark.parametrize(
    ("text", "where", "instruction", "reply", "after"),
    [
        (COMMENT, cursor(2), None, TOTAL, COMMENT.replace("list\n", "list\n" + TOTAL)),
        (
            'def total(xs):\n    """Add up."""\n\n\nx = 1\n',
            cursor(1),
            None,
            'def total(xs):\n    """Add up."""\n    return sum(xs)\n',
            'def total(xs):\n    """Add up."""\n    return sum(xs)\n\n\nx = 1\n',
        ),
        ("x = 1\n\n", cursor(1), "print x", "print(x)\n", "x = 1\nprint(x)\n\n"),
        ("# twice é😋\r\nx = 1\r\n", cursor(0), None, "y = '😋'\n", "# twice é😋\r\ny = '😋'\r\nx = 1\r\n"),
    ],
    ids=["comment", "docstring", "instruction", "CRLF"],
)
async def test_generate(
    *,
    editor: Editor,
    engine: Engine,
    options: Options,
    tmp_path: Path,
    uri: str,
    text: str,
    where: dict[str, Any],
    instruction: str | None,
    reply: str,
    after: str,
) -> None:
    engine.replies.append(fenced(reply))
    await editor.initialize(tmp_path, options)
    editor.open(uri, text)
    given = {"instruction": instruction} if instruction else {}
    result = await editor.command("generateAndRun", uri=uri, range=where, **given)
    assert (result["status"], result["rounds"], result["isolation"]) == ("ok", 1, "fresh")
    assert result.keys() <= {"status", "id", "rounds", "grade", "isolation", "error", "text"}
    assert editor.texts[uri] == after
    edits = [r for r in editor.requests if r["method"] == "workspace/applyEdit"]
    assert len(edits) == 1
    assert edits[0]["params"]["edit"]["documentChanges"][0]["textDocument"]["version"] == 1


async def test_a_failure_is_refined_and_its_result_shown_as_a_trial(
    editor: Editor, engine: Engine, options: Options, tmp_path: Path, uri: str
) -> None:
    engine.replies += [fenced(BROKEN), fenced("print('better')\n")]
    await editor.initialize(tmp_path, options)
    editor.open(uri, "# say better\n")
    result = await editor.command("generateAndRun", uri=uri, range=cursor(0))
    assert (result["status"], result["rounds"], result["grade"]) == ("ok", 2, "output")
    assert "ZeroDivisionError" in engine.prompts()[1]
    (line, severity, message), *_ = shown(editor, uri)
    assert (line, severity) == (1, 3)
    assert "better" in message
    assert "sandbox" in message
    status = await editor.received("opencodeinterpreter/status", model=MODEL)
    assert status["isolation"] == "fresh"
    lenses = await editor.request("textDocument/codeLens", {"textDocument": {"uri": uri}})
    assert f"{MODEL}: output" in [lens["command"]["title"] for lens in lenses]
    transcript = await editor.command("showConversation", uri=uri, id=result["id"])
    assert "ZeroDivisionError" in transcript["text"]
    assert any(r["method"] == "window/showDocument" for r in editor.requests)


async def test_code_that_still_fails_is_inserted_and_marked(
    editor: Editor, engine: Engine, options: Options, tmp_path: Path, uri: str
) -> None:
    engine.replies.append(fenced(BROKEN))
    await editor.initialize(tmp_path, {**options, "maxRounds": 1})
    editor.open(uri, "# divide\n")
    result = await editor.command("generateAndRun", uri=uri, range=cursor(0))
    assert (result["status"], result["grade"], result["rounds"]) == ("failed", "failed", 1)
    assert "ZeroDivisionError" in result["error"]
    assert editor.texts[uri] == "# divide\n" + BROKEN
    assert (2, 1) in {(line, severity) for line, severity, _ in shown(editor, uri)}


@pytest.mark.parametrize("how", ["quick fix", "first run", "pasted", "pasted in a comment"])
async def test_fix(editor: Editor, engine: Engine, options: Options, tmp_path: Path, uri: str, how: str) -> None:
    """Only the wrong line changes; the prefix of the document is not touched."""
    engine.replies.append(fenced(BROKEN.replace(" / 0", "")))
    traceback = (
        'Traceback (most recent call last):\n  File "a b é.py", line 5, in <module>\n    print(total([1]))\n'
        '  File "a b é.py", line 2, in total\n    return sum(xs) / 0\nZeroDivisionError: division by zero'
    )
    comment = "# %%\n" + "".join(f"# {line}\n" for line in traceback.splitlines()) if "comment" in how else ""
    await editor.initialize(tmp_path, options)
    editor.open(uri, BROKEN + comment)
    if how == "quick fix":
        await editor.command("run", uri=uri)
        found = await actions(editor, uri, cursor(1), "quickfix")
        (action,) = found.values()
        assert action["isPreferred"] is True
        assert action["title"] == "Fix: ZeroDivisionError: division by zero"
        assert [d["range"] for d in action["diagnostics"]] == [d["range"] for d in editor.diagnostics[uri]]
        result = await take(editor, action)
    elif how == "first run":
        result = await editor.command("fixFromTraceback", uri=uri)
    elif how == "pasted":
        result = await editor.command("fixFromTraceback", uri=uri, traceback=traceback)
    else:
        result = await take(editor, (await actions(editor, uri, cursor(7)))["Fix from this traceback"])
    assert (result["status"], result["grade"], result["isolation"]) == ("ok", "output", "fresh")
    assert editor.texts[uri] == BROKEN.replace(" / 0", "") + comment
    edit = next(r for r in editor.requests if r["method"] == "workspace/applyEdit")["params"]["edit"]
    assert edit["documentChanges"][0]["edits"] == [{"range": span(1, 18, 1, 22), "newText": ""}]
    assert [severity for _, severity, _ in shown(editor, uri)] == [3]


async def test_a_fix_belongs_to_the_failure_and_not_to_what_the_run_printed(
    editor: Editor, options: Options, tmp_path: Path, uri: str
) -> None:
    await editor.initialize(tmp_path, options)
    editor.open(uri, "print('above')\n" + BROKEN)
    await editor.command("run", uri=uri)
    assert [severity for _, severity, _ in shown(editor, uri)] == [3, 1]
    (action,) = (await actions(editor, uri, cursor(2), "quickfix")).values()
    assert [d["message"] for d in action["diagnostics"]] == ["ZeroDivisionError: division by zero"]


@pytest.mark.parametrize(
    ("text", "argument", "status", "told"),
    [
        ("print(1)\n", {}, "ok", "Nothing fails there"),
        ("print(1)\n", {"traceback": "hello"}, "failed", "holds no Python traceback"),
        (
            "print(1)\n",
            {"traceback": 'Traceback (most recent call last):\n  File "/x.py", line 3, in <module>\nNameError: z'},
            "failed",
            "None of the traceback's lines lies in",
        ),
        ("", {}, "failed", "There is no code to run"),
    ],
)
async def test_nothing_to_fix_changes_nothing(
    *, editor: Editor, options: Options, tmp_path: Path, uri: str, text: str, argument: Options, status: str, told: str
) -> None:
    await editor.initialize(tmp_path, options)
    editor.open(uri, text)
    result = await editor.command("fixFromTraceback", uri=uri, **argument)
    assert result["status"] == status
    assert told in result.get("error", result.get("text", ""))
    assert any(told in message for message in editor.messages())
    assert editor.texts[uri] == text


async def test_an_instant_fix_costs_no_round(editor: Editor, options: Options, tmp_path: Path, uri: str) -> None:
    await editor.initialize(tmp_path, options)
    editor.open(uri, "numbers = [1, 2]\nprint(sun(numbers))\n")
    result = await editor.command("fixFromTraceback", uri=uri)
    assert (result["status"], result["rounds"]) == ("ok", 0)
    assert editor.texts[uri] == "numbers = [1, 2]\nprint(sum(numbers))\n"


async def test_refine_by_words_by_a_ready_wish_and_by_a_comment(
    editor: Editor, engine: Engine, options: Options, tmp_path: Path, uri: str
) -> None:
    typed = TOTAL.replace("(xs)", "(xs: list)", 1)
    engine.replies += [fenced(TOTAL), fenced(typed), fenced(TOTAL), fenced("total = sum\n")]
    await editor.initialize(tmp_path, options)
    editor.open(uri, COMMENT)
    made = await editor.command("generateAndRun", uri=uri, range=cursor(2))
    refined = await editor.command("refine", uri=uri, id=made["id"], feedback="say that it takes a list")
    assert (refined["status"], refined["id"]) == ("ok", made["id"])
    assert typed in editor.texts[uri]
    assert "say that it takes a list" in engine.prompts()[1]
    found = await actions(editor, uri, cursor(3))
    assert (await take(editor, found["Refine: make it shorter"]))["status"] == "ok"
    assert typed not in editor.texts[uri]
    editor.change(uri, (5, 0), (5, 0), "# refine: use the built-in\n")
    found = await actions(editor, uri, cursor(5))
    assert (await take(editor, found["Refine with this comment: use the built-in"]))["status"] == "ok"
    assert editor.texts[uri] == COMMENT.replace("list\n", "list\ntotal = sum\n")
    assert "use the built-in" in engine.prompts()[3]


@pytest.mark.parametrize(
    ("command", "argument", "told"),
    [
        ("generateAndRun", {"range": cursor(1)}, "Nothing there says what to write"),
        ("refine", {"id": "nope", "feedback": "x"}, "There is no conversation 'nope'"),
        ("showConversation", {"id": "nope"}, "There is no conversation 'nope'"),
    ],
)
async def test_nothing_to_write(
    *, editor: Editor, options: Options, tmp_path: Path, uri: str, command: str, argument: Options, told: str
) -> None:
    await editor.initialize(tmp_path, options)
    editor.open(uri, "x = 1\n\n\ny = 2\n")
    result = await editor.command(command, uri=uri, **argument)
    assert result["status"] == "failed"
    assert told in result["error"]


async def writing(editor: Editor, engine: Engine, uri: str, line: int = 2) -> tuple[int, asyncio.Future[Any]]:
    """A generation whose reply has begun but waits for ``engine.go``."""
    engine.hold = True
    engine.replies.append(fenced(TOTAL))
    arguments = [{"uri": uri, "range": cursor(line)}]
    sent = editor.send(
        "workspace/executeCommand", {"command": "opencodeinterpreter.generateAndRun", "arguments": arguments}
    )
    assert await asyncio.to_thread(engine.held.wait, 30)
    return sent


async def test_typing_elsewhere_during_generation(
    editor: Editor, engine: Engine, options: Options, tmp_path: Path, uri: str
) -> None:
    await editor.initialize(tmp_path, options)
    editor.open(uri, COMMENT)
    _, result = await writing(editor, engine, uri)
    editor.change(uri, (0, 0), (0, 0), "import os\n")
    editor.change(uri, (5, 0), (5, 0), "y = 1\n")
    engine.go.set()
    assert (await result)["status"] == "ok"
    assert editor.texts[uri] == "import os\n" + COMMENT.replace("list\n\n", f"list\n{TOTAL}\ny = 1\n")
    hover = await editor.request(
        "textDocument/hover", {"textDocument": {"uri": uri}, "position": {"line": 4, "character": 0}}
    )
    assert hover is None or "sandbox" in hover["contents"]["value"]


async def test_typing_at_the_same_place_keeps_the_code_and_offers_it(
    editor: Editor, engine: Engine, options: Options, tmp_path: Path, uri: str
) -> None:
    await editor.initialize(tmp_path, options)
    editor.open(uri, "def total(xs):\n    pass\n")
    _, result = await writing(editor, engine, uri, 0)
    editor.change(uri, (1, 4), (1, 8), "return 7")
    engine.go.set()
    answer = await result
    assert (answer["status"], answer["text"]) == ("failed", TOTAL)
    assert "was changed meanwhile" in answer["error"]
    assert editor.texts[uri] == "def total(xs):\n    return 7\n"
    found = await actions(editor, uri, cursor(2))
    (offer,) = (action for title, action in found.items() if title.startswith("Insert the generated code"))
    editor.apply_edit({"edit": offer["edit"]})
    assert editor.texts[uri] == "def total(xs):\n    return 7\n" + TOTAL
    assert not any(title.startswith("Insert") for title in await actions(editor, uri, cursor(2)))


async def test_closing_the_document_during_generation(
    editor: Editor, engine: Engine, options: Options, tmp_path: Path, uri: str
) -> None:
    await editor.initialize(tmp_path, options)
    editor.open(uri, COMMENT)
    _, result = await writing(editor, engine, uri)
    editor.close(uri)
    engine.go.set()
    answer = await result
    assert "was closed meanwhile" in answer["error"]
    editor.open(uri, COMMENT)
    found = await actions(editor, uri, cursor(0))
    (offer,) = (action for title, action in found.items() if title.startswith("Insert the generated code"))
    editor.apply_edit({"edit": offer["edit"]})
    assert editor.texts[uri] == COMMENT.replace("list\n", "list\n" + TOTAL)


@pytest.mark.parametrize("how", ["progress bar", "$/cancelRequest", "interrupt", "close stdin"])
async def test_cancelling_a_generation(
    editor: Editor, engine: Engine, options: Options, tmp_path: Path, uri: str, how: str
) -> None:
    await editor.initialize(tmp_path, options)
    editor.open(uri, COMMENT)
    request, result = await writing(editor, engine, uri)
    if how == "progress bar":
        token = (await editor.received("$/progress"))["token"]
        editor.notify("window/workDoneProgress/cancel", {"token": token})
    elif how == "$/cancelRequest":
        editor.notify("$/cancelRequest", {"id": request})
    elif how == "interrupt":
        await editor.command("interrupt", uri=uri)
    else:
        assert editor.process.stdin is not None
        editor.process.stdin.close()
        result.cancel()
    assert await asyncio.to_thread(engine.disconnected.wait, 30)
    if not result.cancelled():
        assert (await result)["status"] == "cancelled"
        assert editor.texts[uri] == COMMENT


async def test_one_request_at_a_time_and_never_the_same_twice(
    editor: Editor, engine: Engine, options: Options, tmp_path: Path, uri: str
) -> None:
    await editor.initialize(tmp_path, options)
    editor.open(uri, COMMENT + "# another list\n")
    _, first = await writing(editor, engine, uri)
    again = await editor.command("generateAndRun", uri=uri, range=cursor(2))
    assert "being written already" in again["error"]
    arguments = [{"uri": uri, "range": cursor(5)}]
    _, second = editor.send(
        "workspace/executeCommand", {"command": "opencodeinterpreter.generateAndRun", "arguments": arguments}
    )
    await editor.until(lambda: any("waiting for the request before" in str(m["params"]) for m in editor.notifications))
    assert len(engine.requests) == 1
    engine.go.set()
    assert [(await first)["status"], (await second)["status"]] == ["ok", "ok"]
    assert editor.texts[uri].count("def total") == 2


@pytest.mark.parametrize("refusal", ["error", "not applied", "no documentChanges"])
async def test_editors_that_refuse_edits(
    editor: Editor, engine: Engine, options: Options, tmp_path: Path, uri: str, refusal: str
) -> None:
    """eglot answers with an error while it holds back what the person typed; the edit comes again after that."""
    engine.replies.append(fenced(TOTAL))
    await editor.initialize(tmp_path, options, **({"workspace": {"applyEdit": True}} if refusal[0:2] == "no " else {}))
    editor.open(uri, COMMENT)
    refused: list[str] = []

    def refuse_once(params: dict[str, Any]) -> dict[str, Any]:
        if refused or "documentChanges" not in params["edit"]:
            return editor.apply_edit(params)
        refused.append(refusal)
        editor.change(uri, (0, 0), (0, 0), "import os\n")
        if refusal == "error":
            raise ResponseError({"code": -32603, "message": "Edits on `g.py' require version 1, you have 2"})
        return {"applied": False, "failureReason": "busy"}

    editor.answers["workspace/applyEdit"] = refuse_once
    result = await editor.command("generateAndRun", uri=uri, range=cursor(2))
    assert result["status"] == "ok"
    typed = "import os\n" if refused else ""
    assert editor.texts[uri] == typed + COMMENT.replace("list\n", "list\n" + TOTAL)


@pytest.mark.parametrize(
    ("trial", "agrees", "isolation", "grade"),
    [("ask", True, "live", "ran"), ("ask", False, "none", "unverified"), ("off", True, "none", "unverified")],
)
async def test_without_a_sandbox(
    *,
    editor: Editor,
    engine: Engine,
    options: Options,
    tmp_path: Path,
    uri: str,
    trial: str,
    agrees: bool,
    isolation: str,
    grade: str,
) -> None:
    engine.replies.append(fenced(TOTAL))
    editor.answers["window/showMessageRequest"] = lambda p: p["actions"][0] if agrees else None
    await editor.initialize(tmp_path, {**options, "trial": trial})
    editor.open(uri, "# add up a list\n")
    result = await editor.command("generateAndRun", uri=uri, range=cursor(0))
    assert (result["status"], result["isolation"], result["grade"]) == ("ok", isolation, grade)
    assert editor.texts[uri] == "# add up a list\n" + TOTAL
    asked = [r for r in editor.requests if r["method"] == "window/showMessageRequest"]
    assert bool(asked) == (trial == "ask")


@pytest.mark.parametrize(
    ("reply", "endpoint", "told"),
    [("I would rather not.", None, "held no code"), ("", "http://127.0.0.1:9/v1", "127.0.0.1:9")],
)
async def test_no_code_comes_back(
    *, editor: Editor, engine: Engine, options: Options, tmp_path: Path, uri: str, reply: str, endpoint: str, told: str
) -> None:
    engine.replies.append(reply)
    await editor.initialize(tmp_path, {**options, **({"endpoint": endpoint} if endpoint else {})})
    editor.open(uri, COMMENT)
    result = await editor.command("generateAndRun", uri=uri, range=cursor(2))
    assert result["status"] == "failed"
    assert told in result["error"]
    assert any(told in message for message in editor.messages())
    assert editor.texts[uri] == COMMENT


def test_the_editor_applies_edits_as_lsp_says() -> None:
    edits = [{"range": span(0, 2, 0, 3), "newText": "x"}, {"range": span(1, 0, 1, 0), "newText": "y"}]
    assert apply_edits("😋a\nb\n", edits) == "😋x\nyb\n"


async def test_what_is_refined_after_a_fix_is_the_mended_statement(
    editor: Editor, engine: Engine, options: Options, tmp_path: Path, uri: str
) -> None:
    text = "import math\n\nlimit = 3\n\n\n" + BROKEN
    engine.replies += [
        fenced(text.replace(" / 0", "")),
        fenced('def total(xs):\n    """Add up."""\n    return sum(xs)\n'),
    ]
    await editor.initialize(tmp_path, options)
    editor.open(uri, text)
    await editor.command("fixFromTraceback", uri=uri)
    assert not any(title.startswith("Refine") for title in await actions(editor, uri, cursor(2)))
    found = await actions(editor, uri, cursor(6))
    assert (await take(editor, found["Refine: add a docstring"]))["status"] == "ok"
    assert editor.texts[uri] == text.replace(" / 0", "").replace("(xs):\n", '(xs):\n    """Add up."""\n')
    assert "limit" not in engine.prompts()[1]
