package io.sixlane.provisioning.publication;

/** Called after every step of the publisher, on its thread. */
interface PublicationObserver {
    void reached(PublicationStep step);
}
