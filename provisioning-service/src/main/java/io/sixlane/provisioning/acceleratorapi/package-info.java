/** Accelerators over HTTP: bodies, controllers, views. */
@NullMarked
package io.sixlane.provisioning.acceleratorapi;

import org.jspecify.annotations.NullMarked;
