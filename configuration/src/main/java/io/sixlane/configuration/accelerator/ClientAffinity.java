package io.sixlane.configuration.accelerator;

/** Whether one client keeps reaching the same endpoint, by its source address alone. */
public enum ClientAffinity {
    NONE,
    SOURCE_IP
}
