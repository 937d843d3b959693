"""Words the turns of a conversation: fills the prompt files with what a model needs to know, cut to its size."""

from __future__ import annotations

from pathlib import Path

import attrs

from opencodeinterpreter.kernel.protocol import Execution
from opencodeinterpreter.loop.feedback import own_failure, result_text
from opencodeinterpreter.loop.prompts import Prompts
from opencodeinterpreter.model.protocol import ModelInfo
from opencodeinterpreter.text.context import trim
from opencodeinterpreter.text.generation import Generation
from opencodeinterpreter.text.line_edits import number_lines
from opencodeinterpreter.text.scopes import Scope
from opencodeinterpreter.text.tracebacks import Failure, render
from opencodeinterpreter.text.truncate import cut

# Models that see only the last turn are small ones: they have room for little besides the task.
_CONTEXT_CHARS = {True: 6000, False: 900}
_RESULT_CHARS = {True: 3000, False: 1000}
_REPLY_CHARS = 300


@attrs.frozen
class Wording:
    """The prompts for one model."""

    info: ModelInfo
    prompts: Prompts
    timeout_s: float

    @classmethod
    def for_model(cls, info: ModelInfo, *, prompts_dir: Path | None, timeout_s: float) -> Wording:
        """The person's prompts first, then those for the model's answer form. Raises PromptError."""
        return cls(info, Prompts(override=prompts_dir, answer_form=info.answer_form), timeout_s)

    def generate(self, generation: Generation) -> str:
        """Ask for new code, or for the function that a stub stands for."""
        return self.prompts.render(
            "generate",
            context=self._context(generation.context),
            stub=generation.stub,
            instruction=generation.instruction,
        )

    def describe(self, context: str, code: str) -> str:
        """Ask what the code below a context was written for."""
        return self.prompts.render("describe", context=self._context(context), code=code.strip())

    def change(self, given: str, instruction: str) -> str:
        """Ask to change code, without an earlier turn."""
        return self.prompts.render(
            "change",
            instruction=instruction,
            feedback=instruction,
            code=given.rstrip(),
            numbered_code=number_lines(given),
        )

    def fix(self, scope: Scope, own: Failure, instruction: str) -> str:
        """Ask to mend the region's code; ``own`` is the failure as seen from its lines."""
        failure = render(own) if own.frames else own.headline
        return self.prompts.render(
            "fix",
            code=scope.shown.rstrip(),
            numbered_code=number_lines(scope.shown),
            failure=failure,
            result=failure,
            failed=True,
            instruction=instruction,
            feedback=instruction,
            context=self._context("\n".join([*scope.before, scope.head])),
        )

    def execution_feedback(self, scope: Scope, given: str, placed: str, execution: Execution, instruction: str) -> str:
        """Say what running the candidate brought; ``instruction`` is what the request asked for, "" for a plain fix."""
        return self._feedback("execution_feedback", scope, given, placed, execution, instruction=instruction)

    def tried(self, prompt: str, reply: str, failure: str) -> str:
        """Ask once more, having said what a reply to the prompt was and why it failed, in a line."""
        return self.prompts.render("tried", prompt=prompt, reply=cut(reply.strip(), _REPLY_CHARS), failure=failure)

    def human_feedback(self, scope: Scope, given: str, placed: str, execution: Execution | None, feedback: str) -> str:
        """Hand on what the person says of the candidate."""
        return self._feedback("human_feedback", scope, given, placed, execution, feedback=feedback)

    def _feedback(
        self, name: str, scope: Scope, given: str, placed: str, execution: Execution | None, **words: str
    ) -> str:
        result = failure = ""
        if execution is not None:
            limit = _RESULT_CHARS[self.info.sends_history]
            result = result_text(execution, scope, placed, timeout_s=self.timeout_s, limit_chars=limit)
            failure = render(own_failure(execution.error, scope, placed)) if execution.error else ""
        if failure and self.info.answer_form == "line-edits":
            # Such models are small: they were taught on tracebacks, and what was printed before only distracts them.
            result = failure
        return self.prompts.render(
            name,
            code=given.rstrip(),
            numbered_code=number_lines(given),
            result=result,
            failed=execution is not None and not execution.ok,
            failure=failure,
            **{"instruction": "", "feedback": "", **words},
        )

    def _context(self, code: str) -> str:
        return trim(code, _CONTEXT_CHARS[self.info.sends_history])
