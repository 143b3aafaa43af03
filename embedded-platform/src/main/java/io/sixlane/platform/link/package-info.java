/** Links with delay, loss, jitter and a rate between network namespaces of this machine. */
@NullMarked
package io.sixlane.platform.link;

import org.jspecify.annotations.NullMarked;
