/** Orders: a bundle is bought, paid, and becomes an accelerator and a plan. */
@NullMarked
package io.sixlane.provisioning.order;

import org.jspecify.annotations.NullMarked;
