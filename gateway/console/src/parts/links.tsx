import {
  Anchor,
  type AnchorProps,
  Button,
  type ButtonProps,
  NavLink,
  type NavLinkProps,
  UnstyledButton,
  type UnstyledButtonProps,
} from "@mantine/core";
import { createLink } from "@tanstack/react-router";
import type { ReactNode, Ref } from "react";

// Mantine's components as links of the router: a click changes the page without loading it.

type Props<P> = P & { ref?: Ref<HTMLAnchorElement>; children?: ReactNode; href?: string };

export const AnchorLink = createLink((props: Props<AnchorProps>) => <Anchor {...props} />);

export const ButtonLink = createLink((props: Props<ButtonProps>) => (
  <Button component="a" {...props} />
));

export const NavigationLink = createLink((props: Props<NavLinkProps>) => (
  <NavLink component="a" {...props} />
));

export const PlainLink = createLink((props: Props<UnstyledButtonProps>) => (
  <UnstyledButton component="a" {...props} />
));
