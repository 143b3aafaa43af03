/** The term of an accelerator: renewal, warnings, grace and suspension. */
@NullMarked
package io.sixlane.provisioning.subscription;

import org.jspecify.annotations.NullMarked;
