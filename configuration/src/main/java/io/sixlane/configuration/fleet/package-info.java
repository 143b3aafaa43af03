/** The fleet: relays that join and leave, and what every relay knows of regions and relays. */
@NullMarked
package io.sixlane.configuration.fleet;

import org.jspecify.annotations.NullMarked;
