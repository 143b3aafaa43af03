/** Bandwidth plans: bought once, bound once. */
@NullMarked
package io.sixlane.provisioning.bandwidthplan;

import org.jspecify.annotations.NullMarked;
