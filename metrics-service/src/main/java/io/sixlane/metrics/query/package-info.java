/** The public questions about an accelerator's traffic. */
@NullMarked
package io.sixlane.metrics.query;

import org.jspecify.annotations.NullMarked;
