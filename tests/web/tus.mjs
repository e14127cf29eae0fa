// Uploads a file with tus-js-client over a bad line. node tus.mjs ADDRESS COOKIE FILE NAME BYTES-PER-SECOND DROP-BYTES DROP-MS; tells of progress, then of the end, in lines of JSON.
import { createReadStream, statSync } from "node:fs";
import { Upload } from "tus-js-client";
import { lossyProxy } from "../../bench/lossy-proxy.mjs";

const [address, cookie, file, name, ...limits] = process.argv.slice(2);
const [bytesPerSecond, dropBytes, dropMs] = limits.map(Number);
const size = statSync(file).size;
const site = new URL(address);
const line = await lossyProxy({ port: Number(site.port), bytesPerSecond, dropBytes, dropMs });
const began = performance.now();
const done = (result) => { line.close(); console.log(JSON.stringify({ ...result, ...line.stats, size, seconds: (performance.now() - began) / 1000 })); process.exit(0); };
const upload = new Upload(createReadStream(file), {
  endpoint: `http://127.0.0.1:${line.port}/kerja/berkas/unggah`,
  uploadSize: size, chunkSize: 1 << 30, metadata: { filename: name }, retryDelays: Array(200).fill(100), storeFingerprintForResuming: false,
  headers: { Cookie: cookie, Host: site.host, Origin: address },
  onShouldRetry: () => true,
  onProgress: (sent) => console.log(JSON.stringify({ progress: sent })),
  onError: (error) => done({ error: String(error) }),
  onSuccess: () => done({ url: upload.url }),
});
upload.start();
