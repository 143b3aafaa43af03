package io.sixlane.configuration.accelerator;

/** Whether new connections go to an endpoint. */
public enum EndpointState {
    ACTIVE,
    /** New connections go to other endpoints; open ones stay until they end. */
    DRAINING
}
