package io.sixlane.provisioning.publication;

/**
 * What a publisher has just done. Whatever kills it after any of these, the next one goes on from
 * what is stored, and nothing is lost.
 */
enum PublicationStep {
    /** This is the one publisher now. */
    LOCKED,

    /** The topics are there, and are not those that the checkpoint speaks of. */
    TOPICS_ARE_OTHERS,

    /** The checkpoint speaks of these topics, and says that nothing is in them. */
    STARTED_OVER,

    /** Events were found that are not published. */
    READ,

    /** The events of the batch were given to the client of Kafka, the images were not. */
    EVENTS_SENT,

    /** All of the batch was given to the client of Kafka. */
    SENT,

    /** All in-sync replicas have the batch. */
    ACKNOWLEDGED,

    /** The checkpoint stands after the batch. */
    STORED
}
