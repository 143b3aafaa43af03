/** Orders and changes become configuration events. */
@NullMarked
package io.sixlane.provisioning;

import org.jspecify.annotations.NullMarked;
