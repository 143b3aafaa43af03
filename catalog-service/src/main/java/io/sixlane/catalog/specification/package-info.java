/** The sizes an accelerator is sold in. */
@NullMarked
package io.sixlane.catalog.specification;

import org.jspecify.annotations.NullMarked;
