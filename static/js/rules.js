/* Every version of the rules, by number: of battles (the replays of game/rules/versions.py), and of hits in raids, which are
   counted apart. */

import { replayHunt as replayHuntV1 } from "./rules_v1.js";
import { replayHunt as replayHuntV2 } from "./rules_v2.js";
import { resolveHit as resolveHitV1 } from "./raid_v1.js";

export const RULES = new Map([[1, replayHuntV1], [2, replayHuntV2]]);
export const HIT_RULES = new Map([[1, resolveHitV1]]);
