package io.sixlane.standalone.demo;

import java.util.List;

/** The six steps of the tutorial, in its words. */
final class Steps {

    private static final List<String> TITLES =
            List.of(
                    "Enter what the web service needs",
                    "Buy the bundle and bind its bandwidth plan",
                    "Add an acceleration area",
                    "Add a listener",
                    "Add an endpoint group",
                    "Verify");

    private Steps() {}

    /**
     * @param step 1 to 6
     */
    static String title(int step) {
        return TITLES.get(step - 1);
    }

    static String header(int step, String explanation) {
        return "%n%s  %s%n   %s".formatted(step, title(step), explanation);
    }
}
