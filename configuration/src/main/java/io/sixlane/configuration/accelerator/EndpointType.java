package io.sixlane.configuration.accelerator;

/** What an endpoint is; a bandwidth type allows some of them (source: seed document, step 2). */
public enum EndpointType {
    CUSTOM_IP,
    CUSTOM_DOMAIN,
    PUBLIC_IP,
    ECS,
    SLB
}
