// Counts what the server sends, before the browser has it: each answer comes over a connection of its
// own, so its bytes are those of the connection.
import http from "node:http";

/** An address of its own before the server at `port`. */
export async function openCounter(port) {
  let answers = [];
  let open = 0;
  let last = Date.now();
  const counter = http.createServer((asked, answer) => {
    open += 1;
    const { method, url: path, rawHeaders } = asked;
    const headers = pairs(rawHeaders).filter(([name]) => name.toLowerCase() !== "connection");
    const upstream = http.request({ host: "127.0.0.1", port, method, path, agent: false, setHost: false });
    for (const [name, value] of headers) upstream.appendHeader(name, value);
    upstream.once("response", (response) => {
      const { statusCode: status, socket } = response;
      answer.writeHead(status, response.statusMessage, response.rawHeaders.filter(notConnection));
      response.pipe(answer);
      let body = 0;
      response.on("data", (chunk) => (body += chunk.length));
      response.once("end", () => {
        answers.push({ path, status, encoding: response.headers["content-encoding"], size: socket.bytesRead, body });
      });
    });
    upstream.once("close", () => {
      open -= 1;
      last = Date.now();
    });
    upstream.once("error", () => answer.destroy());
    asked.pipe(upstream);
  });
  await new Promise((resolve) => counter.listen(0, "127.0.0.1", resolve));
  return {
    origin: `http://127.0.0.1:${counter.address().port}`,
    answers: () => answers,
    total: () => answers.reduce((sum, { size }) => sum + size, 0),
    forget: () => (answers = []),
    /** Resolves when nothing has been asked for during so many milliseconds. */
    async quiet(ms) {
      while (open > 0 || Date.now() - last < ms) await new Promise((resolve) => setTimeout(resolve, 50));
    },
    close() {
      counter.closeAllConnections();
      return new Promise((resolve) => counter.close(resolve));
    },
  };
}

const pairs = (raw) => raw.flatMap((name, index) => (index % 2 ? [] : [[name, raw[index + 1]]]));

/** A list of names and values without the name `connection` and its value. */
function notConnection(_, index, raw) {
  return raw[index - (index % 2)].toLowerCase() !== "connection";
}
