// A TCP proxy that is a bad line: so many bytes a second towards the server, and cut after so many bytes or so many milliseconds. The server is told of every second
// cut by a reset; of the others it hears nothing, as with a telephone in a tunnel. This kernel has no netem.
import net from "node:net";

export const lossyProxy = ({ host = "127.0.0.1", port, bytesPerSecond = 0, dropBytes = 0, dropMs = 0 }) => new Promise((ready) => {
  // what went over the line towards the server, headers included, and how often it was cut
  const stats = { sent: 0, drops: 0 };
  const open = new Set(), silent = new Set();
  const server = net.createServer({ pauseOnConnect: true }, (client) => {
    const upstream = net.connect({ host, port });
    const both = [client, upstream];
    open.add(both);
    let passed = 0, timer;
    const cut = (dropped) => {
      if (!open.delete(both)) return;
      clearTimeout(timer);
      if (dropped) stats.drops++;
      if (!dropped) return both.forEach((socket) => socket.destroy());
      client.resetAndDestroy();
      upstream.unpipe();
      if (stats.drops % 2) silent.add(upstream);
      else upstream.write("", () => upstream.resetAndDestroy());
    };
    for (const socket of both) socket.on("error", () => cut(false)).on("close", () => cut(false));
    client.on("data", (data) => {
      stats.sent += data.length;
      passed += data.length;
      upstream.write(data);
      // a request of a few bytes is through before a line breaks
      if (dropBytes && passed >= dropBytes) return cut(true);
      if (dropMs && !timer && passed > 4096) timer = setTimeout(() => cut(true), dropMs);
      if (bytesPerSecond) {
        client.pause();
        setTimeout(() => client.resume(), (data.length / bytesPerSecond) * 1000);
      }
    });
    upstream.pipe(client);
    upstream.on("connect", () => client.resume());
  });
  server.listen(0, "127.0.0.1", () => ready({ port: server.address().port, stats, close: () => { for (const socket of [...open].flat().concat(...silent)) socket.destroy(); server.close(); } }));
});
