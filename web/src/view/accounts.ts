import type { Dictionary } from "../i18n";
import { passwordText, type Account, type AccountRole } from "../protocol/office";

/** What the server takes (docs/protocol.md, "Accounts and sessions"); said here before it is asked. */
const kName = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const kNameLength = { least: 2, most: 32 };
const kLeastCharacters = 12;
const kMostBytes = 512;

export interface AccountForm {
  readonly name: string;
  readonly role: AccountRole;
  readonly password: string;
}

/** What is wrong with each field, in words; empty where nothing is. */
export interface AccountFaults {
  readonly name: string;
  readonly password: string;
}

export function accountFaults(form: AccountForm, accounts: readonly Account[], t: Dictionary): AccountFaults {
  return { name: nameFault(form.name, accounts, t), password: passwordFault(form.password, t) };
}

export function isFaultless(faults: AccountFaults): boolean {
  return faults.name === "" && faults.password === "";
}

/** A name as the server keeps it: a telephone's keyboard begins with a capital. */
export function accountName(typed: string): string {
  return typed.trim().toLowerCase();
}

function nameFault(typed: string, accounts: readonly Account[], t: Dictionary): string {
  const name = accountName(typed);
  const { least, most } = kNameLength;
  if (name.length < least || name.length > most || !kName.test(name)) return t.accounts.faults.name;
  return accounts.some((each) => each.name === name) ? t.accounts.faults.taken : "";
}

export function passwordFault(typed: string, t: Dictionary): string {
  const password = passwordText(typed);
  if (Array.from(password).length < kLeastCharacters) return t.accounts.faults.short(kLeastCharacters);
  return new TextEncoder().encode(password).length > kMostBytes ? t.accounts.faults.long : "";
}
