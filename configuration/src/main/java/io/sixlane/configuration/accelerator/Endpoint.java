package io.sixlane.configuration.accelerator;

/**
 * Where connections go.
 *
 * @param address an IPv4 or IPv6 address, or a domain name for {@link EndpointType#CUSTOM_DOMAIN}
 * @param weight 0 to 255; its share is weight over the sum of weights, 0 gets nothing (source: seed
 *     document, step 5)
 */
public record Endpoint(EndpointId id, EndpointType type, String address, int weight) {
    public static final int MAX_WEIGHT = 255;

    public Endpoint {
        if (weight < 0 || weight > MAX_WEIGHT) {
            throw new IllegalArgumentException("weight must be 0 to 255, was " + weight);
        }
    }
}
