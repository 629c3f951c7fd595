// One way of timing for the browser, for Node and so for every peer that runs there. No imports: the
// browser loads this file too.

const WARM_MS = 300;
const SAMPLE_MS = 25;
const SAMPLES = 21;

/**
 * Median milliseconds of one repetition. `run(times)` repeats what is measured; how often in one sample
 * follows from its speed, as a browser's clock is coarse on purpose.
 */
export function measure(run) {
  let times = 1;
  const warm = performance.now() + WARM_MS;
  for (;;) {
    const began = performance.now();
    run(times);
    const now = performance.now();
    const took = now - began;
    if (took < SAMPLE_MS) times *= 2;
    else if (now > warm) break;
    else times = Math.max(1, Math.round((times * SAMPLE_MS) / took));
  }
  const samples = Array.from({ length: SAMPLES }, () => {
    const began = performance.now();
    run(times);
    return (performance.now() - began) / times;
  });
  return samples.sort((a, b) => a - b)[SAMPLES >> 1];
}

/** For what has no repetition of its own. */
export const repeated = (once) => (times) => {
  for (let time = 0; time < times; time += 1) once();
};

/** All figures of the engine in WASM, by `what/household`. */
export function measureEngine({ Engine, assessment, explore_half_answered_couple }, households) {
  const figures = {};
  for (const [name, household] of Object.entries(households)) {
    const engine = new Engine(household);
    figures[`assess/${name}`] = measure((times) => engine.assess(times));
    figures[`assess_with_reasons/${name}`] = measure((times) => engine.assess_with_reasons(times));
    figures[`text_to_text/${name}`] = measure(repeated(() => assessment(household)));
    figures[`curve/${name}`] = measure((times) => engine.curve(times));
    engine.free();
  }
  figures["explore/half_answered_couple"] = measure((times) => explore_half_answered_couple(times));
  return figures;
}
