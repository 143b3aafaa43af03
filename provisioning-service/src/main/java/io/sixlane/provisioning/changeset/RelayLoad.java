package io.sixlane.provisioning.changeset;

/**
 * A relay that was heard of lately.
 *
 * @param activeConnections open relayed connections of all accelerators
 */
record RelayLoad(String relay, String region, long activeConnections) {}
