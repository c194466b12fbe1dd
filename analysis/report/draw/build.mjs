// node build.mjs OUT.js: bundles draw.js with Vega into one script, and writes its hash for a content policy beside it.
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';

import { build } from 'esbuild';

const out = process.argv[2];
await build({
    entryPoints: ['draw.js'], bundle: true, minify: true, format: 'iife', target: 'es2020', outfile: out,
    legalComments: 'none', logLevel: 'warning',
});
await writeFile(`${out}.sha256`, createHash('sha256').update(await readFile(out)).digest('base64'));
