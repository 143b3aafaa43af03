import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { membersQuery } from "./directory";
import { useRights } from "./identity";

/** Gives a user's id its name. The id of a member that is gone stays what it is. */
export function useMemberName(gone: ReadonlyMap<string, string> = NONE): (user: string | undefined) => string {
  const { me } = useRights();
  const members = useQuery({ ...membersQuery, enabled: me.user !== "" }).data;
  return useMemo(() => {
    const names = new Map([...gone, ...(members ?? []).map(({ user, name }) => [user, name] as const)]);
    return (user) => names.get(user ?? "") ?? user ?? "";
  }, [gone, members]);
}

const NONE: ReadonlyMap<string, string> = new Map();
