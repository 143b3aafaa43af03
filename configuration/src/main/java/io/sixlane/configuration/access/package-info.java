/** Who may reach an installation, and who did: sign-ins, members and API tokens. */
@NullMarked
package io.sixlane.configuration.access;

import org.jspecify.annotations.NullMarked;
