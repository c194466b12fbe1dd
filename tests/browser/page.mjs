// Looks at the page in Chromium, opened from disk and without a network: an adviser's way from question to report, by mouse and by
// keyboard, and a participant's through a workshop; no violation of WCAG 2.2 AA or of axe's best practices at three widths in both languages; nothing
// asked of any other place and nothing kept.
//
//     node page.mjs CHROMIUM PAGE.html
import { readFile, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

import { chromium } from 'playwright-core';

const [executablePath, file] = process.argv.slice(2);
const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const failures = [];
let checks = 0;
const check = (holds, what) => { ++checks; if (!holds) failures.push(what); };
check((await stat(file)).size <= 1.5e6, 'the page is larger than 1.5 MB');
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });

async function open(locale, width, more = {}) {
    const context = await browser.newContext({ locale, viewport: { width, height: 900 }, offline: true, ...more });
    const page = await context.newPage();
    page.on('request', request => check(/^(file|data|blob):/.test(request.url()), `asks for ${request.url()}`));
    page.on('console', message => check(message.type() !== 'error', message.text()));
    page.on('pageerror', error => check(false, error.message));
    await page.goto(pathToFileURL(file).href + (more.hash ?? ''));
    await page.waitForFunction(() => !document.getElementById('run').disabled, null, { timeout: 60000 });
    return page;
}

const idle = page => page.waitForFunction(() => !document.getElementById('run').hidden, null, { timeout: 240000 });
const problems = page => page.textContent('#problems');
/// The scenario in the page is that of the choice above it a moment after the choice is made.
const scenarioWith = (page, text) =>
    page.waitForFunction(part => document.getElementById('scenario').value.includes(part), text, { timeout: 10000 });

async function addPolicy(page, use) {
    await page.click('#add-policy');
    await page.selectOption('#policy-0-add', use);
    await page.click('#policy-0-add + button');
}

// An adviser's way: guidance in Leiden, a small run, a report that is the program's.
{
    const page = await open('nl-NL', 1280);
    await page.fill('#question-text', 'Wat doet een kleinere caseload?');
    await page.selectOption('#municipality', 'Leiden');
    await page.fill('#relevance-work_12h', '0.5');
    await page.press('#relevance-work_12h', 'Tab');
    await scenarioWith(page, 'work_12h = 0.5');
    await page.selectOption('#present-add', 'guidance');
    await page.click('#present-add + button');
    await scenarioWith(page, "key = 'present'");
    await addPolicy(page, 'guidance');
    await page.fill('#policy-0-0-caseload', '60');
    await page.press('#policy-0-0-caseload', 'Tab');
    await scenarioWith(page, 'caseload = 60');
    await page.click('#policy-0-0-caseload + button');
    await scenarioWith(page, 'caseload = 61');
    await page.click('summary');
    const small = (await page.inputValue('#scenario')).replace('sample = 1000', 'sample = 300')
        .replace('replicates = 4', 'replicates = 2').replace('draws = 40', 'draws = 3').replace('months = 36', 'months = 13');
    await page.fill('#scenario', small);
    await page.click('#run');
    await idle(page);
    check((await problems(page)) === '', `a run has problems: ${await problems(page)}`);
    const report = await page.frameLocator('#preview').locator('body').innerText();
    check(report.includes('Wat doet een kleinere caseload?') && report.includes('Leiden'), 'the report is of another question');
    check(await page.frameLocator('#preview').locator('svg').count() > 0, 'the report has no figures');
    const [download] = await Promise.all([page.waitForEvent('download'), page.click('#save-scenario')]);
    check(await readFile(await download.path(), 'utf8') === small, 'the saved scenario is another one');

    // the same choice from the address, in another window
    const again = await open('nl-NL', 1280, { hash: new URL(page.url()).hash });
    check(await again.inputValue('#scenario') === small, 'the address does not hold the choice');
    await again.context().close();

    // what is wrong is told, and nothing else
    await page.fill('#scenario', small.replace('Leiden', 'Leidn'));
    await page.click('#run');
    await idle(page);
    check((await problems(page)).includes('Leiden'), `a wrong municipality is not told: ${await problems(page)}`);

    // so few people that the trial cannot be held: told, and not waited for without end
    await page.selectOption('#example', 'trial-utrecht');
    const trial = await page.inputValue('#scenario');
    await page.fill('#scenario', trial.replace('sample = "all"', 'sample = 60'));
    await page.click('#run');
    await idle(page);
    check((await problems(page)).length > 20, 'a run that fails is not told');

    // a stopped run keeps what is done
    await page.fill('#scenario', small.replace('draws = 3', 'draws = 500'));
    await page.click('#run');
    await page.waitForFunction(() => document.getElementById('progress').value > 0.005, null, { timeout: 60000 });
    await page.click('#stop');
    await idle(page);
    check((await page.textContent('#status')).includes('klaar is'), 'a stopped run has no report');
    const kept = await page.evaluate(async () => [localStorage.length, sessionStorage.length, document.cookie,
        (await indexedDB.databases()).length].join());
    check(kept === '0,0,,0', `something is kept: ${kept}`);
    await page.context().close();
}

// A link that somebody else made, broken or hostile: the page opens as it is at first, and says nothing of it.
for (const bad of ['{"policies": 7, "present": {"instruments": [{"use": "nothing"}, null]}, "months": "x", "text": 5}',
    '{"policies": [null, {"label": {}, "instruments": [{"use": "guidance", "settings": {"caseload": "<b>"}}]}], "mode": []}',
    '7', '[]', 'null', '{"municipality": "<script>", "size": "__proto__", "relevance": {"work_12h": "1"}}']) {
    const page = await open('en-GB', 768, { hash: '#' + Buffer.from(bad).toString('base64') });
    check((await problems(page)) === '', `${bad}: ${await problems(page)}`);
    check(await page.inputValue('#months') === '36' && await page.inputValue('#municipality') === 'Utrecht', `${bad} is taken`);
    await page.context().close();
}

// A participant's way: predict, choose, see a life, a hundred twins, other luck twice, and go back to the prediction.
{
    const page = await open('nl-NL', 768);
    await page.click('[data-mode=lesson]');
    check(await page.locator('[data-step="0"]').isDisabled(), 'a step can be taken before the prediction');
    await page.click('#lock');
    check(await page.locator('#lock').isEnabled(), 'an empty prediction can be locked');
    await page.fill('#guess-base', '20');
    await page.fill('#guess-arm', '35');
    await page.click('#lock');
    check(await page.locator('#guess-base').isDisabled(), 'a locked prediction can be changed');
    await addPolicy(page, 'guidance');
    check(await page.locator('#add-policy').isDisabled(), 'a lesson has more than one policy');
    const shown = () => page.frameLocator('#preview').locator('body').innerText();
    const steps = [[0, 'Een leven'], [1, 'Honderd mensen'], [2, 'van 6 keer ander toeval'], [2, 'van 11 keer ander toeval'],
        [3, 'u dacht 35 van de 100']];
    for (const [step, text] of steps) {
        await page.click(`[data-step="${step}"]`);
        await page.waitForFunction(k => !document.querySelector(`[data-step="${k}"]`).disabled, step, { timeout: 240000 });
        check((await problems(page)) === '', `step ${step}: ${await problems(page)}`);
        check((await shown()).includes(text), `step ${step} does not say "${text}"`);
    }
    check((await shown()).includes('u dacht 20 van de 100'), 'the prediction without the policy is not told');
    await page.context().close();
}

for (const locale of ['nl-NL', 'en-GB']) {
    for (const width of [320, 768, 1280]) {
        // axe is put into the page by the test, which the page's own content policy would refuse
        const page = await open(locale, width, { bypassCSP: true });
        await addPolicy(page, 'earnings_disregard');
        await page.click('summary');
        await page.evaluate(axe);
        const result = await page.evaluate(tags => globalThis.axe.run({ runOnly: tags }), tags);
        for (const v of result.violations) failures.push(`${locale} ${width} px: ${v.id}: ${v.nodes[0].html.slice(0, 120)}`);
        check(result.passes.length > 20, 'axe looked at nothing');
        await page.click('[data-mode=lesson]');
        const lesson = await page.evaluate(tags => globalThis.axe.run({ runOnly: tags }), tags);
        for (const v of lesson.violations) failures.push(`${locale} ${width} px, lesson: ${v.id}: ${v.nodes[0].html.slice(0, 120)}`);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        check(overflow <= 0, `${locale} ${width} px scrolls sideways by ${overflow} px`);
        await page.context().close();
    }
}

// By keyboard alone: every stop is in sight, and a policy is made.
{
    const page = await open('en-GB', 1280);
    const stops = [];
    for (let k = 0; k < 60; ++k) {
        await page.keyboard.press('Tab');
        const stop = await page.evaluate(() => {
            const box = document.activeElement.getBoundingClientRect();
            return { id: document.activeElement.id, seen: box.bottom > 0 && box.top < innerHeight && box.width > 0 };
        });
        check(stop.seen, `the focus on ${stop.id} is out of sight`);
        stops.push(stop.id);
        if (stop.id === 'add-policy' && !stops.includes('policy-0-label')) await page.keyboard.press('Enter');
        if (stop.id === 'run') break;
    }
    check(stops.includes('municipality') && stops.at(-1) === 'run', `by keyboard: ${stops}`);
    check(await page.locator('#policy-list .policy').count() === 1, 'no policy by keyboard');
    await page.context().close();
}

await browser.close();
for (const failure of failures) console.error(failure);
console.log(`${checks} checks, ${failures.length} failures`);
process.exit(failures.length > 0 || checks < 50 ? 1 : 0);
