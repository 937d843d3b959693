"""Mistakes that keep code from being read: punctuation, indentation, habits from other languages."""

from __future__ import annotations

from random import Random

from opencodeinterpreter.data.mistakes.places import substitute


def missing_colon(code: str, random: Random) -> str | None:
    """A block head without its colon."""
    return substitute(code, random, r"(?<=[\w)\]'\"]):(?=\n)", "")


def missing_closer(code: str, random: Random) -> str | None:
    """A bracket that is never closed at the end of its line."""
    return substitute(code, random, r"[)\]}](?=:?\n)", "")


def missing_inner_closer(code: str, random: Random) -> str | None:
    """A bracket that is never closed within its line."""
    return substitute(code, random, r"[)\]}](?=.)", "")


def extra_closer(code: str, random: Random) -> str | None:
    """One bracket too many."""
    return substitute(code, random, r"([)\]}])(?=:?\n)", r"\1\1")


def wrong_closer(code: str, random: Random) -> str | None:
    """A bracket closed by another kind."""
    return substitute(code, random, r"[)\]}](?=:?\n)", lambda m: random.choice([c for c in ")]}" if c != m[0]]))


def missing_opener(code: str, random: Random) -> str | None:
    """A call without its opening bracket."""
    return substitute(code, random, r"(?<=\w)\(", random.choice(("", " ")))


def missing_quote(code: str, random: Random) -> str | None:
    """A string that is never closed."""
    return substitute(code, random, r"(?<=[\w!.,:} ])'(?=[\s)\],:])", "")


def mixed_quote(code: str, random: Random) -> str | None:
    """A string closed by the other quote."""
    return substitute(code, random, r"(?<=[\w!.,:} ])'(?=[)\],:])", '"')


def missing_comma(code: str, random: Random) -> str | None:
    """Two elements with no comma between, in one line or at its end."""
    at_end = random.random() < 0.5 and substitute(code, random, r"(?<=[\w'\")\]}]),$(?=\n\s+[\w'\"(\[{])", "")
    return at_end or substitute(code, random, r"(?<=[\w')\]]), (?=[\w'(\[])", " ")


def assignment_for_comparison(code: str, random: Random) -> str | None:
    """``if x = 1``."""
    return substitute(code, random, r"(?<=[\w)\]] )==(?= )", "=")


def comparison_for_assignment(code: str, random: Random) -> str | None:
    """``x == 1`` as a statement."""
    return substitute(code, random, r"(?<=^)([ ]*\w+) = (?=.)", r"\1 == ")


def foreign_else(code: str, random: Random) -> str | None:
    """``else if``, ``elseif`` or ``elsif`` for ``elif``."""
    return substitute(code, random, r"\belif\b", random.choice(("else if", "elseif", "elsif")))


def foreign_operator(code: str, random: Random) -> str | None:
    """Operators of C: ``&&``, ``||``, ``!``, ``<>``."""
    pattern = random.choice(
        (
            (r"\band\b", "&&"),
            (r"\bor\b", "||"),
            (r"\bnot (?!in\b)", "!"),
            (r"!=", "<>"),
            (r">=", "=>"),
            (r"<=", "=<"),
            (r"\bin\b", "of"),
        )
    )
    return substitute(code, random, *pattern)


def foreign_increment(code: str, random: Random) -> str | None:
    """``i++`` or ``i--``."""
    return substitute(code, random, r"(\b[\w.]+) ([+-])= 1$", r"\1\2\2")


def foreign_function(code: str, random: Random) -> str | None:
    """``function`` or ``func`` for ``def``."""
    return substitute(code, random, r"\bdef\b", random.choice(("function", "func", "fn", "define", "Def", "de", "dfe")))


def misspelled_keyword(code: str, random: Random) -> str | None:
    """A keyword with a slip or a capital."""
    table = {
        "for": ("fro", "For", "foreach"),
        "while": ("whlie", "While", "wile"),
        "return": ("retrun", "Return", "retun", "reutrn"),
        "import": ("improt", "Import", "include"),
        "class": ("clas", "Class"),
        "if": ("If", "fi"),
        "in": ("ni", "On"),
        "else": ("esle", "Else", "els"),
        "from": ("form", "From"),
        "lambda": ("lamda", "lamdba"),
    }
    return substitute(
        code,
        random,
        r"\b(?:for|while|return|import|class|if|in|else|from|lambda)\b",
        lambda m: random.choice(table[m[0]]),
    )


def missing_keyword(code: str, random: Random) -> str | None:
    """``in`` or ``def`` is left out."""
    return substitute(code, random, r"(?<=\w) in (?=\w)|^([ ]*)def ", lambda m: m[1] if m[1] is not None else " ")


def print_statement(code: str, random: Random) -> str | None:
    """``print x`` of Python 2."""
    return substitute(code, random, r"\bprint\((.*)\)$", r"print \1")


def missing_indentation(code: str, random: Random) -> str | None:
    """The first line of a block at the level of its head."""
    return substitute(code, random, r"(?<=:\n)([ ]*)    (?=\S)", r"\1")


def stray_indentation(code: str, random: Random) -> str | None:
    """A line that is too far in."""
    return substitute(
        code, random, r"(?<=[\w)\]'\"]\n)([ ]*)(?=[a-z])", lambda m: m[1] + random.choice((" ", "  ", "    "))
    )


def crooked_indentation(code: str, random: Random) -> str | None:
    """A line whose indentation matches no level."""
    return substitute(
        code, random, r"(?<=\n)((?:    )+)(?=\w)", lambda m: m[1][:-1] if random.random() < 0.6 else m[1][:-2]
    )


def semicolon_or_brace(code: str, random: Random) -> str | None:
    """``{`` for a colon."""
    return substitute(code, random, r"(?<=[\w)\]'\"]):(?=\n)", random.choice((" {", " then", ";", "::", ".")))


def extra_comma_or_dot(code: str, random: Random) -> str | None:
    """Punctuation that does not belong."""
    return substitute(code, random, r"(?<=\w)([.(])(?=\w)", random.choice(("..", ",(", ".(")))


def equals_in_dictionary(code: str, random: Random) -> str | None:
    """``{'a' = 1}``."""
    return substitute(code, random, r"(?<=['\w]): (?=[\d'\w])", random.choice((" = ", " ", "; ")))


SYNTAX_MISTAKES = (
    missing_colon,
    missing_colon,
    missing_closer,
    missing_closer,
    missing_inner_closer,
    extra_closer,
    wrong_closer,
    missing_opener,
    missing_quote,
    mixed_quote,
    missing_comma,
    assignment_for_comparison,
    comparison_for_assignment,
    foreign_else,
    foreign_operator,
    foreign_increment,
    foreign_function,
    misspelled_keyword,
    missing_keyword,
    print_statement,
    missing_indentation,
    missing_indentation,
    stray_indentation,
    crooked_indentation,
    semicolon_or_brace,
    extra_comma_or_dot,
    equals_in_dictionary,
)
