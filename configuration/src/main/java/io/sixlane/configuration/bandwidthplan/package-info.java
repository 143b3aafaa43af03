/** Bandwidth plans: how much of which kind, bound to which accelerator. */
@NullMarked
package io.sixlane.configuration.bandwidthplan;

import org.jspecify.annotations.NullMarked;
