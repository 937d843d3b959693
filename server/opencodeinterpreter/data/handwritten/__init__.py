"""A suite written by hand in the way in which newcomers write. Never trained on: it judges what training brought.

Each item brings its own solution, so that a test can show that it is solvable and that its check tells right from
wrong.
"""

from __future__ import annotations

from opencodeinterpreter.data.handwritten.broken_classes_and_tables import BROKEN_CLASSES_AND_TABLES
from opencodeinterpreter.data.handwritten.broken_everyday import BROKEN_EVERYDAY
from opencodeinterpreter.data.handwritten.broken_scripts import BROKEN_SCRIPTS
from opencodeinterpreter.data.handwritten.everyday_instructions import EVERYDAY_INSTRUCTIONS
from opencodeinterpreter.data.handwritten.functions import FUNCTIONS
from opencodeinterpreter.data.handwritten.items import BrokenProgram, Instruction, WishedChange
from opencodeinterpreter.data.handwritten.scripts import SCRIPTS
from opencodeinterpreter.data.handwritten.slips import SLIPS
from opencodeinterpreter.data.handwritten.wishes import WISHES
from opencodeinterpreter.data.handwritten.wishes_about_scripts import WISHES_ABOUT_SCRIPTS

INSTRUCTIONS: tuple[Instruction, ...] = (*SCRIPTS, *FUNCTIONS)
# Apart, because the instant fixes were chosen with these at hand, but not with those of every day.
KNOWN_BROKEN_PROGRAMS: tuple[BrokenProgram, ...] = (*SLIPS, *BROKEN_SCRIPTS, *BROKEN_CLASSES_AND_TABLES)
BROKEN_PROGRAMS: tuple[BrokenProgram, ...] = (*KNOWN_BROKEN_PROGRAMS, *BROKEN_EVERYDAY)
WISHED_CHANGES: tuple[WishedChange, ...] = (*WISHES, *WISHES_ABOUT_SCRIPTS)

__all__ = [
    "BROKEN_EVERYDAY",
    "BROKEN_PROGRAMS",
    "EVERYDAY_INSTRUCTIONS",
    "INSTRUCTIONS",
    "KNOWN_BROKEN_PROGRAMS",
    "WISHED_CHANGES",
    "BrokenProgram",
    "Instruction",
    "WishedChange",
]
