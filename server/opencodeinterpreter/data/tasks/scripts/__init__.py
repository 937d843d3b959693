"""Small scripts and classes that are no single operation."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from opencodeinterpreter.data.tasks.scripts.classes import classes
from opencodeinterpreter.data.tasks.scripts.containers import dictionary, lists, records
from opencodeinterpreter.data.tasks.scripts.libraries import chance, dates, frames, plots
from opencodeinterpreter.data.tasks.scripts.printing import countdown, fizzbuzz, greet, hello, shapes, times_table
from opencodeinterpreter.data.tasks.task import Task

SCRIPTS: tuple[Callable[[Random], Task], ...] = (
    hello,
    greet,
    fizzbuzz,
    times_table,
    shapes,
    countdown,
    dictionary,
    records,
    dates,
    chance,
    classes,
    plots,
    frames,
    lists,
)
