// What a device sends, read off the wire: everything between the browser and the server passes here
// unchanged, also what the service worker asks for. The browser itself is not asked what it sent.
import net from "node:net";

/**
 * An address of its own before the server at `port`; `heads()` are the requests as they were sent, and
 * `leadTo` has another server answer from now on.
 */
export async function openWire(port) {
  const connections = [];
  const sockets = new Set();
  let behind = port;
  const wire = net.createServer((device) => {
    const sent = [];
    connections.push(sent);
    const server = net.connect(behind, "127.0.0.1");
    for (const socket of [device, server]) {
      sockets.add(socket);
      // Browsers and servers drop connections as they please.
      socket.on("error", () => {});
      socket.once("close", () => {
        sockets.delete(socket);
        device.destroy();
        server.destroy();
      });
    }
    device.on("data", (bytes) => sent.push(bytes));
    device.pipe(server);
    server.pipe(device);
  });
  await new Promise((resolve) => wire.listen(0, "127.0.0.1", resolve));
  // When the browser dies before anyone comes this way, the test ends all the same.
  wire.unref();
  return {
    origin: `http://127.0.0.1:${wire.address().port}`,
    // A request without a body ends with an empty line; whatever a body holds is then a head of its
    // own, that is none.
    heads: () =>
      connections.flatMap((sent) =>
        Buffer.concat(sent).toString("latin1").split("\r\n\r\n").filter((head) => head !== ""),
      ),
    leadTo(port) {
      behind = port;
      for (const socket of sockets) socket.destroy();
    },
    close() {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => wire.close(resolve));
    },
  };
}
