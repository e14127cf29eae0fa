// A mail server for the tests: prints its port, then each letter that it takes as a line of JSON. node smtp.mjs [how many it refuses for now, first]
import { SMTPServer } from "smtp-server";

let refusals = Number(process.argv[2] ?? 0);
const server = new SMTPServer({
  authOptional: true, disabledCommands: ["STARTTLS"], logger: false,
  onData(stream, session, done) {
    const parts = [];
    stream.on("data", (part) => parts.push(part));
    stream.on("end", () => {
      if (refusals-- > 0) return done(Object.assign(new Error("try again later"), { responseCode: 451 }));
      console.log(JSON.stringify({ to: session.envelope.rcptTo.map((r) => r.address), data: Buffer.concat(parts).toString("utf8") }));
      done();
    });
  },
});
server.listen(0, "127.0.0.1", () => console.log(JSON.stringify({ port: server.server.address().port })));
process.stdin.on("end", () => process.exit()).resume();
