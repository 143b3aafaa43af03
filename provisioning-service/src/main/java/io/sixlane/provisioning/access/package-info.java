/** Sign-ins, members and API tokens in the log: the identity service reports them. */
@NullMarked
package io.sixlane.provisioning.access;

import org.jspecify.annotations.NullMarked;
