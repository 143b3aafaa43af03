/** An accelerator as it is written in the log: ids, values and events. */
@NullMarked
package io.sixlane.configuration.accelerator;

import org.jspecify.annotations.NullMarked;
