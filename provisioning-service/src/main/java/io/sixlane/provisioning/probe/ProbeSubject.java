package io.sixlane.provisioning.probe;

/**
 * The measured way, in the words of its time: the accelerator may change or go.
 *
 * @param endpoint address or name, and port
 * @param acceleratedAddress and port
 * @param user who asked
 */
record ProbeSubject(
        String clientRegion,
        String endpointRegion,
        String endpoint,
        String acceleratedAddress,
        String user) {}
