package io.sixlane.topics;

import java.util.HashMap;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Gives the clients that Spring opens the settings of {@code sixlane.kafka.settings-file}, as
 * {@link KafkaAccess} gives them to the others.
 */
final class KafkaSettingsPostProcessor implements EnvironmentPostProcessor, Ordered {
    private static final String FILE = "sixlane.kafka.settings-file";

    @Override
    public void postProcessEnvironment(
            ConfigurableEnvironment environment, SpringApplication application) {
        var properties = new HashMap<String, Object>();
        KafkaAccess.read(environment.getProperty(FILE, ""))
                .forEach((name, value) -> properties.put("spring.kafka.properties." + name, value));
        environment.getPropertySources().addLast(new MapPropertySource(FILE, properties));
    }

    /** After the files that name the file. */
    @Override
    public int getOrder() {
        return ConfigDataEnvironmentPostProcessor.ORDER + 1;
    }
}
