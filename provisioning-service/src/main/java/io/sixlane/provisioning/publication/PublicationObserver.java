package io.sixlane.provisioning.publication;

/** Hears of every step of the publisher, on its thread. */
interface PublicationObserver {
    void reached(PublicationStep step);
}
