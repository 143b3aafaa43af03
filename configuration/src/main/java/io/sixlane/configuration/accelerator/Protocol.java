package io.sixlane.configuration.accelerator;

/** The protocol of a listener. */
public enum Protocol {
    TCP,
    UDP
}
