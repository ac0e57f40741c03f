# SPDX-License-Identifier: Apache-2.0
"""A slow line before a server on this machine: bytes take their time each way, handshakes included.

A browser's own emulation delays whole requests once, and so leaves out what TCP and TLS cost on the
way; here every flight of bytes waits."""

import asyncio
import contextlib
import threading

PIECE = 1_400


class SlowLine:
    """Passes connections on to a port of 127.0.0.1. `down` and `up` are bytes a second."""

    def __init__(self, port, round_trip, down, up):
        self.target, self.delay, self.down, self.up = port, round_trip / 2, down, up
        self.loop, self.ready = asyncio.new_event_loop(), threading.Event()
        self.thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self):
        self.thread.start()
        self.ready.wait()
        return self

    def __exit__(self, *_):
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join()

    def _run(self):
        asyncio.set_event_loop(self.loop)
        server = self.loop.run_until_complete(asyncio.start_server(self._pass, "127.0.0.1", 0))
        self.port = server.sockets[0].getsockname()[1]
        self.ready.set()
        self.loop.run_forever()

    async def _pass(self, reader, writer):
        # The browser's kernel shook hands with us at once; on the line that takes a round trip.
        await asyncio.sleep(self.delay * 2)
        to_server = await asyncio.open_connection("127.0.0.1", self.target)
        await asyncio.gather(
            self._carry(reader, to_server[1], self.up), self._carry(to_server[0], writer, self.down))

    async def _carry(self, reader, writer, rate):
        """One direction: each piece waits until the line is free, and then for the way."""
        line = asyncio.Queue()
        sent = asyncio.ensure_future(self._deliver(line, writer))
        free = self.loop.time()
        with contextlib.suppress(OSError):
            while piece := await reader.read(PIECE):
                free = max(free, self.loop.time()) + len(piece) / rate
                line.put_nowait((free + self.delay, piece))
                # No more on its way than a real line would hold.
                await asyncio.sleep(max(0, free - self.loop.time() - self.delay))
        line.put_nowait((self.loop.time() + self.delay, b""))
        await sent

    async def _deliver(self, line, writer):
        with contextlib.suppress(OSError):
            while True:
                due, piece = await line.get()
                await asyncio.sleep(max(0, due - self.loop.time()))
                if not piece:
                    return writer.close()
                writer.write(piece)
                await writer.drain()
