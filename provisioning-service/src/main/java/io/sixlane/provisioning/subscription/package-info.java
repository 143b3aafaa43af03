/** How long an accelerator is paid: renewal, warnings, grace and suspension. */
@NullMarked
package io.sixlane.provisioning.subscription;

import org.jspecify.annotations.NullMarked;
