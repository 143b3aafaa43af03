package io.sixlane.configuration.accelerator;

/** What a listener forwards. */
public enum Protocol {
    TCP,
    UDP
}
