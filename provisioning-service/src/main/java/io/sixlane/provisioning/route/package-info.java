/** The routes that relays chose, and the links between them, as relays publish them. */
@NullMarked
package io.sixlane.provisioning.route;

import org.jspecify.annotations.NullMarked;
