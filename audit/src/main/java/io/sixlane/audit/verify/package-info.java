/** Hash chains and their witnesses: checkpoints, the table, relays. */
@NullMarked
package io.sixlane.audit.verify;

import org.jspecify.annotations.NullMarked;
