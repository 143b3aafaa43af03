package io.sixlane.provisioning.publication;

/**
 * The ids that Kafka gave the topics: a topic that was deleted and created again has another one,
 * and lacks what was published before.
 */
record TopicIds(String events, String images, String fleet) {}
