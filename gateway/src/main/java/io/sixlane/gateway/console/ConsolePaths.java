package io.sixlane.gateway.console;

import java.util.List;

/**
 * The paths of the console's pages. One page answers all of them; the router in it shows the rest.
 */
public final class ConsolePaths {
    private static final List<String> FOLDERS =
            List.of(
                    "/accelerators",
                    "/create",
                    "/relays",
                    "/orders",
                    "/audit",
                    "/catalog",
                    "/settings");

    private ConsolePaths() {}

    public static boolean contain(String path) {
        return path.equals("/")
                || FOLDERS.stream()
                        .anyMatch(folder -> path.equals(folder) || path.startsWith(folder + "/"));
    }
}
