// Several people at a server at once, each with a connection of their own.
import http from "node:http";

/** Where the server lets a connection open, it stays open. */
export function connection(origin) {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1, noDelay: true });
  return {
    ask: (method, address, body = "", headers = {}) =>
      new Promise((resolve, reject) => {
        const length = Buffer.byteLength(body);
        const asked = http.request(origin + address, { agent, method, headers: { ...headers, "content-length": length } });
        asked.once("response", (answer) => {
          let text = "";
          answer.setEncoding("utf8").on("data", (more) => (text += more));
          answer.once("end", () => resolve({ status: answer.statusCode, headers: answer.headers, body: text }));
        });
        asked.once("error", reject);
        asked.end(body);
      }),
  };
}

/** All take the next of what there is until there is no more: how many got theirs, and how long each took. */
export async function all(people, things) {
  const left = [...things].reverse();
  const times = [];
  let got = 0;
  const began = performance.now();
  const one = async (person) => {
    while (left.length > 0) {
      const thing = left.pop();
      const asked = performance.now();
      const has = await person(thing);
      times.push(performance.now() - asked);
      if (has) got += 1;
    }
  };
  await Promise.all(people.map(one));
  const seconds = (performance.now() - began) / 1000;
  times.sort((a, b) => a - b);
  const at = (part) => times[Math.floor((times.length * part) / 100)];
  return { got, perSecond: got / seconds, p50: at(50), p99: at(99) };
}

/** All want the same at the same moment: how many are told that they have it. */
export async function rush(people, thing) {
  const told = await Promise.all(people.map((person) => person(thing)));
  return told.filter(Boolean).length;
}
