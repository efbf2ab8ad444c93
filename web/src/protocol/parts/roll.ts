import { whole, type Parts } from "../part";
import { boolean, integer, number, time, type Reader } from "../read";

export interface Roll {
  readonly calledAt: number | null;
  readonly quorumPercent: number;
  readonly sitesPresent: number;
  readonly sitesAll: number;
  readonly people: number;
  readonly met: boolean;
}

export interface RollParts {
  readonly roll: Roll;
}

const kNoRoll: Roll = { calledAt: null, quorumPercent: 0, sitesPresent: 0, sitesAll: 0, people: 0, met: false };

export const rollParts: Parts<RollParts> = {
  roll: whole("roll", (roll) => roll.or(kNoRoll, readRoll), kNoRoll),
};

function readRoll(roll: Reader): Roll {
  return {
    calledAt: roll.field("called_at").optional(time),
    quorumPercent: roll.field("quorum_percent").or(0, number),
    sitesPresent: roll.field("sites_present").or(0, integer),
    sitesAll: roll.field("sites_all").or(0, integer),
    people: roll.field("people").or(0, integer),
    met: roll.field("met").or(false, boolean),
  };
}
