package io.sixlane.relay.join;

/**
 * A finding of the look at a host.
 *
 * @param mend what to do; empty where all is well
 */
record Finding(Level level, String subject, String detail, String mend) {
    enum Level {
        GOOD,
        /** A relay runs, but not as well as it could. */
        POOR,
        /** A relay does not run. */
        BAD
    }

    static Finding good(String subject, String detail) {
        return new Finding(Level.GOOD, subject, detail, "");
    }

    static Finding poor(String subject, String detail, String mend) {
        return new Finding(Level.POOR, subject, detail, mend);
    }

    static Finding bad(String subject, String detail, String mend) {
        return new Finding(Level.BAD, subject, detail, mend);
    }

    boolean isBad() {
        return level == Level.BAD;
    }

    String line() {
        var mark =
                switch (level) {
                    case GOOD -> "ok";
                    case POOR -> "!!";
                    case BAD -> "NO";
                };
        return "  %s  %-16s %s%s"
                .formatted(mark, subject, detail, mend.isEmpty() ? "" : "\n      mend: " + mend);
    }
}
