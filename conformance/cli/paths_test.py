"""Files, folders and standard input; what cannot be read."""
import os

from program import BAD, BAD_SAID, CANONICAL, PLAIN, Program, main


class Paths(Program):
    def test_file(self):
        self.file("n.xml", PLAIN)
        self.expect("fmt", "n.xml", out=CANONICAL)
        self.expect("lint", "n.xml", err="1 document, 0 invalid, 0 findings\n")

    def test_standard_input(self):
        self.expect("fmt", "-", input=PLAIN, out=CANONICAL)
        self.expect("lint", "-", input=PLAIN, err="1 document, 0 invalid, 0 findings\n")

    def test_folder(self):
        self.file("d/b.xml", PLAIN)
        self.file("d/a.xml", PLAIN.replace("n<", "a<"))
        self.file("d/deep/er/c.xml", PLAIN.replace("n<", "c<"))
        self.file("d/readme.txt", "no document")
        self.expect("fmt", "d", out="".join(CANONICAL.replace("n<", name + "<") for name in ("a", "n", "c")))

    def test_no_document_in_folder(self):
        (self.folder / "d").mkdir()
        for verb in ("fmt", "lint", "conform"):
            with self.subTest(verb):
                self.expect(verb, "d", err="virnet: no *.xml below the given folders\n")
                self.expect(verb, "--quiet", "d")

    def test_missing_file_does_not_hide_the_others(self):
        self.file("n.xml", PLAIN)
        missing = "virnet: cannot open 'missing.xml': No such file or directory\n"
        self.expect("fmt", "missing.xml", "n.xml", status=2, out=CANONICAL, err=missing)
        self.expect("lint", "--quiet", "missing.xml", "n.xml", status=2, err=missing)

    def test_empty_file(self):
        self.file("empty.xml", "")
        message = "empty.xml:1:1: error: the document is empty [XML-SYNTAX-001]\n"
        for verb, stream in (("fmt", "err"), ("lint", "out")):
            with self.subTest(verb):
                done = self.run_program(verb, "--quiet", "empty.xml")
                self.assertEqual(done.returncode, 1)
                text = done.stderr if stream == "err" else done.stdout
                self.assertTrue(text.startswith(message), text)

    def test_bad_document(self):
        self.file("bad.xml", BAD)
        self.expect("lint", "bad.xml", status=1, out=BAD_SAID, err="1 document, 1 invalid, 1 finding\n")
        self.expect("fmt", "bad.xml", status=1, err=BAD_SAID)
        self.expect("fmt", "--quiet", "bad.xml", status=1, err=BAD_SAID)

    def test_unreadable_file(self):
        self.file("closed.xml", PLAIN).chmod(0)
        with self.ordinary_user() as prefix:
            self.expect("fmt", "closed.xml", prefix=prefix, status=2,
                        err="virnet: cannot open 'closed.xml': Permission denied\n")

    def test_unreadable_folder(self):
        self.file("d/sub/n.xml", PLAIN)
        self.file("d/o.xml", PLAIN)
        with self.ordinary_user() as prefix:
            (self.folder / "d/sub").chmod(0)
            self.addCleanup((self.folder / "d/sub").chmod, 0o755)
            self.expect("fmt", "d", prefix=prefix, status=2, out=CANONICAL,
                        err="virnet: cannot read folder 'd/sub': Permission denied\n")

    def test_folder_that_may_be_listed_but_not_searched(self):
        self.file("d/n.xml", PLAIN)
        with self.ordinary_user() as prefix:
            (self.folder / "d").chmod(0o644)
            self.addCleanup((self.folder / "d").chmod, 0o755)
            for verb in ("fmt", "lint"):
                with self.subTest(verb):
                    done = self.run_program(verb, "d", prefix=prefix)
                    self.assertEqual(done.returncode, 2)
                    self.assertIn("'d/n.xml': Permission denied", done.stderr)

    def test_odd_names(self):
        for name in ("a b.xml", "-dash.xml", "\u00e9.xml", "quote'.xml"):
            with self.subTest(name):
                self.file(name, PLAIN)
                self.expect("fmt", "--", name, out=CANONICAL)

    def test_links_in_a_folder(self):
        self.file("d/a.xml", CANONICAL)
        os.symlink("a.xml", self.folder / "d/b.xml")
        os.symlink("..", self.folder / "d/up")
        self.expect("fmt", "d", out=CANONICAL + CANONICAL)
        os.symlink("nowhere", self.folder / "d/c.xml")
        self.expect("fmt", "--check", "d", status=2,
                    err="virnet: cannot open 'd/c.xml': No such file or directory\n")

    def test_only_files_and_folders_in_a_folder(self):
        self.file("d/folder.xml/a.xml", CANONICAL)
        os.mkfifo(self.folder / "d/pipe.xml")
        self.expect("fmt", "d", out=CANONICAL)

    def test_no_name(self):
        self.expect("fmt", "", status=2, err="virnet: cannot open '': No such file or directory\n")

    def test_link_loop(self):
        os.symlink("loop.xml", self.folder / "loop.xml")
        self.expect("fmt", "loop.xml", status=2,
                    err="virnet: cannot open 'loop.xml': Too many levels of symbolic links\n")


main()
