package io.sixlane.metrics.report;

/** The names of this service's own meters. */
final class MeterNames {
    /** Reports read from Kafka, refused ones too. */
    static final String REPORTS_CONSUMED = "sixlane.metrics.reports.consumed";

    /** Reports that could not be aggregated. */
    static final String REPORTS_REFUSED = "sixlane.metrics.reports.refused";

    /** Windows written to PostgreSQL, each time they are. */
    static final String WINDOWS_STORED = "sixlane.metrics.windows.stored";

    /** Seconds from the start of the window stored last to its being stored. */
    static final String LAG = "sixlane.metrics.lag";

    /** 1 while reports are read, 0 while not. */
    static final String RUNNING = "sixlane.metrics.stream.running";

    private MeterNames() {}
}
