@NullMarked
package io.sixlane.provisioning.eventstream;

import org.jspecify.annotations.NullMarked;
