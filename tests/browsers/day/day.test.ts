// The whole reference day, from the first account to the conclusion: at each step, what each page shows, and which picture and
// sound each receiver decodes. One step a test, each standing on those before it.
import { afterAll, beforeAll } from 'vitest';

import { Day } from './lib/day.js';
import { conclusion } from './steps/conclusion.js';
import { discussion } from './steps/discussion.js';
import { lineTest } from './steps/lineTest.js';
import { arrival, opening } from './steps/opening.js';
import { papers } from './steps/papers.js';
import { rollCall } from './steps/rollCall.js';
import { setUp } from './steps/setUp.js';
import { turns } from './steps/turns.js';
import { votes } from './steps/votes.js';

let day: Day;
beforeAll(async () => {
  day = await Day.begin();
});
afterAll(() => day.end());

const theDay = (): Day => day;
setUp(theDay);
papers(theDay);
lineTest(theDay);
arrival(theDay);
rollCall(theDay);
opening(theDay);
turns(theDay);
discussion(theDay);
votes(theDay);
conclusion(theDay);
