"""What is measured around a PyTorch optimizer, against plain arithmetic in float64."""
import io
import math
import os
import sys
import unittest
from contextlib import redirect_stderr

sys.path[:0] = [os.path.dirname(os.path.dirname(os.path.abspath(__file__))), os.path.dirname(os.path.abspath(__file__))]

import gradwatch

try:
    import torch
except ImportError:
    torch = None


class CollectingSender:
    """Takes the place of the thread that sends."""
    lost, verdict = 0, None

    def __init__(self, run):
        self.run, self.rows = run, []

    def add(self, row):
        import struct
        step, = struct.unpack_from("<q", row.data)
        values = struct.unpack_from("<%d%s" % (row.count, "d" if row.width == 8 else "f"), row.data, 8)
        self.rows.append((step, dict(zip(row.shape.columns, values))))

    def end(self, status, seconds):
        return True


@unittest.skipIf(torch is None, "PyTorch is not installed (Debian: python3-torch)")
class TorchTests(unittest.TestCase):
    def setUp(self):
        torch.manual_seed(5)
        self.model = torch.nn.Sequential(torch.nn.Linear(6, 8), torch.nn.Tanh(), torch.nn.Linear(8, 1))
        self.optimizer = torch.optim.SGD(self.model.parameters(), lr=0.05)
        self.data = torch.randn(16, 6)
        self.errors = io.StringIO()

    def watch(self, **options):
        gradwatch_options = {key: options.pop(key) for key in list(options) if key not in ("every", "weights_every", "tensors", "scaler", "step")}
        run = gradwatch.Run("test", url="http://127.0.0.1:9", **gradwatch_options)
        run._sender._dead = True
        gradwatch._live.remove(run)
        run._sender = CollectingSender(run)
        run.attach(self.model, self.optimizer, **options)
        self.addCleanup(run.finish)
        return run

    def backward(self, factor=1.0):
        self.optimizer.zero_grad()
        loss = (self.model(self.data) ** 2).mean() * factor
        loss.backward()
        return loss

    def norm(self):
        return math.sqrt(sum(float(parameter.grad.double().pow(2).sum()) for parameter in self.model.parameters()))

    def test_norms_are_those_of_each_tensor_and_of_the_model(self):
        run, expected = self.watch(), []
        for _ in range(3):
            loss = self.backward()
            expected.append((float(loss), self.norm(), [float(p.grad.double().norm()) for p in self.model.parameters()],
                             [float(p.grad.abs().max()) for p in self.model.parameters()]))
            self.optimizer.step()
            run.log(loss=loss)
        run.finish()
        self.assertEqual([step for step, _ in run._sender.rows], [0, 1, 2])
        for (_, row), (loss, norm, norms, largest) in zip(run._sender.rows, expected):
            self.assertAlmostEqual(row[("loss", None)], loss, places=12)
            self.assertAlmostEqual(row[("grad_norm", None)], norm, places=6)
            self.assertAlmostEqual(row[("grad_max", None)], max(largest), places=12)
            self.assertEqual((row[("grad_nonfinite", None)], row[("learning_rate", None)]), (0, 0.05))
            for (name, _), one, most in zip(self.model.named_parameters(), norms, largest):
                self.assertAlmostEqual(row[("grad_norm", name)], one, places=6)
                self.assertAlmostEqual(row[("grad_max", name)], most, places=12)

    def test_the_update_is_what_the_weights_moved_by(self):
        run = self.watch()
        before = [parameter.detach().clone().double() for parameter in self.model.parameters()]
        self.backward()
        self.optimizer.step()
        change = [float((p.detach().double() - w).norm()) for p, w in zip(self.model.parameters(), before)]
        run.finish()
        row = run._sender.rows[0][1]
        size = math.sqrt(sum(float(w.norm()) ** 2 for w in before))
        self.assertAlmostEqual(row[("update_norm", None)], math.hypot(*change), places=6)
        self.assertAlmostEqual(row[("update_ratio", None)], math.hypot(*change) / size, places=6)
        self.assertAlmostEqual(row[("update_ratio", "0.weight")], change[0] / float(before[0].norm()), places=6)

    def test_weights_are_read_at_the_start_and_then_seldom(self):
        run = self.watch(weights_every=20)
        for _ in range(45):
            self.backward()
            self.optimizer.step()
        run.finish()
        self.assertEqual([step for step, row in run._sender.rows if ("update_ratio", None) in row], list(range(10)) + [20, 40])

    def test_training_is_the_same_with_and_without(self):
        def trained(watched):
            torch.manual_seed(11)
            self.setUp()
            run = self.watch() if watched else None
            schedule = torch.optim.lr_scheduler.StepLR(self.optimizer, 5, 0.5)
            for _ in range(20):
                self.backward()
                torch.nn.utils.clip_grad_norm_(self.model.parameters(), 0.05)
                self.optimizer.step()
                schedule.step()
            if run:
                run.finish()
            return [parameter.detach().clone() for parameter in self.model.parameters()]
        self.assertTrue(all(torch.equal(a, b) for a, b in zip(trained(True), trained(False))))

    def test_norms_do_not_leave_the_range_of_float32(self):
        for size in (3e38, 1e-30, 1e-42, 1.0):
            for count in (1, 7, 5000, 300_000):
                tensor = torch.full((count,), size)
                norms = gradwatch._Norms(torch, [tensor])
                exact = float(tensor[0]) * math.sqrt(count)
                self.assertLess(abs(norms.l2[0] - exact) / exact, 1e-6, (size, count))
                self.assertEqual(norms.largest[0], float(tensor[0]))

    def test_half_precision_and_float64_have_their_range_too(self):
        for kind, size in ((torch.float16, 60000.0), (torch.bfloat16, 3e38), (torch.float64, 1e300), (torch.float64, 1e-300)):
            tensor = torch.full((100,), size, dtype=kind)
            norms = gradwatch._Norms(torch, [tensor])
            self.assertLess(abs(norms.l2[0] / 10 / float(tensor[0]) - 1), 1e-6, (kind, size))

    def test_a_long_tensor_keeps_its_digits(self):
        tensor = torch.randn(5_000_001)
        norms = gradwatch._Norms(torch, [tensor])
        exact = float(tensor.double().pow(2).sum().sqrt())
        self.assertLess(abs(norms.l2[0] / exact - 1), 1e-6)

    def test_empty_sparse_complex_and_missing_gradients_are_no_fault(self):
        norms = gradwatch._Norms(torch, [torch.zeros(0), torch.tensor([3.0, 4.0])])
        self.assertEqual((norms.l2, norms.largest), ([0.0, 5.0], [0.0, 4.0]))
        self.model = torch.nn.ModuleDict({"emb": torch.nn.Embedding(10, 3, sparse=True), "unused": torch.nn.Linear(2, 2)})
        self.model.register_parameter("wave", torch.nn.Parameter(torch.ones(2, dtype=torch.complex64)))
        self.optimizer = torch.optim.SGD(self.model.parameters(), lr=0.1)
        run = self.watch()
        with redirect_stderr(self.errors):
            (self.model["emb"](torch.tensor([1, 1])).sum() + self.model.wave.abs().sum()).backward()
            self.optimizer.step()
            run.finish()
        row = run._sender.rows[0][1]
        self.assertAlmostEqual(row[("grad_norm", "emb.weight")], math.sqrt(12), places=5)
        self.assertNotIn(("grad_norm", "unused.weight"), row)
        self.assertEqual(self.errors.getvalue(), "")

    def test_elements_that_are_not_finite_are_counted_where_they_are(self):
        run = self.watch()
        self.backward()
        self.model[0].weight.grad[0, :3] = math.nan
        self.model[2].bias.grad[0] = math.inf
        self.optimizer.step()
        run.finish()
        row = run._sender.rows[0][1]
        self.assertTrue(math.isnan(row[("grad_norm", None)]) and math.isnan(row[("grad_norm", "0.weight")]))
        self.assertEqual(row[("grad_max", "2.bias")], math.inf)
        self.assertEqual((row[("grad_nonfinite", None)], row[("grad_nonfinite", "0.weight")], row[("grad_nonfinite", "2.bias")]), (4, 3, 1))
        self.assertTrue(math.isfinite(row[("grad_norm", "2.weight")]))

    def test_the_norm_is_that_before_clipping(self):
        run = self.watch()
        self.backward(100)
        norm = self.norm()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 0.5)
        self.optimizer.step()
        run.finish()
        row = run._sender.rows[0][1]
        self.assertAlmostEqual(row[("grad_norm", None)] / norm, 1, places=5)
        self.assertAlmostEqual(row[("grad_norm_clipped", None)], 0.5, places=4)
        self.assertAlmostEqual(row[("clip_coefficient", None)] * norm, 0.5, places=4)

    def test_clip_clips_what_torch_cannot(self):
        run = self.watch()
        self.backward()
        for parameter in self.model.parameters():
            parameter.grad.fill_(3e38)
        norm = run.clip(1.0)
        self.assertLess(abs(norm / (3e38 * math.sqrt(65)) - 1), 1e-5)
        self.assertAlmostEqual(self.norm(), 1.0, places=5)
        self.optimizer.step()
        run.finish()
        self.assertAlmostEqual(run._sender.rows[0][1][("grad_norm", None)] / norm, 1, places=12)

    def test_clip_leaves_a_norm_that_is_not_finite_as_it_is(self):
        run = self.watch()
        self.backward()
        self.model[0].bias.grad[0] = math.nan
        kept = self.model[2].weight.grad.clone()
        self.assertTrue(math.isnan(run.clip(0.001)))
        self.assertTrue(torch.equal(kept, self.model[2].weight.grad))

    def test_clip_works_when_all_is_off(self):
        run = gradwatch.watch(self.model, self.optimizer, mode="off")
        self.backward(100)
        run.clip(0.5)
        self.assertAlmostEqual(self.norm(), 0.5, places=4)

    def test_a_loss_logged_before_the_step_belongs_to_the_step_to_come(self):
        run = self.watch()
        losses = []
        for _ in range(4):
            loss = self.backward()
            run.log(loss=loss)
            losses.append(float(loss))
            self.optimizer.step()
        run.finish()
        self.assertEqual([row[("loss", None)] for _, row in run._sender.rows], losses)

    def test_a_closure_is_read_after_it_ran(self):
        run = self.watch()
        norms = []

        def closure():
            loss = self.backward()
            norms.append(self.norm())
            return loss
        for _ in range(2):
            self.optimizer.step(closure)
        run.finish()
        for (_, row), norm in zip(run._sender.rows, norms):
            self.assertAlmostEqual(row[("grad_norm", None)], norm, places=6)

    def test_a_step_that_a_loss_scaler_skips_is_told(self):
        run = self.watch()
        for overflow in (False, True, False):
            self.backward()
            if overflow:
                self.model[0].weight.grad[0, 0] = math.inf
            torch.nn.utils.clip_grad_norm_(self.model.parameters(), 10.0)
            if not overflow:
                self.optimizer.step()
        run.finish()
        self.assertEqual([row[("clip_coefficient", None)] for _, row in run._sender.rows], [1, 0, 1])
        self.assertEqual(run._sender.rows[1][1][("grad_norm", None)], math.inf)

    def test_without_an_optimizer_the_gradients_are_read_when_the_step_ends(self):
        optimizer, self.optimizer = self.optimizer, None
        run = self.watch()
        self.optimizer = optimizer
        loss = self.backward()
        run.step(loss)
        run.finish()
        row = run._sender.rows[0][1]
        self.assertAlmostEqual(row[("grad_norm", None)], self.norm(), places=6)
        self.assertAlmostEqual(row[("loss", None)], float(loss), places=12)

    def test_a_fault_stops_watching_and_not_training(self):
        run = self.watch()
        run._probe._norms = None
        with redirect_stderr(self.errors):
            for _ in range(3):
                self.backward()
                self.optimizer.step()
        self.assertEqual(self.errors.getvalue().count("\n"), 1)

    def test_when_the_run_ends_the_optimizer_is_as_it_was(self):
        run = self.watch()
        clip = torch.nn.utils.clip_grad_norm_
        run.finish()
        self.assertNotIn("step", vars(self.optimizer))
        self.assertIsNot(torch.nn.utils.clip_grad_norm_, clip)


if __name__ == "__main__":
    unittest.main()
