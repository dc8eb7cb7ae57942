"""The callbacks, called as their frameworks call them."""
import os
import sys
import types
import unittest

sys.path[:0] = [os.path.dirname(os.path.dirname(os.path.abspath(__file__))), os.path.dirname(os.path.abspath(__file__))]

import gradwatch
from scripted_server import ScriptedServer

try:
    import torch
except ImportError:
    torch = None


class CallbackTests(unittest.TestCase):
    def setUp(self):
        self.server = ScriptedServer()
        self.addCleanup(self.server.close)

    def test_keras_reports_every_batch(self):
        callback = gradwatch.KerasCallback(url=self.server.url, interval=0.01)
        callback.set_params({"epochs": 1})
        callback.set_model(types.SimpleNamespace(optimizer=types.SimpleNamespace(learning_rate=0.25)))
        callback.on_train_begin()
        for epoch in range(2):
            callback.on_epoch_begin(epoch, {})
            for batch in range(3):
                callback.on_train_batch_begin(batch)
                callback.on_train_batch_end(batch, {"loss": 1.0 / (batch + 1), "accuracy": 0.5})
        callback.on_train_end()
        self.assertEqual([step for step, _ in self.server.rows()], list(range(6)))
        self.assertEqual(self.server.rows()[1][1], {("loss", None): 0.5, ("learning_rate", None): 0.25})
        self.assertEqual(self.server.ends, ["finished"])

    def model(self):
        model = torch.nn.Linear(3, 1)
        return model, torch.optim.SGD(model.parameters(), lr=0.1)

    @unittest.skipIf(torch is None, "PyTorch is not installed (Debian: python3-torch)")
    def test_lightning_is_read_inside_its_closure_and_before_it_clips(self):
        model, optimizer = self.model()
        trainer = types.SimpleNamespace(optimizers=[optimizer], global_step=0)
        callback = gradwatch.LightningCallback(url=self.server.url, interval=0.01)
        callback.on_train_start(trainer, model)
        for batch in range(3):
            loss = []

            def closure():
                optimizer.zero_grad()
                loss.append((model(torch.ones(2, 3)) * 100).pow(2).mean())
                loss[-1].backward()
                torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
                return loss[-1]
            optimizer.step(closure=closure)
            callback.on_train_batch_end(trainer, model, {"loss": loss[-1].detach()}, None, batch)
        callback.on_train_end(trainer, model)
        rows = self.server.rows()
        self.assertEqual([step for step, _ in rows], [0, 1, 2])
        for _, row in rows:
            self.assertGreater(row[("loss", None)], 0)
            self.assertGreater(row[("grad_norm", None)], 1.0)
            self.assertLess(row[("grad_norm_clipped", None)], 1.0001)

    @unittest.skipIf(torch is None, "PyTorch is not installed (Debian: python3-torch)")
    def test_hugging_face_goes_on_at_its_step_and_leaves_evaluation_out(self):
        model, optimizer = self.model()
        state = types.SimpleNamespace(global_step=5)
        callback = gradwatch.HuggingFaceCallback(url=self.server.url, interval=0.01)
        callback.on_init_end(None, state, None)
        callback.on_train_begin(None, state, None, model=model, optimizer=types.SimpleNamespace(optimizer=optimizer))
        for _ in range(2):
            optimizer.zero_grad()
            model(torch.ones(2, 3)).mean().backward()
            optimizer.step()
            state.global_step += 1
            callback.on_step_end(None, state, None)
            callback.on_log(None, state, None, logs={"loss": 0.5, "epoch": 1})
        callback.on_log(None, state, None, logs={"eval_loss": 9.0})
        callback.on_train_end(None, state, None)
        self.assertEqual([(step, row[("loss", None)]) for step, row in self.server.rows()], [(5, 0.5), (6, 0.5)])


if __name__ == "__main__":
    unittest.main()
