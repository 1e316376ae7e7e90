# SPDX-FileCopyrightText: Signalbox contributors
# SPDX-License-Identifier: MIT
"""The window as a screen reader has it: whatever is asked is answered, and has a name.

Nothing is drawn and nothing is typed: what cannot be reached through AT-SPI is not reached.
"""

import itertools
import struct
import unittest
import warnings

import reader
from crowd import PIN, Crowd, joined, reason_of_end
from desktop import PATIENCE, Desktop, Program
from reader import Atspi, Gone, Reader, until

LARGEST = 2**31 - 1
NOWHERE = (-LARGEST - 1, -1, 1000, LARGEST)
PUT_OUT = 4001
ADDING_TO_THE_CHOSEN = 2  # of what a cell can be told
PAGES = {"All peers": "Peers", "Log": "Log", "Messages": "Messages", "Banned": "Banned"}  # tables


def setUpModule():
    # What AT-SPI calls deprecated in favour of what its version in Debian 12 lacks.
    warnings.simplefilter("ignore", DeprecationWarning)
    unittest.addModuleCleanup(Desktop().stop)
    reader.start()


def is_named(seen):
    """An empty cell is read as such; all else that can have the focus must say what it is."""
    return seen.name.strip() or "focusable" not in seen.states or seen.role == "table cell"


class TestScreenReader(unittest.TestCase):
    def setUp(self):
        self.program = Program(pin=PIN)
        self.addCleanup(self.check_end)
        self.reader = Reader(self.program)
        self.addCleanup(self.reader.stop)
        self.window = self.reader.await_one("frame", "Signalbox")

    def check_end(self):
        """Whatever was asked, it lives until it is asked to end, and has nothing to complain of."""
        self.assertTrue(self.program.is_running, "it has ended by itself")
        self.program.stop()
        self.assertEqual(self.program.code, 0)
        self.assertEqual(self.program.complaints, [])

    def join(self, nick, **how):
        peer = joined(self.program.port, nick, **how)
        peer.socket.settimeout(PATIENCE)
        self.addCleanup(peer.socket.close)
        return peer

    def crowd(self, size):
        crowd = Crowd(self.program.port, size)
        self.addCleanup(crowd.stop)
        return crowd

    def table(self):
        return self.reader.await_one("table", "Peers")

    def await_rows(self, name):
        until(lambda: self.reader.rows(self.reader.await_one("table", name)), f"{name} has rows")

    def row_of(self, nick):
        """What is shown of a peer, and where."""
        for index, row in enumerate(self.reader.rows(self.table())):
            if row["Name"] == nick:
                return index, row
        return None

    def show(self, page):
        for item in self.reader.walk(self.reader.await_one("list", "Rooms")):
            if page in item.name and item.role == "list item":
                self.reader.do(item.node, "Press")
                self.await_state(item.node, "selected")
                return
        self.fail(f"there is no page {page}")

    def await_state(self, node, state):
        until(lambda: state in self.reader.look_at(node).states, f"{node.get_name()} is {state}")

    def choose_from_menu(self, menu, entry):
        opened = self.reader.await_one("menu item", menu, self.reader.await_one("menu bar", ""))
        self.reader.do(self.reader.await_one("menu item", entry, opened, showing=False), "Press")

    def read_all(self, root):
        """All objects, one by one, each with what it must have."""
        for seen in self.reader.walk(root):
            with self.subTest(path=seen.path):
                self.assertNotEqual(seen.role, "invalid")
                self.assertTrue(is_named(seen), f"a {seen.role} without a name")

    def test_who_is_there_and_how_to_come_in_is_said(self):
        self.join("ann")
        self.join("bob", room="green", number=2)
        until(lambda: self.row_of("ann") and self.row_of("bob"), "both are in the table")
        _, ann = self.row_of("ann")
        self.assertEqual(ann["Room"], "red")
        self.assertIn("Last minute", ann["Rate"])
        # The first cell says the whole row, as that is where reading begins.
        for word in ("ann", "red", "Joined"):
            self.assertIn(word, ann["State"])

        address = self.reader.await_one("text", "Address of the hub")
        text = self.reader.ask(Atspi.Text.get_text, address, 0, -1)
        self.assertEqual(text, f"http://127.0.0.1:{self.program.port}")
        self.assertEqual(self.reader.look_at(address).description, "")
        self.reader.await_one("label", f"PIN {PIN[:3]} {PIN[3:]}")
        self.reader.await_one("label", "Listening")
        for button in ("Start or stop the hub", "Copy hub address", "Connect a client"):
            self.reader.await_one("push button", button)
        kick = self.reader.await_one("push button", "Kick the selected peers")
        self.assertNotIn("enabled", self.reader.look_at(kick).states)
        self.reader.await_one("list", "Rooms")

    def test_the_hub_is_stopped_and_started(self):
        button = self.reader.await_one("push button", "Start or stop the hub")
        self.reader.await_one("label", "Listening")
        self.reader.do(button, "Press")
        self.reader.await_one("label", "Stopped")
        address = self.reader.await_one("text", "Address of the hub")
        self.assertEqual(self.reader.look_at(address).description, "not listening")
        self.reader.do(button, "Press")
        self.reader.await_one("label", "Listening")

    def test_every_page_has_names(self):
        crowd = self.crowd(4)
        crowd.turn()
        for page, table in PAGES.items():
            with self.subTest(page=page):
                self.show(page)
                if page != "Banned":  # where there is nobody yet
                    found = lambda: crowd.turn() or self.reader.find("table", table)
                    until(found, f"{page} is shown")
                self.read_all(self.window)

    def test_every_dialog_has_names(self):
        for menu, entry, title in (
            ("Hub", "Connect a client", "Connect"),
            ("Hub", "Add ban", "Ban"),
            ("Help", "Keyboard shortcuts", "Keyboard"),
        ):
            with self.subTest(dialog=entry):
                self.choose_from_menu(menu, entry)
                dialog = self.reader.await_one("dialog", title)
                self.read_all(dialog)
                self.close(dialog)

    def close(self, dialog):
        for name in ("Cancel", "Close"):
            button = self.reader.find("push button", name, dialog)
            if button:
                self.reader.do(button, "Press")
                until(lambda: not self.reader.find("dialog", ""), "the dialog is closed")
                return
        self.fail("nothing closes it")

    def test_every_page_of_the_settings_has_names(self):
        crowd = self.crowd(4)
        self.choose_from_menu("Hub", "Settings")
        dialog = self.reader.await_one("dialog", "Settings")
        pages = self.reader.await_one("list", "Pages of the settings", dialog)
        items = [seen for seen in self.reader.walk(pages) if seen.role == "list item"]
        self.assertGreaterEqual(len(items), 5)
        for item in items:
            with self.subTest(page=item.name):
                self.reader.do(item.node, "Press")
                crowd.turn()
                self.read_all(dialog)
        self.close(dialog)

    def test_a_peer_is_chosen_and_kicked(self):
        ann, bob = self.join("ann"), self.join("bob", number=2)
        row, _ = until(lambda: self.row_of("bob"), "bob is in the table")
        cell = self.reader.cell(self.table(), row, 1)
        self.reader.do(cell, "Press")
        self.await_state(cell, "selected")
        kick = self.reader.await_one("push button", "Kick the selected peers")
        self.await_state(kick, "enabled")
        self.reader.do(kick, "Press")

        dialog = self.reader.await_one("dialog", "Kick 1 peer")
        self.read_all(dialog)
        self.reader.do(self.reader.await_one("push button", "Kick", dialog), "Press")

        payload = reason_of_end(bob)
        self.assertEqual(struct.unpack_from(">H", payload)[0], PUT_OUT)
        self.assertIn("bob", self.reader.ask(self.reader.await_one("label", "Kicked").get_name))
        until(lambda: self.row_of("bob") is None, "bob is not in the table")
        self.assertEqual(ann.wait_for("leave")["type"], "leave")
        self.show("Banned")
        self.await_rows("Banned")

    def test_what_is_not_there_can_be_asked_for(self):
        self.join("ann")
        until(lambda: self.row_of("ann"), "ann is in the table")
        tables = [self.table(), self.reader.await_one("list", "Rooms")]
        for table in tables:
            self.ask_for_nothing(table)
        self.assertEqual(len(self.reader.rows(tables[0])), 1)

    def ask_for_nothing(self, table):
        rows = self.reader.ask(Atspi.Table.get_n_rows, table)
        columns = self.reader.ask(Atspi.Table.get_n_columns, table)
        for row, column in itertools.product((*NOWHERE, 0, rows), (*NOWHERE, 0, columns)):
            if (row, column) == (0, 0):
                continue
            self.assertIsNone(self.ask_in_vain(Atspi.Table.get_accessible_at, table, row, column))
            for question in QUESTIONS_OF_A_CELL:
                self.ask_in_vain(question, table, row, column)
        for index in (*NOWHERE, rows * columns + columns):
            self.assertIsNone(self.ask_in_vain(table.get_child_at_index, index))
            for question in QUESTIONS_OF_AN_INDEX:
                self.ask_in_vain(question, table, index)

    def ask_in_vain(self, question, *given):
        try:
            return self.reader.ask(question, *given)
        except Gone:
            return None

    def test_a_crowd_that_comes_and_goes_can_be_read(self):
        crowd = self.crowd(10)
        self.await_rows("Peers")
        words = self.reader.await_one("text", "Filter peers")
        for turn, wanted in enumerate(("", "red", "o", "state:joined", "")):
            self.reader.ask(Atspi.EditableText.set_text_contents, words, wanted)
            self.show(("All peers", "Log", "All peers", "Messages", "All peers")[turn])
            for number, _ in enumerate(self.reader.walk(self.window, hidden=turn == 0)):
                if number % 10 == 0:
                    crowd.turn()
            self.select_while_they_go(crowd)
        self.show("Banned")
        self.await_rows("Banned")
        self.assertGreater(self.reader.events, 100)
        self.assertGreater(self.reader.questions, 2000)

    def select_while_they_go(self, crowd):
        """Keeps hold of what was there a while ago, asks it, chooses it, and puts it out."""
        table = self.table() if self.reader.find("table", "Peers") else None
        if not table:
            return
        held = [
            self.ask_in_vain(Atspi.Table.get_accessible_at, table, row, row % 3)
            for row in range(self.reader.ask(Atspi.Table.get_n_rows, table))
        ]
        for cell in filter(None, held):
            crowd.turn()
            for question in (cell.get_name, cell.get_state_set, cell.get_parent):
                self.ask_in_vain(question)
            self.ask_in_vain(Atspi.Component.get_extents, cell, Atspi.CoordType.SCREEN)
            self.ask_in_vain(Atspi.Action.do_action, cell, ADDING_TO_THE_CHOSEN)
        self.choose_from_menu("Hub", "Kick now")


QUESTIONS_OF_A_CELL = (
    Atspi.Table.get_column_extent_at,
    Atspi.Table.get_index_at,
    Atspi.Table.get_row_extent_at,
    Atspi.Table.is_selected,
)
QUESTIONS_OF_AN_INDEX = (
    Atspi.Table.get_column_at_index,
    Atspi.Table.get_column_description,
    Atspi.Table.get_column_header,
    Atspi.Table.get_row_at_index,
    Atspi.Table.get_row_column_extents_at_index,
    Atspi.Table.get_row_description,
    Atspi.Table.get_row_header,
    Atspi.Table.is_column_selected,
    Atspi.Table.is_row_selected,
    Atspi.Table.add_row_selection,
    Atspi.Table.remove_row_selection,
)

if __name__ == "__main__":
    unittest.main()
