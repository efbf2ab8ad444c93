"""Tests of the scripts beside this file: a checker that cannot fail checks nothing."""

import pathlib
import tempfile
import unittest

import check_includes
import check_style
import tally
import tidy


class Tally(unittest.TestCase):
    def test_reads_the_closing_line_of_each_runner(self):
        for text, expected in [
            ("100% tests passed, 0 tests failed out of 12\n", (12, 0)),
            ("83% tests passed, 2 tests failed out of 12\n", (10, 2)),
            ("50% tests passed, 1 test failed out of 2\n", (1, 1)),
            ("  Test Files  1 failed | 3 passed (4)\n      Tests  2 failed | 31 passed (33)\n", (31, 2)),
            ("      Tests  31 passed (31)\n", (31, 0)),
            ("      Tests  1 failed (1)\n", (0, 1)),
            ("# tests 5\n# pass 4\n# fail 1\n", (4, 1)),
            ("ℹ tests 5\nℹ pass 5\nℹ fail 0\n", (5, 0)),
            ("svelte-check found 0 errors\n", None),
        ]:
            with self.subTest(text=text):
                self.assertEqual(tally.counts(text), expected)


class Includes(unittest.TestCase):
    def breaches(self, rooms):
        """`rooms` maps a path below src/ to its text; returns the breaches of the room a file lies in."""
        with tempfile.TemporaryDirectory() as folder:
            check_includes.SRC = pathlib.Path(folder).resolve() / "src"
            for name, text in rooms.items():
                path = check_includes.SRC / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text)
            names = sorted({name.split("/")[0] for name in rooms})
            return [breach for room in names for breach in check_includes.room_breaches(room)]

    BASE = {"base/CMakeLists.txt": "diemcau_library(base)", "wire/CMakeLists.txt": "diemcau_library(wire LINK dc_base)"}

    def test_downward_is_allowed(self):
        self.assertEqual(self.breaches(self.BASE | {"wire/stun.cpp": '#include "base/time.hpp"\n#include <vector>\n'}), [])

    def test_upward_siblings_and_bare_names_are_refused(self):
        for line in ('#include "wire/stun.hpp"', '#include "http/door.hpp"', '#include "time.hpp"'):
            with self.subTest(line=line):
                self.assertEqual(len(self.breaches(self.BASE | {"base/x.hpp": line + "\n"})), 1)

    def test_a_link_against_the_table_is_refused(self):
        rooms = self.BASE | {"sfu/CMakeLists.txt": "diemcau_library(sfu LINK dc_wire dc_transport)"}
        self.assertEqual(self.breaches(rooms), ["src/sfu/CMakeLists.txt: sfu may not link transport"])

    def test_input_output_and_clocks_are_refused_in_closed_folders(self):
        for line in ("#include <thread>", "#include <boost/asio/ip/udp.hpp>", "#include <sys/socket.h>", "#include <fstream>",
                     "const auto now = std::time(nullptr);", "auto now = std::chrono::steady_clock::now();", "std::random_device seed;"):
            with self.subTest(line=line):
                self.assertEqual(len(self.breaches(self.BASE | {"wire/x.cpp": line + "\n"})), 1)

    def test_input_output_is_allowed_in_open_folders(self):
        rooms = self.BASE | {"net/CMakeLists.txt": "diemcau_library(net LINK dc_base)", "net/x.cpp": "#include <thread>\n"}
        self.assertEqual(self.breaches(rooms), [])


class Style(unittest.TestCase):
    def test_measures_functions(self):
        body = ["void f(int a) {"] + ["  g(a);"] * 5 + ["}", "", "struct S {", "  int h() const {", "    return 1;", "  }", "};"]
        self.assertEqual(list(check_style.functions(body)), [(1, 7), (10, 3)])

    def test_measures_a_constructor_from_its_first_line(self):
        body = ["S::S(int a,", "     int b)", "    : a_(a) {", "  if (a) {", "    b();", "  }", "}"]
        self.assertEqual(list(check_style.functions(body)), [(1, 7)])

    def test_blocks_are_no_functions(self):
        self.assertEqual(list(check_style.functions(["  if (a) {", "    b();", "  }", "namespace x {", "}"])), [])

    def test_limits_warn_and_fail(self):
        self.assertIsNone(check_style.measure("x", 70, (70, 100)))
        self.assertFalse(check_style.measure("x", 71, (70, 100))[0])
        self.assertTrue(check_style.measure("x", 101, (70, 100))[0])

    def test_finds_what_does_not_belong_here(self):
        path = check_style.ROOT / "x.md"
        for text in ("see /" + "root/x", "from /" + "home/someone/x", "as in iss" + "ue #12", "at registry" + ".example"):
            with self.subTest(text=text):
                self.assertEqual(len(check_style.foreign_findings(path, text)), 1)
        self.assertEqual(check_style.foreign_findings(path, "a network of sites, /api/v1/work, RFC 8445 section 2"), [])


class Tidy(unittest.TestCase):
    def test_a_changed_header_changes_the_key(self):
        with tempfile.TemporaryDirectory() as folder:
            tidy.ROOT = pathlib.Path(folder).resolve()
            tidy.SRC = tidy.ROOT / "src"
            (tidy.SRC / "base").mkdir(parents=True)
            source, header = tidy.SRC / "base" / "x.cpp", tidy.SRC / "base" / "x.hpp"
            source.write_text('#include "base/x.hpp"\n')
            header.write_text("int x();\n")
            entry = {"command": f"c++ -I{tidy.SRC}", "file": str(source)}
            before = tidy.key_of(entry, b"rules")
            self.assertEqual(before, tidy.key_of(entry, b"rules"))
            header.write_text("long x();\n")
            self.assertNotEqual(before, tidy.key_of(entry, b"rules"))


if __name__ == "__main__":
    unittest.main()
