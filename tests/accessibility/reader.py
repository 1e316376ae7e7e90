# SPDX-FileCopyrightText: Signalbox contributors
# SPDX-License-Identifier: MIT
"""What a screen reader does with a window: it listens, finds, reads, asks and presses."""

import time
from collections import namedtuple

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

from desktop import PATIENCE  # noqa: E402

# What Orca listens to; the program tells nothing to a desktop on which nobody listens.
EVENTS = (
    "object:active-descendant-changed",
    "object:announcement",
    "object:children-changed",
    "object:property-change",
    "object:row-inserted",
    "object:row-deleted",
    "object:model-changed",
    "object:selection-changed",
    "object:state-changed",
    "object:text-changed",
    "object:text-caret-moved",
    "object:visible-data-changed",
    "window",
    "focus",
)
MOST_CHILDREN = 5000
# Said of what was there, and of what never was.
GONE = ("No such object path", "was not found in object")
TABLES = ("tree", "table", "list")
Seen = namedtuple("Seen", "node role name description states path")


class Stalled(Exception):
    """A question was not answered in time."""


class Ended(Exception):
    """Nobody is there to answer."""


class Gone(Exception):
    """What was asked is no more; that happens while one reads of who comes and goes."""


def start():
    """Once for a process: what it knows of its desktop, AT-SPI reads only then."""
    if Atspi.init() not in (0, 1):
        raise RuntimeError("AT-SPI does not start")
    Atspi.set_timeout(PATIENCE * 1000, PATIENCE * 1000)


def until(condition, what):
    """Handles events, and asks again after them, or ten times a second, what `condition` says."""
    loop = GLib.MainContext.default()
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            found = condition()
        except Gone:
            found = None
        if found:
            return found
        if time.monotonic() > deadline:
            raise AssertionError(f"this did not come about: {what}")
        tick = GLib.timeout_add(100, lambda: GLib.SOURCE_REMOVE)
        loop.iteration(True)
        if loop.find_source_by_id(tick):
            GLib.source_remove(tick)


class Reader:
    """Attached to one program. Every question is held to being answered."""

    def __init__(self, program):
        self._program = program
        self.events = 0
        self.questions = 0
        self._listener = Atspi.EventListener.new(self._heard)
        for event in EVENTS:
            self._listener.register(event)
        desktop = Atspi.get_desktop(0)
        # What is remembered here would not be asked there.
        desktop.set_cache_mask(Atspi.Cache.NONE)
        self.application = until(
            lambda: self._find_application(desktop), "the program is on the desktop"
        )
        self.application.set_cache_mask(Atspi.Cache.NONE)

    def stop(self):
        for event in EVENTS:
            self._listener.deregister(event)

    def _find_application(self, desktop):
        for index in range(desktop.get_child_count()):
            application = desktop.get_child_at_index(index)
            if application and application.get_process_id() == self._program.pid:
                return application
        return None

    def _heard(self, _event):
        self.events += 1

    def ask(self, question, *given):
        """AT-SPI keeps it to itself when some of its questions are not answered: hence the clock."""
        self.questions += 1
        begun = time.monotonic()
        try:
            answer = question(*given)
        except GLib.GError as error:
            if not self._program.is_running or "no longer exists" in error.message:
                raise Ended(f"{question} {given}: {error.message}") from None
            if not any(words in error.message for words in GONE):
                raise Stalled(f"{question} {given}: {error.message}") from None
            raise Gone from None
        finally:
            if time.monotonic() - begun >= PATIENCE:
                raise Stalled(f"{question} {given}")
        if not answer and not self._program.is_running:
            raise Ended(f"{question} {given}")
        return answer

    def look_at(self, node):
        states = self.ask(node.get_state_set)
        return Seen(
            node,
            self.ask(node.get_role_name),
            self.ask(node.get_name),
            self.ask(node.get_description),
            {state.value_nick for state in states.get_states()},
            (),
        )

    def walk(self, root, path=(), hidden=False):
        """All that is shown below `root`, or the hidden too; not what goes meanwhile."""
        try:
            seen = self.look_at(root)._replace(path=path)
            count = self.ask(root.get_child_count)
        except Gone:
            return
        if not hidden and "showing" not in seen.states:
            return
        yield seen
        path = (*path, seen.name or seen.role)
        for index in range(min(count, MOST_CHILDREN)):
            try:
                child = self.ask(root.get_child_at_index, index)
            except Gone:
                continue
            if child:
                yield from self.walk(child, path, hidden)

    def find(self, role, name, root=None, showing=True):
        """The first of that role whose name begins so, but no cell; None if there is none."""
        root = root or self.application
        try:
            found = self.ask(root.get_role_name)
            if found == role and self.ask(root.get_name).startswith(name):
                if not showing or "showing" in self.look_at(root).states:
                    return root
            children = 0 if found in TABLES else self.ask(root.get_child_count)
        except Gone:
            return None
        for index in range(min(children, MOST_CHILDREN)):
            try:
                child = self.ask(root.get_child_at_index, index)
            except Gone:
                continue
            below = child and self.find(role, name, child, showing)
            if below:
                return below
        return None

    def await_one(self, role, name, root=None, showing=True):
        return until(
            lambda: self.find(role, name, root, showing), f"there is a {role} that is called {name}"
        )

    def do(self, node, action):
        names = [
            self.ask(Atspi.Action.get_action_name, node, index)
            for index in range(self.ask(Atspi.Action.get_n_actions, node))
        ]
        if action not in names:
            raise AssertionError(f"{node.get_name()!r} can be told {names}, not {action}")
        self.ask(Atspi.Action.do_action, node, names.index(action))

    def rows(self, table):
        """Name and state, as the cells of each row say it."""
        columns = range(self.ask(Atspi.Table.get_n_columns, table))
        titles = [self.ask(Atspi.Table.get_column_description, table, column) for column in columns]
        found = []
        for row in range(self.ask(Atspi.Table.get_n_rows, table)):
            cells = [self.cell(table, row, column) for column in columns]
            if all(cells):
                found.append(dict(zip(titles, (self.ask(cell.get_name) for cell in cells))))
        return found

    def cell(self, table, row, column):
        return self.ask(Atspi.Table.get_accessible_at, table, row, column)
