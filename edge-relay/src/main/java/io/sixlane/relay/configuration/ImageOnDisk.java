package io.sixlane.relay.configuration;

import io.sixlane.configuration.image.ConfigurationImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * The image that the last run left. It is read before any other bean is made: a relay is put
 * together by one processor for some seconds, in which the others read.
 */
@Component
final class ImageOnDisk implements BeanFactoryPostProcessor, EnvironmentAware {
    private static final String FOLDER = "sixlane.relay.state-folder";
    private static final Set<PosixFilePermission> OWNER_ALONE =
            PosixFilePermissions.fromString("rwx------");
    private static final Logger log = LoggerFactory.getLogger(ImageOnDisk.class);

    private @Nullable ImageStore store;
    private CompletableFuture<Optional<ConfigurationImage>> read =
            CompletableFuture.completedFuture(Optional.empty());

    @Override
    public void setEnvironment(Environment environment) {
        var folder = Path.of(environment.getRequiredProperty(FOLDER));
        create(folder);
        var opened = new ImageStore(folder);
        store = opened;
        read = CompletableFuture.supplyAsync(opened::load).exceptionally(ImageOnDisk::none);
    }

    /** Other users of the host do not read the configuration of accounts. */
    private static void create(Path folder) {
        if (Files.exists(folder)) {
            return;
        }
        try {
            Files.createDirectories(folder.toAbsolutePath().getParent());
            Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(OWNER_ALONE));
        } catch (IOException e) {
            log.atError().addKeyValue("folder", folder).setCause(e).log("folder cannot be made");
        }
    }

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        // being made early is all
    }

    /** Continues without it, since Kafka has all of it. */
    private static Optional<ConfigurationImage> none(Throwable cause) {
        log.error("image on disk not read", cause);
        return Optional.empty();
    }

    ImageStore store() {
        if (store == null) {
            throw new IllegalStateException("no environment");
        }
        return store;
    }

    /** Waits until it is read; empty when there is none. */
    Optional<ConfigurationImage> await() {
        return read.join();
    }
}
