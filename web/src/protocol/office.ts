/** The pages of the office: for people with an account, without a link. */
export type OfficePage =
  | { readonly page: "login" }
  | { readonly page: "office" }
  | { readonly page: "conference"; readonly id: string }
  | { readonly page: "directory" }
  | { readonly page: "accounts" };

/** The office page of an address such as `/office/conference/hoi-thao`; null where it is none. */
export function parseOffice(path: string): OfficePage | null {
  const [first, second, third, ...more] = path.split("/").filter((each) => each !== "");
  if (first === "login" && second === undefined) return { page: "login" };
  if (first !== "office" || more.length > 0) return null;
  if (second === undefined) return { page: "office" };
  if (second === "conference" && third !== undefined) return conferencePage(third);
  if ((second === "directory" || second === "accounts") && third === undefined) return { page: second };
  return null;
}

export function officeAddress(to: OfficePage): string {
  switch (to.page) {
    case "login":
      return "/login";
    case "office":
      return "/office";
    case "conference":
      return `/office/conference/${encodeURIComponent(to.id)}`;
    case "directory":
    case "accounts":
      return `/office/${to.page}`;
  }
}

function conferencePage(written: string): OfficePage | null {
  try {
    return { page: "conference", id: decodeURIComponent(written) };
  } catch {
    return null;
  }
}
