// The page of an adviser. Every number and sentence of results comes from the engine; here is only what is shown where.
import { decompress } from 'fzstd';
const words = JSON.parse(document.getElementById('words').textContent);
const find = id => document.getElementById(id);
const dutch = () => document.documentElement.lang === 'nl';
const word = (key, values = {}) =>
    words[key][dutch() ? 0 : 1].replace(/\{(\w+)\}/g, (_, name) => values[name]);

function make(tag, attributes = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
        if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
        else if (value === true) element.setAttribute(name, '');
        else if (value !== false && value !== null) element.setAttribute(name, value);
    }
    element.append(...children);
    return element;
}

// Engines: one concludes, the others run.

class Engine {
    constructor(module, script) {
        this.waiting = new Map();
        this.number = 0;
        this.worker = new Worker(script);
        this.worker.onmessage = ({ data }) => {
            const { done, failed } = this.waiting.get(data.number);
            this.waiting.delete(data.number);
            if (data.failed) failed(new Problems([word('failed')]));
            else done(data);
        };
        this.worker.onerror = event => {
            for (const { failed } of this.waiting.values()) failed(new Error(event.message));
            this.waiting.clear();
        };
        this.ready = this.send({ module });
    }

    send(message, transfer = []) {
        const number = ++this.number;
        return new Promise((done, failed) => {
            this.waiting.set(number, { done, failed });
            this.worker.postMessage({ number, ...message }, transfer);
        });
    }

    async ask(request) {
        const { answer } = await this.send({ what: 'ask', value: { dutch: dutch(), ...request } });
        if (answer.problems) throw new Problems(answer.problems);
        return answer;
    }

    async run(item) { return (await this.send({ what: 'run', value: item })).bytes; }
    add(bytes) { return this.send({ what: 'add', value: bytes }, [bytes]); }
    end() { this.worker.terminate(); }
}

class Problems extends Error {
    constructor(list) {
        super(list.join('\n'));
        this.list = list;
    }
}

function unpacked(id) {
    const letters = atob(find(id).textContent);
    const bytes = new Uint8Array(letters.length);
    for (let k = 0; k < letters.length; ++k) bytes[k] = letters.charCodeAt(k);
    return decompress(bytes);
}

let newEngine;
let concluder;
let catalogue;

async function open() {
    const module = await WebAssembly.compile(unpacked('engine'));
    const script = URL.createObjectURL(new Blob([unpacked('worker')], { type: 'text/javascript' }));
    newEngine = () => new Engine(module, script);
    concluder = newEngine();
    await concluder.ready;
}

// What is chosen: in the address of the page, and nowhere else.

const sizes = {
    quick: { people: 1000, replicates: 4, draws: 40 },
    normal: { people: 3000, replicates: 10, draws: 60 },
    thorough: { people: 10000, replicates: 20, draws: 100 },
    lesson: { people: 1000, replicates: 20, draws: 40, months: 24 },
};

let choice = { mode: 'adviser', question: '', municipality: 'Utrecht', start: '2017-10', months: 36, size: 'quick', relevance: {},
    present: { instruments: [] }, policies: [], text: null };

function readAddress() {
    try {
        const bytes = Uint8Array.from(atob(location.hash.slice(1)), letter => letter.charCodeAt(0));
        choice = { ...choice, ...JSON.parse(new TextDecoder().decode(bytes)) };
    } catch { /* no choice in the address */ }
}

/// What of an address is a choice: anybody may have made the link. Anything else stays as it is at first.
function sound(read) {
    const kept = (value, otherwise) => (typeof value === typeof otherwise && value === value ? value : otherwise);
    const listed = list => (Array.isArray(list) ? list.slice(0, 64) : []);
    const instruments = list => listed(list)
        .filter(each => catalogue.instruments.some(card => card.key === each?.use))
        .map(each => {
            const instrument = newInstrument(each.use);
            for (const key of Object.keys(instrument.settings)) {
                instrument.settings[key] = kept(each.settings?.[key], instrument.settings[key]);
            }
            return instrument;
        });
    const outcomes = catalogue.outcomes.map(({ key }) => key).filter(key => typeof read.relevance?.[key] === 'number');
    return {
        mode: read.mode === 'lesson' ? 'lesson' : 'adviser',
        question: kept(read.question, ''),
        municipality: catalogue.municipalities.includes(read.municipality) ? read.municipality : 'Utrecht',
        start: kept(read.start, '2017-10'),
        months: kept(read.months, 36),
        size: [...Object.keys(sizes), 'text'].includes(read.size) ? read.size : 'quick',
        relevance: Object.fromEntries(outcomes.map(key => [key, read.relevance[key]])),
        present: { instruments: instruments(read.present?.instruments) },
        policies: listed(read.policies).slice(0, 5).map(policy => ({
            label: kept(policy?.label, word('policy_name')),
            months: typeof policy?.months === 'number' ? policy.months : null,
            instruments: instruments(policy?.instruments),
        })),
        text: typeof read.text === 'string' ? read.text : null,
    };
}

function writeAddress() {
    const bytes = new TextEncoder().encode(JSON.stringify(choice));
    history.replaceState(null, '', '#' + btoa(String.fromCharCode(...bytes)));
}

let composing = 0;

async function changed() {
    writeAddress();
    forgetLesson();
    if (choice.text !== null && choice.mode !== 'lesson') return;
    const number = ++composing;
    const scenario = await composed();
    if (number === composing) find('scenario').value = scenario;
}

async function composed() {
    const { scenario } = await concluder.ask({
        ask: 'compose', ...choice, ...sizes[choice.mode === 'lesson' ? 'lesson' : choice.size],
        question: choice.mode === 'lesson' ? choice.policies[0]?.label ?? '' : choice.question || word('question_example'),
        present: choice.mode === 'lesson' ? [] : choice.present.instruments,
        policies: choice.policies.map(policy => ({
            label: policy.label,
            instruments: policy.instruments.map(each => policy.months ? { ...each, months: policy.months } : each),
        })),
    });
    return scenario;
}

// Back from a scenario of one's own to what is chosen above.
function chosen(change) {
    change();
    choice.text = null;
    find('example').value = '';
    if (choice.size === 'text') choice.size = find('size').value = 'quick';
    changed();
}

// What is shown of it.

function settingRow(instrument, text, name) {
    const id = `${name}-${text.key}`;
    const change = value => chosen(() => { instrument.settings[text.key] = value; });
    if (text.flag) {
        const box = make('input', {
            id, type: 'checkbox', checked: Boolean(instrument.settings[text.key]),
            onchange: event => change(event.target.checked),
        });
        return make('div', { class: 'setting' }, make('label', { for: id }, box, ' ', text.meaning));
    }
    const number = make('input', {
        id, type: 'number', min: text.low, max: text.high, step: 'any', value: instrument.settings[text.key],
        'aria-describedby': `${id}-hint`,
        onchange: event => { if (event.target.value !== '') change(Number(event.target.value)); },
    });
    const step = (text.high - text.low) <= 2 ? 0.1 : 1;
    const move = by => {
        const value = Math.min(text.high, Math.max(text.low, Number(number.value) + by));
        number.value = String(Math.round(value * 10) / 10);
        change(Number(number.value));
    };
    return make('div', { class: 'setting' },
        make('label', { for: id }, text.meaning),
        make('button', { type: 'button', 'aria-label': `${text.meaning} -`, onclick: () => move(-step) }, '−'),
        number,
        make('button', { type: 'button', 'aria-label': `${text.meaning} +`, onclick: () => move(step) }, '+'),
        make('span', { class: 'hint', id: `${id}-hint` },
            `${text.unit} (${word('allowed', { low: text.low, high: text.high })})`));
}

function instrumentBox(policy, instrument, name) {
    const card = catalogue.instruments.find(each => each.key === instrument.use);
    return make('div', { class: 'instrument', role: 'group', 'aria-labelledby': `${name}-title` },
        make('h3', { id: `${name}-title` }, card.title),
        make('p', {}, card.evidence),
        make('p', { class: 'hint' }, `${word('decides')} ${card.decides}`),
        ...card.settings.map(text => settingRow(instrument, text, name)),
        make('p', {}, make('button', {
            type: 'button',
            onclick: () => {
                chosen(() => { policy.instruments = policy.instruments.filter(each => each !== instrument); });
                showPolicies();
            },
        }, word('remove_instrument'))));
}

function newInstrument(key) {
    const card = catalogue.instruments.find(each => each.key === key);
    return { use: key, settings: Object.fromEntries(card.settings.map(text => [text.key, text.flag ? Boolean(text.value) : text.value])) };
}

/// What a policy consists of, and what can be added to it. `more` stands beside the button that adds.
function instrumentList(policy, name, ...more) {
    const select = make('select', { id: `${name}-add` },
        ...catalogue.instruments.map(card => make('option', { value: card.key }, card.title)));
    return [
        ...policy.instruments.map((each, k) => instrumentBox(policy, each, `${name}-${k}`)),
        make('label', { for: `${name}-add` }, word('instrument_label')),
        make('div', { class: 'fields' }, select, make('button', {
            type: 'button',
            onclick: () => {
                chosen(() => policy.instruments.push(newInstrument(select.value)));
                showPolicies();
                find(`${name}-${policy.instruments.length - 1}-title`).scrollIntoView({ block: 'nearest' });
            },
        }, word('add_instrument')), ...more),
    ];
}

function presentBox() {
    return make('div', { class: 'policy', role: 'group', 'aria-labelledby': 'present-title' },
        make('h3', { id: 'present-title' }, word('present')), ...instrumentList(choice.present, 'present'));
}

function policyBox(policy, number) {
    const name = `policy-${number}`;
    return make('div', { class: 'policy', role: 'group', 'aria-labelledby': `${name}-label-text` },
        make('label', { for: `${name}-label`, id: `${name}-label-text` }, word('policy_label')),
        make('input', {
            id: `${name}-label`, type: 'text', maxlength: 40, value: policy.label,
            onchange: event => chosen(() => { policy.label = event.target.value || word('policy_name'); }),
        }),
        make('label', { for: `${name}-months` }, word('policy_months')),
        make('input', {
            id: `${name}-months`, type: 'number', min: 1, max: 240, value: policy.months ?? '',
            onchange: event => chosen(() => { policy.months = event.target.value === '' ? null : Number(event.target.value); }),
        }),
        ...instrumentList(policy, name, make('button', {
            type: 'button',
            onclick: () => {
                chosen(() => { choice.policies = choice.policies.filter(each => each !== policy); });
                showPolicies();
            },
        }, word('remove_policy'))));
}

/// From which difference on an outcome counts.
function relevanceBox({ key, title }) {
    return make('div', {}, make('label', { for: `relevance-${key}` }, title),
        make('input', {
            id: `relevance-${key}`, type: 'number', min: 0.1, max: 50, step: 'any', value: choice.relevance[key] ?? '',
            onchange: event => chosen(() => {
                if (event.target.value === '') delete choice.relevance[key];
                else choice.relevance[key] = Number(event.target.value);
            }),
        }), make('span', { class: 'hint' }, ` ${word('relevance_unit')}`));
}

function showPolicies() {
    find('present').replaceChildren(presentBox());
    find('policy-list').replaceChildren(...choice.policies.map(policyBox));
    find('add-policy').disabled = choice.policies.length >= (choice.mode === 'lesson' ? 1 : 5);
}

function showWords() {
    for (const element of document.querySelectorAll('[data-word]')) element.textContent = word(element.dataset.word);
    find('question-text').placeholder = word('question_example');
    find('preview').title = word('report');
    document.title = word('title');
    for (const button of document.querySelectorAll('[data-language]')) {
        button.setAttribute('aria-pressed', String(button.dataset.language === document.documentElement.lang));
    }
}

function showMode() {
    for (const element of document.querySelectorAll('[data-only]')) {
        element.classList.toggle('elsewhere', element.dataset.only !== choice.mode);
    }
    for (const button of document.querySelectorAll('[data-mode]')) {
        button.setAttribute('aria-pressed', String(button.dataset.mode === choice.mode));
    }
}

async function showAll() {
    showWords();
    showMode();
    catalogue = await concluder.ask({ ask: 'catalogue' });
    choice = sound(choice);
    find('municipality').replaceChildren(...catalogue.municipalities.map(name => make('option', {}, name)));
    find('example').replaceChildren(make('option', { value: '' }, word('example_none')),
        ...catalogue.scenarios.map(({ name, title }) => make('option', { value: name }, title)));
    for (const key of ['municipality', 'start', 'months', 'size']) find(key).value = choice[key];
    find('question-text').value = choice.question;
    if (choice.text !== null) find('scenario').value = choice.text;
    find('relevance').replaceChildren(...catalogue.outcomes.map(relevanceBox));
    showPolicies();
    await changed();
}

// Computing.

let stopping = false;
const tell = text => { find('status').textContent = text; };

function tellProblems(list) {
    find('problems').replaceChildren();
    if (list.length === 0) return;
    find('problems').append(make('p', {}, word('problems')), make('ul', {}, ...list.map(text => make('li', {}, text))));
}

/// Runs items [from, to) in workers, unless it is stopped. Returns how many are done.
async function runItems(scenario, from, to) {
    const all = to - from;
    const count = Math.min(all, Math.max(1, Math.min(8, navigator.hardwareConcurrency || 2)));
    const runners = Array.from({ length: count }, newEngine);
    let next = from;
    let done = 0;
    const each = async runner => {
        await runner.ready;
        await runner.ask({ ask: 'open', scenario });
        while (next < to && !stopping) {
            const bytes = await runner.run(next++);
            if (stopping) return;
            await concluder.add(bytes);
            done += 1;
            find('progress').value = done / all;
            tell(word('progress', { done, all }));
        }
    };
    const stopped = new Promise(resolve => { find('stop').onclick = () => { stopping = true; resolve(); }; });
    try {
        await Promise.race([Promise.all(runners.map(each)), stopped]);
    } finally {
        for (const runner of runners) runner.end();
    }
    return done;
}

let shown;

async function showReport(scenario, title) {
    tell(word('concluding'));
    const { figures } = await concluder.ask({ ask: 'figures' });
    const { svg } = await concluder.send({ what: 'draw', value: figures });
    const { html } = await concluder.ask({ ask: 'report', svg });
    const { text } = await concluder.ask({ ask: 'text' });
    shown = { scenario, html, text, name: title.toLowerCase().replace(/[^a-z0-9]+/g, '-').slice(0, 60) || 'vangnet' };
    find('preview').srcdoc = html;
    for (const id of ['preview', 'saves']) find(id).hidden = false;
    find('report-none').hidden = true;
}

async function run() {
    stopping = false;
    forgetLesson();
    tellProblems([]);
    for (const [id, hidden] of [['run', true], ['stop', false], ['progress', false]]) find(id).hidden = hidden;
    find('progress').value = 0;
    try {
        const scenario = find('scenario').value;
        const { title, replicates, draws } = await concluder.ask({ ask: 'open', scenario });
        const done = await runItems(scenario, 0, replicates + draws);
        if (done === 0) {
            tell(word('nothing_done'));
        } else {
            await showReport(scenario, title);
            tell(word(stopping ? 'stopped' : 'done'));
        }
    } catch (error) {
        tell('');
        tellProblems(error instanceof Problems ? error.list : [String(error.message || error)]);
    } finally {
        for (const [id, hidden] of [['run', false], ['stop', true], ['progress', true]]) find(id).hidden = hidden;
    }
}

function save(text, name, type) {
    const link = make('a', { href: URL.createObjectURL(new Blob([text], { type })), download: name });
    link.click();
    URL.revokeObjectURL(link.href);
}

// A lesson: one policy, step by step. What luck did so far is kept until something else is chosen.

let lesson = null;
let prediction = null;
const luckAtOnce = 5;

function forgetLesson() {
    lesson = null;
}

async function beginLesson() {
    const scenario = await composed();
    const { replicates, draws } = await concluder.ask({ ask: 'open', scenario });
    await concluder.ask({ ask: 'life' });
    lesson = { scenario, replicates, draws, done: 0 };
}

async function step(number) {
    tellProblems([]);
    if (!choice.policies.some(policy => policy.instruments.length > 0)) {
        tell(word('policy_first'));
        return;
    }
    const buttons = document.querySelectorAll('[data-step]');
    for (const button of buttons) button.disabled = true;
    find('progress').hidden = false;
    find('progress').value = 0;
    stopping = false;
    tell(word('computing'));
    try {
        if (lesson === null) await beginLesson();
        const wanted = [1, 1, Math.min(lesson.replicates, lesson.done + luckAtOnce), lesson.replicates + lesson.draws];
        const to = Math.max(lesson.done, wanted[number]);
        await runItems(lesson.scenario, lesson.done, to);
        lesson.done = to;
        const request = { ask: 'lesson', step: number, ...prediction };
        const { figures } = await concluder.ask(request);
        const { svg } = await concluder.send({ what: 'draw', value: figures });
        const { html } = await concluder.ask({ ...request, svg });
        find('preview').srcdoc = html;
        find('preview').hidden = false;
        find('report-none').hidden = true;
        tell(word('done'));
    } catch (error) {
        tell('');
        tellProblems(error instanceof Problems ? error.list : [String(error.message || error)]);
    } finally {
        find('progress').hidden = true;
        for (const button of buttons) button.disabled = false;
    }
}

function lock() {
    const [base, arm] = ['guess-base', 'guess-arm'].map(id => find(id).value);
    const sound = [base, arm].every(value => /^\d+$/.test(value) && Number(value) <= 100);
    find('locked').textContent = sound ? word('locked', { base, arm }) : word('lock_missing');
    if (!sound) return;
    prediction = { base: Number(base), arm: Number(arm) };
    for (const id of ['guess-base', 'guess-arm', 'lock']) find(id).disabled = true;
    for (const button of document.querySelectorAll('[data-step]')) button.disabled = false;
}

// From here on people act.

function useText(text) {
    choice.text = text;
    choice.size = find('size').value = 'text';
    writeAddress();
}

function listen() {
    for (const button of document.querySelectorAll('[data-language]')) {
        button.addEventListener('click', () => {
            document.documentElement.lang = button.dataset.language;
            showAll();
        });
    }
    for (const button of document.querySelectorAll('[data-mode]')) {
        button.addEventListener('click', () => {
            choice.mode = button.dataset.mode;
            choice.policies = choice.policies.slice(0, choice.mode === 'lesson' ? 1 : 5);
            find('preview').hidden = true;
            find('report-none').hidden = false;
            showMode();
            showPolicies();
            changed();
        });
    }
    for (const button of document.querySelectorAll('[data-step]')) {
        button.addEventListener('click', () => step(Number(button.dataset.step)));
    }
    find('lock').addEventListener('click', lock);
    find('question-text').addEventListener('change', event => chosen(() => { choice.question = event.target.value; }));
    for (const key of ['municipality', 'start', 'months']) {
        find(key).addEventListener('change', event => chosen(() => {
            choice[key] = key === 'months' ? Number(event.target.value) : event.target.value;
        }));
    }
    find('size').addEventListener('change', event => {
        choice.size = event.target.value;
        if (choice.size !== 'text') choice.text = null;
        else choice.text = find('scenario').value;
        changed();
    });
    find('add-policy').addEventListener('click', () => {
        chosen(() => choice.policies.push({ label: word('policy_name'), months: null, instruments: [] }));
        showPolicies();
    });
    find('example').addEventListener('change', event => {
        const example = catalogue.scenarios.find(({ name }) => name === event.target.value);
        if (!example) return;
        find('scenario').value = example.text;
        useText(example.text);
    });
    find('file').addEventListener('change', async event => {
        if (event.target.files.length === 0) return;
        find('scenario').value = await event.target.files[0].text();
        useText(find('scenario').value);
    });
    find('scenario').addEventListener('input', () => useText(find('scenario').value));
    find('run').addEventListener('click', run);
    find('save-report').addEventListener('click', () => save(shown.html, `${shown.name}.html`, 'text/html'));
    find('save-text').addEventListener('click', () => save(shown.text, `${shown.name}.txt`, 'text/plain'));
    find('save-scenario').addEventListener('click', () => save(shown.scenario, `${shown.name}.toml`, 'text/plain'));
}

async function start() {
    document.documentElement.lang = navigator.language.startsWith('nl') || !navigator.language ? 'nl' : 'en';
    readAddress();
    showWords();
    showMode();
    tell(word('loading'));
    try {
        await open();
    } catch {
        tell(word('old_browser'));
        return;
    }
    await showAll();
    listen();
    find('run').disabled = false;
    tell(word('ready'));
}

start().catch(error => tellProblems(error instanceof Problems ? error.list : [String(error.message || error)]));
