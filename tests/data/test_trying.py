"""A model's programs run inside a sandbox, each by itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from opencodeinterpreter.data.handwritten import BROKEN_PROGRAMS
from opencodeinterpreter.data.trying import TrialRunner
from opencodeinterpreter.errors import KernelError
from opencodeinterpreter.kernel.capabilities import SWITCH
from opencodeinterpreter.kernel.sandbox import probe_sandbox

needs_sandbox = pytest.mark.skipif(not probe_sandbox().available, reason="no sandbox on this machine")


@needs_sandbox
def test_programs_are_judged_by_what_they_print_and_leave_nothing_behind(tmp_path):
    victim = tmp_path / "file"
    victim.write_text("kept")
    with TrialRunner() as runner:
        assert runner.run("print(1 + 1)").printed("2\n")
        assert not runner.run("print(3)").printed("2\n")
        failure = runner.run("x = 1\nprint(y)\n").failure
        assert failure
        assert (failure.name, failure.frames[0].line) == ("NameError", 2)
        assert runner.run("import os\nos._exit(3)").timed_out
        runner.run(f"open({str(victim)!r}, 'w').write('gone')")
        assert runner.run("import builtins\nbuiltins.print = None").failure is None
        assert runner.run("print('still here')").printed("still here\n")
    assert victim.read_text() == "kept"
    assert not Path("gone").exists()


@needs_sandbox
def test_the_broken_programs_of_the_suite_are_broken():
    with TrialRunner() as runner:
        assert all(runner.run(item.code).failure for item in BROKEN_PROGRAMS)


def test_without_a_sandbox_nothing_is_run(monkeypatch):
    monkeypatch.setenv(SWITCH, "sandbox")
    with pytest.raises(KernelError, match="only judged in a sandbox"):
        TrialRunner()
