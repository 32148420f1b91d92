// Turf's buffer, asked line by line; the protocol stands in process.py.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { createInterface } from "node:readline";

const [folder] = process.argv.slice(2); // where npm put Turf
const { buffer } = createRequire(join(folder, "package.json"))("@turf/buffer");
const own = JSON.parse(readFileSync(join(folder, "node_modules/@turf/buffer/package.json")));
console.log(`Turf\t${own.version} (node ${process.versions.node})`);

for await (const line of createInterface({ input: process.stdin })) {
  const [file, metres, steps, answer] = line.split("\t");
  const shape = JSON.parse(readFileSync(file));
  const options = { units: "meters", ...(steps === "0" ? {} : { steps: Number(steps) }) };
  try {
    const start = performance.now();
    const area = buffer(shape, Number(metres), options);
    const seconds = (performance.now() - start) / 1000;
    writeFileSync(answer, JSON.stringify(area.geometry));
    console.log(seconds);
  } catch (problem) {
    console.log(`fault ${String(problem).split("\n")[0]}`);
  }
}
