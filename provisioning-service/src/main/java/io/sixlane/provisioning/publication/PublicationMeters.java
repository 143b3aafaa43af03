package io.sixlane.provisioning.publication;

/** The names of this package's meters. */
final class PublicationMeters {
    /** Events acknowledged by Kafka; one published twice counts twice. */
    static final String PUBLISHED = "sixlane.publication.events";

    /** Attempts that failed because PostgreSQL or Kafka did; all of them are repeated. */
    static final String FAILURES = "sixlane.publication.failures";

    /** Events and images that this version does not understand; published as they are stored. */
    static final String UNREADABLE = "sixlane.publication.unreadable";

    /** Events and images that are larger than their topic takes, and were left out of it. */
    static final String REFUSED = "sixlane.publication.refused";

    /** Events that wait to be published. */
    static final String LAG_EVENTS = "sixlane.publication.lag.events";

    /** Seconds since the oldest event that waits was decided. */
    static final String LAG = "sixlane.publication.lag";

    /** 1 on the instance that publishes, 0 on those that stand by. */
    static final String ACTIVE = "sixlane.publication.active";

    /** Duration of the steps of a batch, each after the one before it; tagged with its name. */
    static final String STEP = "sixlane.publication.step";

    /** Messages that are gone from the beginning of topics that are kept for ever. */
    static final String LOST = "sixlane.publication.lost";

    private PublicationMeters() {}
}
