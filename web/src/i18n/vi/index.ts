import { accounts } from "./accounts";
import { chair } from "./chair";
import { common } from "./common";
import { conference } from "./conference";
import { director } from "./director";
import { directory } from "./directory";
import { gate } from "./gate";
import { hall } from "./hall";
import { home } from "./home";
import { lineTest } from "./lineTest";
import { login } from "./login";
import { notice } from "./notice";
import { office } from "./office";
import { parts } from "./parts";
import { room } from "./room";
import { secretary } from "./secretary";
import { setup } from "./setup";
import { site } from "./site";
import { stage } from "./stage";
import { vote } from "./vote";

/**
 * Vietnamese, the first language of the product, a file for each topic. Its keys are the dictionary's shape; every other
 * language has them all.
 */
export const vi = {
  ...common,
  ...parts,
  ...notice,
  ...gate,
  ...home,
  ...site,
  ...room,
  ...stage,
  ...lineTest,
  ...chair,
  ...director,
  ...secretary,
  ...vote,
  ...hall,
  ...login,
  ...office,
  ...conference,
  ...setup,
  ...directory,
  ...accounts,
};

export type Dictionary = typeof vi;
