"""What a model is asked at one point of a request, and what it is asked next when the answer failed."""

from __future__ import annotations

import difflib

import attrs

from opencodeinterpreter.kernel.protocol import Execution
from opencodeinterpreter.loop.feedback import headline, own_failure
from opencodeinterpreter.loop.wording import Wording
from opencodeinterpreter.text.indent import dedent
from opencodeinterpreter.text.scopes import Scope
from opencodeinterpreter.text.tracebacks import Failure


@attrs.frozen(kw_only=True)
class Task:
    """A model is asked by ``prompt`` to change ``given``, or to write code (None), in place of a ``stub`` if any.

    ``instruction`` is what the person asked for, "" when code is only to stop failing. ``failure`` is how ``given``
    fails, as seen from its own lines; None when it doesn't. ``context`` is the code above that the prompt shows.
    """

    wording: Wording
    prompt: str
    given: str | None
    stub: str = ""
    instruction: str = ""
    failure: Failure | None = None
    context: str = ""

    @property
    def can_be_reviewed(self) -> bool:
        """Whether the model can tell how well new code fits the words that asked for it, and for nothing else."""
        return self.wording.info.reviews and self.given is None and not self.stub and bool(self.instruction)

    def description_of(self, code: str) -> str:
        """The prompt that asks what code was written for."""
        return self.wording.describe(self.context, code)

    def after(self, scope: Scope, placed: str, reply: str, execution: Execution) -> Task:
        """The next task once a reply failed, whose code stands ``placed`` in the document.

        It is about the changed code. A model whose card says so is told instead what was tried on the code as it was,
        unless the change got further: a line that it spoilt can't be mended by one that has forgotten how it was.
        """
        changed = dedent(placed, scope.indent)
        then = own_failure(execution.error, scope, placed) if execution.error else None
        if self._starts_over(changed, then):
            failure = headline(execution, timeout_s=self.wording.timeout_s)
            return attrs.evolve(self, prompt=self.wording.tried(self.prompt, reply, failure))
        prompt = self.wording.execution_feedback(scope, changed, placed, execution, self.instruction)
        return attrs.evolve(self, prompt=prompt, given=changed, failure=then)

    def _starts_over(self, changed: str, then: Failure | None) -> bool:
        if self.given is None or self.wording.info.feedback_form == "changed":
            return False
        return self.failure is None or then is None or not gets_further(self.given, self.failure, changed, then)


def gets_further(given: str, failure: Failure, changed: str, then: Failure) -> bool:
    """Whether changed code fails in a line which it has from the code given, and not in the one that failed there."""
    if not failure.frames or not then.frames:
        return False
    before = _old_lines(given, changed).get(then.frames[-1].line)
    return before is not None and before != failure.frames[-1].line


def _old_lines(given: str, changed: str) -> dict[int, int]:
    """The numbers of the unchanged lines, new to old."""
    lines = difflib.SequenceMatcher(None, given.splitlines(), changed.splitlines(), autojunk=False)
    blocks = lines.get_matching_blocks()
    return {block.b + at + 1: block.a + at + 1 for block in blocks for at in range(block.size)}
