package io.sixlane.provisioning.change;

import io.sixlane.provisioning.accelerator.AcceleratorCommand;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.Lasting;
import io.sixlane.provisioning.request.ChangeOptions;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The command that a handler performs with its {@link ChangeOptions}. Unless it is {@link Lasting},
 * the change can take itself back. Handlers without this annotation make changes that last.
 */
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
public @interface Performs {
    Class<? extends AcceleratorCommand> value();
}
