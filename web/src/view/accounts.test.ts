import { expect, test } from "vitest";
import { dictionaries } from "../i18n";
import { passwordText, type Account } from "../protocol/office";
import { accountFaults, accountName, isFaultless, passwordFault } from "./accounts";

const t = dictionaries.vi;
const an: Account = { name: "tran-an", role: "administrator" };
const binh: Account = { name: "le-binh", role: "organiser" };
const kGood = "một câu dài dễ nhớ";

test("a new account is looked at before it is sent", () => {
  const faults = (name: string, password = kGood) =>
    accountFaults({ name, role: "organiser", password }, [an, binh], t);
  expect(isFaultless(faults("chi"))).toBe(true);
  expect(isFaultless(faults(" Chi "))).toBe(true);
  for (const name of ["", "c", "lê bình", "-chi", "chi-", "ch--i", "a".repeat(33)])
    expect(faults(name).name, name).toBe(t.accounts.faults.name);
  expect(faults("Tran-An").name).toBe(t.accounts.faults.taken);
  expect(faults("chi", "short").password).toBe(t.accounts.faults.short(12));
});

test.each([
  ["", false],
  ["elevenchars", false],
  ["twelve chars", true],
  ["ấ".repeat(11), false],
  ["ấ".repeat(11).normalize("NFD"), false],
  ["ấ".repeat(12), true],
  ["x".repeat(512), true],
  ["x".repeat(513), false],
  ["ấ".repeat(171), false],
])("a password is counted in characters: %s", (password, good) => {
  expect(passwordFault(password, t) === "").toBe(good);
});

test("names and passwords are sent in one way of writing", () => {
  expect(accountName("  Tran-An ")).toBe("tran-an");
  expect(passwordText(kGood.normalize("NFD"))).toBe(kGood);
});
