"""A server that answers as a test tells it to, and keeps what it was sent."""
import collections
import http.server
import json
import struct
import threading


class ScriptedServer:
    """Answers 200 to everything, except what `answers` says: status codes (or (status, body)) for the next batches."""

    def __init__(self):
        self.answers = collections.deque()
        self.batches, self.schemas, self.puts, self.ends, self.sequences = [], {}, [], [], []
        server = self

        class Requests(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_PUT(self):
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                if "/schemas/" in self.path:
                    server.schemas[int(self.path.rsplit("/", 1)[1].split("?")[0])] = [(one["quantity"], one["tensor"]) for one in body["series"]]
                else:
                    server.puts.append(body)
                self.answer(200, {})

            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                if self.path.endswith("/end"):
                    server.ends.append(json.loads(body)["status"])
                    self.answer(200, {})
                    return
                status, answer = 200, {"verdict": "healthy", "ignored": []}
                if server.answers:
                    said = server.answers.popleft()
                    status, answer = said if isinstance(said, tuple) else (said, {"detail": "as told"})
                self.server_sequence = int(self.path.rsplit("sequence=", 1)[1])
                server.sequences.append((self.server_sequence, status))
                if status == 200:
                    server.batches.append((self.headers["Content-Type"], body))
                self.answer(status, answer)

            def answer(self, status, body):
                data = json.dumps(body).encode()
                self.send_response(status)
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            def log_message(self, *args):
                pass

        self._http = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Requests)
        self._http.daemon_threads = True
        self.url = "http://127.0.0.1:%d" % self._http.server_address[1]
        threading.Thread(target=self._http.serve_forever, daemon=True, kwargs={"poll_interval": 0.01}).start()

    def rows(self):
        """All rows taken: [(step, {(quantity, tensor): value})]."""
        found = []
        for kind, body in self.batches:
            if kind == "application/json":
                for row in json.loads(body)["rows"]:
                    values = {(name, None): float(value) for name, value in row["values"].items()}
                    for quantity, of in row.get("tensors", {}).items():
                        values.update({(quantity, tensor): float(value) for tensor, value in of.items()})
                    found.append((row["step"], values))
            else:
                found += list(self._binary(body))
        return found

    def lost(self):
        return sum(json.loads(body)["lost"] for kind, body in self.batches if kind == "application/json")

    def _binary(self, body):
        assert body[:4] == b"GWR1"
        at = 4
        while at < len(body):
            schema, rows, width = struct.unpack_from("<IIB3x", body, at)
            at += 12
            columns = self.schemas[schema]
            for _ in range(rows):
                step, = struct.unpack_from("<q", body, at)
                values = struct.unpack_from("<%d%s" % (len(columns), "d" if width == 8 else "f"), body, at + 8)
                at += 8 + width * len(columns)
                yield step, dict(zip(columns, values))

    def close(self):
        self._http.shutdown()
        self._http.server_close()
