package io.sixlane.provisioning.publication;

/**
 * The last completed step of a publisher. If it is killed after any of them, the next publisher
 * continues from the stored position and loses nothing.
 */
enum PublicationStep {
    /** This is the one publisher now. */
    LOCKED,

    /** The topics exist, and are not those of the stored position. */
    TOPICS_ARE_OTHERS,

    /** The stored position is the start of these topics. */
    STARTED_OVER,

    /** Events were found that are not published. */
    READ,

    /** The events of the batch were given to the client of Kafka, the images were not. */
    EVENTS_SENT,

    /** All of the batch was given to the client of Kafka. */
    SENT,

    /** All in-sync replicas have the batch. */
    ACKNOWLEDGED,

    /** The position after the batch is stored. */
    STORED
}
