"""What the sender does when the server answers well, badly, or not at all."""
import io
import math
import os
import subprocess
import sys
import time
import unittest
from contextlib import redirect_stderr

sys.path[:0] = [os.path.dirname(os.path.dirname(os.path.abspath(__file__))), os.path.dirname(os.path.abspath(__file__))]

import gradwatch
from scripted_server import ScriptedServer


class SendingTests(unittest.TestCase):
    def setUp(self):
        self.server = ScriptedServer()
        self.addCleanup(self.server.close)
        self.errors = io.StringIO()

    def run_of(self, **options):
        options.setdefault("interval", 0.01)
        return gradwatch.Run("test", url=self.server.url, **options)

    def test_rows_arrive_in_order_with_numbers_that_are_not_finite(self):
        run = self.run_of(tags={"optimizer": "SGD"})
        values = [0.5, math.nan, math.inf, -math.inf, 1e-300]
        for step, value in enumerate(values):
            run.log(step, loss=value)
        self.assertTrue(run.finish())
        rows = self.server.rows()
        self.assertEqual([step for step, _ in rows], [0, 1, 2, 3, 4])
        self.assertEqual([repr(row[("loss", None)]) for _, row in rows], [repr(value) for value in values])
        self.assertEqual(self.server.ends, ["finished"])
        self.assertEqual(self.server.puts[0]["tags"], {"optimizer": "SGD"})

    def test_a_name_that_is_no_quantity_is_left_to_the_server(self):
        run = self.run_of()
        run.log(3, accuracy=0.9, loss=math.nan, tensors={"grad_norm": {"fc.weight": 0.25}})
        run.finish()
        self.assertEqual(self.server.batches[0][0], "application/json")
        step, row = self.server.rows()[0]
        self.assertEqual((step, row[("accuracy", None)], row[("grad_norm", "fc.weight")]), (3, 0.9, 0.25))

    def test_a_batch_that_was_not_acknowledged_is_sent_again_under_its_number(self):
        self.server.answers.extend([503, 500])
        run = self.run_of()
        with redirect_stderr(self.errors):
            run.log(0, loss=1.0)
            self.assertTrue(run.flush(10))
            run.log(1, loss=1.0)
            run.finish()
        self.assertEqual(self.server.sequences, [(1, 503), (1, 500), (1, 200), (2, 200)])
        self.assertEqual(self.errors.getvalue().count("gradwatch:"), 1)
        self.assertEqual(run.lost, 0)

    def test_a_batch_that_is_refused_is_counted_as_lost_and_its_number_used_again(self):
        self.server.answers.extend([400, 400])
        run = self.run_of()
        with redirect_stderr(self.errors):
            run.log(0, loss=1.0)
            run.flush(10)
            run.log(1, loss=2.0)
            run.finish()
        self.assertEqual([sequence for sequence, status in self.server.sequences if status == 200], [1, 2])
        self.assertEqual((self.server.lost(), run.lost), (1, 1))
        self.assertEqual([step for step, _ in self.server.rows()], [1])

    def test_a_batch_that_is_too_large_is_halved_until_it_fits(self):
        self.server.answers.extend([413, 413])
        run = self.run_of(interval=0.2)
        for step in range(8):
            run.log(step, loss=float(step))
        run.finish()
        self.assertEqual([step for step, _ in self.server.rows()], list(range(8)))

    def test_a_gap_goes_on_from_what_the_server_expects(self):
        self.server.answers.append((409, {"expected": 7}))
        run = self.run_of()
        run.log(0, loss=1.0)
        run.finish()
        self.assertEqual(self.server.sequences, [(1, 409), (7, 200)])

    def test_when_the_buffer_is_full_the_oldest_are_dropped_and_told(self):
        self.server.answers.extend([503] * 3)
        run = self.run_of(buffer_bytes=5000)
        with redirect_stderr(self.errors):
            for step in range(100):
                run.log(step, loss=float(step))
            self.assertTrue(run.flush(20))
            run.finish()
        steps = [step for step, _ in self.server.rows()]
        self.assertEqual(steps[-1], 99)
        self.assertGreater(run.lost, 0)
        self.assertEqual(len(steps) + run.lost, 100)
        self.assertEqual(self.server.lost(), run.lost)

    def test_a_wrong_token_ends_sending_with_one_line(self):
        self.server.answers.append(401)
        run = self.run_of()
        with redirect_stderr(self.errors):
            run.log(0, loss=1.0)
            self.assertTrue(run.flush(10))
            for step in range(1, 50):
                run.log(step, loss=1.0)
            run.finish()
        self.assertEqual(self.errors.getvalue().count("\n"), 1)
        self.assertIn("token", self.errors.getvalue())

    def test_without_a_server_nothing_waits_and_nothing_raises(self):
        self.server.close()
        with redirect_stderr(self.errors):
            run = self.run_of(flush_seconds=0.3)
            began = time.monotonic()
            for step in range(1000):
                run.log(step, loss=1.0, grad_norm="not a number" if step == 7 else 2.0)
            self.assertLess(time.monotonic() - began, 1.0)
            run.finish()
        self.assertLess(time.monotonic() - began, 3.0)

    def test_off_does_nothing(self):
        run = gradwatch.Run("test", url="http://127.0.0.1:1", mode="off")
        run.log(0, loss=1.0)
        run.step(1.0)
        run.finish()
        self.assertIsNone(run._sender)

    def test_an_address_that_is_none_is_said_and_training_goes_on(self):
        with redirect_stderr(self.errors):
            run = gradwatch.Run("test", url="ftp://nowhere")
            run.log(0, loss=1.0)
        self.assertIn("ftp://nowhere", self.errors.getvalue())

    def test_compressed_batches_say_so(self):
        run = self.run_of(compress=True, interval=0.2)
        for step in range(200):
            run.log(step, loss=1.0)
        run.finish()
        self.assertTrue(any(body[:2] == b"\x1f\x8b" for _, body in self.server.batches))

    def child(self, program):
        code = "import sys; sys.path.insert(0, %r)\nimport gradwatch, os\n%s" % (
            os.path.dirname(os.path.abspath(gradwatch.__file__)), program)
        return subprocess.run([sys.executable, "-c", code], env=dict(os.environ, GRADWATCH_URL=self.server.url), capture_output=True, timeout=30)

    def test_a_program_that_ends_sends_what_is_left_and_one_that_fails_says_so(self):
        self.child("for i in range(20): gradwatch.log(i, loss=1.0)")
        self.assertEqual((len(self.server.rows()), self.server.ends), (20, ["finished"]))
        self.child("gradwatch.log(0, loss=1.0)\nraise ValueError()")
        self.assertEqual(self.server.ends, ["finished", "failed"])

    def test_a_forked_child_sends_nothing(self):
        self.child("gradwatch.log(0, loss=1.0)\npid = os.fork()\nif pid == 0:\n    gradwatch.log(1, loss=1.0)\n    sys.exit(0)\nos.waitpid(pid, 0)")
        self.assertEqual([step for step, _ in self.server.rows()], [0])
        self.assertEqual(self.server.ends, ["finished"])


if __name__ == "__main__":
    unittest.main()
