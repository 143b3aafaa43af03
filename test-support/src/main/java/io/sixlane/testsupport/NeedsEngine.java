package io.sixlane.testsupport;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.Objects;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Leaves tests of servers out where these shall run in containers ({@code
 * -Dsixlane.platform=containers}) and no Docker engine answers.
 */
public final class NeedsEngine implements ExecutionCondition {
    private static final String UNIX = "unix://";

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        var wanted = "containers".equals(System.getProperty("sixlane.platform"));
        var isOfServers =
                context.getTestClass().map(type -> type.getName().endsWith("IT")).orElse(false);
        return wanted && isOfServers && !answers()
                ? ConditionEvaluationResult.disabled(
                        "needs a Docker engine: set DOCKER_HOST, or leave out"
                                + " -Dsixlane.platform=containers")
                : ConditionEvaluationResult.enabled("servers have a place");
    }

    /** Takes an engine on another host at its word. */
    private static boolean answers() {
        var host =
                Objects.requireNonNullElse(
                        System.getenv("DOCKER_HOST"), UNIX + "/var/run/docker.sock");
        if (!host.startsWith(UNIX)) {
            return true;
        }
        try (var socket =
                SocketChannel.open(UnixDomainSocketAddress.of(host.substring(UNIX.length())))) {
            return socket.isConnected();
        } catch (IOException _) {
            return false;
        }
    }
}
