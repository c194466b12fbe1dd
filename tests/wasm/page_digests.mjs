// node page_digests.mjs ENGINE.js: runs the scenarios that page_cases wrote (standard input) in the engine of the page, on two
// engines as in two workers, and compares the digest of all numbers. A broken item must be refused.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const createEngine = createRequire(import.meta.url)(process.argv[2]);
const engines = [await createEngine(), await createEngine()];
const ask = (engine, request) => {
    const text = engine.ccall('page_answer', 'string', ['string'], [JSON.stringify({ dutch: false, ...request })]);
    const answer = JSON.parse(text);
    assert.equal(answer.problems, undefined, `${answer.problems}`);
    return answer;
};
const add = (engine, bytes) => {
    const place = engine._page_place(bytes.length);
    engine.HEAPU8.set(bytes, place);
    return engine._page_add();
};

const cases = JSON.parse(readFileSync(0, 'utf8'));
assert.ok(cases.length >= 6);
for (const { name, scenario, digest } of cases) {
    const opened = engines.map(engine => ask(engine, { ask: 'open', scenario }))[0];
    const items = opened.replicates + opened.draws;
    for (let item = items - 1; item >= 0; --item) {
        const runner = engines[item % 2];
        const size = runner._page_run(item);
        const bytes = runner.HEAPU8.slice(runner._page_bytes(), runner._page_bytes() + size);
        assert.equal(add(engines[0], bytes.subarray(0, size - 1)), 0, 'a broken item is taken');
        assert.equal(add(engines[0], bytes), 1);
        assert.equal(add(engines[0], bytes), 0, 'an item is taken twice');
    }
    assert.equal(ask(engines[0], { ask: 'digest' }).digest, digest, `${name} has other numbers`);
    assert.ok(ask(engines[0], { ask: 'report', svg: [] }).html.includes('</html>'));
    console.log(`${name} ${digest}`);
}
