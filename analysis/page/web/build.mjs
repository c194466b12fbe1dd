// node build.mjs SOURCES ENGINE.js ENGINE.wasm OUT.html: one file with the script of the page, its workers and its engine.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';

import { build, transform } from 'esbuild';

const [sources, engine, wasm, out] = process.argv.slice(2);
const text = name => readFile(`${sources}/${name}`, 'utf8');
// what would end a script element inside it
const inScript = code => code.replaceAll('</script', '<\\/script').replaceAll('<!--', '<\\!--').trim();

const bundled = async name => (await build({
    entryPoints: [`${sources}/${name}`], bundle: true, minify: true, format: 'iife', target: 'es2020', write: false,
    legalComments: 'none', logLevel: 'warning', nodePaths: [`${process.cwd()}/node_modules`],
})).outputFiles[0].text;
// with its size, without which it is unpacked twenty times as slowly
const packed = bytes => execFileSync('zstd', ['--ultra', '-22', `--stream-size=${bytes.length}`, '--stdout'],
    { input: bytes, maxBuffer: 1e8 }).toString('base64');

const script = inScript(await bundled('page.js'));
const glue = await transform(await readFile(engine, 'utf8'), { minify: true, legalComments: 'none' });
const style = await transform(await text('page.css'), { loader: 'css', minify: true });
const parts = {
    STYLE: style.code.trim(),
    WORDS: JSON.stringify(JSON.parse(await text('words.json'))),
    WORKER: packed(Buffer.from(glue.code + await bundled('worker.js'))),
    ENGINE: packed(await readFile(wasm)),
    SCRIPT: script,
    HASH: createHash('sha256').update(script).digest('base64'),
};
await writeFile(out, (await text('page.html')).replace(/@([A-Z]+)@/g, (_, name) => parts[name]));
