/** Threads of their own, for work that may block. */
@NullMarked
package io.sixlane.provisioning.worker;

import org.jspecify.annotations.NullMarked;
