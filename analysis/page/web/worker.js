// One engine in a worker of its own. Messages come in order: first the compiled module, then requests with a number, each
// answered with the same number. `createEngine` is what the compiler made; figures are drawn as those of any report.
import '../../report/draw/draw.js';

let engine;

const answers = {
    ask: request => ({ answer: JSON.parse(engine.ccall('page_answer', 'string', ['string'], [JSON.stringify(request)])) }),
    run: item => {
        const size = engine._page_run(item);
        const place = engine._page_bytes();
        const bytes = engine.HEAPU8.slice(place, place + size);
        return { bytes: bytes.buffer };
    },
    draw: async figures => ({ svg: await vangnetDraw(figures) }),
    add: bytes => {
        const place = engine._page_place(bytes.byteLength);
        engine.HEAPU8.set(new Uint8Array(bytes), place);
        return { added: engine._page_add() === 1 };
    },
};

onmessage = async ({ data }) => {
    if (data.module) {
        engine = await createEngine({
            instantiateWasm: (imports, done) => {
                WebAssembly.instantiate(data.module, imports).then(instance => done(instance));
                return {};
            },
        });
        postMessage({ number: data.number });
        return;
    }
    try {
        const reply = await answers[data.what](data.value);
        postMessage({ number: data.number, ...reply }, reply.bytes ? [reply.bytes] : []);
    } catch {
        postMessage({ number: data.number, failed: true });  // what the engine throws has no text here
    }
};
