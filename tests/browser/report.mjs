// Looks at a report in Chromium: valid HTML; no violation of WCAG 2.2 AA or of axe's best practices at three widths; nothing
// asked of any other place; everything said with scripts off; all that can be pressed reached by keyboard, in sight.
//
//     node report.mjs CHROMIUM DRAWN.html SELF_DRAWN.html ...
//
// DRAWN.html has its pictures, SELF_DRAWN.html draws them when it opens; more drawn reports may follow.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

import { HtmlValidate } from 'html-validate';
import { chromium } from 'playwright-core';

const [executablePath, drawn, selfDrawn, ...others] = process.argv.slice(2);
const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const failures = [];
let checks = 0;
const check = (holds, what) => { ++checks; if (!holds) failures.push(what); };

const validator = new HtmlValidate({ extends: ['html-validate:recommended'], rules: {
    'no-inline-style': 'off', 'long-title': 'off', 'no-trailing-whitespace': 'off',  // of SVG, and of taste
    'void-style': 'off', 'attribute-boolean-style': 'off', 'require-sri': 'off', 'svg-focusable': 'off',
} });

async function checkHtml(file) {
    const report = await validator.validateFile(file);
    for (const result of report.results) {
        for (const m of result.messages.slice(0, 5)) failures.push(`${file}:${m.line}: ${m.ruleId}: ${m.message}`);
    }
    ++checks;
}

async function open(browser, file, options) {
    const context = await browser.newContext(options);
    const page = await context.newPage();
    page.on('request', request => check(/^(file|data):/.test(request.url()), `${file} asks for ${request.url()}`));
    page.on('console', message => check(message.type() !== 'error', `${file}: ${message.text()}`));
    page.on('pageerror', error => check(false, `${file}: ${error.message}`));
    await page.goto(pathToFileURL(file).href);
    return page;
}

async function checkAxe(browser, file, width) {
    // axe is put into the page by the test, which the page's own content policy would refuse
    const page = await open(browser, file, { viewport: { width, height: 900 }, bypassCSP: true });
    await page.evaluate(axe);
    const result = await page.evaluate(tags => globalThis.axe.run({ runOnly: tags }), tags);
    for (const v of result.violations) failures.push(`${file} at ${width} px: ${v.id}: ${v.nodes[0].html.slice(0, 120)}`);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    check(overflow <= 0, `${file} at ${width} px scrolls sideways by ${overflow} px`);
    const shown = await page.evaluate(() => [...document.querySelectorAll('.picture')].filter(p => p.offsetWidth > 0).length);
    const figures = await page.evaluate(() => document.querySelectorAll('figure').length);
    check(figures > 0 && shown === figures, `${file} at ${width} px shows ${shown} pictures of ${figures} figures`);
    check(result.passes.length > 20, `${file}: axe looked at nothing`);
    await page.context().close();
}

async function checkWithoutScript(browser, file) {
    const page = await open(browser, file, { javaScriptEnabled: false });
    check(await page.locator('figure svg').count() > 0, `${file} has no pictures without scripts`);
    check(await page.locator('h1').count() === 1, `${file} has not one h1`);
    check((await page.locator('main').innerText()).length > 2000, `${file} says nothing without scripts`);
    await page.context().close();
}

// Each figure: a title, a description, a table with rows, and both of its pictures in the same words.
async function checkFigures(browser, file) {
    const page = await open(browser, file, {});
    const wrong = await page.evaluate(() => [...document.querySelectorAll('figure')].filter(figure => {
        const pictures = [...figure.querySelectorAll('[role=img]')];
        const said = id => (document.getElementById(id)?.textContent ?? '').trim().length > 10;
        return pictures.length !== 2 || figure.querySelectorAll('tbody tr').length === 0 ||
            !pictures.every(p => said(p.getAttribute('aria-labelledby')) && said(p.getAttribute('aria-describedby')));
    }).map(figure => figure.id));
    check(wrong.length === 0, `${file}: figures without a title, description, table or picture: ${wrong}`);
    await page.context().close();
}

async function checkKeyboard(browser, file) {
    const page = await open(browser, file, { viewport: { width: 1280, height: 900 } });
    const wanted = await page.evaluate(() => [...document.querySelectorAll('a[href], summary, [tabindex="0"]')]
        .filter(e => !e.closest('details:not([open])') || e.tagName === 'SUMMARY').length);
    let reached = 0;
    for (let k = 0; k < wanted + 5; ++k) {
        await page.keyboard.press('Tab');
        const seen = await page.evaluate(() => {
            const e = document.activeElement;
            if (e === document.body) return null;
            const box = e.getBoundingClientRect();
            const style = getComputedStyle(e);
            return { inSight: box.bottom > 0 && box.top < innerHeight && box.right > 0,
                     marked: style.outlineStyle !== 'none' || e.tagName === 'SUMMARY', what: e.outerHTML.slice(0, 80) };
        });
        if (seen === null) break;
        ++reached;
        check(seen.inSight && seen.marked, `${file}: the focus is not seen on ${seen.what}`);
    }
    check(reached >= wanted, `${file}: ${reached} of ${wanted} are reached by keyboard`);
    await page.keyboard.press('Shift+Tab');
    await page.locator('summary').first().focus();
    await page.keyboard.press('Enter');
    check(await page.locator('figure table').first().isVisible(), `${file}: Enter does not open the table of a figure`);
    await page.context().close();
}

// The page's own policy is in force: it draws without eval, and what is drawn is what Node draws.
async function checkSelfDrawn(browser, file) {
    const page = await open(browser, file, {});
    await page.waitForFunction(() => [...document.querySelectorAll('.picture')].every(p => p.firstElementChild), null,
                               { timeout: 20000 });
    const other = await open(browser, drawn, {});
    const pictures = each => each.evaluate(() => [...document.querySelectorAll('.picture')].map(p => p.innerHTML));
    const [here, there] = [await pictures(page), await pictures(other)];
    check(here.length > 0 && here.length === there.length, `${file} has ${here.length} pictures, ${drawn} ${there.length}`);
    for (let k = 0; k < here.length; ++k) check(here[k] === there[k], `${file}: picture ${k} is not the one of Node`);
    await page.context().close();
    await other.context().close();
}

const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
for (const file of [drawn, selfDrawn, ...others]) await checkHtml(file);
for (const file of [drawn, ...others]) {
    for (const width of [320, 768, 1280]) await checkAxe(browser, file, width);
    await checkWithoutScript(browser, file);
    await checkFigures(browser, file);
    await checkKeyboard(browser, file);
}
await checkSelfDrawn(browser, selfDrawn);
await browser.close();
for (const failure of failures.slice(0, 40)) console.error(failure);
console.log(`${checks - Math.min(failures.length, checks)} of ${checks} checks passed`);
process.exitCode = failures.length === 0 ? 0 : 1;
