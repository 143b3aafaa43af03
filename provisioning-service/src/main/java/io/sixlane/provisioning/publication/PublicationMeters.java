package io.sixlane.provisioning.publication;

/** The names of this package's meters. */
final class PublicationMeters {
    /** Events acknowledged by Kafka; one published twice counts twice. */
    static final String PUBLISHED = "sixlane.publication.events";

    /** Attempts that failed because PostgreSQL or Kafka did; all of them are repeated. */
    static final String FAILURES = "sixlane.publication.failures";

    private PublicationMeters() {}
}
