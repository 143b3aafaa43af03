package io.sixlane.relay.endpoint;

import io.sixlane.configuration.accelerator.Endpoint;
import io.sixlane.configuration.accelerator.EndpointGroup;

/**
 * An endpoint that may be chosen.
 *
 * @param port on it
 * @param hash of its address
 */
public record Candidate(
        EndpointGroup group, Endpoint endpoint, int port, long hash, EndpointCondition condition) {}
