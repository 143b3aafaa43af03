package io.sixlane.relay;

import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * SIGTERM drains, a second one ends at once. Java alone ignores the second.
 *
 * <p>{@code sun.misc.Signal} is reached by name: it is supported (module {@code jdk.unsupported})
 * but compilers warn of it.
 */
final class StopSignal {
    private static final Logger log = LoggerFactory.getLogger(StopSignal.class);

    /** The exit code that shells report for SIGTERM. */
    private static final int TERMINATED = 128 + 15;

    private final AtomicInteger received = new AtomicInteger();

    private StopSignal() {}

    /**
     * Installs the handlers for the rest of the process; does nothing where Java lacks the signals.
     */
    static void handle() {
        var stop = new StopSignal();
        try {
            var signal = Class.forName("sun.misc.Signal");
            var handler = Class.forName("sun.misc.SignalHandler");
            var proxy =
                    Proxy.newProxyInstance(
                            StopSignal.class.getClassLoader(),
                            new Class<?>[] {handler},
                            (self, method, arguments) ->
                                    switch (method.getName()) {
                                        case "handle" -> stop.received();
                                        case "equals" -> self == arguments[0];
                                        case "hashCode" -> System.identityHashCode(self);
                                        default -> "StopSignal";
                                    });
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance("TERM"), proxy);
        } catch (ReflectiveOperationException e) {
            log.atInfo().addKeyValue("cause", e).log("a second SIGTERM will not end the drain");
        }
    }

    /** Returns null, as a proxy must for a void method. */
    private @Nullable Object received() {
        if (received.incrementAndGet() == 1) {
            Thread.ofPlatform().name("relay-stop").start(() -> System.exit(TERMINATED));
        } else {
            log.warn("second SIGTERM: ended without draining");
            Runtime.getRuntime().halt(TERMINATED);
        }
        return null;
    }
}
