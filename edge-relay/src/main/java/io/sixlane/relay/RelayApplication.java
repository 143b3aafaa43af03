package io.sixlane.relay;

import io.sixlane.relay.join.RelayCommand;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** One relay; everything it forwards comes from the log. */
@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
public class RelayApplication {
    /** The first argument of a process that is not a relay, or not at once. */
    private static final String COMMANDS = "relay";

    public static void main(String[] arguments) {
        if (arguments.length > 0 && arguments[0].equals(COMMANDS)) {
            command(Arrays.copyOfRange(arguments, 1, arguments.length));
        } else {
            run(arguments);
        }
    }

    private static void run(String... arguments) {
        StopSignal.handle();
        SpringApplication.run(RelayApplication.class, arguments);
    }

    /** Ends the process unless a relay runs in it. */
    private static void command(String... arguments) {
        var runs = new AtomicBoolean();
        var code =
                RelayCommand.execute(
                        settings -> {
                            run(
                                    settings.entrySet().stream()
                                            .map(e -> "--%s=%s".formatted(e.getKey(), e.getValue()))
                                            .toArray(String[]::new));
                            runs.set(true);
                        },
                        arguments);
        if (!runs.get()) {
            System.exit(code);
        }
    }
}
