"""Sends what a training loop measures to a `gradwatch serve`, which says when it becomes unstable, where and why.

    import gradwatch
    run = gradwatch.watch(model, optimizer)        # PyTorch: norms of every tensor, at every optimizer step
    run.log(loss=loss)                             # in the loop, wherever the loss is known

    gradwatch.log(step, loss=0.7, grad_norm=1.3)   # any other loop

One file, standard library only, Python 3.8 and later. A thread of its own sends; training never waits for it and no fault of it
reaches training: there is one warning on stderr, then silence. All quantities are dimensionless. The address and the token come from
arguments or from GRADWATCH_URL and GRADWATCH_TOKEN; GRADWATCH_MODE=off turns everything off.
"""
# SPDX-License-Identifier: MIT

import array
import atexit
import collections
import functools
import gzip
import http.client
import json
import math
import os
import random
import socket
import struct
import sys
import threading
import time
import types
import urllib.parse

__version__ = "0.1.0"
__all__ = ["watch", "init", "log", "finish", "Run", "KerasCallback", "LightningCallback", "HuggingFaceCallback"]

DEFAULT_URL = "http://127.0.0.1:5151"
_LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"
# Within a row the loss comes first, since all else follows from it, and the loss scale before a gradient that overflowed.
_RUN_ORDER = ("loss", "loss_scale", "grad_norm", "grad_max", "grad_nonfinite", "learning_rate", "clip_coefficient", "grad_norm_clipped",
              "param_norm", "param_max", "update_norm", "update_ratio", "displacement")
_QUANTITIES = frozenset(_RUN_ORDER + ("activation_rms", "activation_max", "input_mean", "input_std"))
_ROW_OVERHEAD = 200
_BATCH_BYTES = 1 << 20
_SHAPES_LIMIT = 256
_FLOAT32_MAX = 3.4028234663852886e38
_FLOAT32_MIN = 1.1754943508222875e-38
_FEW_VALUES = 64


def _new_id():
    return "".join(random.SystemRandom().choice(_LETTERS) for _ in range(16))


def _spelled(value):
    """A number as JSON has it: what is not finite is a string."""
    if value != value:
        return "NaN"
    return value if abs(value) != math.inf else ("Infinity" if value > 0 else "-Infinity")


class _Shape:
    """The columns of binary rows that are alike: (quantity, tensor or None)."""

    def __init__(self, number, columns):
        self.number = number
        self.columns = columns

    def body(self):
        return json.dumps({"series": [{"quantity": q, "tensor": t, "component": None} for q, t in self.columns]}).encode()


class _Row:
    """A row that waits to be sent: its bytes are made on the training thread, which has the numbers at hand."""
    __slots__ = ("shape", "width", "data", "count")

    def __init__(self, shape, width, data, count):
        self.shape, self.width, self.data, self.count = shape, width, data, count


class _Refused(Exception):
    """The server answered, and sending the same again will not help."""

    def __init__(self, status, answer):
        super().__init__("%s %s" % (status, answer.get("detail") or answer.get("title") or ""))
        self.status, self.answer = status, answer


class _Away(Exception):
    """The server does not answer, or says that it cannot write now."""

    def __init__(self, message, wait=0.0):
        super().__init__(message)
        self.wait = wait


class _Connection:
    """One kept connection to the server; a request that fails closes it."""

    def __init__(self, url, token):
        parts = urllib.parse.urlsplit(url if "://" in url else "http://" + url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ValueError("'%s' is no address of a GradWatch server: http://host:port is expected" % url)
        self.url = urllib.parse.urlunsplit((parts.scheme, parts.netloc, parts.path.rstrip("/"), "", ""))
        kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
        self._open = lambda: kind(parts.hostname, parts.port, timeout=10)
        self._prefix = parts.path.rstrip("/") + "/api/v1"
        self._headers = {"User-Agent": "gradwatch-python/" + __version__}
        if token:
            self._headers["Authorization"] = "Bearer " + token
        self._http = None
        self.generation = 0

    def request(self, method, path, body=b"", kind="application/json", encoding=None):
        headers = dict(self._headers)
        headers["Content-Type"] = kind
        if encoding:
            headers["Content-Encoding"] = encoding
        try:
            if self._http is None:
                self._http = self._open()
                self.generation += 1
            self._http.request(method, self._prefix + path, body, headers)
            response = self._http.getresponse()
            data = response.read()
        except (OSError, http.client.HTTPException) as trouble:
            self.close()
            raise _Away("%s does not answer (%s)" % (self.url, trouble or type(trouble).__name__))
        if response.will_close:
            self.close()
        try:
            answer = json.loads(data.decode("utf-8")) if data else {}
        except ValueError:
            answer = {}
        if not isinstance(answer, dict):
            answer = {}
        if response.status < 300:
            return answer
        if response.status in (408, 425, 429) or response.status >= 500:
            wait = response.getheader("Retry-After") or ""
            raise _Away("%s answers %d %s" % (self.url, response.status, answer.get("detail") or response.reason),
                        float(wait) if wait.isdigit() else 0.0)
        raise _Refused(response.status, answer)

    def close(self):
        if self._http is not None:
            self._http.close()
            self._http = None


class _Sender:
    """Takes rows from the training thread and sends them, in order, from a thread of its own.

    What waits is bounded by bytes. When the bound is met the oldest rows that have not been tried are dropped, counted, and told to the
    server as lost: the newest say whether the run is well now. A batch that was tried is sent again as it was, under the same number,
    until it is acknowledged, so nothing is taken twice.
    """

    def __init__(self, run, connection, start, buffer_bytes, interval, compress):
        self._run, self._connection, self._start = run, connection, start
        self._limit, self._interval, self._compress = buffer_bytes, interval, compress
        self._path = "/runs/" + run.id
        self._writer, self._sequence = _new_id(), 0
        self._rows, self._bytes = collections.deque(), 0
        self._lock, self._wake, self._idle = threading.Lock(), threading.Event(), threading.Event()
        self._idle.set()
        self._untold = 0
        self._frozen = None
        self._known, self._known_generation, self._opened = set(), 0, False
        self._deadline, self._status = None, None
        self._dead = False
        self.lost = self.sent = self.retries = 0
        self.ignored = set()
        self.verdict = None
        self._thread = threading.Thread(target=self._work, name="gradwatch", daemon=True)
        self._thread.start()

    def add(self, row):
        if self._dead:
            return
        with self._lock:
            self._idle.clear()
            self._rows.append(row)
            self._bytes += len(row.data) + _ROW_OVERHEAD
            while self._bytes > self._limit and self._rows:
                oldest = self._rows.popleft()
                self._bytes -= len(oldest.data) + _ROW_OVERHEAD
                self.lost += oldest.count
                self._untold += oldest.count
            if self._bytes > _BATCH_BYTES:
                self._wake.set()

    def flush(self, seconds):
        """Waits until all is acknowledged; false when it was not in that time."""
        self._wake.set()
        return self._idle.wait(seconds)

    def end(self, status, seconds):
        """Sends what is left and how the run ended, within so many seconds; false when something was left unsent."""
        self._status, self._deadline = status, time.monotonic() + seconds
        self._wake.set()
        self._thread.join(seconds + 0.5)
        self._dead = True
        with self._lock:
            left = sum(row.count for row in self._rows) + (self._frozen[1] if self._frozen else 0)
        if left:
            self._run._complain("%d values of run %s could not be sent in %g s." % (left, self._run.id, seconds))
        return not left

    def _work(self):
        try:
            delay = 0.0
            while True:
                if delay > 0 or not (self._rows or self._frozen or self._untold):
                    if self._deadline is not None and not (self._rows or self._frozen or self._untold):
                        break
                    self._wake.wait(delay or self._interval)
                    self._wake.clear()
                elif self._deadline is None and self._bytes < _BATCH_BYTES and not self._frozen:
                    # So that a fast loop makes some batches a second and not hundreds.
                    self._wake.wait(self._interval)
                    self._wake.clear()
                if self._deadline is not None and time.monotonic() >= self._deadline:
                    return
                delay = self._turn(delay)
                if self._dead:
                    return
            self._finish()
        except Exception as fault:  # A defect of this file must not print a traceback into somebody's training.
            self._give_up("a defect in gradwatch.py: %r" % fault)

    def _turn(self, delay):
        """One attempt; the seconds to wait before the next."""
        try:
            self._deliver()
            with self._lock:
                if not (self._rows or self._frozen or self._untold):
                    self._idle.set()
            return 0.0
        except _Away as away:
            self.retries += 1
            self._run._complain("%s. Training goes on; values are kept and sent later." % away)
            delay = min(30.0, max(0.25, delay * 2))
            if self._deadline is not None:
                return 0.2
            return max(away.wait, delay * (0.5 + random.random() / 2))
        except _Refused as refused:
            if refused.status in (401, 403, 404, 405):
                why = {401: "no token or a wrong one", 403: "the token is not for sending", 404: "the run was removed"}.get(refused.status, "")
                self._give_up("%s refuses the run: %s (%s)." % (self._connection.url, why, refused))
            return 0.0

    def _deliver(self):
        if not self._opened:
            self._connection.request("PUT", self._path, json.dumps(self._start).encode())
            self._opened = True
        if self._frozen is None:
            self._frozen = self._next()
        if self._frozen is None:
            return
        rows, count, lost = self._frozen
        try:
            answer = self._post(rows, lost)
        except _Refused as refused:
            self._repair(refused, rows, count, lost)
            return
        self._sequence += 1
        self._frozen = None
        self.sent += count
        self.verdict = answer.get("verdict")
        self.ignored.update(str(name) for name in answer.get("ignored") or ())

    def _post(self, rows, lost):
        encoding = None
        if rows and rows[0].shape is not None:
            self._tell_shapes(rows)
            body, kind = _binary(rows), "application/x-gradwatch-rows"
        else:
            body = ('{"rows":[%s],"lost":%d}' % (",".join(row.data.decode() for row in rows), lost)).encode()
            kind = "application/json"
        if self._compress and len(body) > 1024:
            body, encoding = gzip.compress(body, 1), "gzip"
        return self._connection.request(
            "POST", "%s/batches?writer=%s&sequence=%d" % (self._path, self._writer, self._sequence + 1), body, kind, encoding)

    def _tell_shapes(self, rows):
        shapes = {row.shape.number: row.shape for row in rows}
        # A new connection may lead to a server that was started anew.
        if self._known_generation != self._connection.generation:
            self._known.clear()
        for number in sorted(shapes):
            if number not in self._known:
                self._connection.request("PUT", "%s/schemas/%d?writer=%s" % (self._path, number, self._writer), shapes[number].body())
                self._known_generation = self._connection.generation
                self._known.add(number)

    def _next(self):
        with self._lock:
            if self._untold:
                lost, self._untold = self._untold, 0
                return [], 0, lost
            rows, size, count = [], 0, 0
            while self._rows and size < _BATCH_BYTES and (not rows or (rows[0].shape is None) == (self._rows[0].shape is None)):
                row = self._rows.popleft()
                rows.append(row)
                size += len(row.data)
                count += row.count
                self._bytes -= len(row.data) + _ROW_OVERHEAD
        return (rows, count, 0) if rows else None

    def _repair(self, refused, rows, count, lost):
        if refused.status == 409 and isinstance(refused.answer.get("expected"), int):
            # The store was put back to an earlier state: go on from what it has.
            self._sequence = refused.answer["expected"] - 1
        elif refused.status == 413 and len(rows) > 1:
            half = len(rows) // 2
            with self._lock:
                self._rows.extendleft(reversed(rows[half:]))
                self._bytes += sum(len(row.data) + _ROW_OVERHEAD for row in rows[half:])
            self._frozen = (rows[:half], sum(row.count for row in rows[:half]), lost)
        elif refused.status in (401, 403, 404, 405):
            raise refused
        elif self._known:
            # Perhaps the server has forgotten the columns; if it is not that, the second refusal ends it.
            self._known.clear()
            try:
                self._post(rows, lost)
                self._sequence += 1
                self.sent += count
            except _Refused as again:
                self._drop(again, count)
            self._frozen = None
        else:
            self._drop(refused, count)
            self._frozen = None

    def _drop(self, refused, count):
        self.lost += count
        with self._lock:
            self._untold += count
        self._run._complain("%s does not take %d values: %s." % (self._connection.url, count, refused))

    def _finish(self):
        try:
            if self._opened and self._status:
                self._connection.request("POST", self._path + "/end", json.dumps({"status": self._status}).encode())
        except (_Away, _Refused) as trouble:
            self._run._complain("the end of run %s could not be told: %s." % (self._run.id, trouble))
        self._connection.close()

    def _give_up(self, why):
        self._dead = True
        with self._lock:
            self.lost += sum(row.count for row in self._rows) + (self._frozen[1] if self._frozen else 0)
            self._rows.clear()
            self._frozen, self._bytes, self._untold = None, 0, 0
        self._idle.set()
        self._run._complain(why + " Training goes on without GradWatch.")


def _binary(rows):
    parts, i = [b"GWR1"], 0
    while i < len(rows):
        j = i
        while j < len(rows) and rows[j].shape is rows[i].shape and rows[j].width == rows[i].width:
            j += 1
        parts.append(struct.pack("<IIB3x", rows[i].shape.number, j - i, rows[i].width))
        parts.extend(row.data for row in rows[i:j])
        i = j
    return b"".join(parts)


def _safely(method):
    """A fault of ours is told once and goes no further; a forked child sends nothing."""
    @functools.wraps(method)
    def wrapped(self, *args, **kwargs):
        if self._off or os.getpid() != self._pid:
            return None
        try:
            return method(self, *args, **kwargs)
        except Exception as fault:
            self._complain("%s: %r. Training goes on." % (method.__name__, fault))
            return None
    return wrapped


class Run:
    """One run as the server keeps it. Made by `watch` or `init`; every method returns at once and raises nothing."""

    def __init__(self, name=None, url=None, token=None, run_id=None, tags=None, mode=None, buffer_bytes=64 << 20, interval=0.25,
                 flush_seconds=5.0, compress=False):
        self._pid, self._warned, self._ended = os.getpid(), False, False
        self._off = (mode or os.environ.get("GRADWATCH_MODE", "on")) == "off"
        self._flush_seconds = flush_seconds
        self._probe, self._sender = None, None
        self._shapes, self._next_step = {}, 0
        self.id = run_id or os.environ.get("GRADWATCH_RUN") or _new_id()
        self.name = name or os.path.basename(sys.argv[0] if sys.argv and sys.argv[0] not in ("", "-c") else "python") or "python"
        self.url = None
        if self._off:
            return
        try:
            connection = _Connection(url or os.environ.get("GRADWATCH_URL") or DEFAULT_URL, token or os.environ.get("GRADWATCH_TOKEN"))
            self.url = "%s/runs/%s" % (connection.url, self.id)
            start = {"name": self.name, "source": "%s:%s" % (socket.gethostname(), self.name), "format": "gradwatch",
                     "tags": {str(key): str(value) for key, value in (tags or {}).items()}}
            self._sender = _Sender(self, connection, start, buffer_bytes, interval, compress)
            _live.append(self)
        except Exception as fault:
            self._complain("%s. Training goes on without GradWatch." % fault)
            self._off = True

    @property
    def lost(self):
        """Values that were dropped: the buffer was full, or the server would not take them."""
        return self._sender.lost if self._sender else 0

    @property
    def verdict(self):
        """`healthy`, `warning` or `critical` as of the last acknowledged batch; None before."""
        return self._sender.verdict if self._sender else None

    @_safely
    def log(self, step=None, tensors=None, **values):
        """Keeps numbers of a step: floats or tensors of one element; NaN and infinities are numbers too.

        Without `step` they belong to the optimizer step in hand where an optimizer is watched, else to a step of their own, counted
        from 0. `tensors` is {quantity: {tensor name: value}}. A quantity that GradWatch does not know is ignored by the server.
        """
        if self._probe is not None and not tensors and step in (None, self._probe.step_in_hand()):
            self._probe.log(values)
            return
        if step is None:
            step = self._next_step
        self._next_step = step + 1
        self._emit(int(step), {name: _number(value) for name, value in values.items() if value is not None}, tensors=tensors)

    @_safely
    def step(self, loss=None, **values):
        """Ends a step. Where only the model is watched, reads its gradients: call it after backward() and before zero_grad()."""
        if loss is not None:
            values["loss"] = loss
        if self._probe is None:
            self.log(**values)
        else:
            self._probe.end_step(values)

    def clip(self, max_norm):
        """Clips the watched gradients to this L2 norm, as torch.nn.utils.clip_grad_norm_ does but right for any finite gradient.

        Returns the norm before clipping (float). A norm that is not finite changes nothing: zero or NaN gradients would hide it.
        """
        if self._probe is None:
            self._complain("clip: no model is watched, nothing was clipped.")
            return math.nan
        return self._probe.clip(float(max_norm))

    @_safely
    def attach(self, model, optimizer=None, every=1, weights_every=100, tensors=True, scaler=None, step=0):
        """Watches a PyTorch model in this run; see `watch`."""
        self._probe = _TorchProbe(self, model, optimizer, every, weights_every, tensors, scaler, step)

    @_safely
    def flush(self, seconds=5.0):
        """Waits until everything is acknowledged; False when it was not in that time."""
        if self._probe is not None:
            self._probe.close_row()
        return self._sender.flush(seconds)

    @_safely
    def finish(self, status="finished", seconds=None):
        """Sends what is left and ends the run: `finished`, `failed` or `stopped`. Waits for at most `seconds` (5 unless set)."""
        if self._ended:
            return None
        self._ended = True
        if self._probe is not None:
            self._probe.detach()
        if self in _live:
            _live.remove(self)
        done = self._sender.end(status, self._flush_seconds if seconds is None else seconds)
        self._off = True
        return done

    def __enter__(self):
        return self

    def __exit__(self, kind, value, traceback):
        self.finish(_status_of(kind))

    def _emit(self, step, values, block=None, numbers=(), tensors=None):
        """Makes a row: the values of the run, then the numbers of a block of tensor columns."""
        names = sorted(values, key=lambda name: (_RUN_ORDER.index(name) if name in _RUN_ORDER else len(_RUN_ORDER), name))
        key = (tuple(names), block)
        shape = self._shapes.get(key)
        if shape is None and not tensors and len(self._shapes) < _SHAPES_LIMIT and all(name in _QUANTITIES for name in names):
            shape = _Shape(len(self._shapes), [(name, None) for name in names] + list(block or ()))
            self._shapes[key] = shape
        if shape is None:
            self._emit_json(step, names, values, block, numbers, tensors)
            return
        row = [values[name] for name in names]
        row.extend(numbers)
        if not row:
            return
        width = 8 if len(row) < _FEW_VALUES or _needs_double(row) else 4
        packed = array.array("d" if width == 8 else "f", row)
        if sys.byteorder == "big":
            packed.byteswap()
        self._sender.add(_Row(shape, width, struct.pack("<q", step) + packed.tobytes(), len(row)))

    def _emit_json(self, step, names, values, block, numbers, tensors):
        row = {"step": step, "values": {name: _spelled(values[name]) for name in names}}
        parts = {quantity: {str(name): _spelled(_number(value)) for name, value in of.items()} for quantity, of in (tensors or {}).items()}
        for (quantity, tensor), value in zip(block or (), numbers):
            parts.setdefault(quantity, {})[tensor] = _spelled(value)
        if parts:
            row["tensors"] = parts
        count = len(names) + sum(len(of) for of in parts.values())
        if count:
            self._sender.add(_Row(None, 0, json.dumps(row).encode(), count))

    def _complain(self, message):
        if not self._warned:
            self._warned = True
            try:
                sys.stderr.write("gradwatch: %s\n" % message)
            except Exception:
                pass


def _number(value):
    if hasattr(value, "detach"):
        value = value.detach()
    return float(value)


def _needs_double(row):
    # NaN and infinities compare false here, and float32 has them.
    return any(_FLOAT32_MAX < size < math.inf or 0 < size < _FLOAT32_MIN for size in map(abs, row))


class _TorchProbe:
    """Reads gradients before and weights around the steps of one optimizer."""

    AT_START, UNDER_ALARM = 10, 100

    def __init__(self, run, model, optimizer, every, weights_every, tensors, scaler, step):
        import torch
        self._torch, self._run, self._optimizer, self._scaler = torch, run, optimizer, scaler
        self._every, self._weights_every, self._tensors = max(1, int(every)), int(weights_every), tensors
        self._names, self._params = _named(model, optimizer)
        self._ids = {id(parameter) for parameter in self._params}
        self._step, self._active = int(step), True
        self._row, self._ahead, self._comes_ahead = None, {}, False
        self._pending, self._waiting = None, []
        self._alarm_step, self._verdict = None, "healthy"
        self._blocks = {}
        if optimizer is not None:
            self._hook(optimizer)
        _hook_clipping(torch, self)

    # What the loop calls.

    def step_in_hand(self):
        return self._row["step"] if self._row is not None and not self._comes_ahead else self._step

    def log(self, values):
        """To the step just made, or to the one to come where the loop logs before it steps: the first call shows which."""
        if self._row is None:
            self._comes_ahead = True
        target = self._ahead
        if not self._comes_ahead and not any(name in self._row["values"] for name in values):
            target = self._row["values"]
        for name, value in values.items():
            if value is not None:
                target[name] = self._scalar(value)

    def end_step(self, values):
        if self._optimizer is None:
            self.before_step(False)
            self.after_step()
        if self._row is None:
            self._ahead.update({name: self._scalar(value) for name, value in values.items() if value is not None})
            return
        self._row["values"].update({name: self._scalar(value) for name, value in values.items() if value is not None})
        self.close_row()

    def clip(self, max_norm):
        try:
            if self._run._off or self._pending is None:
                self._pending = self._measure()
            self._resolve()
            if self._pending is None:
                return 0.0
            norm, grads = self._pending["norm"], self._pending["grads"]
            coefficient = max_norm / (norm + 1e-6) if math.isfinite(norm) else 1.0
            self._pending["clip"] = min(1.0, coefficient)
            # A factor below what float32 has is applied in two parts.
            for factor in [coefficient] if coefficient > 1e-30 else [math.sqrt(coefficient)] * 2:
                if coefficient < 1:
                    self._torch._foreach_mul_(grads, factor)
            return norm
        except Exception as fault:
            self._run._complain("clip: %r; torch clips instead." % fault)
            return float(_original_clip(self._torch)(self._params, max_norm))

    # Around the step.

    def _hook(self, optimizer):
        original, probe = optimizer.step, self
        had_own = "step" in vars(optimizer)

        @functools.wraps(getattr(original, "__func__", original))
        def step(this, *args, **kwargs):
            closure = args[0] if args and callable(args[0]) else kwargs.get("closure")
            if callable(closure):
                def measured(*inner, **named):
                    loss = closure(*inner, **named)
                    probe.guarded(probe.read_gradients)
                    return loss
                args, kwargs = ((measured,) + args[1:], kwargs) if args and args[0] is closure else (args, dict(kwargs, closure=measured))
            probe.guarded(probe.before_step, callable(closure))
            result = original(*args, **kwargs)
            probe.guarded(probe.after_step)
            return result

        # A method, because schedulers ask a step for the optimizer it belongs to.
        hooked = types.MethodType(step, optimizer)
        optimizer.step = hooked

        def unhook():
            if vars(optimizer).get("step") is hooked:
                if had_own:
                    optimizer.step = original
                else:
                    del optimizer.step
        self._unhook = unhook

    def guarded(self, act, *args):
        if not self._active or os.getpid() != self._run._pid:
            return
        try:
            with self._torch.no_grad():
                act(*args)
        except Exception as fault:
            self._active = False
            self._run._complain("watching stops: %r. Training goes on." % fault)

    def before_step(self, gradients_follow):
        self.close_row()
        self._row = {"step": self._step, "values": self._ahead, "block": None, "numbers": ()}
        self._ahead = {}
        values = self._row["values"]
        if self._optimizer is not None:
            values.setdefault("learning_rate", self._scalar(self._optimizer.param_groups[0]["lr"]))
        if self._scaler is not None:
            # The scaler's own tensor where it has one: asking for the number would wait for the device.
            scale = getattr(self._scaler, "_scale", None)
            values.setdefault("loss_scale", self._scalar(self._scaler.get_scale() if scale is None else scale))
        if not gradients_follow:
            self.read_gradients()
        self._before = [parameter.detach().clone() for parameter in self._params] if self._optimizer is not None and self._weights_due() else None

    def read_gradients(self):
        if self._pending is None and self._step % self._every == 0:
            self._pending = self._measure()

    def after_step(self):
        weights = None
        if self._before is not None:
            # The copy becomes w − w', whose norm is that of the update: no more memory is taken.
            weights = self._norms(self._before)
            self._torch._foreach_sub_(self._before, [parameter.detach() for parameter in self._params])
            weights = (weights, self._norms(self._before))
        self._resolve(weights)
        self._before = None
        self._fill(self._row, weights)
        self._pending = None
        self._step += 1
        verdict = self._run.verdict or "healthy"
        if verdict != self._verdict:
            self._verdict, self._alarm_step = verdict, self._step if verdict != "healthy" else None

    def skipped(self):
        """Gradients were read and clipped, and the optimizer was not stepped: a loss scaler found an overflow."""
        self.close_row()
        self._resolve()
        self._pending["clip"] = 0.0
        self._row = {"step": self._step, "values": self._ahead, "block": None, "numbers": ()}
        self._ahead = {}
        self._fill(self._row, None)
        self._pending = None
        self._step += 1

    def before_clip(self, parameters):
        key = id(parameters[0]) if parameters else None
        if self._pending is not None and self._pending.get("clipped") == key:
            self.skipped()
        self.read_gradients()
        if self._pending is not None:
            self._resolve()
            self._pending.setdefault("clipped", key)

    def after_clip(self, parameters, max_norm, norm_type, total):
        if self._pending is None or "clip" in self._pending:
            return
        ours = norm_type == 2 and len(parameters) >= len(self._params) and self._pending["norm"] < 1e18
        norm = self._pending["norm"] if ours else float(total)
        coefficient = float(max_norm) / (norm + 1e-6)
        self._pending["clip"] = coefficient if coefficient < 1 or coefficient != coefficient else 1.0

    def close_row(self):
        row, self._row = self._row, None
        if row is not None:
            self._waiting.append(row)
        if not any(hasattr(value, "detach") for each in self._waiting for value in each["values"].values()):
            self._release()

    def detach(self):
        self._active = False
        self.close_row()
        for row in self._waiting:
            row["values"] = {name: float(value) for name, value in row["values"].items()}
        self._release()
        if self._ahead:
            self._run._emit(self._step, {name: float(value) for name, value in self._ahead.items()})
        if self._optimizer is not None:
            self._unhook()
        _unhook_clipping(self._torch, self)

    # What is measured.

    def _measure(self):
        indices, grads = [], []
        for index, parameter in enumerate(self._params):
            gradient = parameter.grad
            if gradient is None:
                continue
            if gradient.is_sparse:
                gradient = gradient.coalesce().values()
            indices.append(index)
            grads.append(gradient.detach())
        if not grads:
            return None
        # A fused optimizer unscales by itself.
        scale = getattr(self._optimizer, "grad_scale", None)
        return {"indices": tuple(indices), "grads": grads, "norms": self._norms(grads), "scale": 1.0 if scale is None else float(scale)}

    def _norms(self, tensors):
        return _Norms(self._torch, [self._torch.view_as_real(each) if each.is_complex() else each for each in tensors])

    def _resolve(self, weights=None):
        """Brings what was measured, and scalars that wait on a device, to the host: one transfer a device."""
        scalars = [(row["values"], name) for row in self._waiting + ([self._row] if self._row else []) for name, value in row["values"].items()
                   if hasattr(value, "detach")]
        measured = [norms for norms in ([self._pending["norms"]] if self._pending else []) + list(weights or ()) if norms.waits]
        fetched = _fetch(self._torch, [part for norms in measured for part in norms.parts] + [values[name] for values, name in scalars])
        for norms in measured:
            norms.take([fetched.pop(0) for _ in norms.parts])
        for (values, name), (number,) in zip(scalars, fetched):
            values[name] = number
        self._release()
        if self._pending is not None and "norm" not in self._pending:
            norms, scale = self._pending["norms"], self._pending["scale"]
            if scale != 1.0:
                norms.l2, norms.largest = [each / scale for each in norms.l2], [each / scale for each in norms.largest]
            self._pending["norm"] = _root_of_squares(norms.l2)
            self._pending["largest"] = _largest(norms.largest)
            self._pending["nonfinite"] = norms.nonfinite()

    def _release(self):
        for row in self._waiting:
            self._run._emit(row["step"], row["values"], row["block"], row["numbers"])
        self._waiting = []

    def _fill(self, row, weights):
        values, columns, numbers = row["values"], [], []
        if self._pending is not None:
            pending = self._pending
            norms, nonfinite = pending["norms"], pending["nonfinite"]
            values["grad_norm"], values["grad_max"], values["grad_nonfinite"] = pending["norm"], pending["largest"], float(sum(nonfinite.values()))
            if "clip" in pending:
                values["clip_coefficient"] = pending["clip"]
                values["grad_norm_clipped"] = pending["norm"] * pending["clip"]
            columns.append(("grad", pending["indices"]))
            numbers += norms.l2 + norms.largest
            if nonfinite:
                columns.append(("grad_nonfinite", tuple(pending["indices"][i] for i in nonfinite)))
                numbers += [float(count) for count in nonfinite.values()]
        if weights is not None:
            before, change = weights
            values["param_norm"], values["param_max"] = _root_of_squares(before.l2), _largest(before.largest)
            values["update_norm"] = _root_of_squares(change.l2)
            values["update_ratio"] = _ratio(values["update_norm"], values["param_norm"])
            columns.append(("weights", tuple(range(len(self._params)))))
            numbers += before.l2 + before.largest + change.l2 + [_ratio(d, w) for d, w in zip(change.l2, before.l2)]
        if self._tensors and columns:
            row["block"], row["numbers"] = self._block(tuple(columns)), numbers

    def _block(self, columns):
        block = self._blocks.get(columns)
        if block is None:
            series = []
            for kind, indices in columns:
                quantities = {"grad": ("grad_norm", "grad_max"), "weights": ("param_norm", "param_max", "update_norm", "update_ratio")}
                for quantity in quantities.get(kind, (kind,)):
                    series += [(quantity, self._names[index]) for index in indices]
            block = self._blocks[columns] = _Block(series)
        return block

    def _weights_due(self):
        return (self._step < self.AT_START or (self._weights_every > 0 and self._step % self._weights_every == 0)
                or (self._alarm_step is not None and self._step - self._alarm_step <= self.UNDER_ALARM))

    def _scalar(self, value):
        if hasattr(value, "detach"):
            value = value.detach()
            return float(value) if value.device.type == "cpu" else value
        return float(value)


class _Block(tuple):
    """Tensor columns, hashed by identity: there are thousands, and a row is looked up by them."""
    __hash__ = object.__hash__

    def __eq__(self, other):
        return self is other


class _Norms:
    """L2 and L∞ norms of some tensors: right for any finite elements, NaN and infinities kept."""

    CHUNK, LARGE = 4096, 1 << 18

    def __init__(self, torch, tensors):
        self._torch, self._tensors = torch, tensors
        self.parts, self._places = [], []
        self.l2, self.largest = [0.0] * len(tensors), [0.0] * len(tensors)
        groups, small, larges = {}, [], []
        for index, tensor in enumerate(tensors):
            if tensor.numel() == 0:
                continue
            if tensor.device.type != "cpu":
                groups.setdefault((tensor.device, tensor.dtype), []).append(index)
            elif tensor.dtype in (torch.float16, torch.bfloat16):
                larges.append((index, tensor.float()))
            elif tensor.numel() > self.LARGE:
                larges.append((index, tensor))
            else:
                small.append(index)
        self._on_host(small, larges)
        for (_, kind), indices in groups.items():
            self._on_device([tensors[index] for index in indices], indices, kind)
        self.waits = bool(self.parts)
        if not self.waits:
            self._correct()

    def take(self, fetched):
        for (target, indices), numbers in zip(self._places, fetched):
            for index, number in zip(indices, numbers):
                target[index] = number
        self.waits = False
        self._correct()

    def nonfinite(self):
        """Elements that are NaN or infinite, by the tensor's place; only those that have some."""
        return {index: int(self._tensors[index].numel() - self._torch.isfinite(self._tensors[index]).sum())
                for index, largest in enumerate(self.largest) if not math.isfinite(largest)}

    def _on_host(self, small, larges):
        torch = self._torch
        if small:
            for index, norm in zip(small, torch._foreach_norm([self._tensors[index] for index in small], 2)):
                self.l2[index] = norm.item()
                self.largest[index] = self._extent(self._tensors[index])
        for index, tensor in larges:
            # A sum over a long tensor loses digits and is slow on a host: rows of 4096 first, their norms in float64.
            flat = tensor.reshape(-1)
            whole = flat.numel() // self.CHUNK * self.CHUNK
            norms = torch.linalg.vector_norm(flat[:whole].view(-1, self.CHUNK), 2, dim=1)
            rest = torch.linalg.vector_norm(flat[whole:], 2)
            self.l2[index] = torch.cat([norms, rest.view(1)]).double().norm().item()
            self.largest[index] = self._extent(flat)

    def _extent(self, tensor):
        low, high = self._torch.aminmax(tensor)
        low, high = low.item(), high.item()
        return high if high > -low else -low

    def _on_device(self, tensors, indices, kind):
        torch = self._torch
        if kind in (torch.float16, torch.bfloat16):
            l2 = [torch.linalg.vector_norm(tensor, 2, dtype=torch.float32) for tensor in tensors]
        else:
            l2 = torch._foreach_norm(tensors, 2)
        self.parts += [torch.stack(list(l2)), torch.stack(list(torch._foreach_norm(tensors, math.inf)))]
        self._places += [(self.l2, indices), (self.largest, indices)]

    def _correct(self):
        """Where squares may have left the range of the type, or something is not finite, the norm is taken anew."""
        for index, largest in enumerate(self.largest):
            double = self._tensors[index].dtype == self._torch.float64
            if largest == 0 or ((1e-140 if double else 1e-12) < largest < (1e140 if double else 1e15)):
                continue
            if not math.isfinite(largest):
                self.l2[index] = largest
                continue
            wide = self._torch.float32 if self._tensors[index].device.type == "mps" else self._torch.float64
            parts = (part.to(wide).div(largest).norm().item() for part in self._tensors[index].reshape(-1).split(1 << 20))
            self.l2[index] = largest * _root_of_squares(list(parts))


def _fetch(torch, parts):
    """The numbers of small tensors, a list for each: one transfer a device, however many there are."""
    by_device, result = {}, [None] * len(parts)
    for place, part in enumerate(parts):
        by_device.setdefault(part.device, []).append(place)
    for device, places in by_device.items():
        wide = torch.float32 if device.type == "mps" else torch.float64
        numbers = torch.cat([parts[place].reshape(-1).to(wide) for place in places]).tolist()
        for place in places:
            count = parts[place].numel()
            result[place], numbers = numbers[:count], numbers[count:]
    return result


def _root_of_squares(norms):
    return math.nan if any(norm != norm for norm in norms) else math.hypot(*norms)


def _largest(values):
    return math.nan if any(value != value for value in values) else max(values, default=0.0)


def _ratio(change, size):
    return change / size if size else (math.inf if change else 0.0)


def _named(model, optimizer):
    names = {}
    if model is not None:
        for name, parameter in model.named_parameters():
            for prefix in ("_orig_mod.", "module."):
                name = name[len(prefix):] if name.startswith(prefix) else name
            if parameter.requires_grad:
                names.setdefault(id(parameter), (name, parameter))
    for group, entry in enumerate(optimizer.param_groups if optimizer is not None else ()):
        for index, parameter in enumerate(entry["params"]):
            names.setdefault(id(parameter), ("group%d.%d" % (group, index), parameter))
    kept = [(name, parameter) for name, parameter in names.values() if parameter.is_floating_point() or parameter.is_complex()]
    return [name for name, _ in kept], [parameter for _, parameter in kept]


# torch.nn.utils.clip_grad_norm_ is looked at while models are watched: what it is given is the gradient before clipping.

_clipping = {"original": None, "probes": []}


def _original_clip(torch):
    return _clipping["original"] or torch.nn.utils.clip_grad_norm_


def _hook_clipping(torch, probe):
    _clipping["probes"].append(probe)
    if _clipping["original"] is not None:
        return
    original = _clipping["original"] = torch.nn.utils.clip_grad_norm_

    @functools.wraps(original)
    def clip_grad_norm_(parameters, max_norm, norm_type=2.0, *args, **kwargs):
        parameters = [parameters] if isinstance(parameters, torch.Tensor) else list(parameters)
        watching = [each for each in _clipping["probes"] if any(id(parameter) in each._ids for parameter in parameters[:1])]
        for each in watching:
            each.guarded(each.before_clip, parameters)
        total = original(parameters, max_norm, norm_type, *args, **kwargs)
        for each in watching:
            each.guarded(each.after_clip, parameters, max_norm, norm_type, total)
        return total

    _clipping["hook"] = clip_grad_norm_
    torch.nn.utils.clip_grad_norm_ = clip_grad_norm_


def _unhook_clipping(torch, probe):
    if probe in _clipping["probes"]:
        _clipping["probes"].remove(probe)
    if not _clipping["probes"] and _clipping["original"] is not None and torch.nn.utils.clip_grad_norm_ is _clipping["hook"]:
        torch.nn.utils.clip_grad_norm_ = _clipping["original"]
        _clipping["original"] = None


# The runs of this process.

_live = []
_current = None


def init(name=None, **options):
    """Begins a run for `log`. Options: url, token, run_id, tags (dict), mode ("on" or "off"), buffer_bytes (what waits at most; the
    oldest values are dropped above it), interval (seconds between batches), flush_seconds (at exit at most), compress (gzip)."""
    global _current
    _current = Run(name, **options)
    return _current


def watch(model, optimizer=None, name=None, every=1, weights_every=100, tensors=True, scaler=None, step=0, all_ranks=False, **options):
    """Watches a PyTorch model. One line is enough: norms are read around each `optimizer.step()`.

    Read at every `every`-th step: the L2 and L∞ norm of the gradient of each tensor and of the model, before clipping where
    torch.nn.utils.clip_grad_norm_ or `run.clip` clips, and the count of elements that are not finite. Read at the first 10 steps, at
    every `weights_every`-th (0: never) and for 100 steps after an alarm: norms of weights and of their change, which takes one copy
    of the weights for that step. `tensors=False` sends the norms of the model alone. `scaler` is a GradScaler. `step` is the number of
    the first step. In distributed training the process of rank 0 alone sends, unless `all_ranks`. Other options are those of `init`.
    """
    if not all_ranks and os.environ.get("RANK", "0") not in ("", "0"):
        options["mode"] = "off"
    if optimizer is not None:
        options["tags"] = dict({"optimizer": type(optimizer).__name__, "model": type(model).__name__}, **(options.get("tags") or {}))
    run = init(name, **options)
    run.attach(model, optimizer, every, weights_every, tensors, scaler, step)
    if run._probe is None:
        # Clipping is part of the training: it works without GradWatch too.
        run.clip = functools.partial(_clip_only, model)
    return run


def _clip_only(model, max_norm):
    import torch
    return float(_original_clip(torch)([parameter for parameter in model.parameters()], max_norm))


def log(step=None, **values):
    """Keeps numbers of a step in the current run, beginning one where there is none: gradwatch.log(7, loss=0.4, grad_norm=1.2)."""
    run = _current if _current is not None and not _current._ended else init()
    run.log(step, **values)


def finish(status="finished"):
    """Ends the current run."""
    if _current is not None:
        _current.finish(status)


def _status_of(kind):
    if kind is None:
        return "finished"
    return "stopped" if issubclass(kind, KeyboardInterrupt) else "finished" if kind is SystemExit else "failed"


def _at_exit():
    for run in list(_live):
        run.finish(_status_of(getattr(sys, "last_type", None)))


atexit.register(_at_exit)


# Callbacks. The frameworks are looked for when one is made; where there is none, the same methods serve a loop of one's own.

def _base(*places):
    for module, name in places:
        try:
            return getattr(__import__(module, fromlist=[name]), name)
        except Exception:
            continue
    return object


def KerasCallback(run=None, **options):
    """For `model.fit(callbacks=[gradwatch.KerasCallback()])`: loss and learning rate of every batch.

    Keras' loss of a batch is the mean of its epoch so far, and Keras hands gradients to nobody: with its PyTorch backend, `watch` the model.
    """
    class Callback(_base(("keras.callbacks", "Callback"), ("tensorflow.keras.callbacks", "Callback"))):
        def set_model(self, model):
            try:
                super().set_model(model)
            except AttributeError:
                self.model = model

        def set_params(self, params):
            self.params = params

        def __getattr__(self, name):
            if name.startswith("on_"):
                return lambda *args, **kwargs: None
            raise AttributeError(name)

        def on_train_begin(self, logs=None):
            self.gradwatch = run or init(**options)

        def on_train_batch_end(self, batch, logs=None):
            values = {"loss": (logs or {}).get("loss")}
            try:
                values["learning_rate"] = float(self.model.optimizer.learning_rate)
            except Exception:
                pass
            self.gradwatch.log(**values)

        def on_train_end(self, logs=None):
            self.gradwatch.finish()
    return Callback()


def LightningCallback(run=None, **options):
    """For `Trainer(callbacks=[gradwatch.LightningCallback()])` and loops with the same calls: watches the module and its first optimizer."""
    class Callback(_base(("lightning.pytorch.callbacks", "Callback"), ("pytorch_lightning.callbacks", "Callback"))):
        def on_train_start(self, trainer, module):
            self.gradwatch = run or init(**{key: value for key, value in options.items() if key not in _WATCH_OPTIONS})
            self.gradwatch.attach(module, trainer.optimizers[0], step=getattr(trainer, "global_step", 0),
                                  **{key: value for key, value in options.items() if key in _WATCH_OPTIONS})

        def on_train_batch_end(self, trainer, module, outputs, batch=None, batch_idx=0):
            loss = outputs.get("loss") if isinstance(outputs, dict) else outputs
            if loss is not None:
                self.gradwatch.log(loss=loss)

        def on_train_end(self, trainer, module):
            self.gradwatch.finish()

        def on_exception(self, trainer, module, exception):
            self.gradwatch.finish(_status_of(type(exception)))
    return Callback()


def HuggingFaceCallback(run=None, **options):
    """For `Trainer(callbacks=[gradwatch.HuggingFaceCallback()])`: watches model and optimizer; the loss is the Trainer's own, a mean over
    its logging steps."""
    class Callback(_base(("transformers", "TrainerCallback"))):
        def on_train_begin(self, args, state, control, model=None, optimizer=None, **kwargs):
            self.gradwatch = run or init(**{key: value for key, value in options.items() if key not in _WATCH_OPTIONS})
            inner = getattr(optimizer, "optimizer", optimizer)
            if model is not None and inner is not None:
                self.gradwatch.attach(model, inner, step=state.global_step,
                                      **{key: value for key, value in options.items() if key in _WATCH_OPTIONS})

        def on_log(self, args, state, control, logs=None, **kwargs):
            if logs and "loss" in logs:
                self.gradwatch.log(**{name: logs[name] for name in ("loss",) if name in logs})

        def on_train_end(self, args, state, control, **kwargs):
            self.gradwatch.finish()

        def __getattr__(self, name):
            if name.startswith("on_"):
                return lambda *args, **kwargs: None
            raise AttributeError(name)
    return Callback()


_WATCH_OPTIONS = ("every", "weights_every", "tensors", "scaler")
