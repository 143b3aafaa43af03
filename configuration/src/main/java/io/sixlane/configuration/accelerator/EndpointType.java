package io.sixlane.configuration.accelerator;

/**
 * The kind of an endpoint; a bandwidth type allows some of them (source: seed document, step 2).
 */
public enum EndpointType {
    CUSTOM_IP,
    CUSTOM_DOMAIN,
    PUBLIC_IP,
    ECS,
    SLB
}
