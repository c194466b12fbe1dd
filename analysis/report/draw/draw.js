// Draws figures: complete Vega-Lite specifications in, SVG texts out, in order. One file for Node, which draws while a
// report is written, and for the page, which draws what no Node did. Expressions are interpreted, not compiled: a page
// with a content policy allows no eval.
import { parse, textMetrics, View } from 'vega';
import { expressionInterpreter } from 'vega-interpreter';
import { compile } from 'vega-lite';

// Widths of letters, as a part of their size: the same with and without a canvas, where Vega guesses a width that leaves half
// of a picture empty. They are those of DejaVu Sans, the widest font that stands in where there is no Arial.
const widthOfLetter = letter =>
    /[ijl.,:;'|!tfI\u00a0 ()]/.test(letter) ? 0.35 : /[mwMW@%←→]/.test(letter) ? 0.92 : /[A-Z]/.test(letter) ? 0.7 : 0.62;
textMetrics.width = (item, text) => {
    const line = String(Array.isArray(text) ? text[0] : text ?? '');
    const widths = [...line].map(widthOfLetter);
    return (item.fontSize || 11) * widths.reduce((sum, width) => sum + width, 0);
};

async function svgOf(specification) {
    const runtime = parse(compile(specification).spec, specification.config, { ast: true });
    const view = new View(runtime, { expr: expressionInterpreter, renderer: 'none' });
    const svg = await view.toSVG();
    view.finalize();
    const inPixels = number => String(Math.round(number * 100) / 100);
    // not the numbers that are text; roles of single marks would be read one by one, and the figure is told as a whole
    return svg.replace(/<[^>]*>/g, tag => tag.replace(/-?\d+\.\d{3,}/g, inPixels)
        .replace(/ (role|aria-[a-z]+)="[^"]*"/g, ''));
}

globalThis.vangnetDraw = async specifications => {
    const drawn = [];
    for (const specification of specifications) drawn.push(await svgOf(specification));
    return drawn;
};

// In a report: each picture is drawn from its specification, into the element that waits for it.
const waiting = typeof document === 'undefined' ? null : document.getElementById('figure-data');
if (waiting) {
    vangnetDraw(JSON.parse(waiting.textContent)).then(drawn => {
        drawn.forEach((svg, k) => { document.getElementById(`picture-${k}`).innerHTML = svg; });
    });
}
