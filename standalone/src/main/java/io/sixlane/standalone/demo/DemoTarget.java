package io.sixlane.standalone.demo;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The stack the demo talks to.
 *
 * @param gateway base address of the public API
 * @param authorization the value of an Authorization header
 * @param listenerPort the port that the demo's listener gets
 * @param originAddress where the IPv4-only web server listens
 * @param logs shown when a step fails
 * @param ocean a sentence about the one to cross; null without one
 */
public record DemoTarget(
        URI gateway,
        String authorization,
        int listenerPort,
        String originAddress,
        int originPort,
        Path logs,
        @Nullable String ocean) {}
