package io.sixlane.configuration.accelerator;

/** Whether origin servers stand in the operator's cloud or outside it. */
public enum BackendService {
    ON_CLOUD,
    OFF_CLOUD
}
