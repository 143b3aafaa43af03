package io.sixlane.standalone.demo;

import java.net.URI;
import java.nio.file.Path;

/**
 * The stack the demo talks to.
 *
 * @param gateway base address of the public API
 * @param listenerPort the port that the demo's listener gets
 * @param originPort where the IPv4-only web server listens on 127.0.0.1
 * @param logs shown when a step fails
 */
public record DemoTarget(URI gateway, int listenerPort, int originPort, Path logs) {}
