/** Small files: written whole or not at all, and secrets readable by their owner alone. */
@NullMarked
package io.sixlane.files;

import org.jspecify.annotations.NullMarked;
