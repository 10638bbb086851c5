/* Every version of the rules that a battle may have been fought under, by number: the replays of game/rules/versions.py. */

import { replayHunt as replayHuntV1 } from "./rules_v1.js";

export const RULES = new Map([[1, replayHuntV1]]);
